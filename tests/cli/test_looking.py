"""Looking without writing: beside another window, and where that is asked for."""

import sys
from pathlib import Path

import pytest

from regret_tui.domain.profile import RecoveryState
from regret_tui.vault import RecoveryKey
from tests.cli.driving import PASSPHRASE, files_under, make, reopen, run
from tests.cli.terminal import terminal
from tests.cli.test_rooms import number

BEGUN = ["3", "The lake", "1", "1", ""]
LATER = "2026-11-25T20:15:00+01:00"
HID = "I hid it on a Friday."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the root of a world with one regret in its vault."""
    make(tmp_path)
    lines = [PASSPHRASE, *BEGUN, "1", HID, ".", "/enough", ""]
    assert run(tmp_path, "guide", lines=lines).code == 0
    return tmp_path


def contents(root: Path) -> dict[str, bytes]:
    return {name: (root / name).read_bytes() for name in files_under(root)}


def test_what_is_written_can_be_read_and_nothing_is_changed(root: Path) -> None:
    before = contents(root)
    lines = [PASSPHRASE, "/steady", "2", "1", "", "3", "", "4", "6", ""]
    ran = run(root, "guide", "--read-only", lines=lines)
    assert ran.code == 0, ran.err
    assert "It is open for reading only" in ran.out
    assert "That command does nothing here." in ran.out
    assert HID in ran.out
    assert "This program cannot call." in ran.out
    assert "No trial was found" in ran.out
    assert ran.out.rstrip().endswith("You can close this window.")
    assert "It is saved" not in ran.out
    assert contents(root) == before


def test_the_file_can_be_looked_at_and_nothing_is_changed(root: Path) -> None:
    key = RecoveryKey.generate()
    session = reopen(root, at=LATER)
    session.keys.add_recovery(RecoveryState.WRITTEN, key, bytes)
    session.close()
    before = contents(root)
    room = number(run(root, "guide", "--read-only", lines=[PASSPHRASE]), "Your file")
    lines = [PASSPHRASE, room, "1", PASSPHRASE, room, "2", "1", PASSPHRASE, room, "3", key.text]
    ran = run(root, "guide", "--read-only", lines=[*lines, room, "", ""], at=LATER)
    assert ran.code == 0, ran.err
    assert "There is a recovery key." in ran.out
    assert "It is whole: " in ran.out
    assert "It holds " in ran.out
    assert "Put this copy" not in ran.out
    assert "Change the passphrase" not in ran.out
    assert "It is the right key. Keep it" in ran.out
    assert contents(root) == before


def test_no_vault_to_look_at(tmp_path: Path) -> None:
    assert run(tmp_path, "guide", "--read-only", lines=[PASSPHRASE]).code == 11
    assert run(tmp_path, "guide", "name", "--read-only", lines=[PASSPHRASE]).code == 2
    assert files_under(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_open_in_another_window(root: Path) -> None:
    with terminal(root, "guide") as first:
        first.type(("Passphrase", PASSPHRASE), ("Group ", ""))
        first.wait_for("Save and leave")
        before = contents(root)
        assert run(root, "guide", lines=[PASSPHRASE]).code == 25
        with terminal(root, "guide") as second:
            second.type(("Passphrase", PASSPHRASE), ("2  Leave", "2"))
            assert second.end() == 0
            assert "This journal is open in another window" in second.seen
        with terminal(root, "guide") as third:
            third.type(("Passphrase", PASSPHRASE), ("2  Leave", "1"))
            third.type(("Read what is written", "2"), ("Naming it", "1"), (HID, ""))
            third.type(("Enter to leave.", ""))
            assert third.end() == 0
            assert "Group " not in third.seen
        looked = run(root, "guide", "--read-only", lines=[PASSPHRASE, ""])
        assert looked.code == 0
        assert contents(root) == before
        first.child.sendline("/leave")
        assert first.end() == 0
