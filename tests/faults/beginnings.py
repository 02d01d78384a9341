"""Folders in which an act begins, made once and then copied."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.acts import Begin
from tests.support_vault import cheap_host

MEMORY = Path("/dev/shm")
"""A file system in memory, where there is one: errors and deaths need no disk."""


@contextmanager
def scratch(other: Path) -> Iterator[Path]:
    """Give an empty folder, in memory where that is possible, and remove it afterwards."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else other) as folder:
        yield Path(folder).resolve()


class Beginnings:
    """Where acts are done: always the same path, since a vault knows its own.

    Attributes:
        folder: the folder of the vault.
        path: the vault.
    """

    def __init__(self, folder: Path) -> None:
        self._store = folder
        self._made: dict[Begin, Path] = {}
        self.folder = folder / "work"
        self.path = self.folder / "j"

    def begin(self, how: Begin) -> None:
        """Put what an act begins with in place, and nothing else."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if how not in self._made:
            self.folder.mkdir()
            how(cheap_host(self.folder), self.path)
            self._made[how] = self.folder.rename(self._store / how.__name__)
        shutil.copytree(self._made[how], self.folder)
