"""Watching the time: how long no key was pressed, and whether the computer slept meanwhile."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

JUMP: Final = 60.0
"""Seconds by which the two clocks may come apart between two looks."""


class Watch:
    """Two clocks, and the moment of the last key.

    The clock on the wall goes on while a computer sleeps, and can be set; the steady one does
    neither. Where they come apart, nobody knows who sits there now.

    Args:
        wall: the clock on the wall.
        steady: seconds that only ever pass while the computer is awake.
    """

    def __init__(self, wall: Callable[[], datetime], steady: Callable[[], float]) -> None:
        self._wall = wall
        self._steady = steady
        self._looked = (wall(), steady())
        self._last_key = wall()

    def touched(self) -> None:
        """Note that somebody is there."""
        self._last_key = self._wall()

    def is_idle(self, minutes: int) -> bool:
        """Say whether no key was pressed for so many minutes; never for 0."""
        idle = (self._wall() - self._last_key).total_seconds()
        return minutes > 0 and idle >= minutes * 60

    def has_jumped(self) -> bool:
        """Say whether one clock moved without the other since this was asked last."""
        wall, steady = self._wall(), self._steady()
        by_wall = (wall - self._looked[0]).total_seconds()
        by_steady = steady - self._looked[1]
        self._looked = (wall, steady)
        return abs(by_wall - by_steady) > JUMP
