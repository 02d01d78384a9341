"""What is under way: sittings, one on top of another, and the words that are read before them."""

from dataclasses import dataclass
from typing import TypeAlias

from regret_tui.domain.walk import Walk
from regret_tui.journal.now import People, Tell


@dataclass(frozen=True, slots=True)
class Start:
    """An exercise that begins when what lies on top of it is done."""

    exercise: str
    regret: str = ""
    checked: bool = False
    """The rules were looked at already, and what they say has been said."""
    asked: bool = False
    """The self-harm question has just been asked, since its day had come."""


@dataclass(frozen=True, slots=True)
class Onward:
    """Whatever page of the core path is next for a regret, once what lies on top is done."""

    regret: str


Item: TypeAlias = Walk | Tell | People | Start | Onward


class UnderWay:
    """A stack of which the top is what is met now."""

    def __init__(self) -> None:
        self._items: list[Item] = []

    @property
    def top(self) -> Item | None:
        """What is met now."""
        return self._items[-1] if self._items else None

    @property
    def walks(self) -> list[Walk]:
        """The sittings, the one on top last."""
        return [item for item in self._items if isinstance(item, Walk)]

    def put(self, *items: Item) -> None:
        """Lay these on top; the first of them is met first."""
        self._items.extend(reversed(items))

    def take(self) -> None:
        """Take the top away."""
        self._items.pop()

    def remove(self, walk: Walk) -> None:
        """Take a sitting out, wherever it lies."""
        self._items = [item for item in self._items if item is not walk]

    def put_off(self) -> None:
        """Take away everything that lies on top of the sitting under way."""
        while self._items and not isinstance(self._items[-1], Walk):
            self._items.pop()

    def clear(self) -> None:
        """Take everything away."""
        self._items.clear()
