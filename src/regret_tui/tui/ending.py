"""How the full screen ended."""

from enum import Enum


class Ending(Enum):
    """What is to follow."""

    LEAVE = "leave"
    LOCK = "lock"
    """The process starts anew, so that nothing that was open stays in memory."""
