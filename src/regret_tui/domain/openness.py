"""Whether an exercise is open now, and if not, what closes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from regret_tui.domain import pace
from regret_tui.domain.distress import Rating
from regret_tui.domain.exercise import Exercise, Kind
from regret_tui.domain.gate import Passage
from regret_tui.domain.routes import SCREENS, is_open


class Opening(StrEnum):
    """What the rules say of an exercise now."""

    OPEN = "open"
    GATE = "gate"
    """The gate comes first."""
    ROUTE = "route"
    """The route or a mark closes it."""
    NEEDS = "needs"
    """Another exercise comes first."""
    RESTS = "rests"
    """Memory work rests until a day."""
    TOMORROW = "tomorrow"
    """There was memory work today, and distress is above what a second one allows."""
    PACE = "pace"
    """There was memory work today; it can be asked for all the same."""
    AGAIN = "again"
    """It was done within its days; it reopens at one step."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at, for one regret."""

    today: date
    passage: Passage | None = None
    done: Mapping[str, date] = field(default_factory=dict)
    """Exercises that are done, with the day of the last time."""
    part_way: frozenset[str] = frozenset()
    """Exercises with a sitting that is not over."""
    memory_today: int = 0
    """Memory sittings that something was written in today."""
    rests_until: date | None = None
    """Memory work rests until this day: after the self-harm question, or for the rest of a day
    on which it stayed hard after steadying."""
    rating: Rating | None = None
    """The latest distress rating, if there is one from today."""


def missing_needs(exercise: Exercise, facts: Facts) -> tuple[str, ...]:
    """Return what has to be done first, in order."""
    return tuple(need for need in exercise.needs if need != "gate" and need not in facts.done)


def opening(exercise: Exercise, facts: Facts) -> Opening:
    """Return whether an exercise is open, or the first thing that closes it."""
    if exercise.id in SCREENS:
        return Opening.OPEN
    if facts.passage is None and (exercise.per_regret or exercise.kind is Kind.MEMORY):
        return Opening.GATE
    if facts.passage is not None and not is_open(exercise, facts.passage):
        return Opening.ROUTE
    if missing_needs(exercise, facts):
        return Opening.NEEDS
    if exercise.kind is Kind.MEMORY:
        return _memory(exercise, facts)
    return Opening.OPEN


def _memory(exercise: Exercise, facts: Facts) -> Opening:
    if facts.rests_until and facts.today < facts.rests_until:
        return Opening.RESTS
    if exercise.id in facts.part_way:
        return Opening.OPEN
    last = facts.done.get(exercise.id)
    if exercise.again_days and last and facts.today < last + timedelta(days=exercise.again_days):
        return Opening.AGAIN
    if not facts.memory_today:
        return Opening.OPEN
    calm = isinstance(facts.rating, int) and facts.rating <= pace.ON_REQUEST_BELOW
    return Opening.PACE if calm else Opening.TOMORROW
