"""How the full screen ended."""

from enum import Enum


class Ending(Enum):
    """What is to follow. All but LEAVE start the process anew.

    So nothing that was open stays in memory.
    """

    LEAVE = "leave"
    LOCK = "lock"
    IDLE = "idle"
    """It locked by itself, after minutes without a key."""
    RESTORED = "restored"
    """An earlier copy stands in the place of the vault."""
    SALVAGED = "salvaged"
    """What was whole in a damaged vault stands in its place."""
    STOP = "stop"
    """The new process stops at once, and asks for the passphrase when it is let go on."""
