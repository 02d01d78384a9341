"""A process that does acts in children of its own: a start costs milliseconds, not a tenth second.

It has no threads, so that it may fork. It reads one job a line, forks a child that waits, says the
child's number, and lets it go on the next line. Run as `python -m tests.faults.serving`.
"""

import ctypes
import json
import os
import random
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from regret_tui.errors import RegretError
from regret_tui.vault import Files
from tests.faults.acts import ACTS
from tests.support_vault import CALLS, cheap_host

LET_ANY_TRACE = (0x59616D61, ctypes.c_ulong(-1))
"""What `prctl` is told so that a tracer that is no parent may attach (Linux, Yama)."""

MARK = "/no-such-folder-of-regret-tui"
"""Asking for this name marks a place among the system calls."""


class Marked(Files):
    """A file layer whose calls can be told apart among the system calls."""


def _marked(name: str) -> Callable[..., Any]:
    def call(self: Marked, *args: Any) -> Any:
        os.access(f"{MARK}/begin/{name}", os.F_OK)
        try:
            return getattr(Files, name)(self, *args)
        finally:
            os.access(f"{MARK}/end/{name}", os.F_OK)

    return call


for _name in CALLS:
    setattr(Marked, _name, _marked(_name))


def act(name: str, folder: Path, *, marked: bool, done: Callable[[], None]) -> str:
    """Do an act; return the name of the typed error, nothing when there was none.

    The names of new files are the same every time, so that they are known beforehand.
    """
    chance = random.Random(name)
    host = cheap_host(folder, Marked() if marked else Files())
    host = replace(host, token=chance.randbytes)
    try:
        ACTS[name].run(host, folder / "j", done)
    except RegretError as error:
        return type(error).__name__
    return ""


def child(job: dict[str, Any], go: int, told: int) -> None:
    """Wait, act, and tell each step that was acknowledged, then the end."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(*LET_ANY_TRACE, 0, 0, 0)
    os.read(go, 1)
    try:
        ended = act(
            job["act"],
            Path(job["folder"]),
            marked=job["marked"],
            done=lambda: void(os.write(told, b"done\n")),
        )
    except BaseException as error:  # noqa: BLE001  # told, whatever it is
        ended = f"untyped {error!r}"
    os.write(told, f"end {ended}\n".encode())


def void(result: object) -> None:
    """Let a result be."""


def serve() -> None:
    """Do jobs until there are no more."""
    for line in sys.stdin:
        go, told = os.pipe(), os.pipe()
        number = os.fork()
        if number == 0:
            with suppress(BaseException):
                child(json.loads(line), go[0], told[1])
            os._exit(0)
        os.close(told[1])
        print(number, flush=True)
        sys.stdin.readline()
        os.write(go[1], b"g")
        with open(told[0], "rb") as pipe:  # noqa: PTH123  # a descriptor
            said = pipe.read().decode()
        os.waitpid(number, 0)
        os.close(go[0])
        os.close(go[1])
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    serve()
