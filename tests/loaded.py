"""A process that has loaded the program, and makes a copy of itself for each run of it.

    python -m tests.loaded SOCKET

It is started and asked by `tests.started`, which says what it is for. It does nothing else: it
opens no file of anybody's, draws no random number and starts no thread, so that a copy begins with
nothing but loaded modules.
"""

import atexit
import fcntl
import gc
import io
import json
import os
import pkgutil
import socket
import sys
import termios
import threading
from importlib import import_module
from pathlib import Path
from typing import Any, Final, TextIO

import regret_tui
from tests.world import main as run_world

LATER: Final = ("textual.drivers.linux_driver",)
"""What is loaded in the middle of a run."""
HIGH: Final = 200
"""Above every descriptor that a run is given."""
MOST: Final = 65_536
"""Bytes of one request."""


def load() -> None:
    """Load what any run of the program loads."""
    for module in pkgutil.walk_packages(regret_tui.__path__, "regret_tui."):
        import_module(module.name)
    for name in LATER:
        import_module(name)
    gc.collect()
    gc.freeze()


def serve(asks: socket.socket) -> int:
    """Make a copy for each request, until nobody asks any more. Return an exit code.

    A copy does not come back from here, unless there is something that Python says at its end.
    """
    while True:
        said, fds, _, _ = socket.recv_fds(asks, MOST, 16)
        if not said:
            return 0
        alone = len(list(Path("/proc/self/task").iterdir())) == 1
        assert alone, "a copy of a process with threads would lack them, and keep their locks"
        between = os.fork()
        if between == 0:
            copy = os.fork()
            if copy:
                asks.send(str(copy).encode())
                os._exit(0)
            asks.detach()
            return ends(run(json.loads(said), fds))
        for fd in fds:
            os.close(fd)
        os.waitpid(between, 0)  # so that whoever asked is the copy's parent from now on
        asks.send(b"it is yours")


def run(asked: dict[str, Any], fds: list[int]) -> int:
    """Be the process that was asked for. Return its exit code."""
    take_places(fds, asked["places"])
    if asked["terminal"]:
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.umask(asked["umask"])
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    line = asked["line"]
    sys.orig_argv[:] = line
    sys.argv[:] = [str(Path(run_world.__code__.co_filename)), *line[3:]]
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = opened(getattr(sys, name), mode)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    return run_world(sys.argv[1:])


def take_places(fds: list[int], places: list[int]) -> None:
    """Give each descriptor the number it shall have, and close every other."""
    high = [fcntl.fcntl(fd, fcntl.F_DUPFD, HIGH) for fd in fds]
    os.closerange(0, HIGH)
    for fd, place in zip(high, places, strict=True):
        os.dup2(fd, place)
    os.closerange(HIGH, HIGH + len(fds) + 1)


def opened(old: TextIO, mode: str) -> TextIO:
    """Return a standard stream as Python opens it at its start, for what its number is now."""
    fd = old.fileno()
    buffer = open(fd, f"{mode}b", closefd=False)  # noqa: SIM115  # it stays open as long as we run
    at_once = os.isatty(fd) or old is sys.stderr
    stream = io.TextIOWrapper(buffer, old.encoding, old.errors, "\n", line_buffering=at_once)
    stream.mode = mode  # type: ignore[misc]  # as Python itself sets it
    return stream


def ends(code: int) -> int:
    """Do what Python does at its end, but for taking every module apart.

    That would touch, and so copy, all the memory that is shared: half of what a short run costs.
    """
    threading._shutdown()  # type: ignore[attr-defined]  # what Python itself calls
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return code
    os._exit(code)


if __name__ == "__main__":
    load()
    sys.exit(serve(socket.socket(fileno=int(sys.argv[1]))))
