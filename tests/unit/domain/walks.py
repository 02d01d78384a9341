"""A small exercise with everything in it, and a way to walk it, for tests of the step machine."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from regret_tui.domain.condition import Condition, parse_test
from regret_tui.domain.exercise import (
    Exercise,
    Kind,
    Option,
    Quote,
    RateField,
    Role,
    Step,
    StepKind,
    Variant,
    Voice,
)
from regret_tui.domain.sitting import Sitting
from regret_tui.domain.walk import Walk

BEGAN = datetime.fromisoformat("2026-11-24T21:00:00+01:00")


def when(**tests: str | list[str]) -> Condition:
    return Condition(tuple(parse_test(name, wanted) for name, wanted in tests.items()))


def step(step_id: str, kind: str = "line", **more: Any) -> Step:
    return Step(step_id, StepKind(kind), f"{step_id}?", **more)


def rating(step_id: str, role: Role) -> Step:
    return step(step_id, "scale", role=role, options=(Option("numb", "Numb"),))


WHOLE = Exercise(
    "whole",
    "Whole",
    "",
    Kind.MEMORY,
    (
        rating("before", Role.BEFORE),
        step("intro", "say"),
        step(
            "kind",
            "choice",
            options=(Option("did", "Did"), Option("hid", "Hid"), Option("stop", "Stop")),
            ends=("stop",),
        ),
        step("how_hid", when=when(kind=["hid"])),
        step(
            "seen",
            "text",
            voice=Voice.CARRIES,
            words=80,
            quotes=(Quote("sentence", "Yours"), Quote("seen", "Before"), Quote("zero")),
            variants=(
                Variant(when(kind=["hid"]), question="What did you hide?"),
                Variant(when(kind=["hid", "did"]), guidance="Either way."),
            ),
        ),
        rating("again", Role.AGAIN),
        step("answer", "text", voice=Voice.ANSWERS),
        step("sentence", skip=False, keep="sentence", quotes=(Quote("sentence", "Then"),)),
        step("sort", "deck"),
        step("two", "pick", of="sort.very", most=2, keep="best"),
        step("rated", "rate", of="two", fields=(RateField("lived", "Lived?"),)),
        step("next", "choice", options=(Option("on", "On"), Option("away", "Away", "other"))),
        step("asked", "say", detour="safety"),
        step("hope", when=when(sentence="given")),
        rating("after", Role.AFTER),
    ),
    ceiling=7,
)
ASIDES = {
    name: step(name, keep="line" if name == "rest" else "") for name in ("rest", "pause", "leave")
}


def walk(
    exercise: Exercise = WHOLE,
    known: Mapping[str, object] | None = None,
    *,
    sitting: Sitting | None = None,
    asides: Mapping[str, Step] = ASIDES,
    **more: Any,
) -> Walk:
    """Return a walk of its own clock, which moves on by a minute at each answer."""
    minutes = iter(range(10_000))
    return Walk(
        exercise,
        sitting or Sitting("1", exercise.id, started=BEGAN.isoformat()),
        known=known or {},
        asides=asides,
        now=lambda: BEGAN + timedelta(minutes=next(minutes)),
        **more,
    )


SOME: dict[str, Any] = {
    "before": 3,
    "intro": None,
    "kind": "did",
    "how_hid": "in a drawer",
    "seen": "I went",
    "again": 3,
    "answer": "I hear it",
    "sentence": "I went away",
    "sort": {"Care": "very", "Work": "not"},
    "two": ["Care"],
    "rated": {"Care": {"lived": 4}},
    "next": "on",
    "asked": None,
    "hope": "that it ends",
    "after": 3,
    "rest": "a line",
    "pause": "a line",
    "leave": "a line",
}


def go(here: Walk, until: str = "", **answers: Any) -> list[str]:
    """Answer until a step, or to the end. Return the steps that were met."""
    said = SOME | answers
    met = []
    while not here.sitting.is_over and here.sitting.step != until:
        name = here.sitting.step
        met.append(name)
        here.answer(
            said[name] if name in said else said[name.partition("@")[0].removesuffix(".again")]
        )
    return met
