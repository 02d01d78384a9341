"""Removing earlier copies of a journal from this computer, and saying what could not be removed.

What a file system, a drive or another computer keeps of a removed file is out of reach.
"""

import stat
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from regret_tui.vault.disk import failure, sync_folder
from regret_tui.vault.errors import DurabilityUnknown, NewerVersion, VaultError
from regret_tui.vault.host import Host
from regret_tui.vault.opening import read_fronts
from regret_tui.vault.place import Place


class Why(Enum):
    """Why a file was left."""

    REFUSED = "refused"
    """The system did not let it be removed."""
    UNKNOWN = "unknown"
    """It cannot be told whether it is of this journal."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What purging did.

    Attributes:
        removed: the files that are gone.
        left: the files that stay, each with the reason.
    """

    removed: tuple[Path, ...]
    left: tuple[tuple[Path, Why], ...]


def purge(host: Host, place: Place, vault: str) -> Purged:
    """Remove every other copy of a vault beside it: backups, conflict copies, temporary files.

    Only regular files are removed, and only those that name this vault or are of our making. The
    vault itself, its lock and its draft stay.

    Args:
        host: this computer.
        place: the vault. Its lock must be held.
        vault: its id.

    Raises:
        VaultError: a folder could not be read.
    """
    removed: list[Path] = []
    left: list[tuple[Path, Why]] = []
    for folder in (place.folder, place.backups):
        for path in _files_in(host, folder):
            if path == place.path:
                continue
            ours = _belongs(host, place, path, vault)
            if ours is None:
                left.append((path, Why.UNKNOWN))
            elif ours and _remove(host, path):
                removed.append(path)
            elif ours:
                left.append((path, Why.REFUSED))
        with suppress(DurabilityUnknown):
            sync_folder(host.files, folder)
    return Purged(tuple(removed), tuple(left))


def _files_in(host: Host, folder: Path) -> list[Path]:
    try:
        return sorted(folder / name for name in host.files.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise failure(error) from error


def _belongs(host: Host, place: Place, path: Path, vault: str) -> bool | None:
    """Say whether a file is a copy of this vault, None where that cannot be told."""
    try:
        if not stat.S_ISREG(host.files.lstat(path).st_mode):
            return False
        if path.name.startswith(place.temp_prefix) and path.name.endswith(".tmp"):
            return True
        if path.name.startswith(f"{place.draft.name}-aside-"):
            return None
        good = read_fronts(host.files, path).good
    except NewerVersion:
        return None
    except (OSError, VaultError):
        return None if path.suffix == place.path.suffix and path.parent == place.backups else False
    if good:
        return any(page.front.vault == vault for page in good)
    return None


def _remove(host: Host, path: Path) -> bool:
    try:
        host.files.unlink(path)
    except OSError:
        return False
    return True
