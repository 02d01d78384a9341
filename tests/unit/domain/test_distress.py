"""The stop rules, at their edges."""

import pytest

from regret_tui.domain.distress import Rating, Ruling, at_end, at_start, is_high, midway


@pytest.mark.parametrize(
    ("rating", "high"), [(0, False), (7, False), (8, True), (10, True), ("numb", True)]
)
def test_what_is_high(rating: Rating, high: bool) -> None:
    assert is_high(rating) is high


@pytest.mark.parametrize(
    ("rating", "ceiling", "steadied", "rests", "ruling"),
    [
        (0, 7, False, 0, "go"),
        (7, 7, False, 0, "go"),
        (8, 7, False, 0, "steady_first"),
        (10, 7, False, 0, "steady_first"),
        ("numb", 7, False, 0, "steady_first"),
        (6, 6, False, 0, "go"),
        (7, 6, False, 0, "steady_first"),
        (8, 10, False, 0, "steady_first"),
        (7, 7, True, 0, "go"),
        (6, 6, True, 2, "go"),
        (8, 7, True, 0, "rest"),
        (7, 6, True, 0, "rest"),
        ("numb", 7, True, 0, "rest"),
        (8, 7, True, 1, "rest"),
        (8, 7, True, 2, "person"),
        ("numb", 7, True, 5, "person"),
        (8, 7, False, 5, "steady_first"),
    ],
)
def test_the_start(rating: Rating, ceiling: int, steadied: bool, rests: int, ruling: str) -> None:
    found = at_start(rating, ceiling=ceiling, steadied=steadied, rests_running=rests)
    assert found == ruling


@pytest.mark.parametrize(
    ("start", "now", "voices", "ruling"),
    [
        (3, 4, True, "go"),
        (3, 5, True, "pause"),
        (3, 5, False, "go"),
        (3, 6, False, "pause"),
        (5, 3, True, "go"),
        (7, 8, True, "pause"),
        (7, 8, False, "pause"),
        (7, 7, True, "go"),
        ("numb", 7, True, "go"),
        (3, "numb", True, "pause"),
        (None, 7, True, "go"),
        (None, 8, True, "pause"),
    ],
)
def test_the_middle(start: Rating | None, now: Rating, voices: bool, ruling: str) -> None:
    assert midway(start, now, voices=voices) == ruling


@pytest.mark.parametrize(
    ("start", "now", "ruling"),
    [
        (3, 4, "go"),
        (3, 5, "closing"),
        (3, 2, "go"),
        (7, 8, "closing"),
        (8, 8, "closing"),
        (8, 9, "safety"),
        (3, 9, "safety"),
        (10, 10, "safety"),
        (3, "numb", "closing"),
        ("numb", 7, "go"),
        (None, 7, "go"),
        (None, 8, "closing"),
        (None, 9, "safety"),
    ],
)
def test_the_end(start: Rating | None, now: Rating, ruling: str) -> None:
    assert at_end(start, now) == ruling


def test_every_ruling_can_come_up() -> None:
    assert {str(ruling) for ruling in Ruling} == {
        "go",
        "steady_first",
        "rest",
        "person",
        "pause",
        "closing",
        "safety",
    }
