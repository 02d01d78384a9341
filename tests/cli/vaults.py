"""Journals with a few days behind them, for the commands about the file."""

from pathlib import Path
from typing import Final

from regret_tui.domain.regret import Regret
from regret_tui.vault import RecoveryKey
from tests.cli.driving import PASSPHRASE, make, reopen
from tests.world import make_world

VAULT: Final = Path("data/journal.vault")
BACKUPS: Final = Path("data/backups")
NEXT_DAY: Final = "2026-11-25T20:15:00+01:00"
NEW: Final = "another one altogether"


def write(root: Path, title: str, passphrase: str = PASSPHRASE, at: str = NEXT_DAY) -> None:
    """Put one more regret into a journal, as an evening of its own."""
    session = reopen(root, passphrase, at)
    try:
        session.journal.store.regrets.put(Regret(make_world(root, at).new_id(), title))
    finally:
        session.close()


def two_days(root: Path) -> RecoveryKey:
    """Make a journal with a backup of each of two days, and return its recovery key."""
    key = RecoveryKey.parse(make(root))
    write(root, "the lake", at="2026-11-24T21:30:00+01:00")
    write(root, "the letter")
    return key


def titles(root: Path, passphrase: str = PASSPHRASE, at: str = NEXT_DAY) -> set[str]:
    """Return what a journal holds."""
    session = reopen(root, passphrase, at)
    try:
        return {item.title for item in session.journal.regrets()}
    finally:
        session.close()


def backups(root: Path) -> list[Path]:
    """Return the backups, the oldest first."""
    return sorted((root / BACKUPS).iterdir())


def spoil(path: Path, at: int = -100) -> None:
    """Change a byte of a file that has other names too, under this name alone."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.unlink()
    path.write_bytes(content)
