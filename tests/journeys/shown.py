"""What a terminal sends for a key, and what it shows: words, titles, what it was told."""

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

KEYS: Final = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "backspace": "\x7f",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "shift+home": "\x1b[1;2H",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
}
SWITCH: Final = re.compile(rb"\x1b\[\?1049([hl])")
NOT_FOR_PYTE: Final = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]")
NO_WIDTH: Final = re.compile(rb"\xe2\x80[\x8b-\x8f]|\xe2\x81\xa0|\xef\xb8\x8f")
"""Joiners and marks that take no room: pyte drops the rest of a line at them."""
CUT_OFF: Final = re.compile(rb"(\x1b(\[[<>=?0-9;]*)?|[\xe2\xef][\x80-\xbf]?)$")
_FRAME: Final = re.compile(r"[│╭╮╰╯─━▁▂▃▄▅▆▇█▏▎▍▌▋▊▉┃▔▕▐▀▖▗▘▝]")
_OSC: Final = re.compile(rb"\x1b\]([0-9]+);?(.*?)(?:\x07|\x1b\\)", re.DOTALL)
_CLIPBOARD: Final = b"52"
_TITLES: Final = frozenset({b"0", b"1", b"2"})


def key_bytes(name: str) -> str:
    """Return what a terminal sends for a key."""
    if name.startswith("ctrl+"):
        return chr(ord(name[-1]) & 0x1F)
    if name.startswith("alt+"):
        return f"\x1b{name[-1]}"
    return KEYS.get(name, name)


def flat(text: str) -> str:
    """Return what a reader takes in: words, without frames and whatever line they are on."""
    return " ".join(_FRAME.sub(" ", text).split())


def processes_of(pid: int) -> list[int]:
    """Return a process, and what it started in its turn, where the system tells that."""
    found = [pid]
    for process in found:
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            with suppress(OSError, ValueError):
                found += [int(child) for child in children.read_text().split()]
    return found


def rests(pid: int) -> bool:
    """Whether every thread of a program waits for something; where that cannot be seen, yes.

    On a busy machine a program that draws nothing may only be waiting for its turn.
    """
    for process in processes_of(pid):
        for stat in Path(f"/proc/{process}/task").glob("*/stat"):
            try:
                state = stat.read_text().rpartition(")")[2].split()[0]
            except (OSError, IndexError):
                continue
            if state not in ("S", "Z", "X"):
                return False
    return True


@dataclass(frozen=True)
class Shown:
    """What came out of a program at a terminal.

    Attributes:
        raw: every byte.
        normal_screen: what is left on the normal screen.
    """

    raw: bytes
    normal_screen: str

    @property
    def titles(self) -> list[bytes]:
        """Every title that the window was given."""
        return [text for kind, text in _OSC.findall(self.raw) if kind in _TITLES]

    @property
    def copied(self) -> list[bytes]:
        """Everything that was sent to the clipboard of the terminal."""
        return [text for kind, text in _OSC.findall(self.raw) if kind == _CLIPBOARD]

    @property
    def told_to_the_terminal(self) -> set[bytes]:
        """The kinds of everything that was told to the terminal itself, such as a title."""
        return {kind for kind, _ in _OSC.findall(self.raw)}
