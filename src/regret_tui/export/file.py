"""Writing a page to disk: the one part of an export that touches anything outside.

The words are complete on disk under a name of no meaning before the file gets its own name, are
readable by the person's account alone from the first byte, and never take the place of something
that was there, unless that is asked for.
"""

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path
from typing import Final

from regret_tui.export.errors import (
    ExportError,
    FileNotWritten,
    FileThere,
    NoFolder,
    NotAFile,
)

MODE: Final = 0o600
_FRESH: Final = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)  # else Windows changes the ends of lines
)
_NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EINVAL}
)
"""What a file system without hard links answers, such as a memory stick's."""


def write_text(path: Path, text: str, *, replace: bool = False) -> None:
    """Write a page to a new file that only the person's account may read.

    Args:
        path: where. A link that stands there is never followed.
        text: the page.
        replace: whether a file that is there may be replaced.

    Raises:
        FileThere: something has that name, and ``replace`` is False.
        FileNotWritten: the disk refused. Nothing is left behind.
        NoFolder: the folder is not there.
        NotAFile: ``replace`` was asked for, and a folder or a device has that name.
    """
    _look(path, replace=replace)
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _write(part, text.encode("utf-8"))
        if replace:
            part.replace(path)
        else:
            _name(part, path)
        _sync_folder(path.parent)
    except OSError as error:
        raise _told(error) from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _look(path: Path, *, replace: bool) -> None:
    """Refuse early what would be refused at the end."""
    try:
        there = path.lstat().st_mode
    except OSError as error:
        if error.errno == errno.ENOENT and path.parent.is_dir():
            return
        raise _told(error) from None
    if not replace:
        raise FileThere
    if not (stat.S_ISREG(there) or stat.S_ISLNK(there)):
        raise NotAFile


def _write(path: Path, data: bytes) -> None:
    """Write a new file whole and onto the disk. Raises OSError."""
    handle = os.open(path, _FRESH, MODE)
    try:
        if hasattr(os, "fchmod"):  # not on Windows
            os.fchmod(handle, MODE)
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _name(part: Path, path: Path) -> None:
    """Give the finished file its name, if nothing has taken it meanwhile. Raises OSError."""
    try:
        path.hardlink_to(part)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _claim(part, path)


def _claim(part: Path, path: Path) -> None:
    """Do the same where there are no hard links: take the name with an empty file, then fill it."""
    os.close(os.open(path, _FRESH, MODE))
    try:
        part.replace(path)
    except OSError:
        path.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    """Make the name last through a power cut, where the system lets folders be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _told(error: OSError) -> ExportError:
    """Return our error for the system's. The path is not in it: it may hold a person's words."""
    match error.errno:
        case errno.EEXIST:
            return FileThere()
        case errno.ENOENT | errno.ENOTDIR:
            return NoFolder()
        case errno.EISDIR:
            return NotAFile()
        case _:
            return FileNotWritten()
