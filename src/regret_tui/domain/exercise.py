"""An exercise as its prompt file describes it: steps in order, and what each one asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from regret_tui.domain.condition import Condition

Value: TypeAlias = str | int | list[str] | dict[str, Any]
"""What a person answered: text, a number, several lines, sorted cards, or rated items."""


class StepKind(StrEnum):
    """The ways a step can ask. Each has one shape of answer."""

    SAY = "say"
    """Nothing is asked; the words are read. No answer."""
    TEXT = "text"
    """Some paragraphs. ``str``."""
    LINE = "line"
    """One line. ``str``."""
    LIST = "list"
    """Several short lines. ``list[str]``."""
    SCALE = "scale"
    """A number from ``low`` to ``high``, or the id of one of its ``options``. ``int | str``."""
    CHOICE = "choice"
    """One of its options. ``str``, the option's id."""
    MARKS = "marks"
    """Any of its options, or none; own words too where ``own``. ``list[str]``."""
    DECK = "deck"
    """Value cards sorted into very, somewhat, not. ``dict[str, str]``, card to pile."""
    PICK = "pick"
    """Up to ``most`` out of what ``of`` holds, or own words. ``list[str]``."""
    RATE = "rate"
    """Each item of ``of`` with its ``fields``. ``dict[str, dict[str, str | int]]``."""
    DAY = "day"
    """A day ahead. ``str``, an ISO date."""
    PRACTICE = "practice"
    """Something done with the body, at its ``pace``. No answer."""


class Role(StrEnum):
    """What a step means to the rules, beyond what it asks."""

    BEFORE = "before"
    """Distress when a sitting starts."""
    AGAIN = "again"
    """Distress in the middle."""
    AFTER = "after"
    """Distress when a sitting ends."""


class Voice(StrEnum):
    """Who speaks in a step of the two-voice dialogue."""

    CARRIES = "carries"
    ANSWERS = "answers"
    BOTH = "both"
    WATCHES = "watches"


class Kind(StrEnum):
    """What sort of exercise it is, as far as the rules care."""

    MEMORY = "memory"
    """It goes back to what happened: rated before and after, one a day is offered."""
    VALUES = "values"
    STEADY = "steady"
    PLAN = "plan"
    SCREEN = "screen"
    """Part of finding one's way: first run, gate, opening screens. Never listed."""


class Outcome(StrEnum):
    """What else happens when an exercise ends, apart from what its steps keep."""

    NONE = ""
    REGRET = "regret"
    """A regret is made, from the steps ``hard`` and ``title``."""
    ROUTE = "route"
    """The gate's answers become a route and marks, and are dropped."""
    SAFETY = "safety"
    """The self-harm question becomes a date until which memory work rests, or nothing."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    id: str
    text: str
    opens: str = ""
    """The exercise that choosing this leads to, in a menu of an opening screen."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Earlier words handed back: a kept thing (``sentence``) or an answer (``name.belief``)."""

    of: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """Other words for a step, where its condition holds."""

    when: Condition
    question: str = ""
    guidance: str = ""
    why: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class RateField:
    """One thing that is asked of each item in a RATE step: a choice, or a scale without options."""

    id: str
    question: str
    options: tuple[Option, ...] = ()
    low: int = 0
    high: int = 10
    low_text: str = ""
    high_text: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One question of an exercise."""

    id: str
    kind: StepKind
    question: str
    guidance: str = ""
    why: str = ""
    hint: str = ""
    options: tuple[Option, ...] = ()
    quotes: tuple[Quote, ...] = ()
    when: Condition = field(default_factory=Condition)
    variants: tuple[Variant, ...] = ()
    skip: bool = True
    own: bool = False
    low: int = 0
    high: int = 10
    low_text: str = ""
    high_text: str = ""
    of: str = ""
    most: int = 0
    fields: tuple[RateField, ...] = ()
    lines: tuple[str, ...] = ()
    pace: tuple[int, ...] = ()
    words: int = 0
    voice: Voice | None = None
    role: Role | None = None
    keep: str = ""
    """The name under which the answer lives on as a thing of its own."""
    ends: tuple[str, ...] = ()
    """Option ids that end the sitting here, complete."""
    detour: str = ""
    """An exercise that is walked right after this step, before the next one."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One piece of guided work: what it is for, when it opens, and its steps."""

    id: str
    title: str
    about: str
    kind: Kind
    steps: tuple[Step, ...]
    asides: tuple[Step, ...] = ()
    """Questions outside the order, which the rules may call for: ``rest``, ``pause``, ``leave``."""
    minutes: int = 0
    needs: tuple[str, ...] = ()
    """Exercises or kept things that come first, by id."""
    per_regret: bool = True
    kept: bool = True
    """False: no answer of it is ever written, not even to the draft."""
    ceiling: int = 7
    """The highest distress at which memory work goes on without steadying first."""
    again_days: int = 0
    """Days in which it is not told anew for the same regret; it reopens at ``reopens_at``."""
    reopens_at: str = ""
    outcome: Outcome = Outcome.NONE
    short: str = ""
    """How home calls it when it is done: *named*, *values*."""
    closing: str = ""
    """The quiet sentence at the end, where it is not the common one."""

    def step(self, step_id: str) -> Step | None:
        """Return the step or the aside with this id, or None."""
        return self._by_id().get(step_id)

    def _by_id(self) -> Mapping[str, Step]:
        return {step.id: step for step in (*self.steps, *self.asides)}
