"""What this process gives up before anything private is in its memory.

Each of these was seen to leak: a ``TEXTUAL_LOG`` in the environment logs every key, a core dump
holds every page, and another process of the same account can read memory.
"""

import ctypes
import os
import signal
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from types import FrameType
from typing import Final

PRIVATE: Final = 0o077
"""A file that is made without saying who may read it is for this account alone."""
_PR_SET_DUMPABLE: Final = 4


class Stopped(KeyboardInterrupt):
    """The system was to stop the process (ctrl+z). It leaves, as it does when interrupted.

    Stopped, it would wait in memory with everything unlocked, for as long as nobody thinks of it.
    """

    sentence: Final = "It was left, not stopped, so that nothing waits unlocked in memory."


def harden(environ: MutableMapping[str, str] | None = None) -> None:
    """Close what can be closed. What the system does not offer is left as it is.

    Args:
        environ: the environment to clean; the process's own where none is given.
    """
    clean(os.environ if environ is None else environ)
    os.umask(PRIVATE)
    _no_core_dump()
    _no_reading_of_memory()
    _no_stopping()


def clean(environ: MutableMapping[str, str]) -> None:
    """Remove every variable that makes Textual log, trace or show more than the screen."""
    for name in [name for name in environ if name.startswith("TEXTUAL")]:
        del environ[name]


def _no_core_dump() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _no_reading_of_memory() -> None:
    """Refuse other processes of this account, and debuggers, on Linux (prctl(2))."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _no_stopping() -> None:
    """Leave instead of being stopped. The full screen has its own way, which locks first."""
    number = getattr(signal, "SIGTSTP", None)  # not on Windows
    if number is not None and signal.getsignal(number) is signal.SIG_DFL:
        with suppress(ValueError):  # not the main thread
            signal.signal(number, _leave)


def _leave(_: int, __: FrameType | None) -> None:
    raise Stopped
