"""Where a passphrase comes from: the keyboard without echo, a descriptor, or a line of a pipe.

Never the command line and never the environment, where other programs can read it.
"""

import os
import re
from typing import Final

from regret_tui.plain.console import Console
from regret_tui.plain.errors import NoPassphrase

TRIES: Final = 3
_LONGEST: Final = 65_536
_EXPLAINS: Final = b"# "
"""What each line of a recovery sheet begins with, but the one with the key."""
_KEY: Final = re.compile(rb"^AGE-SECRET-KEY-1[0-9A-Z]{58}\r?$", re.MULTILINE)


class Secrets:
    """Hands over passphrases.

    Args:
        console: where they are typed.
        fd: a descriptor whose first line is the passphrase, or None.
    """

    def __init__(self, console: Console, fd: int | None = None) -> None:
        self.console = console
        self._fd = fd
        self._read: str | None = None

    @property
    def typed(self) -> bool:
        """Whether a person types it, and can try again."""
        return self._fd is None and self.console.source.isatty()

    @property
    def from_fd(self) -> bool:
        """Whether it comes from a descriptor; then it is always the same."""
        return self._fd is not None

    @property
    def tries(self) -> int:
        """How often it is asked for."""
        return TRIES if self.typed else 1

    def passphrase(self, prompt: str) -> str:
        """Return a passphrase, or the recovery key where the descriptor gives a recovery sheet.

        Raises:
            NoPassphrase: the descriptor gives none.
            EndOfInput: the input is at its end.
        """
        if self._fd is None:
            return self.console.secret(prompt)
        if self._read is None:
            self._read = _first_line(self._fd)
        return self._read


def _first_line(fd: int) -> str:
    """Return the first line of a descriptor, reading no further than it has to."""
    data = bytearray()
    try:
        while not _is_enough(data) and len(data) < _LONGEST:
            piece = os.read(fd, 4096)
            if not piece:
                break
            data += piece
    except OSError:
        raise NoPassphrase from None
    key = _KEY.search(data) if data.startswith(_EXPLAINS) else None
    line = key[0] if key else bytes(data).split(b"\n", 1)[0]
    line = line.removesuffix(b"\r")
    if not line:
        raise NoPassphrase
    return line.decode("utf-8", errors="surrogateescape")


def _is_enough(data: bytearray) -> bool:
    """Return whether the secret has been read; a sheet is read to its end."""
    return b"\n" in data and not data.startswith(_EXPLAINS)
