"""From the arguments to an exit code. The only place that catches everything."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from regret_tui import __version__, crash
from regret_tui.errors import RegretError
from regret_tui.hardening import Stopped, harden

if TYPE_CHECKING:
    from regret_tui.world import World

INTERRUPTED: Final = 130
"""128 and SIGINT, as shells count."""
PIPE_CLOSED: Final = 141
"""128 and SIGPIPE."""
COMPLETION: Final = "_REGRET_TUI_COMPLETE"
"""Set by a shell that asks for completions."""


def run(world: "World | None", argv: Sequence[str]) -> int:
    """Run the program and return its exit code. Nothing is raised, and no traceback is shown.

    Args:
        world: what comes from outside; the real one where None is given.
        argv: the arguments, without the program's name.
    """
    harden()
    crash.install()
    _stand_in()
    try:
        code = _dispatch(world, argv)
        sys.stdout.flush()
    except RegretError as error:
        code = _told(error)
    except Stopped as stopped:
        _say("", stopped.sentence)  # the line may have been begun
        code = INTERRUPTED
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = PIPE_CLOSED
    except Exception as error:  # noqa: BLE001  # else Python prints locals' names and the message
        crash.say(type(error), error.__traceback__)
        code = crash.EXIT_CODE
    _quieten()
    return code


def _dispatch(world: "World | None", argv: Sequence[str]) -> int:
    from regret_tui.cli.options import read_quickly

    if list(argv) == ["--version"]:
        sys.stdout.write(f"regret-tui {__version__}\n")
        return 0
    quick = None if COMPLETION in os.environ else read_quickly(argv)
    if quick is None:
        from regret_tui.cli.app import run_command

        return run_command(world, argv)
    if quick.where:
        from regret_tui.cli.start import where

        return where(world, quick.options, as_json=quick.as_json)
    from regret_tui.cli.start import start

    return start(world, quick.options)


def _stand_in() -> None:
    """Put nothing in the place of streams that were closed before the start.

    So that no file of ours gets the number that something else writes errors to.
    """
    for name, way in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDONLY if way == "r" else os.O_WRONLY)
            setattr(sys, name, os.fdopen(nowhere, way, encoding="utf-8"))


def _told(error: RegretError) -> int:
    _say(*filter(None, (error.message, error.hint)))
    return error.exit_code


def _say(*sentences: str) -> None:
    with suppress(OSError):
        for sentence in sentences:
            sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()


def _quieten() -> None:
    """Let what nobody reads any more go nowhere, so that leaving says nothing about it."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            from regret_tui.plain.console import silence

            silence(stream)
