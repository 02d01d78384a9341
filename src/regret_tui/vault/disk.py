"""Small acts on the disk, made of the file layer's calls, with the system's errors given names."""

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from regret_tui.vault.errors import (
    Busy,
    DiskFull,
    DurabilityUnknown,
    Missing,
    NoPermission,
    NotAVault,
    ReadOnly,
    StorageFailed,
    VaultError,
)
from regret_tui.vault.files import Files

CHUNK = 1 << 20
"""Bytes read or written at once."""

_NAMED: dict[int, type[VaultError]] = {
    errno.ENOENT: Missing,
    errno.ENOTDIR: Missing,
    errno.EISDIR: NotAVault,
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EROFS: ReadOnly,
    errno.EACCES: NoPermission,
    errno.EPERM: NoPermission,
    errno.EBUSY: Busy,
    errno.ETXTBSY: Busy,
}

_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


def failure(error: OSError) -> VaultError:
    """Return the typed error for what the system reported."""
    if sys.platform == "win32" and error.winerror in (32, 33):  # a sharing or lock violation
        return Busy()
    if error.errno == errno.EFBIG:
        return DiskFull(
            "No file may grow as large as this here. What was saved before is untouched.",
            "Raise that limit (ulimit -f shows it), then save again.",
        )
    kind = _NAMED.get(error.errno or 0)
    return StorageFailed(error.errno) if kind is None else kind()


@contextmanager
def typed_failures() -> Iterator[None]:
    """Turn any OSError inside into the typed error for it."""
    try:
        yield
    except OSError as error:
        raise failure(error) from error


@contextmanager
def opened(files: Files, path: Path) -> Iterator[tuple[int, int]]:
    """Open a regular file for reading.

    Yields:
        Its descriptor and its length in bytes.

    Raises:
        NotAVault: it is a folder, a pipe or a device.
        OSError: as the system reports it.
    """
    fd = files.open_read(path)
    try:
        status = files.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            raise NotAVault
        yield fd, status.st_size
    finally:
        files.close(fd)


def read_up_to(files: Files, fd: int, size: int) -> bytes:
    """Return the next `size` bytes, fewer only at the end of the file."""
    parts: list[bytes] = []
    while size > 0:
        part = files.read(fd, size)
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def write_new(files: Files, path: Path, parts: Iterable[bytes], *, sync: bool = True) -> None:
    """Make a new file of our own and write all of it; on failure it is removed again.

    Args:
        files: the file layer.
        path: a name that is not taken.
        parts: the bytes, in order.
        sync: whether the bytes are brought to the medium before returning.
    """
    fd = files.open_new(path)
    try:
        try:
            for part in parts:
                rest = memoryview(part)
                while rest:
                    rest = rest[files.write(fd, rest[:CHUNK]) :]
            if sync:
                files.fsync(fd)
        finally:
            files.close(fd)
    except BaseException:
        remove(files, path)
        raise


def remove(files: Files, path: Path) -> None:
    """Remove a file of ours if it is there and can be removed."""
    with suppress(OSError):
        files.unlink(path)


def exists(files: Files, path: Path) -> bool:
    """Say whether anything stands at the path, a dead link too."""
    try:
        files.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def sync_folder(files: Files, folder: Path) -> bool:
    """Bring a folder's names to the medium.

    Returns:
        False where that is not possible at all (Windows, some network and FUSE file systems).

    Raises:
        DurabilityUnknown: it is possible and failed.
    """
    if os.name == "nt":
        return False
    try:
        files.fsync_dir(folder)
    except OSError as error:
        if error.errno in _NO_FOLDER_SYNC:
            return False
        raise DurabilityUnknown from error
    return True


def make_folder(files: Files, folder: Path) -> None:
    """Make a folder for this person alone, and those above it, where they are missing.

    Each new name is brought to the medium, so that a folder is not lost with what is put in it;
    where that fails, syncing the file's own folder will say so.
    """
    if exists(files, folder):
        return
    make_folder(files, folder.parent)
    with suppress(FileExistsError):
        files.mkdir(folder)
    with suppress(DurabilityUnknown):
        sync_folder(files, folder.parent)
