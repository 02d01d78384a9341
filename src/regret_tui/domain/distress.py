"""The stop rules around distress, 0 to 10 (subjective units of distress).

The numbers are ours and untested; the program says so where it explains itself.
"""

from enum import StrEnum
from typing import Final, TypeAlias

NUMB: Final = "numb"
HIGH: Final = 8
SAFETY_AT_END: Final = 9
RISE_IN_VOICES: Final = 2
RISE_ELSEWHERE: Final = 3
RISE_AT_END: Final = 2
RUNNING_RESTS: Final = 3

Rating: TypeAlias = int | str
"""0 to 10, or ``"numb"``: unreal or numb."""


class Ruling(StrEnum):
    """What follows from a rating."""

    GO = "go"
    STEADY_FIRST = "steady_first"
    """Steady first; the second rating decides."""
    REST = "rest"
    """No memory work now: the support plan, and one line to keep."""
    PERSON = "person"
    """The same, for the third time running: time for a person."""
    PAUSE = "pause"
    """Stop in the middle: one line, steady, leaving offered."""
    CLOSING = "closing"
    """It ends worse than it began: steady before leaving."""
    SAFETY = "safety"
    """It ends at 9 or more: ask about self-harm."""


def is_high(rating: Rating) -> bool:
    """Return whether a rating on its own stops memory work."""
    return rating == NUMB or (isinstance(rating, int) and rating >= HIGH)


def at_start(
    rating: Rating, *, ceiling: int, steadied: bool = False, rests_running: int = 0
) -> Ruling:
    """Rule on the rating before memory work.

    Args:
        rating: the rating.
        ceiling: the highest number at which this exercise goes on.
        steadied: whether this is the second rating, after steadying.
        rests_running: how many sittings in a row ended in rest before this one.
    """
    if not is_high(rating) and isinstance(rating, int) and rating <= ceiling:
        return Ruling.GO
    if not steadied:
        return Ruling.STEADY_FIRST
    return Ruling.PERSON if rests_running + 1 >= RUNNING_RESTS else Ruling.REST


def midway(start: Rating | None, now: Rating, *, voices: bool) -> Ruling:
    """Rule on a rating in the middle: after the first voice, or elsewhere.

    Where the first rating was left (None), only how high it is now counts.
    """
    rise = RISE_IN_VOICES if voices else RISE_ELSEWHERE
    rose = isinstance(start, int) and isinstance(now, int) and now - start >= rise
    return Ruling.PAUSE if rose or is_high(now) else Ruling.GO


def at_end(start: Rating | None, now: Rating) -> Ruling:
    """Rule on the rating after memory work."""
    if isinstance(now, int) and now >= SAFETY_AT_END:
        return Ruling.SAFETY
    rose = isinstance(start, int) and isinstance(now, int) and now - start >= RISE_AT_END
    return Ruling.CLOSING if rose or is_high(now) else Ruling.GO
