"""Where a vault's files stand: all beside the real path, which is resolved once."""

from dataclasses import dataclass
from pathlib import Path

from regret_tui.vault.disk import typed_failures
from regret_tui.vault.files import Files


@dataclass(frozen=True, slots=True)
class Place:
    """The real path of a vault, and the names beside it.

    Attributes:
        path: the vault file itself, no link.
    """

    path: Path

    @classmethod
    def of(cls, files: Files, path: Path) -> "Place":
        """Resolve every link in `path` once."""
        with typed_failures():
            return cls(files.realpath(path))

    @property
    def folder(self) -> Path:
        """The folder that holds all of it."""
        return self.path.parent

    @property
    def lock(self) -> Path:
        """The file that is locked, since the vault itself is replaced on every save."""
        return self.path.with_name(f"{self.path.name}.lock")

    @property
    def holder(self) -> Path:
        """Who holds the lock; believed only while it is held."""
        return self.path.with_name(f"{self.path.name}.lock-holder")

    @property
    def draft(self) -> Path:
        """What is being written just now."""
        return self.path.with_name(f"{self.path.name}.draft")

    @property
    def backups(self) -> Path:
        """The folder of earlier copies."""
        return self.folder / "backups"

    def aside(self, stamp: str, token: bytes) -> Path:
        """Return a name for what stood here before something was restored."""
        name = f"{self.path.stem}-aside-{stamp}-{token.hex()}{self.path.suffix}"
        return self.path.with_name(name)

    def temp(self, token: bytes) -> Path:
        """Return the name of a new temporary file, known by its shape as one of ours."""
        return self.folder / f"{self.temp_prefix}{token.hex()}.tmp"

    @property
    def temp_prefix(self) -> str:
        """How the names of this vault's temporary files begin."""
        return f".~{self.path.name}."
