"""Taking what is whole out of a damaged vault, into a new one."""

from pathlib import Path

from regret_tui.cli.talking import asking, write_sheet
from regret_tui.domain.profile import RecoveryState
from regret_tui.journal.salvaging import NewKeys, found_in_words, write_new
from regret_tui.plain.keeping import make_passphrase
from regret_tui.plain.opener import Opener
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.talk import Talk
from regret_tui.vault import RecoveryKey, Salvaged, salvage
from regret_tui.vault.disk import exists
from regret_tui.vault.errors import AlreadyExists


def salvage_into(talk: Talk, into: Path, new: Secrets, *, with_recovery: bool) -> None:
    """Read what is whole, say what is not, and make a new vault of it.

    Args:
        talk: where it is talked over; its vault is the damaged one, and is only read.
        into: the new vault.
        new: where its passphrase comes from, where the recovery key opened the damaged one.
        with_recovery: whether it gets a recovery key.

    Raises:
        AlreadyExists: a file stands there.
        NothingToSalvage: nothing could be read.
        RegretError: no vault was made.
    """
    if exists(talk.world.host.files, into):
        raise AlreadyExists
    talk.told("copies.salvage_about")

    def read(opener: Opener) -> tuple[Salvaged, Opener]:
        return salvage(talk.vault, host=talk.world.host, secret=opener.secret), opener

    with asking():
        found, opener = talk.ask_for(talk.says("unlock.ask"), talk.vault, read)
        for line in found_in_words(talk.library, found):
            talk.tell(line)
        if opener.passphrase is not None and not new.from_fd:
            passphrase = opener.passphrase
            talk.told("vault.salvage_same")
        else:
            talk.told("vault.salvage_new")
            passphrase = make_passphrase(talk.console, talk.says, new, talk.world)
    key = RecoveryKey.generate() if with_recovery else None
    state = RecoveryState.WITHOUT if key is None else RecoveryState.WRITTEN
    talk.told("passphrase.working")
    measured = write_new(
        found,
        into,
        NewKeys(passphrase, key, state),
        library=talk.library,
        outside=talk.world.outside,
        host=talk.world.host,
    )
    if measured.under_default:
        talk.told("passphrase.cheap")
    talk.told("vault.salvage_done", path=into)
    if key is not None:
        write_sheet(talk, key, into)
