"""Running the full screen, and what follows when it ends."""

import os
import sys

from regret_tui import crash
from regret_tui.content.library import Library
from regret_tui.tui.app import JournalApp
from regret_tui.tui.ending import Ending
from regret_tui.world import World

LOCKED = "REGRET_TUI_LOCKED"
"""Set for the new process after a lock: ``1`` by key, ``idle`` by itself. Nothing private."""


def run(world: World, library: Library, argv: list[str] | None = None) -> int:
    """Run the full screen until the person leaves.

    After a lock the process is replaced by a new one that asks for the passphrase, since no
    clearing of objects empties memory as surely.

    Args:
        world: everything from outside.
        library: the prompts.
        argv: how to start this program anew; None where it cannot be (then it asks again within
            the same process).

    Returns:
        The exit code.
    """
    reason = os.environ.pop(LOCKED, "")
    told = library.phrase("lock.idle" if reason == "idle" else "lock.locked") if reason else ""
    while True:
        app = JournalApp(world, library, told)
        ending = app.run()
        if app.fault is not None:
            crash.say(type(app.fault), app.fault.__traceback__)
            return crash.EXIT_CODE
        if ending is not Ending.LOCK:
            return 0
        if argv:
            os.environ[LOCKED] = "idle" if app.idle else "1"
            sys.stdout.flush()
            os.execv(argv[0], argv)
        told = library.phrase("lock.idle" if app.idle else "lock.locked")
