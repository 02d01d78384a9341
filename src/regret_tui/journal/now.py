"""What a face shows now. A face draws one of these and hands back one act."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from regret_tui.domain.suggest import Suggestion
from regret_tui.domain.walk import Walk


class Act(StrEnum):
    """What a person can do on a screen that asks nothing. Worded in the prompts, ``choice.*``."""

    GO = "go"
    STEADY = "steady"
    PEOPLE = "people"
    STOP = "stop"
    DEED = "deed"
    LATER = "later"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Ask:
    """A step to answer, to pass, or to leave."""

    walk: Walk


@dataclass(frozen=True, slots=True)
class Tell:
    """A screen of words, by the name of its phrase, and what can be done on it."""

    name: str
    acts: tuple[Act, ...] = (Act.GO,)
    words: dict[str, str] = field(default_factory=dict)
    ruled: bool = False
    """The stop rules called for it: steadying from here does not ask how hard it is once more."""


@dataclass(frozen=True, slots=True)
class People:
    """The person's own plan, then lines."""


@dataclass(frozen=True, slots=True)
class End:
    """The end of a sitting: their line, and what could come next."""

    walk: Walk
    line: str
    suggestion: Suggestion
    regret: str


@dataclass(frozen=True, slots=True)
class Home:
    """Nothing is under way."""


Now: TypeAlias = Ask | Tell | People | End | Home
