"""Running the full screen, and what follows when it ends."""

import os
import sys

from regret_tui import crash
from regret_tui.errors import RegretError
from regret_tui.tui.app import JournalApp
from regret_tui.tui.ending import Ending
from regret_tui.world import World

_REASONS = {"1": "lock.locked", "idle": "lock.idle"}
LOCKED = "REGRET_TUI_LOCKED"
"""Set for the new process after a lock: ``1`` by key, ``idle`` by itself. Nothing private."""


def run(world: World, argv: list[str] | None = None) -> int:
    """Run the full screen until the person leaves.

    After a lock the process is replaced by a new one that asks for the passphrase, since no
    clearing of objects empties memory as surely.

    Args:
        world: everything from outside.
        argv: how to start this program anew; None where it cannot be (then it asks again within
            the same process).

    Returns:
        The exit code.

    Raises:
        RegretError: what keeps it from going on, such as damaged prompts.
    """
    reason = os.environ.pop(LOCKED, "")
    while True:
        app = JournalApp(world, told=_REASONS.get(reason, ""))
        ending = app.run()
        if isinstance(app.fault, RegretError):
            raise app.fault
        if app.fault is not None:
            crash.say(type(app.fault), app.fault.__traceback__)
            return crash.EXIT_CODE
        if ending is not Ending.LOCK:
            return 0
        reason = "idle" if app.idle else "1"
        if argv:
            os.environ[LOCKED] = reason
            sys.stdout.flush()
            os.execv(argv[0], argv)
