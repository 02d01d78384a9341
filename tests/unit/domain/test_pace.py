"""Days begin at four in the morning, wherever the person is."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from regret_tui.domain.gate import Mark, Passage, Route
from regret_tui.domain.pace import day_of
from regret_tui.domain.regret import Regret

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 24, 3, 59, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 24, 4, 0, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 0, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 24, 23, 59, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2027, 1, 1, 3, 59, tzinfo=UTC), date(2026, 12, 31)),
        # the night the clocks go forward, and the night they go back
        (datetime(2026, 3, 29, 3, 59, tzinfo=BERLIN), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 4, 0, tzinfo=BERLIN), date(2026, 3, 29)),
        (datetime(2026, 10, 25, 3, 59, tzinfo=BERLIN), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 4, 0, tzinfo=BERLIN), date(2026, 10, 25)),
        # one moment, lived in two places
        (datetime(2026, 11, 24, 22, 0, tzinfo=timezone(timedelta(hours=-8))), date(2026, 11, 24)),
        (datetime(2026, 11, 25, 15, 0, tzinfo=timezone(timedelta(hours=9))), date(2026, 11, 25)),
    ],
)
def test_the_day(moment: datetime, day: date) -> None:
    assert day_of(moment) == day


@pytest.mark.parametrize(
    ("marks", "days", "stands"),
    [
        ((), 0, True),
        ((), 13, True),
        ((), 14, False),
        (("law", "reader", "ongoing", "no_contact", "seven_days"), 13, True),
        (("at_risk",), 0, False),
        (("afraid",), 0, False),
    ],
)
def test_how_long_the_gate_stands(marks: tuple[str, ...], days: int, stands: bool) -> None:
    regret = Regret("a", "the lake")
    assert not regret.gate_stands(date(2026, 11, 24))
    passed = Passage(Route.ORDINARY, frozenset(Mark(mark) for mark in marks))
    regret.passed(passed, date(2026, 11, 24))
    assert regret.gate_stands(date(2026, 11, 24) + timedelta(days=days)) is stands
    assert regret.passage == passed
