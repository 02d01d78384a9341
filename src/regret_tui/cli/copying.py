"""Listing earlier copies, going back to one, and bringing another copy in."""

import json
from pathlib import Path

from regret_tui.cli.talking import asking, opened, require_writable
from regret_tui.plain.copies import as_data, in_words
from regret_tui.plain.merging import bring_in, is_the_vault
from regret_tui.plain.opener import Opener
from regret_tui.plain.restoring import pick_copy, put_back, refuse_in_use
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.talk import Talk
from regret_tui.vault import EarlierCopy, earlier_copies
from regret_tui.vault.disk import exists
from regret_tui.vault.errors import Missing, WrongPassphrase, WrongRecoveryKey
from regret_tui.vault.place import Place


def list_backups(talk: Talk, *, count: bool, as_json: bool) -> None:
    """Write the earlier copies, the newest first.

    Args:
        talk: where they are.
        count: whether to ask for the passphrase, and count their records.
        as_json: whether to write them for a program.

    Raises:
        Missing: there is neither a copy nor a vault.
        WrongPassphrase, WrongRecoveryKey: no copy could be opened to be counted.
        NoPassphrase: none could be read.
        VaultError: the path cannot be resolved.
    """
    copies = earlier_copies(talk.vault, host=talk.world.host)
    if not copies and not exists(talk.world.host.files, talk.vault):
        raise Missing
    if copies and count:
        with asking():
            path = _openable(copies, talk.vault)
            copies = talk.ask_for(
                talk.says("unlock.ask"), path, lambda typed: _counted(talk, typed)
            )
    if as_json:
        data = [as_data(talk, copy) for copy in copies]
        talk.console.say(json.dumps(data, ensure_ascii=False))
        return
    if not copies:
        talk.result("copies.none")
        return
    talk.result("copies.about")
    talk.console.show(talk.says("vault.folder", path=copies[0].path.parent))
    for copy in copies:
        talk.console.say(f"{in_words(talk, copy)}: {copy.path.name}")
    if not count:
        talk.result("vault.with_passphrase")


def _openable(copies: list[EarlierCopy], vault: Path) -> Path:
    """Return a file whose front may set a slip in a typed key right."""
    return next((copy.path for copy in copies if copy.fault is None), vault)


def _counted(talk: Talk, opener: Opener) -> list[EarlierCopy]:
    copies = earlier_copies(talk.vault, host=talk.world.host, secret=opener.secret)
    whole = [copy for copy in copies if copy.fault is None]
    if whole and all(copy.records is None for copy in whole):
        raise WrongPassphrase if opener.recovery is None else WrongRecoveryKey
    return copies


def restore_copy(talk: Talk, wanted: str, *, sure: bool) -> None:
    """Put an earlier copy in the place of the vault.

    Args:
        talk: where it is talked over.
        wanted: which, as `pick_copy` takes it.
        sure: whether it need not be agreed to any more.

    Raises:
        RegretError: it was not; nothing was changed.
    """
    refuse_in_use(talk)
    with asking():
        put_back(talk, pick_copy(talk, wanted), sure=sure)


def merge_copy(
    talk: Talk, other: Path, theirs: Secrets | None, *, only_say: bool, sure: bool
) -> None:
    """Bring another copy into the vault.

    Args:
        talk: where it is talked over.
        other: the copy.
        theirs: where its passphrase comes from, where it is given apart.
        only_say: whether nothing is to be done.
        sure: whether it need not be agreed to any more.

    Raises:
        RegretError: it was not; nothing was changed.
    """
    if is_the_vault(talk, other):
        talk.result("vault.merge_itself")
        return
    if not exists(talk.world.host.files, Place.of(talk.world.host.files, other).path):
        raise Missing
    with opened(talk, read_only=only_say) as (session, opener):
        if not only_say:
            require_writable(session, opener)
        bring_in(talk, session, other, known=opener, theirs=theirs, only_say=only_say, sure=sure)
