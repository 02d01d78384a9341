"""The program, with clocks that a signal moves: for the tests of locking by itself.

    python -m tests.journeys.moved --root DIR …

SIGUSR1: the computer has slept for an hour. SIGUSR2: six minutes have passed. The arguments are
those of `tests.world`.
"""

import signal
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Final

from regret_tui.tui import leaving
from regret_tui.world import World
from tests import world

MOVED: Final = {signal.SIGUSR1: (3600.0, 0.0), signal.SIGUSR2: (360.0, 360.0)}
"""Seconds on the wall, and seconds that the computer was awake."""


def movable(made: World) -> World:
    """Return a world whose clocks are moved by signals."""
    ahead = [0.0, 0.0]

    def move(number: int, _: FrameType | None) -> None:
        for at, seconds in enumerate(MOVED[signal.Signals(number)]):
            ahead[at] += seconds

    for number in MOVED:
        signal.signal(number, move)
    now, steady = made.now, made.steady
    return replace(
        made,
        host=replace(made.host, now=lambda: now() + timedelta(seconds=ahead[0])),
        steady=lambda: steady() + ahead[1],
    )


if __name__ == "__main__":
    leaving.LOOK_EVERY = 0.1
    make = world.make_world

    def make_movable(root: Path, at: str = world.EVENING) -> World:
        return movable(make(root, at))

    world.make_world = make_movable
    sys.exit(world.main(sys.argv[1:]))
