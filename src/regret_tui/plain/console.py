"""The one place of line mode and of the commands that reads and writes.

Text goes out as text: no markup is read in it, and no control sequence in it reaches the
terminal.
"""

import getpass
import os
import select
import shutil
import sys
import textwrap
import time
import unicodedata
from collections.abc import Iterable
from typing import Final, TextIO

WIDTH: Final = 72
"""Our own prose is not wider than this on a terminal."""
PROMPT: Final = "> "
_KEPT: Final = frozenset("\n\t")


class EndOfInput(Exception):
    """There is nothing more to read: the pipe is at its end, or ctrl+d was pressed."""


def visible(text: str) -> str:
    """Return text without what would steer a terminal: control characters and lone halves."""
    return "".join(
        char for char in text if char in _KEPT or unicodedata.category(char) not in ("Cc", "Cs")
    )


class Console:
    """Standard input and output, as lines of plain text.

    Args:
        source: where answers come from.
        out: where the words go.
        err: where errors and warnings go.
    """

    def __init__(self, source: TextIO, out: TextIO, err: TextIO) -> None:
        self.source = source
        self.out = out
        self.err = err
        self.is_terminal = source.isatty() and out.isatty()
        """Whether a person sits there, and not a pipe."""
        self.half_line = ""
        """What stood on the line that was being typed when it was interrupted."""

    @classmethod
    def standard(cls) -> "Console":
        """Return the console of this process. What cannot be shown or read never stops it."""
        for stream, errors in (
            (sys.stdin, "surrogateescape"),
            (sys.stdout, "replace"),
            (sys.stderr, "replace"),
        ):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(errors=errors)
        return cls(sys.stdin, sys.stdout, sys.stderr)

    def say(self, text: str = "") -> None:
        """Write our own words, a paragraph a line; wrapped at words on a terminal."""
        for line in visible(text).split("\n"):
            self._write(self.out, _wrapped(line) if self.is_terminal else line)

    def show(self, text: str) -> None:
        """Write a person's own words, with their line breaks and no others."""
        self._write(self.out, visible(text))

    def warn(self, text: str) -> None:
        """Write to standard error; wrapped at words on a terminal."""
        for line in visible(text).split("\n"):
            self._write(self.err, _wrapped(line) if self.err.isatty() else line)

    def line(self) -> str:
        """Return the next line that is typed, without its end.

        Raises:
            EndOfInput: there is none.
        """
        self.out.flush()
        if self.is_terminal:
            return self._edited()
        line = self.source.readline()
        if not line:
            raise EndOfInput
        return line.rstrip("\r\n")

    def secret(self, prompt: str) -> str:
        """Return a line that is not shown while it is typed. Over a pipe, the next line.

        Raises:
            EndOfInput: there is none.
        """
        if not self.source.isatty():
            self.warn(prompt)
            return self.line()
        self.out.flush()
        try:
            return getpass.getpass(f"{prompt} ", stream=self.err)
        except EOFError:
            raise EndOfInput from None

    def wait(self, seconds: float) -> bool:
        """Let some time go by on a terminal. Return True at once when a line is typed."""
        self.out.flush()
        if not self.is_terminal:
            return False
        try:
            ready, _, _ = select.select([self.source], [], [], seconds)
        except (OSError, ValueError):  # a system where a console cannot be waited on
            time.sleep(seconds)
            return False
        return bool(ready)

    def choices(self, labels: Iterable[str]) -> None:
        """Write a numbered line for each."""
        for number, label in enumerate(labels, 1):
            self.say(f"{number}  {label}")

    def _edited(self) -> str:
        _prepare_editing()
        self.half_line = ""
        try:
            return input(PROMPT)
        except EOFError:
            raise EndOfInput from None
        except KeyboardInterrupt:
            self.half_line = _typed_so_far()
            raise

    @staticmethod
    def _write(stream: TextIO, text: str) -> None:
        stream.write(f"{text}\n")


def _wrapped(line: str) -> str:
    width = min(WIDTH, max(20, shutil.get_terminal_size().columns - 1))
    return "\n".join(
        textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
    )


def _prepare_editing() -> None:
    """Let a long line be typed and corrected, and remember none.

    Without this a terminal hands over no more than 4,095 bytes of a line and drops the rest.
    """
    try:
        import readline
    except ImportError:
        return
    readline.set_auto_history(False)
    readline.set_completer(None)
    readline.parse_and_bind("set enable-bracketed-paste off")


def _typed_so_far() -> str:
    """Return what stands on the line that was not ended by Enter."""
    try:
        import readline
    except ImportError:
        return ""
    return readline.get_line_buffer()


def silence(stream: TextIO) -> None:
    """Let a stream whose reader is gone take the rest without a word."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
