"""What can be said to every command, and reading it without Typer where nothing else is said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

VALUES: Final = ("--vault", "--passphrase-fd")
FLAGS: Final = ("--plain", "--no-color")


@dataclass(frozen=True, slots=True)
class Options:
    """Options that hold for every command.

    Attributes:
        vault: the vault file, or None for the usual one.
        passphrase_fd: a descriptor whose first line is the passphrase, or None.
        plain: line mode, though there is a terminal.
        color: whether colours are used.
    """

    vault: Path | None = None
    passphrase_fd: int | None = None
    plain: bool = False
    color: bool = True

    def over(self, vault: Path | None, passphrase_fd: int | None) -> "Options":
        """Return these with what a command was told itself laid over them."""
        return replace(
            self,
            vault=self.vault if vault is None else vault,
            passphrase_fd=self.passphrase_fd if passphrase_fd is None else passphrase_fd,
        )


def without_command(argv: Sequence[str]) -> Options | None:
    """Return the options where nothing but options is given; None where Typer is needed."""
    options = Options()
    rest = list(argv)
    while rest:
        name, _, value = rest.pop(0).partition("=")
        if name in VALUES:
            value = value or (rest.pop(0) if rest else "")
        found = _with(options, name, value)
        if found is None:
            return None
        options = found
    return options


def _with(options: Options, name: str, value: str) -> Options | None:
    match name:
        case "--vault" if value:
            return replace(options, vault=Path(value))
        case "--passphrase-fd" if value.isdecimal() and len(value) < 9:
            return replace(options, passphrase_fd=int(value))
        case "--plain" if not value:
            return replace(options, plain=True)
        case "--no-color" if not value:
            return replace(options, color=False)
    return None
