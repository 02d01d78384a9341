"""What this process gives up before anything private is in its memory.

Each of these was seen to leak: a ``TEXTUAL_LOG`` in the environment logs every key, a core dump
holds every page, and another process of the same account can read memory.
"""

import ctypes
import os
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Final

PRIVATE: Final = 0o077
"""A file that is made without saying who may read it is for this account alone."""
_PR_SET_DUMPABLE: Final = 4


def harden(environ: MutableMapping[str, str] | None = None) -> None:
    """Close what can be closed. What the system does not offer is left as it is.

    Args:
        environ: the environment to clean; the process's own where none is given.
    """
    clean(os.environ if environ is None else environ)
    os.umask(PRIVATE)
    _no_core_dump()
    _no_reading_of_memory()


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
