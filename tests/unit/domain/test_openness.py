"""Whether an exercise is open, and the first thing that closes it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from regret_tui.domain.exercise import Exercise, Kind
from regret_tui.domain.gate import Mark, Passage, Route
from regret_tui.domain.openness import Facts, missing_needs, opening

TODAY = date(2026, 11, 24)
FREE = Passage(Route.ORDINARY)
NAME = Exercise("name", "", "", Kind.MEMORY, (), needs=("gate",))
VOICES = Exercise("twovoice", "", "", Kind.MEMORY, (), needs=("name", "values"), again_days=7)
VALUES = Exercise("values", "", "", Kind.VALUES, (), per_regret=False)
ALIGN = Exercise("align", "", "", Kind.PLAN, (), needs=("name", "values"))
PAGE = Exercise("page", "", "", Kind.MEMORY, (), per_regret=False)
GATE = Exercise("gate", "", "", Kind.SCREEN, ())
DONE = {"name": TODAY - timedelta(days=9), "values": TODAY - timedelta(days=9)}
FACTS = Facts(TODAY, FREE, DONE)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("exercise", "facts", "expected"),
    [
        (GATE, Facts(TODAY), "open"),
        (NAME, Facts(TODAY), "gate"),
        (PAGE, Facts(TODAY), "gate"),
        (VALUES, Facts(TODAY), "open"),
        (NAME, Facts(TODAY, FREE), "open"),
        (NAME, Facts(TODAY, Passage(Route.HARM)), "route"),
        (PAGE, Facts(TODAY, Passage(Route.HARM)), "route"),
        (VALUES, Facts(TODAY, Passage(Route.HARM)), "open"),
        (NAME, Facts(TODAY, Passage(Route.ORDINARY, frozenset({Mark.READER}))), "route"),
        (VOICES, Facts(TODAY, FREE), "needs"),
        (VOICES, Facts(TODAY, FREE, {"name": TODAY}), "needs"),
        (VOICES, FACTS, "open"),
        (ALIGN, FACTS, "open"),
        # one a day is offered; a second one on request, at 6 or lower
        (VOICES, replace(FACTS, memory_today=1, rating=0), "pace"),
        (VOICES, replace(FACTS, memory_today=1, rating=6), "pace"),
        (VOICES, replace(FACTS, memory_today=1, rating=7), "tomorrow"),
        (VOICES, replace(FACTS, memory_today=1, rating="numb"), "tomorrow"),
        (VOICES, replace(FACTS, memory_today=1), "tomorrow"),
        (ALIGN, replace(FACTS, memory_today=1, rating=9), "open"),
        # what was left part-way can be gone on with
        (VOICES, replace(FACTS, memory_today=1, part_way=frozenset({"twovoice"})), "open"),
        # a date on which it rests
        (VOICES, replace(FACTS, rests_until=TODAY + timedelta(days=1)), "rests"),
        (VOICES, replace(FACTS, rests_until=TODAY), "open"),
        (
            VOICES,
            replace(FACTS, rests_until=TODAY + timedelta(1), part_way=frozenset({"twovoice"})),
            "rests",
        ),
        (ALIGN, replace(FACTS, rests_until=TODAY + timedelta(days=1)), "open"),
        # two voices: not told anew within 7 days
        (VOICES, replace(FACTS, done={**DONE, "twovoice": TODAY}), "again"),
        (VOICES, replace(FACTS, done={**DONE, "twovoice": days_ago(6)}), "again"),
        (VOICES, replace(FACTS, done={**DONE, "twovoice": days_ago(7)}), "open"),
        (VOICES, replace(FACTS, done={**DONE, "twovoice": days_ago(1)}, memory_today=1), "again"),
        (NAME, replace(FACTS, done={"name": TODAY}), "open"),
    ],
)
def test_what_closes_it(exercise: Exercise, facts: Facts, expected: str) -> None:
    assert opening(exercise, facts) == expected


def test_needs_come_in_order_and_the_gate_is_none_of_them() -> None:
    assert missing_needs(VOICES, Facts(TODAY, FREE)) == ("name", "values")
    assert missing_needs(NAME, Facts(TODAY)) == ()
