"""Going back to an earlier copy: what it holds is said and agreed to before anything is done."""

from collections.abc import Callable

from regret_tui.journal.copies import records_in_words
from regret_tui.plain.copies import LATEST, date_in_words, find_copy, in_words
from regret_tui.plain.errors import NoCopies, NotWanted
from regret_tui.plain.opener import Opener
from regret_tui.plain.talk import Talk
from regret_tui.vault import EarlierCopy, earlier_copies, look_at, restore
from regret_tui.vault.errors import FrontDamaged, VaultError, WrongPassphrase, WrongRecoveryKey
from regret_tui.vault.lock import holder_now, take_lock
from regret_tui.vault.place import Place


def refuse_in_use(talk: Talk) -> None:
    """Refuse before anything is asked where the vault is open elsewhere.

    Raises:
        InUse: it is.
    """
    host, place = talk.world.host, Place.of(talk.world.host.files, talk.vault)
    if holder_now(host, place) is not None:
        held = take_lock(host, place)
        if held is not None:
            held.release()


def pick_copy(talk: Talk, wanted: str, known: Opener | None = None) -> EarlierCopy:
    """Return the copy that is meant; where none is named they are shown and one is asked for.

    Args:
        talk: where it is talked over.
        wanted: as `find_copy` takes it, or empty.
        known: what was typed already; it tells how much is in the copies that it opens.

    Raises:
        NoCopies: there is none.
        UnknownCopy: there is none such, or several.
        NotWanted: none of them was chosen.
        NoAnswer: nothing that fits could be read.
    """
    secret = None if known is None else known.secret
    copies = earlier_copies(talk.vault, host=talk.world.host, secret=secret)
    if not copies and wanted in ("", LATEST):
        raise NoCopies
    if wanted:
        return find_copy(talk, copies, wanted)
    talk.told("copies.about")
    talk.told("vault.which_copy")
    chosen = talk.choose([in_words(talk, copy) for copy in copies])
    if chosen is None:
        raise NotWanted
    return copies[chosen]


def put_back(
    talk: Talk,
    copy: EarlierCopy,
    *,
    sure: bool,
    before: Callable[[], None] = lambda: None,
    known: Opener | None = None,
    over_another: bool = False,
) -> None:
    """Put a copy in the place of the vault, once it is opened, looked at and agreed to.

    Args:
        talk: where it is talked over.
        copy: which.
        sure: whether it need not be agreed to any more.
        before: what is done right before.
        known: what was typed already; where it opened the copy, it is not asked for again.
        over_another: as `restore` takes it.

    Raises:
        NotWanted: it was not agreed to, or no passphrase was typed.
        EndOfInput: there is nothing more.
        VaultError: it does not open, or could not be put there; nothing was changed.
    """
    opener = look_into(talk, copy, known)
    if not sure and not talk.agrees(talk.says("copies.restore")):
        raise NotWanted
    before()
    done = restore(
        talk.vault,
        copy.path,
        host=talk.world.host,
        secret=opener.secret,
        over_another=over_another,
    )
    talk.result("copies.restored", date=date_in_words(talk, copy), n=done.records)
    if done.aside is not None:
        talk.result("copies.aside", path=done.aside)
    if copy.earlier_passphrase:
        talk.result("vault.opens_with")


def look_into(talk: Talk, copy: EarlierCopy, known: Opener | None = None) -> Opener:
    """Ask for what opens a copy, and say what it holds and lacks. Return what opened it.

    Raises:
        NotWanted: no passphrase was typed.
        EndOfInput: there is nothing more.
        VaultError: it does not open.
    """
    if copy.fault is not None and not isinstance(copy.fault, FrontDamaged):
        raise copy.fault.again()
    talk.told("vault.chosen", date=date_in_words(talk, copy))
    if known is not None and copy.records is not None:
        opener = _looked_at(talk, copy, known)
    else:
        if copy.earlier_passphrase:
            talk.told("vault.earlier")
        prompt = talk.says("unlock.ask")
        opener = talk.ask_for(prompt, copy.path, lambda typed: _looked_at(talk, copy, typed))
    talk.told("copies.restore_lacks")
    return opener


def _looked_at(talk: Talk, copy: EarlierCopy, opener: Opener) -> Opener:
    """Say what a copy holds, and return what opens it."""
    both = [copy.path, Place.of(talk.world.host.files, talk.vault).path]
    there, now = look_at(talk.vault, both, host=talk.world.host, secret=opener.secret)
    if there.fault is not None and not isinstance(there.fault, FrontDamaged):
        raise there.fault
    if there.records is None and there.fault is None:
        raise _wrong(opener)
    if there.records is not None:
        holds = records_in_words(talk.library, there.records)
        if now.records is None:
            talk.told("vault.holds_only", value=holds)
        else:
            talk.told("vault.holds", value=holds, mark=records_in_words(talk.library, now.records))
    return opener


def _wrong(opener: Opener) -> VaultError:
    return WrongPassphrase() if opener.recovery is None else WrongRecoveryKey()
