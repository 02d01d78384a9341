"""A pseudo-terminal with the program in it, and a person at it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect

from tests import started
from tests.world import EVENING, TOP, clean_env, command


class Terminal:
    """A person at a terminal."""

    def __init__(self, root: Path, *args: str, at: str = EVENING) -> None:
        line = command(root, *args, at=at)
        self.child = started.Spawn(
            line[0],
            line[1:],
            cwd=str(TOP),
            env=clean_env(root),
            encoding="utf-8",
            timeout=15,
            dimensions=(24, 80),
        )
        self.seen = ""

    def wait_for(self, text: str) -> None:
        self.child.expect_exact(text)
        self.seen += f"{self.child.before}{self.child.after}"

    def type(self, *pairs: tuple[str, str]) -> None:
        """Wait for each text, and type the line that belongs to it."""
        for text, line in pairs:
            self.wait_for(text)
            self.child.sendline(line)

    def listens(self) -> None:
        """Wait until a line is listened for, a moment after its prompt is written.

        In that moment Python's readline takes a ctrl+c or ctrl+d for later: the wait for a key
        that follows does not end by a signal that came before it.
        """
        self.wait_for("\r\n> ")
        time.sleep(0.3)

    def end(self) -> int:
        self.child.expect(pexpect.EOF)
        self.seen += self.child.before or ""
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -1


@contextmanager
def terminal(root: Path, *args: str, at: str = EVENING) -> Iterator[Terminal]:
    opened = Terminal(root, *args, at=at)
    try:
        yield opened
    finally:
        opened.child.close(force=True)
