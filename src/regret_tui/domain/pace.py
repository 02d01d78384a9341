"""The pace that is offered: one memory exercise a day, with days that begin at 04:00."""

from datetime import date, datetime, timedelta
from typing import Final

DAY_BEGINS: Final = timedelta(hours=4)
NOON, EVENING, NIGHT = 12, 18, 23
"""Hours at which a greeting changes."""
ON_REQUEST_BELOW: Final = 6
"""The highest distress at which a second memory exercise on one day may be asked for."""
QUIET_LINE_AFTER: Final = timedelta(minutes=20)
GATE_STANDS: Final = timedelta(days=14)
LEFT_OPEN: Final = 2
"""The second time that it is left open whether someone was free to choose is the last."""
TELLING_AGAIN: Final = timedelta(days=14)
NAME_EDITS: Final = 3
"""The third time it is named within the days of ``TELLING_AGAIN`` is said gently."""
SAFETY_RESTS: Final = {"thoughts": 1, "act": 3}
"""Days that memory work rests after the self-harm question. Numbers of ours, untested."""


def day_of(moment: datetime) -> date:
    """Return the day a moment belongs to where it was lived: before 04:00 it is still yesterday.

    Args:
        moment: an aware time, in the zone where it happened.
    """
    return (moment - DAY_BEGINS).date()


def day_in_words(day: date) -> str:
    """Return a day such as *Thursday 26 November*."""
    return f"{day:%A} {day.day} {day:%B}"


def part_of_day(moment: datetime) -> str:
    """Return ``morning``, ``afternoon``, ``evening`` or ``night``, for a greeting.

    The night lasts until the day begins.
    """
    hour = moment.hour
    if day_of(moment) < moment.date() or hour >= NIGHT:
        return "night"
    if hour < NOON:
        return "morning"
    return "afternoon" if hour < EVENING else "evening"
