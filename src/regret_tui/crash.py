"""What is said when the program meets a fault that nobody foresaw.

A traceback holds local variables and an exception's message may quote a page. So nothing is said
but the type, the file's name and the line.
"""

import logging
import os
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Final

EXIT_CODE: Final = 70
"""EX_SOFTWARE of sysexits.h."""


def describe(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return what may be said of a fault: its type, and where it came up."""
    where = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        where = f" at {Path(code.co_filename).name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return (
        f"Something went wrong inside the program ({kind.__name__}{where}).\n"
        "What was saved before is untouched. Start it again to go on.\n"
    )


def install() -> None:
    """Put these words in the place of every traceback of Python's own."""
    sys.excepthook = _uncaught
    threading.excepthook = _in_thread
    sys.unraisablehook = _unraisable
    logging.lastResort = None  # asyncio and others log messages that may quote a page
    logging.getLogger().addHandler(logging.NullHandler())


def say(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Write what may be said to standard error, if that can still be written to."""
    try:
        sys.stderr.write(describe(kind, trace))
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return


def _uncaught(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        say(kind, trace)
        os._exit(EXIT_CODE)  # Python itself would leave with 1


def _in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_type is not SystemExit:
        say(args.exc_type, args.exc_traceback)


def _unraisable(args: "sys.UnraisableHookArgs") -> None:
    say(args.exc_type, args.exc_traceback)
