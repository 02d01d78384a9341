"""What opens a vault: its passphrase, or the recovery key typed in its place."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from regret_tui.content.library import Library
from regret_tui.journal.session import Session
from regret_tui.plain.console import Console
from regret_tui.plain.secrets import Secrets
from regret_tui.vault import RecoveryKey, read_recovery_key
from regret_tui.vault.errors import BadRecoveryKey
from regret_tui.vault.host import Host
from regret_tui.world import World

_KEY_BEGINS: Final = "AGE-SECRET-KEY-"
_NEARLY_A_KEY: Final = 57
"""Letters and digits from which what was typed can be a key with a slip in it."""


@dataclass(frozen=True, slots=True)
class Opener:
    """What was typed to open a vault: one of the two."""

    passphrase: str | None = None
    recovery: RecoveryKey | None = None

    @property
    def secret(self) -> str | RecoveryKey:
        """What was typed, as the vault takes it."""
        return (self.passphrase or "") if self.recovery is None else self.recovery


def read_opener(typed: str, path: Path, host: Host) -> Opener:
    """Return a recovery key where one was typed, and else a passphrase.

    A slip in a key is set right where the front of the vault confirms that it is its key.

    Args:
        typed: what was typed.
        path: the vault.
        host: this computer.

    Raises:
        BadRecoveryKey: it begins as a recovery key does, and is none.
        VaultError: it looks like a key, and the vault cannot be asked.
    """
    begins = typed.strip().upper().startswith(_KEY_BEGINS)
    if not begins and len(re.sub(r"[\W_]", "", typed)) < _NEARLY_A_KEY:
        return Opener(passphrase=typed)
    try:
        return Opener(recovery=read_recovery_key(path, typed, host=host))
    except BadRecoveryKey:
        if begins:
            raise
        return Opener(passphrase=typed)


def opens(session: Session, typed: str, world: World) -> bool:
    """Return whether what was typed once more opens the vault of a session.

    Raises:
        BadRecoveryKey: it begins as a recovery key does, and is none.
    """
    vault = session.vault
    if vault is None:
        return False
    opener = read_opener(typed, world.paths.vault, world.host)
    if opener.recovery is not None:
        return vault.check_recovery(opener.recovery)
    return vault.check_passphrase(opener.passphrase or "")


def ask_opener(console: Console, library: Library, secrets: Secrets, world: World) -> Opener:
    """Ask for the passphrase, and say that it works.

    Raises:
        EndOfInput: there is nothing more.
        NoPassphrase: the descriptor gives none.
        BadRecoveryKey: it begins as a recovery key does, and is none.
    """
    typed = secrets.passphrase(library.phrase("unlock.ask"))
    console.warn(library.phrase("unlock.working"))
    return read_opener(typed, world.paths.vault, world.host)
