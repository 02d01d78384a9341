"""Taking what is whole out of a damaged vault, into a new one."""

from pathlib import Path

from regret_tui.cli.talking import asking, write_sheet
from regret_tui.domain.profile import RecoveryState
from regret_tui.journal.opening import unlock
from regret_tui.plain.keeping import make_passphrase
from regret_tui.plain.opener import Opener
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.talk import Talk
from regret_tui.vault import RecoveryKey, Salvaged, measure, salvage, write_salvaged
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
        _say_found(talk, found)
        if opener.passphrase is not None and not new.from_fd:
            passphrase = opener.passphrase
            talk.told("vault.salvage_same")
        else:
            talk.told("vault.salvage_new")
            passphrase = make_passphrase(talk.console, talk.says, new, talk.world)
    key = RecoveryKey.generate() if with_recovery else None
    _write(talk, found, into, passphrase, key)
    talk.told("vault.salvage_done", path=into)
    if key is not None:
        write_sheet(talk, key, into)


def _say_found(talk: Talk, found: Salvaged) -> None:
    talk.told("copies.salvaged", n=found.records)
    if found.bad:
        talk.told("copies.salvaged_pieces", n=found.bad, count=found.chunks)
    if found.lost is None:
        talk.told("copies.salvaged_unknown")
    elif found.lost:
        talk.told("copies.salvaged_lost", n=found.lost)
    else:
        talk.told("copies.salvaged_all")


def _write(
    talk: Talk, found: Salvaged, into: Path, passphrase: str, key: RecoveryKey | None
) -> None:
    """Make the vault, and let its profile know of its own key and not of the one before."""
    talk.told("passphrase.working")
    host, measured = talk.world.host, measure(talk.world.host)
    write_salvaged(found, into, host=host, passphrase=passphrase, recovery=key, cost=measured.cost)
    if measured.under_default:
        talk.told("passphrase.cheap")
    session = unlock(into, talk.library, talk.world.outside, host=host, passphrase=passphrase)
    try:
        state = RecoveryState.WITHOUT if key is None else RecoveryState.WRITTEN
        session.keys.chose_recovery(state, key, host.token)
    finally:
        session.close()
