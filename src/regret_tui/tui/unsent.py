"""Words on a page that were not sent yet: they outlast going back, steadying and a refusal."""

from dataclasses import dataclass

from regret_tui.domain.walk import Walk
from regret_tui.journal.session import Recovered


@dataclass(frozen=True, slots=True)
class Written:
    """What is on a page, and where its cursor stands.

    Attributes:
        text: the words.
        cursor: row and column.
    """

    text: str = ""
    cursor: tuple[int, int] = (0, 0)


class Unsent:
    """What was written at each step of each sitting, while the screen is open.

    Args:
        recovered: words that were cut off, for the first step of their exercise that is shown.
    """

    def __init__(self, recovered: Recovered | None = None) -> None:
        self._recovered = recovered
        self._held: dict[tuple[str, str], Written] = {}

    def hold(self, walk: Walk, written: Written) -> None:
        """Hold what is on the page of the step that is asked."""
        if written.text:
            self._held[_place(walk)] = written

    def sent(self, place: tuple[str, str]) -> None:
        """Forget what was at a place, since it has been stored."""
        self._held.pop(place, None)

    @property
    def held(self) -> list[tuple[tuple[str, str], str]]:
        """The words that are held, each with its sitting and step, the first written first."""
        return [(place, written.text) for place, written in self._held.items()]

    def at(self, walk: Walk) -> Written:
        """Return what was written at the step that is asked, or nothing."""
        found = self._recovered
        if found is not None and walk.exercise.id == found.exercise:
            self._recovered = None
            return Written(found.text, found.cursor)
        return self._held.get(_place(walk), Written())


def _place(walk: Walk) -> tuple[str, str]:
    return walk.sitting.id, walk.sitting.step
