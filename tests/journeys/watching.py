"""A journey that is watched from outside: what it leaves, and what others could read meanwhile."""

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from regret_tui.vault import RecoveryKey
from tests.journeys.marked import hits, key_words
from tests.journeys.shown import processes_of
from tests.journeys.terminal import Terminal
from tests.journeys.walking import Beside, ByKeys, keeps_a_vault, unlocks
from tests.journeys.words import PASSPHRASE, WORDS
from tests.world import EVENING, TOP, clean_env, command

ALL: Final = os.environ.get("REGRET_FAULTS") == "full"
"""Whether every journey is walked, and not a handful."""
EVERY: Final = 0.1
"""Seconds between two looks at the processes."""
LIMIT: Final = 60
POINTER: Final = b"22"
"""The shape of the mouse pointer, which holds nobody's words."""
HOOK: Final = """
import os, sys
def _seen(event, args):
    if event != "open" or not isinstance(args[0], (str, bytes)):
        return
    how = args[2] if isinstance(args[2], int) else 0
    if how & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) or set(args[1] or "") & set("wxa+"):
        with suppress(Exception):
            os.write(LOG, os.fsencode(os.path.abspath(args[0])) + b"\\n")
from contextlib import suppress
LOG = os.open(os.environ["WRITTEN"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
sys.addaudithook(_seen)
"""
"""Notes the name of every file that any Python of the journey opens to write to it."""


class Watched:
    """One person's folders, the program in them, and everything that came out of it.

    Args:
        folder: an empty folder; the world is in it, and what watches is beside that.
    """

    def __init__(self, folder: Path) -> None:
        self.root = folder / "world"
        self.cwd = self.root / "started-here"
        self.cwd.mkdir(parents=True)
        self.vault = self.root / "data" / "journal.vault"
        self._beside = folder / "beside"
        self._written = folder / "written"
        hook = folder / "hook"
        hook.mkdir()
        (hook / "sitecustomize.py").write_text(HOOK)
        self.env = {
            "PYTHONPATH": f"{hook}:{TOP}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "WRITTEN": str(self._written),
            **{
                f"XDG_{kind}_HOME": str(self.root / "xdg" / kind.lower())
                for kind in ("CONFIG", "DATA", "STATE", "CACHE")
            },
            "XDG_RUNTIME_DIR": str(self.root / "xdg"),
        }
        self.words: dict[str, str] = dict(WORDS)
        """What must not be found again; a recovery key is added once it was shown."""
        self.chosen: list[Path] = []
        """Files that the person asked for."""
        self.terminals: list[Terminal] = []
        self.echoes: list[Terminal] = []
        """Those where lines are typed on the normal screen, so that only secrets are looked for."""
        self.outputs = b""
        """What was said on standard error, and what commands say that show no words."""
        self.out = b""
        """What the last one wrote to standard output."""
        self.processes = b""
        self._pids: list[int] = []
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._watches, daemon=True)
        self._watch.start()

    # -- what a journey does ------------------------------------------------------------------

    def sits_down(
        self,
        *args: str,
        line: Sequence[str] | None = None,
        before: Sequence[str] = (),
        env: dict[str, str] | None = None,
        at: str = EVENING,
        echoes: bool = False,
    ) -> Terminal:
        """Start the program, or another line, at a terminal."""
        around = {**self.env, **(env or {})}
        opened = Terminal(
            self.root, *args, at=at, env=around, before=before, line=line, cwd=self.cwd
        )
        (self.echoes if echoes else self.terminals).append(opened)
        self._pids.append(opened.pid)
        return opened

    def runs(self, *args: str, lines: Sequence[str] = (), line: Sequence[str] | None = None) -> int:
        """Run the program over a pipe. Return its exit code."""
        child = subprocess.Popen(
            line or command(self.root, *args),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.cwd,
            env=clean_env(self.root, TMPDIR=str(self.root / "tmp"), **self.env),
        )
        self._pids.append(child.pid)
        typed = "".join(f"{text}\n" for text in lines).encode()
        try:
            self.out, err = child.communicate(typed, timeout=LIMIT)
        finally:
            child.kill()
        self.outputs += err
        return child.returncode

    def keeps(self, to: str = "name.part", recovery: RecoveryKey | None = None) -> Beside:
        """Make the vault of somebody who has come up to a page. Return the guide beside it."""
        self.vault.parent.mkdir(mode=0o700)
        return keeps_a_vault(self.root, to, recovery=recovery)

    def at_a_page(
        self, typed: str = "", *, line: Sequence[str] | None = None, before: Sequence[str] = ()
    ) -> ByKeys:
        """Make that vault, open it, and go to the page with the full screen."""
        hand = ByKeys(self.sits_down(line=line, before=before), self.keeps())
        unlocks(hand.terminal)
        hand.chooses("Go on")
        hand.sees_what_is_asked()
        hand.terminal.types(typed)
        return hand

    def waits_until_kept(self, opened: Terminal) -> None:
        """Wait until a pause has kept what was typed."""
        draft = Path(f"{self.vault}.draft")
        opened.until(draft.exists, "waited for the draft")
        opened.until_sees("kept")

    def new_hand(self, opened: Terminal) -> ByKeys:
        """Return a hand of somebody who begins from nothing."""
        return ByKeys(opened, Beside(self._beside))

    def was_shown(self, groups: Sequence[str]) -> None:
        """Look for a recovery key too from now on."""
        self.words |= key_words(groups)

    def closes(self) -> None:
        """Leave nothing running."""
        self._over.set()
        self._watch.join()
        for opened in (*self.terminals, *self.echoes):
            opened.closes()

    def _watches(self) -> None:
        seen: set[bytes] = set()
        while not self._over.is_set():
            for pid in list(self._pids):
                for process in processes_of(pid):
                    for name in ("cmdline", "environ"):
                        with suppress(OSError):
                            seen.add(Path(f"/proc/{process}/{name}").read_bytes())
            time.sleep(EVERY)
        self.processes = b"\n".join(seen)

    # -- what is looked at afterwards -----------------------------------------------------------

    def leaks(self) -> list[str]:
        """Return everything that got where it should not be, in words."""
        return [
            *(f"{kind} in {where}" for where, data in self._looked_at() for kind in self._in(data)),
            *(f"{kind} as a secret in {place}" for place, kind in self._secrets()),
            *(f"{name} was written to" for name in self._outside()),
            *(f"{path} can be read by others" for path in self._open_to_others()),
            *(f"{path} lies where nothing should" for path in self._strays()),
            *(f"the terminal was told {told!r}" for told in self._told()),
        ]

    def _in(self, data: bytes) -> list[str]:
        return hits(data, self.words)

    def _looked_at(self) -> list[tuple[str, bytes]]:
        found = [("an argument or the environment", self.processes), ("the errors", self.outputs)]
        for opened in self.terminals:
            found.append(("the normal screen", opened.normal_screen.encode()))
        for path in self.root.rglob("*"):
            found.append((f"the name {path.name}", str(path.relative_to(self.root)).encode()))
            if path.is_file() and path not in self.chosen:
                found.append((str(path), path.read_bytes()))
        return found

    def _secrets(self) -> list[tuple[str, str]]:
        """A passphrase is never shown, not even for a moment."""
        word = WORDS["passphrase"].encode()
        places = [("a terminal", bytes(it.raw)) for it in (*self.terminals, *self.echoes)]
        places += [(str(path), path.read_bytes()) for path in self.chosen if path.exists()]
        return [(place, "passphrase") for place, data in places if word in data]

    def _outside(self) -> list[str]:
        written = self._written.read_text(errors="replace") if self._written.exists() else ""
        ours = (str(self.root), "/dev/", "/proc/self/", str(self._written))
        return sorted({name for name in written.splitlines() if not name.startswith(ours)})

    def _open_to_others(self) -> list[str]:
        made = [self.root / name for name in ("data", "state", "config")]
        under = [path for folder in made for path in (folder, *folder.rglob("*"))]
        return [str(path) for path in (*under, *self.chosen) if _others_may_read(path)]

    def _strays(self) -> list[str]:
        company = ("data/", "state/seen/", "config/settings.toml")
        files = [path for path in self.root.rglob("*") if path.is_file()]
        return [
            str(path)
            for path in files
            if path not in self.chosen and not str(path.relative_to(self.root)).startswith(company)
        ]

    def _told(self) -> list[bytes]:
        told: list[bytes] = []
        for opened in (*self.terminals, *self.echoes):
            shown = opened.shown
            told += [*shown.titles, *shown.copied, *(shown.told_to_the_terminal - {POINTER})]
        return told


def _others_may_read(path: Path) -> bool:
    return path.exists() and bool(path.stat().st_mode & 0o077)


def types_the_passphrase(opened: Terminal) -> None:
    """Type it where line mode asks for it."""
    opened.until_sees("Passphrase")
    opened.types(PASSPHRASE)
    opened.presses("enter")
