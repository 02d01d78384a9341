"""Running the full screen, and what follows when it ends."""

import os
import sys
from typing import TYPE_CHECKING, Final

from regret_tui.tui.ending import Ending
from regret_tui.tui.signals import stop_process

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp
    from regret_tui.world import World

LOCKED: Final = "REGRET_TUI_LOCKED"
"""Set for the new process after a lock, to how it came to it. Nothing private."""
_TOLD: Final = {
    Ending.LOCK.value: "lock.locked",
    Ending.STOP.value: "lock.locked",
    Ending.IDLE.value: "lock.idle",
    Ending.RESTORED.value: "lock.restored",
    Ending.SALVAGED.value: "lock.salvaged",
}


def run(world: "World", argv: list[str] | None = None) -> int:
    """Run the full screen until the person leaves.

    After a lock the process is replaced by a new one that asks for the passphrase, since no
    clearing of objects empties memory as surely. Where a process cannot be replaced, as on
    Windows, it asks again within the same one.

    Args:
        world: everything from outside.
        argv: how to start this program anew; None where it cannot be.

    Returns:
        The exit code.

    Raises:
        RegretError: what keeps it from going on, such as damaged prompts.
    """
    reason = os.environ.pop(LOCKED, "")
    while True:
        if reason == Ending.STOP.value:
            stop_process()  # before anything is loaded, so that the shell is there at once
        app = _app(world, _TOLD.get(reason, ""))
        ending = app.run()
        if app.fault is not None:
            return _fail(app.fault)
        if ending is None or ending is Ending.LEAVE:
            return 0
        reason = ending.value
        if argv and os.name == "posix":
            os.environ[LOCKED] = reason
            sys.stdout.flush()
            os.execv(argv[0], argv)


def _app(world: "World", told: str) -> "JournalApp":
    from regret_tui.tui.app import JournalApp

    return JournalApp(world, told=told)


def _fail(fault: Exception) -> int:
    from regret_tui import crash
    from regret_tui.errors import RegretError

    if isinstance(fault, RegretError):
        raise fault
    crash.say(type(fault), fault.__traceback__)
    return crash.EXIT_CODE
