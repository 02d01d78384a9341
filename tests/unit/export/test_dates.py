"""Dates are shown as they were lived."""

from datetime import UTC, date, datetime

import pytest

from regret_tui.export.dates import (
    is_within,
    kept_day,
    moment,
    order,
    say_day,
    say_moment,
    say_stored_day,
    sitting_day,
)
from tests.unit.export.samples import kept, sitting


@pytest.mark.parametrize(
    ("stamp", "wanted"),
    [
        ("2026-11-24T22:14:05+01:00", "24 November 2026, 22:14 (+01:00)"),
        ("2026-01-02T03:04:05-03:30", "2 January 2026, 03:04 (-03:30)"),
        ("2026-07-01T00:00:00+00:00", "1 July 2026, 00:00 (+00:00)"),
        ("2026-07-01T09:05:00", "1 July 2026, 09:05"),
        ("", "no date"),
        ("yesterday", "no date"),
    ],
)
def test_say_moment(stamp: str, wanted: str) -> None:
    assert say_moment(stamp) == wanted


def test_stamps_are_ordered_across_zones() -> None:
    east, west = "2026-11-24T23:00:00+09:00", "2026-11-24T15:30:00+01:00"
    assert order(east) < order(west)
    assert order("") < order(east)
    assert moment("2026-11-24T10:00:00") == datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert moment("x") is None


def test_days() -> None:
    assert say_day(date(2026, 12, 1)) == "1 December 2026"
    assert say_stored_day("2026-12-01") == "1 December 2026"
    assert say_stored_day("soon") == "soon"


def test_a_sitting_before_four_belongs_to_the_day_before() -> None:
    late = sitting("s", "name", {}, at="2026-11-25T01:00:00+01:00")
    late.day = ""
    assert sitting_day(late) == date(2026, 11, 24)
    late.started = "?"
    assert sitting_day(late) is None
    assert kept_day(kept("k", "line", "x", at="2026-11-25T01:00:00+01:00")) == date(2026, 11, 24)
    assert kept_day(kept("k", "line", "x", at="")) is None


@pytest.mark.parametrize(
    ("day", "since", "until", "wanted"),
    [
        (5, 5, 5, True),
        (5, None, None, True),
        (4, 5, None, False),
        (6, None, 5, False),
        (None, None, None, True),
        (None, 1, None, False),
        (None, None, 1, False),
    ],
)
def test_is_within(day: int | None, since: int | None, until: int | None, wanted: bool) -> None:
    days = [date(2026, 11, number) if number else None for number in (day, since, until)]
    assert is_within(*days) is wanted
