"""A run that is a copy of a process that was started before is what a fresh one is."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.driving import PASSPHRASE, files_under, make, run
from tests.journeys.terminal import terminal
from tests.started import can_serve
from tests.world import TOP, clean_env, command

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every run is fresh")

BEGUN = [PASSPHRASE, "3", "The lake 湖", "1", "1", "", "1", "I hid it."]
SAME = ("Umask", "Threads", "SigBlk", "SigIgn", "SigCgt", "NoNewPrivs", "CapEff")
"""What /proc says of a process, apart from its memory and its number."""


@pytest.mark.parametrize(
    ("args", "lines"),
    [
        (["--version"], []),
        (["--help"], []),
        (["vault", "create", "--nonsense"], []),
        (["where", "--json"], []),
        (["vault", "verify"], [PASSPHRASE]),
        (["vault", "verify"], ["not it"]),
        (["guide"], [*BEGUN, ".", "/enough", ""]),
        (["--plain"], [*BEGUN, "Half of it \udcff"]),
    ],
    ids=lambda given: " ".join(given[:2]),
)
def test_both_say_the_same(tmp_path: Path, args: list[str], lines: list[str]) -> None:
    make(tmp_path / "made")
    found = []
    for fresh in (True, False):
        root = tmp_path / "world"
        shutil.copytree(tmp_path / "made", root)
        found.append((run(root, *args, lines=lines, fresh=fresh), files_under(root)))
        shutil.rmtree(root)
    assert found[0] == found[1]


def test_both_draw_the_same(tmp_path: Path) -> None:
    make(tmp_path)
    assert drawn(tmp_path, fresh=True) == drawn(tmp_path, fresh=False)


def drawn(root: Path, *, fresh: bool) -> list[object]:
    """Return what the screen showed on the way through a lock, and how it ended."""
    with terminal(root, fresh=fresh) as opened:
        seen: list[object] = []
        for sentence in ("Good evening", "Locked."):
            opened.until_sees("Passphrase")
            opened.types(PASSPHRASE)
            opened.presses("enter")
            opened.until_sees("type these groups of it")
            opened.presses("escape")
            opened.until_sees("Good evening")
            seen.append(opened.sees)
            if sentence == "Good evening":
                opened.presses("ctrl+l")
                opened.until_sees("Locked.")
                seen += [opened.sees, opened.colours]
        opened.presses("ctrl+q")
        return [*seen, opened.ends(), opened.normal_screen]


def test_both_are_processes_of_their_own(tmp_path: Path) -> None:
    fresh, copied = (at_the_start(tmp_path, fresh=fresh) for fresh in (True, False))
    assert (fresh.pop("runs"), copied.pop("runs")) == (b"tests.world", b"tests.loaded")
    assert fresh == copied
    assert copied["parent, group, session"] == [True, True, True]


def at_the_start(root: Path, *, fresh: bool) -> dict[str, object]:
    """Return what the system says of a process that waits for the first key."""
    with terminal(root, fresh=fresh) as opened:
        opened.until_sees("Enter begin")
        opened.settles()
        pid = opened.pid
        at = Path(f"/proc/{pid}")
        told = [line.partition(":") for line in (at / "status").read_text().splitlines()]
        _, parent, group, session, tty, *_ = (at / "stat").read_text().rpartition(")")[2].split()
        return {
            **{name: value.strip() for name, _, value in told if name in SAME},
            "runs": (at / "cmdline").read_bytes().split(b"\0")[2],
            "limits": (at / "limits").read_text(),
            "parent, group, session": [
                int(parent) == os.getpid(),
                int(group) == pid,
                int(session) == pid,
            ],
            "has a terminal": tty != "0",
            "descriptors": {fd.name for fd in (at / "fd").iterdir()},
        }


def test_nothing_is_shared_between_two(tmp_path: Path) -> None:
    keys = {make(tmp_path / name) for name in ("one", "another", "a third")}
    assert len(keys) == 3
    for name in ("one", "another"):
        assert str(tmp_path / name / "data") in run(tmp_path / name, "where").out


@pytest.mark.parametrize(
    "env", [{"PYTHONPATH": "x"}, {"LANG": "C"}, {"TEXTUAL_LOG": "x"}, {"_REGRET_TUI_COMPLETE": "x"}]
)
def test_where_python_reads_the_environment_it_is_fresh(
    tmp_path: Path, env: dict[str, str]
) -> None:
    line = command(tmp_path)
    assert can_serve(line, clean_env(tmp_path), TOP)
    assert not can_serve(line, clean_env(tmp_path, **env), TOP)
    assert not can_serve(["strace", *line], clean_env(tmp_path), TOP)
    assert not can_serve(line, clean_env(tmp_path), tmp_path)
