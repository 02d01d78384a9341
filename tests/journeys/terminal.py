"""A terminal with the real program in it, and a person before it who reads and types.

What the program writes is drawn by a terminal emulator (pyte), with a screen for full-screen
programs beside the normal one, as terminals have it. Every wait has an end: then the test fails,
and says what is on the screen.
"""

import os
import select
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import pyte

from tests import started
from tests.journeys.shown import (
    CUT_OFF,
    NO_WIDTH,
    NOT_FOR_PYTE,
    SWITCH,
    Shown,
    flat,
    key_bytes,
    rests,
)
from tests.world import EVENING, TOP, clean_env, command

LIMIT: Final = 20.0
"""Seconds after which whatever is waited for will not come."""
STILL: Final = 0.016
"""Seconds without output after which a screen counts as drawn."""
ESCAPE_ALONE: Final = 0.15
"""Seconds after which the escape key is taken for itself."""


class Terminal:
    """The program in a terminal.

    Args:
        root: the folder of its world.
        args: what is typed behind the program's name.
        at: the moment on the clock when it starts.
        size: columns and rows.
        env: more for its environment.
        before: a command that runs it, such as ``strace`` with its options.
        line: another command in the place of the program's own.
        cwd: the folder it is started in.
        fresh: whether Python starts anew for it, whatever that costs.
    """

    def __init__(
        self,
        root: Path,
        *args: str,
        at: str = EVENING,
        size: tuple[int, int] = (80, 24),
        env: dict[str, str] | None = None,
        before: Sequence[str] = (),
        line: Sequence[str] | None = None,
        cwd: Path = TOP,
        fresh: bool = False,
    ) -> None:
        self.root = root
        columns, rows = size
        self._normal = pyte.Screen(columns, rows)
        self._full = pyte.Screen(columns, rows)
        self._streams = {
            id(screen): pyte.ByteStream(screen) for screen in (self._normal, self._full)
        }
        self.is_full = False
        self.raw = bytearray()
        self._rest = b""
        self.ended = False
        scratch = root / "tmp"
        scratch.mkdir(parents=True, exist_ok=True)
        around = clean_env(root, TMPDIR=str(scratch), **(env or {}))
        del around["COLUMNS"], around["LINES"]  # else no window could change its size
        whole = [*before, *(line or command(root, *args, at=at))]
        self.child = started.Spawn(
            whole[0],
            whole[1:],
            cwd=str(cwd),
            env={name: value for name, value in around.items() if value},
            dimensions=(rows, columns),
            echo=True,
            fresh=fresh,
        )
        self.pid = int(self.child.pid or 0)
        sees_threads = Path(f"/proc/{self.pid}/task").exists()
        self._still = STILL if sees_threads else 0.2

    # -- seeing -----------------------------------------------------------------------------

    @property
    def _screen(self) -> pyte.Screen:
        return self._full if self.is_full else self._normal

    @property
    def sees(self) -> str:
        """What is on the screen, line by line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def words(self) -> str:
        """The words on the screen in a row, wherever their lines were broken."""
        return flat(self.sees)

    @property
    def colours(self) -> set[str]:
        """Every colour on the screen, by its name or as six digits."""
        rows = self._screen.buffer.values()
        return {colour for row in rows for cell in row.values() for colour in (cell.fg, cell.bg)}

    @property
    def normal_screen(self) -> str:
        """What is on the normal screen, which is what stays after the end."""
        return "\n".join(line.rstrip() for line in self._normal.display).strip()

    @property
    def left_on_full_screen(self) -> str:
        """What stood on the full screen when it was left; some terminals go on showing it."""
        return "\n".join(line.rstrip() for line in self._full.display).strip()

    @property
    def shown(self) -> "Shown":
        """Everything that came out of the program, to look at afterwards."""
        return Shown(bytes(self.raw), self.normal_screen)

    def takes_in(self, seconds: float = 0.02) -> bool:
        """Let output come for a moment. Return whether there was any."""
        if self.ended:
            return False
        if not select.select([self.child.child_fd], [], [], seconds)[0]:
            return False
        try:
            self._draw(os.read(self.child.child_fd, 65_536))
        except OSError:
            self.ended = True
            return False
        return True

    def _draw(self, output: bytes) -> None:
        if not output:
            self.ended = True
            return
        self.raw += output
        output = self._rest + output
        cut = CUT_OFF.search(output)
        self._rest = output[cut.start() :] if cut else b""
        output = output[: cut.start()] if cut else output
        at = 0
        for switch in SWITCH.finditer(output):
            self._feed(output[at : switch.start()])
            self.is_full = switch[1] == b"h"
            if self.is_full:
                self._full.reset()
            at = switch.end()
        self._feed(output[at:])

    def _feed(self, output: bytes) -> None:
        self._streams[id(self._screen)].feed(NO_WIDTH.sub(b"", NOT_FOR_PYTE.sub(b"", output)))

    def until(self, condition: Callable[[], bool], why: str, seconds: float = LIMIT) -> None:
        """Wait until something is so."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"{why}, but the screen shows:\n{self.sees}")
            if self.ended and not condition():
                raise AssertionError(
                    f"{why}, but the program has ended. It left:\n{self.normal_screen}"
                )
            self.takes_in()

    def settles(self) -> None:
        """Wait until nothing is drawn and the program rests: what was typed has had its effect.

        A breath that moves is not waited for.
        """
        end = time.monotonic() + 2.0
        quiet = time.monotonic()
        while time.monotonic() - quiet < self._still and time.monotonic() < end:
            if self.takes_in(self._still / 4) or not rests(self.pid):
                quiet = time.monotonic()

    def until_sees(self, *texts: str, seconds: float = LIMIT) -> None:
        """Wait until every one of these texts is on the screen, and the screen is still."""
        wanted = [flat(text) for text in texts]
        self.until(
            lambda: all(text in self.words for text in wanted), f"waited for {texts}", seconds
        )
        self.settles()

    def until_gone(self, text: str) -> None:
        """Wait until a text is on the screen no more."""
        self.until(lambda: flat(text) not in self.words, f"waited for {text!r} to go")
        self.settles()

    # -- typing -----------------------------------------------------------------------------

    def sends(self, typed: str) -> None:
        """Send characters as they are."""
        left = typed.encode()
        end = time.monotonic() + LIMIT
        while left:
            if time.monotonic() > end:
                raise AssertionError(f"it takes no more input. The screen shows:\n{self.sees}")
            if select.select([], [self.child.child_fd], [], 0.02)[1]:
                left = left[os.write(self.child.child_fd, left[:512]) :]
            self.takes_in(0)

    def presses(self, *names: str) -> None:
        """Press keys, one after the other, each when the one before has had its effect."""
        for name in names:
            self.sends(key_bytes(name))
            if name == "escape":  # with a key right behind it, it would be another key
                end = time.monotonic() + ESCAPE_ALONE
                while time.monotonic() < end:
                    self.takes_in()
            self.settles()

    def types(self, text: str) -> None:
        """Type a text key by key."""
        for char in text:
            self.sends("\r" if char == "\n" else char)
        self.settles()

    def pastes(self, text: str) -> None:
        """Paste a text as a terminal does: in brackets, its line ends as carriage returns."""
        text = text.replace("\n", "\r")
        self.sends(f"\x1b[200~{text}\x1b[201~")
        self.settles()

    def resizes(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        for screen in (self._normal, self._full):
            screen.resize(rows, columns)
        self._full.reset()
        self.child.setwinsize(rows, columns)
        self.settles()

    # -- the process ------------------------------------------------------------------------

    def gets(self, number: int) -> None:
        """Send a signal to the process."""
        os.kill(self.pid, number)

    def ends(self, seconds: float = LIMIT) -> int:
        """Wait until the program has ended. Return its exit code, or less than 0 for a signal."""
        end = time.monotonic() + seconds
        while not self.ended:
            if time.monotonic() > end:
                raise AssertionError(f"it does not end. The screen shows:\n{self.sees}")
            self.takes_in()
        while self.child.isalive():
            if time.monotonic() > end:
                raise AssertionError("its output has ended, but it runs on")
            time.sleep(0.01)
        if self.child.exitstatus is not None:
            return int(self.child.exitstatus)
        return -int(self.child.signalstatus or 0)

    def is_killed(self) -> None:
        """End the process between one instruction and the next, as a flat battery does."""
        self.gets(signal.SIGKILL)
        self.ends()

    def hangs_up(self) -> None:
        """Close the window: the terminal goes away, and the system tells the program."""
        os.close(self.child.child_fd)
        self.ended = True
        end = time.monotonic() + LIMIT
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            if time.monotonic() > end:
                raise AssertionError("the window is closed, but the program runs on")
            time.sleep(0.01)

    def closes(self) -> None:
        """Leave nothing running, however the test went."""
        with suppress(OSError):
            os.killpg(self.pid, signal.SIGKILL)
        with suppress(Exception):  # tidying up must not hide why a test failed
            self.child.close(force=True)


@contextmanager
def terminal(root: Path, *args: str, **how: Any) -> Iterator[Terminal]:
    """Open a terminal with the program in it, and leave nothing running afterwards.

    It takes what `Terminal` takes.
    """
    opened = Terminal(root, *args, **how)
    try:
        yield opened
    finally:
        opened.closes()
