"""Moments and days as they were lived, in words."""

from datetime import UTC, date, datetime
from typing import Final

from regret_tui.domain.kept import Kept
from regret_tui.domain.pace import day_of
from regret_tui.domain.sitting import Sitting

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Spelled here, since ``strftime`` follows the computer's language."""

UNDATED: Final = "no date"
_BEFORE_ALL: Final = datetime.min.replace(tzinfo=UTC)


def moment(stamp: str) -> datetime | None:
    """Read a stored stamp, ISO 8601 with its offset; None where it is not one.

    A stamp without an offset is read as UTC, so that it can be put in order.
    """
    try:
        read = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return read if read.utcoffset() is not None else read.replace(tzinfo=UTC)


def order(stamp: str) -> datetime:
    """Return what stamps are put in order by, whatever their zones. Unreadable ones come first."""
    return moment(stamp) or _BEFORE_ALL


def say_day(day: date) -> str:
    """Return ``24 November 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_moment(stamp: str) -> str:
    """Return ``24 November 2026, 22:14 (+01:00)``: the time where it was, with its offset."""
    try:
        read = datetime.fromisoformat(stamp)
    except ValueError:
        return UNDATED
    said = f"{say_day(read.date())}, {read:%H:%M}"
    offset = read.isoformat()[-6:] if read.utcoffset() is not None else ""
    return f"{said} ({offset})" if offset else said


def say_stored_day(value: str) -> str:
    """Return a stored ISO day in words, or as it is where it is not one."""
    try:
        return say_day(date.fromisoformat(value))
    except ValueError:
        return value


def sitting_day(sitting: Sitting) -> date | None:
    """Return the day that a sitting belongs to, or None where it holds none that can be read."""
    try:
        return date.fromisoformat(sitting.day)
    except ValueError:
        began = moment(sitting.started)
        return day_of(began) if began else None


def kept_day(item: Kept) -> date | None:
    """Return the day that a kept thing belongs to, or None."""
    at = moment(item.at)
    return day_of(at) if at else None


def is_within(day: date | None, since: date | None, until: date | None) -> bool:
    """Return whether a day is in a window, both ends in it. No day is in no limited window."""
    if day is None:
        return since is None and until is None
    return (since is None or day >= since) and (until is None or day <= until)
