"""What follows when the full screen ends, on each kind of system."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from regret_tui import crash
from regret_tui.tui import run as running
from regret_tui.tui.ending import Ending
from regret_tui.tui.run import LOCKED, run
from regret_tui.vault.errors import Missing
from tests.world import make_world

ARGV = ["python", "-m", "regret_tui"]


class Replaced(Exception):
    """The process would be another one from here on."""


class FakeApp:
    """An app that ends at once.

    Args:
        ending: how.
        fault: what ended it, if it was no person.
    """

    def __init__(self, ending: Ending | None, fault: Exception | None = None) -> None:
        self.ending = ending
        self.fault = fault

    def run(self) -> Ending | None:
        return self.ending


class Outside:
    """What was done to the process."""

    def __init__(self) -> None:
        self.endings: Iterator[FakeApp] = iter(())
        self.did: list[str] = []

    def ends(self, *endings: Ending) -> None:
        self.endings = iter([FakeApp(ending) for ending in endings])


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Outside:
    made = Outside()

    def app(_: Any, told: str) -> FakeApp:
        made.did.append(told or "asks")
        return next(made.endings)

    def execv(path: str, argv: list[str]) -> None:
        made.did.append(f"anew:{os.environ.pop(LOCKED)}")
        raise Replaced

    monkeypatch.delenv(LOCKED, raising=False)
    monkeypatch.setattr(running, "_app", app)
    monkeypatch.setattr(running, "stop_process", lambda: made.did.append("stops"))
    monkeypatch.setattr(os, "execv", execv)
    return made


@pytest.mark.parametrize("ending", [Ending.LOCK, Ending.IDLE, Ending.STOP])
def test_the_process_is_replaced(tmp_path: Path, outside: Outside, ending: Ending) -> None:
    outside.ends(ending)
    with pytest.raises(Replaced):
        run(make_world(tmp_path), ARGV)
    assert outside.did == ["asks", f"anew:{ending.value}"]


@pytest.mark.parametrize(
    ("ending", "then"),
    [
        (Ending.LOCK, ["lock.locked"]),
        (Ending.IDLE, ["lock.idle"]),
        (Ending.STOP, ["stops", "lock.locked"]),
    ],
)
def test_the_new_process_says_why_and_stops_first(
    tmp_path: Path,
    outside: Outside,
    monkeypatch: pytest.MonkeyPatch,
    ending: Ending,
    then: list[str],
) -> None:
    outside.ends(Ending.LEAVE)
    monkeypatch.setenv(LOCKED, ending.value)
    assert run(make_world(tmp_path), ARGV) == 0
    assert outside.did == then
    assert LOCKED not in os.environ


def test_on_windows_it_asks_again_in_the_same_process(
    tmp_path: Path, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There a process that is replaced is one that ends, and the shell goes on beside the new."""
    world = make_world(tmp_path)
    outside.ends(Ending.LOCK, Ending.LEAVE)
    with monkeypatch.context() as patched:
        patched.setattr(os, "name", "nt")
        assert run(world, ARGV) == 0
    assert outside.did == ["asks", "lock.locked"]


def test_it_asks_again_where_nobody_knows_how_it_was_started(
    tmp_path: Path, outside: Outside
) -> None:
    outside.ends(Ending.STOP, Ending.LEAVE)
    assert run(make_world(tmp_path)) == 0
    assert outside.did == ["asks", "stops", "lock.locked"]


def test_a_fault_says_where_and_no_more(
    tmp_path: Path, outside: Outside, capsys: pytest.CaptureFixture[str]
) -> None:
    outside.endings = iter([FakeApp(None, ValueError("private"))])
    assert run(make_world(tmp_path), ARGV) == crash.EXIT_CODE
    said = capsys.readouterr()
    assert "ValueError" in said.err
    assert "private" not in said.out + said.err
    outside.endings = iter([FakeApp(None, Missing())])
    with pytest.raises(Missing):
        run(make_world(tmp_path), ARGV)
