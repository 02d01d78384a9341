"""A disk in memory: the file layer's calls on dictionaries, with the system's own errors."""

import errno
import os
import stat
from pathlib import Path
from typing import Any

from regret_tui.vault import Files


def failed(number: int, path: Path | None = None) -> OSError:
    """Return what the system would raise."""
    return OSError(number, os.strerror(number), str(path))


class MemoryLock:
    """A lock that nobody else wants."""

    def acquire(self, timeout: float = 0) -> None:
        """Take it."""

    def release(self, force: bool = False) -> None:
        """Give it back."""


class MemoryFiles(Files):
    """Names, folders and contents; each file has a number of its own.

    Attributes:
        names: the file that each name means.
        folders: the folders that there are.
        contents: the bytes of each file.
    """

    def __init__(self, tree: dict[Path, bytes] | None = None) -> None:
        self.names: dict[Path, int] = {}
        self.folders: set[Path] = set()
        self.contents: dict[int, bytes] = {}
        self._open: dict[int, tuple[int, int]] = {}
        self._next = 3
        for path, content in (tree or {}).items():
            self.folders.update(path.parents)
            self.names[path] = self._new(content)

    def _new(self, content: bytes) -> int:
        self.contents[len(self.contents)] = content
        return len(self.contents) - 1

    def _descriptor(self, file: int) -> int:
        self._next += 1
        self._open[self._next] = (file, 0)
        return self._next

    def _file(self, path: Path) -> int:
        if path in self.folders:
            raise failed(errno.EISDIR, path)
        if path not in self.names:
            raise failed(errno.ENOENT, path)
        return self.names[path]

    def _room(self, path: Path) -> None:
        if path in self.names or path in self.folders:
            raise failed(errno.EEXIST, path)
        if path.parent not in self.folders:
            raise failed(errno.ENOENT, path)

    def tree(self) -> dict[Path, bytes]:
        """Return every name with its content."""
        return {path: self.contents[file] for path, file in self.names.items()}

    def realpath(self, path: Path) -> Path:
        return path

    def open_read(self, path: Path) -> int:
        return self._descriptor(self._file(path))

    def open_new(self, path: Path) -> int:
        self._room(path)
        self.names[path] = self._new(b"")
        return self._descriptor(self.names[path])

    def fstat(self, fd: int) -> os.stat_result:
        return self._status(stat.S_IFREG, len(self.contents[self._open[fd][0]]))

    @staticmethod
    def _status(kind: int, size: int) -> os.stat_result:
        return os.stat_result((kind | 0o600, 0, 0, 1, 0, 0, size, 0, 0, 0))

    def read(self, fd: int, size: int) -> bytes:
        file, at = self._open[fd]
        part = self.contents[file][at : at + size]
        self._open[fd] = (file, at + len(part))
        return part

    def write(self, fd: int, data: memoryview) -> int:
        file, at = self._open[fd]
        self.contents[file] += bytes(data)
        self._open[fd] = (file, at + len(data))
        return len(data)

    def fsync(self, fd: int) -> None:
        assert fd in self._open

    def close(self, fd: int) -> None:
        del self._open[fd]

    def lstat(self, path: Path) -> os.stat_result:
        if path in self.folders:
            return self._status(stat.S_IFDIR, 0)
        return self._status(stat.S_IFREG, len(self.contents[self._file(path)]))

    def replace(self, source: Path, target: Path) -> None:
        file = self._file(source)
        if target in self.folders:
            raise failed(errno.EISDIR, target)
        del self.names[source]
        self.names[target] = file

    def link(self, source: Path, target: Path) -> None:
        file = self._file(source)
        self._room(target)
        self.names[target] = file

    def unlink(self, path: Path) -> None:
        self._file(path)
        del self.names[path]

    def listdir(self, path: Path) -> list[str]:
        if path not in self.folders:
            raise failed(errno.ENOENT, path)
        return [name.name for name in (*self.names, *self.folders) if name.parent == path]

    def mkdir(self, path: Path) -> None:
        self._room(path)
        self.folders.add(path)

    def fsync_dir(self, path: Path) -> None:
        if path not in self.folders:
            raise failed(errno.ENOENT, path)

    def lock(self, path: Path) -> Any:
        return MemoryLock()
