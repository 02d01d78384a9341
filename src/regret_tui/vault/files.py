"""The file layer: every system call that matters to the vault, one method each.

Nothing else in this package touches the disk, so a test can put another layer in its place that
records the calls, fails them or dies in the middle.
"""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import FileLock


_READ = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NEW = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)

REPLACE_TRIES = 10
"""How often Windows is asked again when another program shares the file."""

REPLACE_PAUSE = 0.05
"""Seconds between two of those tries."""


class Files:
    """The ordinary file layer. Every method may raise OSError."""

    def realpath(self, path: Path) -> Path:
        """Return the path with every link resolved; the file itself may be missing."""
        return Path(os.path.realpath(path))

    def open_read(self, path: Path) -> int:
        """Open for reading without waiting (a pipe would block) and return the descriptor."""
        return os.open(path, _READ | getattr(os, "O_NONBLOCK", 0))

    def open_new(self, path: Path) -> int:
        """Make a file that was not there, 0600 whatever the umask, and return the descriptor."""
        return os.open(path, _NEW, 0o600)

    def fstat(self, fd: int) -> os.stat_result:
        """Return size and kind of an open file."""
        return os.fstat(fd)

    def read(self, fd: int, size: int) -> bytes:
        """Return up to `size` bytes; nothing at the end of the file."""
        return os.read(fd, size)

    def write(self, fd: int, data: memoryview) -> int:
        """Write some of `data` and return how many bytes were taken."""
        return os.write(fd, data)

    def fsync(self, fd: int) -> None:
        """Bring the file's bytes to the medium (F_FULLFSYNC on macOS, where fsync does not)."""
        if sys.platform == "darwin":
            import fcntl

            try:
                fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
            except OSError:
                os.fsync(fd)
        else:
            os.fsync(fd)

    def close(self, fd: int) -> None:
        """Close a descriptor; some file systems report a full disk only here."""
        os.close(fd)

    def lstat(self, path: Path) -> os.stat_result:
        """Return what stands at the path itself, without following a link."""
        return os.lstat(path)

    def replace(self, source: Path, target: Path) -> None:
        """Put one name in the place of another at once; asks again where Windows shares it."""
        for _ in range(REPLACE_TRIES - 1 if sys.platform == "win32" else 0):
            with suppress(PermissionError):
                Path(source).replace(target)
                return
            time.sleep(REPLACE_PAUSE)
        Path(source).replace(target)

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name; FileExistsError when the name is taken."""
        os.link(source, target)

    def unlink(self, path: Path) -> None:
        """Remove a name."""
        Path(path).unlink()

    def listdir(self, path: Path) -> list[str]:
        """Return the names in a folder, in no order."""
        return os.listdir(path)  # noqa: PTH208  # one call, names only

    def mkdir(self, path: Path) -> None:
        """Make a folder for this person alone (0700)."""
        path.mkdir(0o700)

    def fsync_dir(self, path: Path) -> None:
        """Bring a folder's names to the medium."""
        fd = os.open(path, os.O_RDONLY)
        try:
            self.fsync(fd)
        finally:
            os.close(fd)

    def lock(self, path: Path) -> "FileLock":
        """Return the lock that stands in the file at `path`, not taken yet."""
        from filelock import FileLock  # not needed to paint the unlock screen

        return FileLock(path, thread_local=False, fallback_to_soft=False, mode=0o600)
