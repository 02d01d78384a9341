"""Where a person can go in line mode."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

BEGIN: Final = "begin"
GATE: Final = "gate"


class Room(Enum):
    """What is not an exercise and can be gone to."""

    HOME = "home"
    PEOPLE = "people"
    TAKING = "taking"
    KEEPING = "keeping"
    REGRETS = "regrets"
    READING = "reading"
    DELETED = "deleted"
    FILE = "file"
    SETTINGS = "settings"
    ABOUT = "about"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Going:
    """Where a person goes from a screen: to an exercise, or else to a room."""

    exercise: str = ""
    regret: str = ""
    room: Room = Room.HOME
