"""How a command about the file talks, and how it opens the journal."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import typer

from regret_tui.cli.state import State
from regret_tui.content.library import load
from regret_tui.journal.opening import unlock
from regret_tui.journal.session import Session
from regret_tui.plain.console import Console, EndOfInput
from regret_tui.plain.errors import NoPassphrase
from regret_tui.plain.opener import Opener
from regret_tui.plain.restoring import refuse_in_use
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.sheet import sheet
from regret_tui.plain.talk import Talk, command_talk
from regret_tui.vault import NoticeKind, RecoveryKey, info
from regret_tui.vault.errors import (
    FrontDamaged,
    FrontMismatch,
    NewerVersion,
    NewPassphraseNeeded,
)

_REPAIR: Final = "Your entries are whole. Start regret-tui guide, and let it be repaired first."


def talk_of(
    state: State, vault: Path | None, passphrase_fd: int | None, other_fd: int | None = None
) -> Talk:
    """Return how a command talks.

    Args:
        state: what was said to every command.
        vault: the vault that was named.
        passphrase_fd: where its passphrase is read from.
        other_fd: where another passphrase is read from; never the same place.
    """
    world, console = state.place(vault), Console.standard()
    fd = state.options.over(None, passphrase_fd).passphrase_fd
    if fd is not None and fd == other_fd:
        raise typer.BadParameter("Two passphrases need two descriptors.")
    return command_talk(world, load(world.paths.prompts), console, Secrets(console, fd))


def secrets_of(talk: Talk, fd: int | None) -> Secrets:
    """Return where another passphrase comes from: a descriptor, or whoever types."""
    return Secrets(talk.console, fd)


@contextmanager
def opened(
    talk: Talk, about: str = "", *, read_only: bool = False
) -> Iterator[tuple[Session, Opener]]:
    """Open the journal for a command, with what opened it, and close it afterwards.

    What is no vault, or open elsewhere, is said before anything is asked.

    Args:
        talk: where its passphrase is asked for.
        about: the name of a sentence that leads to it.
        read_only: whether it is only looked at.

    Raises:
        NoPassphrase: there was nothing more to read.
        VaultError: it did not open; nothing was changed.
    """
    with suppress(FrontDamaged):  # the recovery key may open it all the same
        info(talk.vault, host=talk.world.host)
    if not read_only:
        refuse_in_use(talk)

    def use(opener: Opener) -> tuple[Session, Opener]:
        session = unlock(
            talk.vault,
            talk.library,
            talk.world.outside,
            host=talk.world.host,
            passphrase=opener.passphrase,
            recovery=opener.recovery,
            read_only=read_only,
        )
        return session, opener

    with asking():
        if about:
            talk.told(about)
        session, opener = talk.ask_for(talk.says("unlock.ask"), talk.vault, use)
        try:
            for said in session.notices():
                talk.console.warn(said)
            yield session, opener
        finally:
            session.close()


def require_writable(session: Session, opener: Opener) -> None:
    """Refuse what would be refused on saving, before more is asked for it.

    Raises:
        NewPassphraseNeeded: the recovery key opened it.
        FrontDamaged, FrontMismatch: the readable front is to be repaired first.
        NewerVersion: it can be opened in a way that this version does not know.
    """
    vault = session.vault
    if vault is None or not vault.read_only:
        return
    kinds = {said.kind for said in vault.notices}
    if NoticeKind.UNKNOWN_SLOT in kinds:
        raise NewerVersion
    if opener.recovery is not None:
        raise NewPassphraseNeeded
    raise FrontMismatch if NoticeKind.FRONT_MISMATCH in kinds else FrontDamaged(hint=_REPAIR)


@contextmanager
def asking() -> Iterator[None]:
    """Say in its own words that there was nothing more to read.

    Raises:
        NoPassphrase: there was nothing more.
    """
    try:
        yield
    except EndOfInput:
        raise NoPassphrase from None


def write_sheet(talk: Talk, key: RecoveryKey, vault: Path) -> None:
    """Write a recovery key to standard output, and nowhere else."""
    talk.told("recovery.shown")
    talk.console.show(sheet(key, vault.name, talk.world.now(), talk.says))
