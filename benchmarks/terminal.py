"""A program in a pseudo-terminal, and the moment at which something of it can be read."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

LIMIT = 30.0
"""Seconds after which what is waited for will not come."""
SIZE = (24, 80)
BACKSPACE = b"\x7f"


class Terminal:
    """One program in a terminal of 80 columns and 24 rows. Use it with ``with``.

    Args:
        line: what is run.
        home: an empty home for it.
    """

    def __init__(self, line: Sequence[str], home: Path) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        self._start = time.perf_counter()
        self._child = subprocess.Popen(
            line,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment(home),
            start_new_session=True,
        )
        os.close(theirs)

    def until(self, text: str) -> float:
        """Wait until a word is written. Return the seconds since the start."""
        seen = b""
        while text.encode() not in seen:
            piece = self._read(LIMIT)
            if not piece:
                raise RuntimeError(f"{text!r} never came; there is: {seen[-400:]!r}")
            seen += piece
        return time.perf_counter() - self._start

    def quiet(self, seconds: float = 0.3) -> None:
        """Read on until nothing more is written for a while."""
        while self._read(seconds):
            pass

    def press(self, key: str) -> float:
        """Send a letter that was nowhere yet. Return the seconds until it is drawn."""
        start, seen = time.perf_counter(), b""
        os.write(self._ours, key.encode())
        while key.encode() not in seen:
            piece = self._read(LIMIT)
            if not piece:
                raise RuntimeError("a key was not answered")
            seen += piece
        taken = time.perf_counter() - start
        self.quiet(0.05)
        return taken

    def take_back(self) -> None:
        """Delete the letter before the cursor, and wait until that is drawn."""
        os.write(self._ours, BACKSPACE)
        self._read(LIMIT)
        self.quiet(0.05)

    def _read(self, seconds: float) -> bytes:
        if not select.select([self._ours], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self._ours, 1 << 16)
        except OSError:
            return b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._child.kill()
        self._child.wait()
        os.close(self._ours)


def environment(home: Path) -> dict[str, str]:
    """Return an environment that holds nothing of the person at this computer."""
    home.mkdir(parents=True, exist_ok=True)
    return {
        "HOME": str(home),
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }
