"""What can be said to every command, and reading it without Typer where nothing else is said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

VALUES: Final = ("--vault", "--passphrase-fd")
WHERE: Final = "where"
JSON: Final = "--json"


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


@dataclass(frozen=True, slots=True)
class Quick:
    """What can be done without Typer.

    Attributes:
        options: what was said.
        where: whether to say where everything lies; else to start.
        as_json: whether to say it as JSON.
    """

    options: Options
    where: bool = False
    as_json: bool = False


def read_quickly(argv: Sequence[str]) -> Quick | None:
    """Return what is asked for where that is plain to see; None where Typer is needed."""
    rest = list(argv)
    where = WHERE in rest
    as_json = where and JSON in rest
    for word in ([WHERE] if where else []) + ([JSON] if as_json else []):
        rest.remove(word)
    options = Options()
    while rest:
        name, _, value = rest.pop(0).partition("=")
        if name in VALUES:
            value = value or (rest.pop(0) if rest else "")
        found = _with(options, name, value)
        if found is None:
            return None
        options = found
    return Quick(options, where, as_json)


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
