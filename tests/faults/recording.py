"""Layers that carry out calls in memory and note each effect for the power-loss model."""

from pathlib import Path
from typing import Any

from tests.faults.memory_files import MemoryFiles
from tests.faults.power import (
    FOLDER,
    Acknowledged,
    Cut,
    Effect,
    Medium,
    Names,
    Sync,
    SyncFolder,
    Write,
)


class Recorded(MemoryFiles):
    """A disk in memory that notes its effects.

    Attributes:
        effects: what happened, in order.
    """

    def __init__(self, tree: dict[Path, bytes] | None = None) -> None:
        super().__init__(tree)
        self.effects: list[Effect] = []

    def medium(self) -> Medium:
        """Return what it holds now, as if all of it were synced, and forget the effects."""
        self.effects.clear()
        names = {**self.names, **dict.fromkeys(self.folders, FOLDER)}
        return Medium(names, dict(self.contents))

    def acknowledge(self) -> None:
        """Note that a step was acknowledged."""
        self.effects.append(Acknowledged())

    def _named(self, *changes: tuple[Path, int | None]) -> None:
        self.effects.append(Names(changes))

    def open_new(self, path: Path) -> int:
        fd = super().open_new(path)
        self._named((path, self.names[path]))
        return fd

    def write(self, fd: int, data: memoryview) -> int:
        file, at = self._open[fd]
        self.effects.append(Write(file, at, bytes(data)))
        return super().write(fd, data)

    def fsync(self, fd: int) -> None:
        super().fsync(fd)
        self.effects.append(Sync(self._open[fd][0]))

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        self._named((source, None), (target, self.names[target]))

    def link(self, source: Path, target: Path) -> None:
        super().link(source, target)
        self._named((target, self.names[target]))

    def unlink(self, path: Path) -> None:
        super().unlink(path)
        self._named((path, None))

    def mkdir(self, path: Path) -> None:
        super().mkdir(path)
        self._named((path, FOLDER))

    def fsync_dir(self, path: Path) -> None:
        super().fsync_dir(path)
        self.effects.append(SyncFolder(path))


class RecordedHandle:
    """What TinyDB's own storage writes to: a text file open for reading and writing.

    Attributes:
        effects: what happened, in order.
        content: all of the file.
    """

    NUMBER = 1 << 20
    """Its descriptor, which is none of the system's."""

    def __init__(self) -> None:
        self.effects: list[Effect] = []
        self.content, self._waiting, self._at = b"", b"", 0

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset + (len(self.content) if whence == 2 else 0)
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self) -> str:
        return self.content[self._at :].decode()

    def write(self, text: str) -> int:
        self._waiting += text.encode()
        return len(text)

    def flush(self) -> None:
        data, at = self._waiting, self._at
        self.effects.append(Write(0, at, data))
        self.content = self.content[:at] + data + self.content[at + len(data) :]
        self._waiting, self._at = b"", at + len(data)

    def truncate(self) -> int:
        self.effects.append(Cut(0, self._at))
        self.content = self.content[: self._at]
        return self._at

    def fileno(self) -> int:
        return self.NUMBER

    def synced(self, fd: Any) -> None:
        """Stand in for the system's fsync."""
        assert fd == self.NUMBER
        self.effects.append(Sync(0))

    def close(self) -> None:
        """Nothing is held."""
