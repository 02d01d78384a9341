"""What is whole in a damaged journal: said in words, and made a journal of its own again."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from regret_tui.content.library import Library
from regret_tui.domain.profile import RecoveryState
from regret_tui.journal.journal import Outside
from regret_tui.journal.opening import unlock
from regret_tui.vault import (
    Measured,
    RecoveryKey,
    Salvaged,
    measure,
    put_salvaged,
    write_salvaged,
)
from regret_tui.vault.host import Host

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NewKeys:
    """What the new journal opens with.

    Attributes:
        passphrase: as it was typed.
        recovery: the key, None to do without, or to make one later.
        state: what was chosen about the key.
    """

    passphrase: str
    recovery: RecoveryKey | None
    state: RecoveryState


def write_new(
    found: Salvaged, into: Path, keys: NewKeys, *, library: Library, outside: Outside, host: Host
) -> Measured:
    """Make a new journal of what was salvaged, where no file stands.

    Returns:
        What the passphrase costs on this computer.

    Raises:
        AlreadyExists: a file stands there.
        VaultError: as `write_salvaged`.
    """
    return _make(write_salvaged, found, into, keys, library, outside, host)[1]


def put_in_place(
    found: Salvaged, path: Path, keys: NewKeys, *, library: Library, outside: Outside, host: Host
) -> tuple[Path | None, Measured]:
    """Make a new journal of what was salvaged, in the place of the damaged one.

    Returns:
        Where the damaged file is kept, None where it is gone; and what the passphrase costs.

    Raises:
        InUse: the damaged one is open.
        VaultError: as `put_salvaged`; then nothing was changed.
    """
    return _make(put_salvaged, found, path, keys, library, outside, host)


def _make(
    write: Callable[..., T],
    found: Salvaged,
    path: Path,
    keys: NewKeys,
    library: Library,
    outside: Outside,
    host: Host,
) -> tuple[T, Measured]:
    """Write the new journal, and let its profile know of its own key, not of the one before."""
    measured = measure(host)
    written = write(
        found,
        path,
        host=host,
        passphrase=keys.passphrase,
        recovery=keys.recovery,
        cost=measured.cost,
    )
    session = unlock(path, library, outside, host=host, passphrase=keys.passphrase)
    try:
        session.keys.chose_recovery(keys.state, keys.recovery, host.token)
    finally:
        session.close()
    return written, measured


def found_in_words(library: Library, found: Salvaged) -> list[str]:
    """Return how much could be read, and how much is known to be lost."""
    said = [library.phrase("copies.salvaged", {"n": str(found.records)})]
    if found.bad:
        pieces = {"n": str(found.bad), "count": str(found.chunks)}
        said.append(library.phrase("copies.salvaged_pieces", pieces))
    if found.lost is None:
        said.append(library.phrase("copies.salvaged_unknown"))
    elif found.lost:
        said.append(library.phrase("copies.salvaged_lost", {"n": str(found.lost)}))
    else:
        said.append(library.phrase("copies.salvaged_all"))
    return said
