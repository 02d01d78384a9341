"""What to offer next: the first rule that fits, always with its reason, always refusable."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from regret_tui.domain.gate import Mark, Route
from regret_tui.domain.openness import Facts
from regret_tui.domain.routes import OPENING_SCREEN

CORE_PATH: Final = ("name", "values", "twovoice", "align")
WITHOUT_TELLING: Final = ("values",)
"""What is left of it where someone wants it written, or may read it."""
STEADY_AT: Final = 7


class Reason(StrEnum):
    """Why something is offered. Each has its sentence in the prompts (``next.<reason>``)."""

    GATE = "gate"
    ROUTE = "route"
    DISTRESS = "distress"
    RESTS = "rests"
    PART_WAY = "part_way"
    UNFINISHED = "unfinished"
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An exercise and the reason for it. An empty exercise: nothing needs doing."""

    exercise: str
    reason: Reason


def what_next(facts: Facts) -> Suggestion:
    """Return what comes next for one regret."""
    if facts.passage is None:
        return Suggestion("gate", Reason.GATE)
    if facts.passage.route is not Route.ORDINARY:
        return Suggestion(OPENING_SCREEN[facts.passage.route], Reason.ROUTE)
    if facts.rests_until and facts.today < facts.rests_until:
        return Suggestion("arrive", Reason.RESTS)
    if facts.rating is not None and (facts.rating == "numb" or int(facts.rating) >= STEADY_AT):
        return Suggestion("arrive", Reason.DISTRESS)
    return next_page(facts)


def next_page(facts: Facts) -> Suggestion:
    """Return the earliest page of the core path that is not done, however hard it is now."""
    marks = facts.passage.marks if facts.passage else frozenset()
    for exercise in WITHOUT_TELLING if Mark.READER in marks else CORE_PATH:
        if exercise in facts.part_way:
            return Suggestion(exercise, Reason.PART_WAY)
        if exercise not in facts.done:
            return Suggestion(exercise, Reason.UNFINISHED)
    return Suggestion("", Reason.ENOUGH)
