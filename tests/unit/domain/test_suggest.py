"""What comes next: the first rule that fits, with its reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from regret_tui.domain.gate import Mark, Passage, Route
from regret_tui.domain.openness import Facts
from regret_tui.domain.suggest import Reason, next_page, what_next

TODAY = date(2026, 11, 24)
FREE = Facts(TODAY, Passage(Route.ORDINARY))
READER = Facts(TODAY, Passage(Route.ORDINARY, frozenset({Mark.READER})))
LATER = TODAY + timedelta(days=2)


def done(*names: str) -> dict[str, date]:
    return dict.fromkeys(names, TODAY)


@pytest.mark.parametrize(
    ("facts", "exercise", "reason"),
    [
        (Facts(TODAY), "gate", "gate"),
        (Facts(TODAY, rating=9, rests_until=LATER), "gate", "gate"),
        (Facts(TODAY, Passage(Route.SUPPORT)), "route-support", "route"),
        (Facts(TODAY, Passage(Route.HARM), rating=9), "route-harm", "route"),
        (Facts(TODAY, Passage(Route.CAREFUL)), "route-careful", "route"),
        (Facts(TODAY, Passage(Route.BOTH), rests_until=LATER), "route-both", "route"),
        (Facts(TODAY, Passage(Route.MINORS)), "route-minors", "route"),
        (replace(FREE, rests_until=LATER, rating=9), "arrive", "rests"),
        (replace(FREE, rests_until=TODAY), "name", "unfinished"),
        (replace(FREE, rating=6), "name", "unfinished"),
        (replace(FREE, rating=7), "arrive", "distress"),
        (replace(FREE, rating="numb"), "arrive", "distress"),
        (replace(FREE, rating=7, part_way=frozenset({"name"})), "arrive", "distress"),
        (replace(FREE, part_way=frozenset({"name"})), "name", "part_way"),
        (replace(FREE, part_way=frozenset({"values"})), "name", "unfinished"),
        (replace(FREE, done=done("name")), "values", "unfinished"),
        (replace(FREE, done=done("name", "values")), "twovoice", "unfinished"),
        (replace(FREE, done=done("name", "values", "twovoice")), "align", "unfinished"),
        (replace(FREE, done=done("name", "align")), "values", "unfinished"),
        (replace(FREE, done=done("name", "values", "twovoice", "align")), "", "enough"),
        (
            replace(FREE, done=done("name", "values"), part_way=frozenset({"name"})),
            "name",
            "part_way",
        ),
        (READER, "values", "unfinished"),
        (replace(READER, done=done("values")), "", "enough"),
    ],
)
def test_the_first_that_fits(facts: Facts, exercise: str, reason: str) -> None:
    found = what_next(facts)
    assert (found.exercise, found.reason) == (exercise, reason)


def test_the_next_page_does_not_look_at_how_hard_it_is() -> None:
    assert next_page(replace(FREE, rating=10)).exercise == "name"


def test_the_reasons() -> None:
    assert {str(reason) for reason in Reason} == {
        "gate",
        "route",
        "distress",
        "rests",
        "part_way",
        "unfinished",
        "enough",
    }
