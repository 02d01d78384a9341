"""What is said when the stop rules rule, and what can be done then."""

from collections.abc import Mapping
from typing import Final

from regret_tui.domain.distress import NUMB, Rating, Ruling
from regret_tui.journal.now import Act, Tell

_TOLD: Final[Mapping[Ruling, tuple[str, tuple[Act, ...]]]] = {
    Ruling.STEADY_FIRST: ("distress.high", (Act.STEADY, Act.PEOPLE, Act.STOP)),
    Ruling.REST: ("distress.still_high", (Act.GO, Act.PEOPLE)),
    Ruling.PERSON: ("distress.third_time", (Act.GO, Act.PEOPLE)),
    Ruling.PAUSE: ("distress.rose", (Act.STEADY, Act.GO, Act.PEOPLE, Act.STOP)),
    Ruling.CLOSING: ("distress.rose_end", (Act.STEADY, Act.PEOPLE, Act.GO)),
    Ruling.SAFETY: ("distress.rose_end", (Act.GO, Act.STEADY, Act.PEOPLE)),
}


def told(ruling: Ruling, rating: Rating, start: Rating | None) -> Tell:
    """Return the screen for a ruling.

    Args:
        ruling: what was ruled.
        rating: the rating that it was ruled on.
        start: the rating at the start of the sitting, or None where it was left.
    """
    name, acts = _TOLD[ruling]
    number = str(rating)
    if ruling is Ruling.STEADY_FIRST and rating == NUMB:
        name = "distress.high_numb"
    if ruling is Ruling.PAUSE:
        risen = isinstance(rating, int) and isinstance(start, int) and rating > start
        name = "distress.rose" if risen else "distress.high_midway"
        number = str(int(rating) - int(start or 0)) if risen else number
    if ruling in (Ruling.CLOSING, Ruling.SAFETY) and not (
        isinstance(rating, int) and isinstance(start, int) and rating > start
    ):
        name = "distress.high_end"
    return Tell(name, acts, {"n": number}, ruled=True)
