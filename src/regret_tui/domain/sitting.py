"""A sitting: one person at one exercise, as it is stored."""

from dataclasses import dataclass, field
from enum import StrEnum

from regret_tui.domain.exercise import Value


class State(StrEnum):
    """How far a sitting is."""

    OPEN = "open"
    DONE = "done"
    ENOUGH = "enough"
    """The person said that it was enough for today: complete as it is."""
    RESTED = "rested"
    """The rules said to rest before any memory work was done."""


class Share(StrEnum):
    """What an export may show of something."""

    NEVER = "never"
    SUMMARY = "summary"
    FULL = "full"


@dataclass(slots=True)
class Answer:
    """One answer, or that a step was left."""

    value: Value | None
    at: str
    """When, ISO 8601 with the offset of where it was."""


@dataclass(slots=True)
class Sitting:
    """What happened so far in going through one exercise."""

    id: str
    exercise: str
    regret: str = ""
    """The regret's id, or empty where it is about the person."""
    started: str = ""
    ended: str = ""
    day: str = ""
    """The day it belongs to (days begin at 04:00), ISO date."""
    state: State = State.OPEN
    step: str = ""
    """Where it is; empty when it is over."""
    trail: list[str] = field(default_factory=list)
    """The steps that were passed, in order, for going back."""
    answers: dict[str, Answer] = field(default_factory=dict)
    share: Share = Share.NEVER
    another_version: str = ""
    """The id of the first one, where two copies of the journal held it differently."""

    def value(self, step_id: str) -> Value | None:
        """Return the answer to a step, or None where it was left or not reached."""
        answer = self.answers.get(step_id)
        return answer.value if answer else None

    @property
    def is_over(self) -> bool:
        """Whether nothing more is asked."""
        return self.state is not State.OPEN
