"""What each route opens, and nothing else. Written out from the curriculum's table."""

from itertools import product

import pytest

from regret_tui.domain.exercise import Exercise, Kind
from regret_tui.domain.gate import Mark, Passage, Route
from regret_tui.domain.routes import (
    asks_about_self_harm,
    is_open,
    may_export,
    opens_more,
    someone_is_unsafe,
)

KINDS = {
    "arrive": Kind.STEADY,
    "values": Kind.VALUES,
    **dict.fromkeys(
        ["name", "twovoice", "share", "impact", "signal", "amends", "rehearse", "letter"],
        Kind.MEMORY,
    ),
    **dict.fromkeys(
        [
            "align",
            "selfline",
            "ifthen",
            "compassion",
            "stopping",
            "ownership",
            "support",
            "talkplan",
            "listen",
            "agreements",
            "repairmap",
            "ritual",
            "review",
        ],
        Kind.PLAN,
    ),
}
SCREENS = [
    "begin",
    "gate",
    "safety",
    "route-support",
    "route-harm",
    "route-careful",
    "route-both",
    "route-minors",
]
OPEN = {
    "support": {"arrive", "values", "selfline", "ifthen", "compassion", "support"},
    "harm": {"arrive", "values", "selfline", "ifthen", "stopping", "ownership", "support"},
    "careful": {"arrive", "values", "selfline", "ifthen", "stopping", "ownership", "support"},
    "both": {"arrive", "values", "selfline", "ifthen", "support"},
    "minors": {"arrive", "values", "selfline", "ifthen", "support"},
    "ordinary": set(KINDS),
}
MARKS = ("seven_days", "ongoing", "afraid", "reader", "law", "no_contact", "at_risk")
MARK_SETS = [
    frozenset(name for name, on in zip(MARKS, chosen, strict=True) if on)
    for chosen in product((False, True), repeat=7)
]
MEMORY = {"name", "twovoice", "share", "impact", "signal", "amends", "rehearse", "letter"}
FOR_TWO = {"talkplan", "rehearse", "agreements"}


def exercise(exercise_id: str, kind: Kind) -> Exercise:
    return Exercise(exercise_id, "", "", kind, ())


def passage(route: str, marks: frozenset[str] = frozenset()) -> Passage:
    return Passage(Route(route), frozenset(Mark(mark) for mark in marks))


@pytest.mark.parametrize("route", list(OPEN))
def test_what_is_open_under_every_set_of_marks(route: str) -> None:
    for marks in MARK_SETS:
        closed = (MEMORY | {"agreements"} if "reader" in marks else set()) | (
            FOR_TWO if "afraid" in marks else set()
        )
        found = {
            name
            for name, kind in KINDS.items()
            if is_open(exercise(name, kind), passage(route, marks))
        }
        assert found == OPEN[route] - closed, sorted(marks)


@pytest.mark.parametrize("route", list(OPEN))
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("name", ["mine", "route-mine", "values2", "arrive "])
def test_an_exercise_that_nobody_thought_of_is_open_on_the_ordinary_route_alone(
    route: str, kind: Kind, name: str
) -> None:
    assert is_open(exercise(name, kind), passage(route)) is (route == "ordinary")


@pytest.mark.parametrize("route", [name for name in OPEN if name != "ordinary"])
def test_an_open_id_does_not_open_what_goes_back_to_it(route: str) -> None:
    assert not is_open(exercise("values", Kind.MEMORY), passage(route))


@pytest.mark.parametrize("route", list(OPEN))
def test_our_own_screens_are_open_to_everyone(route: str) -> None:
    for marks in MARK_SETS:
        for name in SCREENS:
            assert is_open(exercise(name, Kind.SCREEN), passage(route, marks))


@pytest.mark.parametrize("route", list(OPEN))
def test_what_the_marks_decide(route: str) -> None:
    for marks in MARK_SETS:
        here = passage(route, marks)
        assert may_export(here) is ("reader" not in marks)
        assert someone_is_unsafe(here) is ("at_risk" in marks or "afraid" in marks)
        by_route = route in ("support", "harm", "careful", "both")
        assert asks_about_self_harm(here) is (by_route or "law" in marks)


@pytest.mark.parametrize(
    ("new", "old", "more"),
    [
        ("support", "ordinary", False),
        ("minors", "ordinary", False),
        ("ordinary", "support", True),
        ("ordinary", "minors", True),
        ("both", "support", False),
        ("both", "harm", False),
        ("support", "both", True),
        ("harm", "both", True),
        ("harm", "careful", False),
        ("careful", "harm", False),
        # neither is the wider one: each opens what the other leaves closed
        ("support", "harm", True),
        ("harm", "support", True),
    ],
)
def test_which_passage_opens_more(new: str, old: str, more: bool) -> None:
    assert opens_more(passage(new), passage(old)) is more


@pytest.mark.parametrize("route", list(OPEN))
def test_the_same_passage_never_opens_more(route: str) -> None:
    for marks in MARK_SETS:
        assert not opens_more(passage(route, marks), passage(route, marks))
        assert not opens_more(passage(route, marks), passage(route))


def test_taking_a_mark_away_can_open_more() -> None:
    for mark, more in (("reader", True), ("afraid", True), ("law", False), ("no_contact", False)):
        old = passage("ordinary", frozenset({mark}))
        assert opens_more(passage("ordinary"), old) is more
