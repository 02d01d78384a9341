"""Starting the program as a process of its own, at the cost of a copy.

Most of what a start costs is loading the same modules each time. So for each process that runs
tests, one other loads them once (`tests.loaded`), and makes a copy of itself for each run. The copy
is a child of whoever asked, with the descriptors, the terminal, the folder, the environment and the
arguments of that run. It goes its way from the first line of `tests.world` to the last thing that
Python does for a program, and is waited for, signalled and killed as any other.

Four things differ from a fresh start: every module is there before the first line, and is not taken
apart after the last; ``/proc`` shows the arguments and the environment of the process that was
copied; and all copies share the seed of ``hash``. A test whose subject is one of these, or the
start itself, asks for a fresh one.
With an environment that holds more than `ORDINARY` it is fresh in any case, since Python and
libraries read it while they load. `tests/cli/test_started.py` shows that both come to the same.
"""

import atexit
import ctypes
import functools
import json
import os
import select
import selectors
import signal
import socket
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pexpect
import ptyprocess

from tests.world import TOP

ORDINARY: Final = {"COLUMNS", "HOME", "LANG", "LINES", "PATH", "TERM", "TMPDIR"}
LANG: Final = "C.UTF-8"
_SUBREAPER: Final = 36
"""Whoever is one becomes the parent of what its children leave behind (prctl(2))."""


def can_serve(line: Sequence[str], env: Mapping[str, str], cwd: Path) -> bool:
    """Say whether a command may be a copy, in such surroundings."""
    return (
        sys.platform == "linux"
        and list(line[:3]) == [sys.executable, "-m", "tests.world"]
        and cwd == TOP
        and env.keys() <= ORDINARY
        and env.get("LANG") == LANG
    )


class Loaded:
    """The process that has loaded the program."""

    def __init__(self) -> None:
        self._asks, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._asks.settimeout(60)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.loaded", str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            cwd=TOP,
            env={"LANG": LANG, "PATH": os.environ.get("PATH", os.defpath)},
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        self._turn = threading.Lock()
        self._process_control = ctypes.CDLL(None).prctl
        atexit.register(self.ends)

    def starts(self, fds: Mapping[int, int], *, terminal: bool = False, **asked: Any) -> int:
        """Start a run, and return the number of its process, a child of this one.

        Args:
            fds: descriptors, each under the number that the run knows it by.
            terminal: whether the first of them is a terminal that it shall control.
            asked: its line, its environment and its folder.
        """
        mask = os.umask(0)
        os.umask(mask)
        asked |= {"places": list(fds), "terminal": terminal, "umask": mask}
        with self._turn:
            self._process_control(_SUBREAPER, 1, 0, 0, 0)
            try:
                socket.send_fds(self._asks, [json.dumps(asked).encode()], list(fds.values()))
                number = int(self._asks.recv(32))
                assert self._asks.recv(32)
            finally:
                self._process_control(_SUBREAPER, 0, 0, 0, 0)
        return number

    def ends(self) -> None:
        """Let it end, and wait for that."""
        self._asks.close()
        self._process.wait()


@functools.cache
def loaded() -> Loaded:
    """Return the one of this process, which is started when it is first asked for."""
    return Loaded()


def run(
    line: Sequence[str],
    given: bytes,
    *,
    env: dict[str, str],
    cwd: Path = TOP,
    pass_fds: Sequence[int] = (),
    timeout: float,
    fresh: bool = False,
) -> "subprocess.CompletedProcess[bytes]":
    """Run a command over pipes, as `subprocess.run` does.

    Args:
        line: the command.
        given: what it reads.
        env: its environment, whole.
        cwd: its folder.
        pass_fds: descriptors that it gets under their numbers.
        timeout: seconds after which it is killed.
        fresh: whether it shall be no copy.

    Raises:
        subprocess.TimeoutExpired: it was killed.
    """
    if fresh or not can_serve(line, env, cwd):
        return subprocess.run(
            line,
            input=given,
            capture_output=True,
            cwd=cwd,
            env=env,
            pass_fds=pass_fds,
            timeout=timeout,
            check=False,
        )
    (stdin, typed), (out, stdout), (err, stderr) = os.pipe(), os.pipe(), os.pipe()
    places = {0: stdin, 1: stdout, 2: stderr, **{fd: fd for fd in pass_fds}}
    number = loaded().starts(places, line=list(line), env=env, cwd=str(cwd))
    for fd in (stdin, stdout, stderr):
        os.close(fd)
    over = os.pidfd_open(number)
    said = {out: bytearray(), err: bytearray(), over: bytearray()}
    end = time.monotonic() + timeout
    late = False
    with selectors.DefaultSelector() as ready:
        ready.register(typed, selectors.EVENT_WRITE)
        for fd in said:
            ready.register(fd, selectors.EVENT_READ)
        while ready.get_map():
            found = ready.select(max(0.0, end - time.monotonic()))
            if not found and not late:
                late = True
                os.kill(number, signal.SIGKILL)
                end += timeout
            for fd in (key.fd for key, _ in found):
                if fd == typed:
                    given = _write(typed, given)
                    if given:
                        continue
                elif fd != over and (data := os.read(fd, 65_536)):
                    said[fd] += data
                    continue
                ready.unregister(fd)
                os.close(fd)
    code = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
    if late:
        raise subprocess.TimeoutExpired(line, timeout, bytes(said[out]), bytes(said[err]))
    return subprocess.CompletedProcess(line, code, bytes(said[out]), bytes(said[err]))


def _write(fd: int, given: bytes) -> bytes:
    try:
        return given[os.write(fd, given[: select.PIPE_BUF]) :]
    except BrokenPipeError:
        return b""


class Spawn(pexpect.spawn):  # type: ignore[type-arg]  # at run time it has none
    """What `pexpect.spawn` is, with a copy in it where that may be."""

    def __init__(self, *args: Any, fresh: bool = False, **how: Any) -> None:
        self._fresh = fresh
        super().__init__(*args, **how)

    def _spawnpty(self, args: list[str] | list[bytes], **how: Any) -> ptyprocess.PtyProcess:
        """Start it. What pexpect calls so that other ways of starting can be put here."""
        line = [os.fsdecode(part) for part in args]
        if self._fresh or not can_serve(line, how["env"], Path(how["cwd"])):
            return super()._spawnpty(args, **how)  # type: ignore[misc]  # the types leave it out
        mine, theirs = os.openpty()
        termios.tcsetwinsize(mine, how["dimensions"])
        number = loaded().starts(
            dict.fromkeys(range(3), theirs),
            terminal=True,
            line=line,
            env=dict(how["env"]),
            cwd=how["cwd"],
        )
        os.close(theirs)
        return ptyprocess.PtyProcess(number, mine)
