"""Reading one TOML table field by field, noting every fault instead of stopping at the first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong in a prompt file, and where."""

    file: str
    step: str
    field: str
    what: str

    def __str__(self) -> str:
        place = " · ".join(part for part in (self.file, self.step, self.field) if part)
        return f"{place}: {self.what}"


@dataclass(slots=True)
class Reader:
    """One table of a prompt file. Each ``get`` removes its field; ``finish`` reports the rest."""

    table: dict[str, Any]
    file: str
    step: str = ""
    faults: list[Fault] = field(default_factory=list)

    def fault(self, name: str, what: str) -> None:
        """Note a fault of this table."""
        self.faults.append(Fault(self.file, self.step, name, what))

    def text(self, name: str, default: str = "", *, needed: bool = False) -> str:
        """Return a text field, with its ends trimmed."""
        value = self.table.pop(name, None)
        if value is None:
            if needed:
                self.fault(name, "is missing.")
            return default
        if not isinstance(value, str):
            self.fault(name, "should be words in quotes.")
            return default
        if needed and not value.strip():
            self.fault(name, "is empty.")
        return value.strip()

    def number(self, name: str, default: int, *, least: int = 0, most: int = 1000) -> int:
        """Return a whole number from ``least`` to ``most``."""
        value = self.table.pop(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.fault(name, f"should be a whole number from {least} to {most}.")
            return default
        return value

    def flag(self, name: str, default: bool) -> bool:
        """Return true or false."""
        value = self.table.pop(name, default)
        if not isinstance(value, bool):
            self.fault(name, "should be true or false.")
            return default
        return value

    def one_of(self, name: str, kinds: type[E], default: E | None = None) -> E | None:
        """Return a member of an enumeration, by its value."""
        value = self.table.pop(name, None)
        if value is None:
            if default is None:
                self.fault(name, "is missing.")
            return default
        if not isinstance(value, str) or value not in {str(kind) for kind in kinds}:
            self.fault(name, f"should be one of: {', '.join(kinds)}.")
            return default
        return kinds(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self.table.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(name, "should be a list of words in quotes.")
            return ()
        return tuple(item.strip() for item in value)

    def numbers(self, name: str) -> tuple[int, ...]:
        """Return a list of positive whole numbers."""
        value = self.table.pop(name, [])
        if not isinstance(value, list) or not all(type(item) is int and item > 0 for item in value):
            self.fault(name, "should be a list of whole numbers above zero.")
            return ()
        return tuple(value)

    def tables(self, name: str) -> list[dict[str, Any]]:
        """Return a list of tables."""
        value = self.table.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault(name, "should be a list of tables.")
            return []
        return [dict(item) for item in value]

    def mapping(self, name: str) -> Mapping[str, Any]:
        """Return a table."""
        value = self.table.pop(name, {})
        if not isinstance(value, dict):
            self.fault(name, "should be a table in braces.")
            return {}
        return value

    def finish(self) -> None:
        """Report every field that nobody asked for."""
        for name in self.table:
            self.fault(name, "is not a field that is known here.")
