"""What was open is not in memory after a lock, nor while it stands still.

Seen by reading the memory of the running program, which only its own account's administrator may
(see `hardening`); elsewhere that the same process began anew is all that can be seen.
"""

import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from regret_tui.tui.run import LOCKED
from tests.journeys.cut_off import in_a_shell
from tests.journeys.shown import processes_of
from tests.journeys.walking import ByKeys, unlocks
from tests.journeys.watching import ALL, Watched
from tests.journeys.words import DRAFTED

WORDS: Final = ("zarnbeck", "ulmgrove", "ostwhim", "hennaquay")
"""A title, a page that was kept, what is being written, the passphrase."""
CODINGS: Final = ("utf-8", "utf-16-le", "utf-32-le")
_REGION: Final = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) rw", re.MULTILINE)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="read by way of /proc")


def in_memory(pid: int) -> set[str] | None:
    """Return which of the words a process holds, or None where nobody may see that."""
    found: set[str] = set()
    try:
        regions = _REGION.findall(Path(f"/proc/{pid}/maps").read_text())
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
            for start, end in regions:
                found |= _in_region(memory.fileno(), int(start, 16), int(end, 16))
    except PermissionError:
        return None
    return found


def _in_region(memory: int, start: int, end: int) -> set[str]:
    try:
        data = os.pread(memory, end - start, start)
    except (OSError, OverflowError):  # what the kernel itself keeps there
        return set()
    return {word for word in WORDS if any(word.encode(coding) in data for coding in CODINGS)}


def began_anew(pid: int) -> bool:
    """Say whether a process was started by the one before it; where that cannot be read, yes."""
    try:
        return f"{LOCKED}=".encode() in Path(f"/proc/{pid}/environ").read_bytes()
    except PermissionError:
        return True


def by_key(hand: ByKeys, pid: int) -> None:
    hand.terminal.presses("ctrl+l")
    hand.terminal.until_sees("Locked.")


def by_stopping(hand: ByKeys, pid: int) -> None:
    os.kill(pid, signal.SIGTSTP)
    hand.terminal.until_sees("Stopped")


def by_going_on(hand: ByKeys, pid: int) -> None:
    os.kill(pid, signal.SIGSTOP)
    hand.terminal.until_sees("Stopped")
    hand.terminal.sends("fg\n")
    hand.terminal.until_sees("Locked.")


WAYS: Final = (by_stopping, by_key, by_going_on) if ALL else (by_stopping,)


@pytest.mark.parametrize("locks", WAYS)
def test_nothing_is_left_in_memory(tmp_path: Path, locks: Callable[[ByKeys, int], None]) -> None:
    here = Watched(tmp_path)

    def goes_on(hand: ByKeys) -> None:
        unlocks(hand.terminal)
        hand.chooses("Go on")
        hand.terminal.until_sees("Which part of it")
        hand.terminal.types(DRAFTED)

    try:
        here.keeps()
        hand, pid = in_a_shell(here, goes_on)
        before = in_memory(pid)
        assert before is None or before >= {"zarnbeck", "ulmgrove", "ostwhim"}
        locks(hand, pid)
        assert processes_of(hand.terminal.pid)[1:] == [pid]
        assert began_anew(pid)
        assert not in_memory(pid)
    finally:
        here.closes()
