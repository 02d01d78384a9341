"""What the system tells the program: end, stop, go on."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from regret_tui.tui.leaving import Leaving

HANG_UP_WAIT = 2.0
"""Seconds to end in by itself once that was asked. Its threads may wait for a terminal that is
gone or takes nothing more, and what was open would stay in memory."""
HUNG_UP: Final = 129
"""128 and SIGHUP, as shells count."""
ENDS: Final = ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT")
"""Where one does not exist, as on Windows, it never comes."""


def listen(leaving: "Leaving") -> None:
    """Hand on what the system tells, in the place of Textual's own handlers.

    Those stop the process with everything in memory, and read the keyboard twice after a SIGCONT
    that nobody waited for.
    """
    for name in ENDS:
        gone = name == "SIGHUP"
        if _listen(name, lambda gone=gone: leaving.hang_up(gone=gone)):  # type: ignore[misc]  # bound now
            signal.signal(getattr(signal, name), _end_in_any_case)
    _listen("SIGTSTP", leaving.stop)
    _listen("SIGCONT", leaving.went_on)


def _listen(name: str, then: Callable[[], None]) -> bool:
    number = getattr(signal, name, None)
    if number is None:
        return False
    try:
        asyncio.get_running_loop().add_signal_handler(number, then)
    except (NotImplementedError, RuntimeError, ValueError):
        return False  # Windows, or not the main thread: then drafts alone keep the words
    return True


def _end_in_any_case(_: int, __: FrameType | None) -> None:
    """End soon, though the loop may wait for a terminal that takes nothing more.

    The loop hears of the signal beside this.
    """
    last = threading.Timer(HANG_UP_WAIT, end_at_once)
    last.daemon = True
    last.start()


def end_at_once() -> None:
    """End without waiting for any thread."""
    os._exit(HUNG_UP)


def stop_process() -> None:
    """Stop until the system lets it go on, where somebody is there to do that.

    In a window without a shell nobody is; then the system ignores it.
    """
    number = getattr(signal, "SIGTSTP", None)
    if number is None:
        return
    before = signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)
    signal.signal(number, before)
