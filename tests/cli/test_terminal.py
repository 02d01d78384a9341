"""Line mode at a terminal: what is asked only there, and what is never shown."""

import sys
from pathlib import Path

import pexpect
import pytest

from regret_tui.hardening import Stopped
from regret_tui.vault import RecoveryKey
from tests.cli.driving import PASSPHRASE, files_under, library, make, reopen, run
from tests.cli.terminal import terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


BEGUN = (
    ("A number, or Enter to begin.", ""),
    ("Unreal or numb", "3"),
    ("What will you call it here?", "The lake 湖"),
    ("Nobody else was part of it", "1"),
    ("Rather not say", "1"),
    ("is at risk now", ""),
    ("Nobody else was part of it", "1"),
)


def test_from_the_first_screen_to_the_second_opening(tmp_path: Path) -> None:
    with terminal(tmp_path, "guide") as first:
        first.type(
            *BEGUN,
            ("Let it go", "1"),
            ("Passphrase", PASSPHRASE),
            ("Type it once more.", PASSPHRASE),
            ("lost words", "1"),
            ("when it is written down.", ""),
            ("camera would have seen it.", "/leave"),
        )
        assert first.end() == 0
        assert PASSPHRASE not in first.seen
        shown = "1 " + first.seen.partition("to disk.\r\n1 ")[2].split("These are all")[0]
    key = RecoveryKey.parse(
        "".join("".join(line.split()[1:]) for line in shown.splitlines() if line.strip())
    )
    session = reopen(tmp_path)
    wanted = dict(session.journal.store.profile.recovery_groups)
    session.close()
    with terminal(tmp_path, "guide") as second:
        second.type(("Passphrase", "wrong"), ("Passphrase", PASSPHRASE))
        for number in sorted(wanted, key=int):
            second.type((f"Group {number}", key.groups[int(number) - 1].lower()))
        second.wait_for("They fit.")
        second.type(("Go on: Naming it", "/leave"))
        assert second.end() == 0
    with terminal(tmp_path, "guide") as third:
        third.type(("Passphrase", PASSPHRASE), ("People and lines", ""))
        assert third.end() == 0
        assert "Group" not in third.seen


def test_the_groups_can_be_put_off(tmp_path: Path) -> None:
    make(tmp_path)
    for _ in range(2):
        with terminal(tmp_path, "guide") as opened:
            opened.type(("Passphrase", PASSPHRASE), ("Group ", ""), ("How hard", "/leave"))
            assert opened.end() == 0


def test_three_tries(tmp_path: Path) -> None:
    make(tmp_path)
    with terminal(tmp_path, "guide") as opened:
        opened.type(("Passphrase", "a"), ("Passphrase", "b"), ("Passphrase", "c"))
        assert opened.end() == 18
        assert opened.seen.count("does not open the journal") == 3


def test_interrupted_before_it_is_kept_it_is_offered(tmp_path: Path) -> None:
    with terminal(tmp_path, "guide") as opened:
        opened.type(*BEGUN, ("Let it go", "2"))
        opened.wait_for("camera would have seen it.")
        opened.listens()
        opened.child.sendline("I hid it.")
        opened.listens()
        opened.child.sendintr()
        opened.type(("Keep this?", "3"), ("Let it go?", "1"))
        assert opened.end() == 0
    assert files_under(tmp_path) == []


def test_interrupted_in_a_kept_text_nothing_is_lost(tmp_path: Path) -> None:
    make(tmp_path)
    run(tmp_path, "guide", lines=[PASSPHRASE, "3", "The lake", "1", "1", "", "1"])
    with terminal(tmp_path, "guide", "name") as opened:
        opened.type(("Passphrase", PASSPHRASE), ("Group ", ""))
        opened.type(("camera would have seen it.", "Half a sentence"), (">", "/help"))
        opened.wait_for("At any question")
        opened.listens()
        opened.child.sendintr()
        assert opened.end() == 130
        assert "Traceback" not in opened.seen
    session = reopen(tmp_path)
    recovered = session.recovered()
    session.close()
    assert recovered is not None
    assert recovered.text == "Half a sentence"


def test_stopping_it_leaves_with_the_page_kept_and_half_a_line_too(tmp_path: Path) -> None:
    """Stopped, it would wait in memory with everything unlocked."""
    make(tmp_path)
    run(tmp_path, "guide", lines=[PASSPHRASE, "3", "The lake", "1", "1", "", "1"])
    with terminal(tmp_path, "guide", "name") as opened:
        opened.type(("Passphrase", PASSPHRASE), ("Group ", ""))
        opened.type(("camera would have seen it.", "One line"))
        opened.listens()
        opened.child.send("and half of")
        opened.wait_for("half of")
        opened.child.sendcontrol("z")
        assert opened.end() == 130
        told = opened.seen.partition("half of")[2]
        assert " ".join(told.removeprefix("^Z").split()) == library().phrase("plain.stopped")
    session = reopen(tmp_path)
    recovered = session.recovered()
    session.close()
    assert recovered is not None
    assert recovered.text == "One line\nand half of"


def test_stopping_it_before_it_is_open_leaves_too(tmp_path: Path) -> None:
    make(tmp_path)
    with terminal(tmp_path, "guide") as opened:
        opened.wait_for("Passphrase")
        opened.child.sendcontrol("z")
        assert opened.end() == 130
        assert opened.seen.splitlines()[-1] == Stopped.sentence


def test_end_of_input_leaves(tmp_path: Path) -> None:
    make(tmp_path)
    with terminal(tmp_path, "guide") as opened:
        opened.type(("Passphrase", PASSPHRASE), ("Group ", ""))
        opened.wait_for("Unreal or numb")
        opened.listens()
        opened.child.sendeof()
        assert opened.end() == 0


def test_a_practice_is_slow_and_a_line_ends_it(tmp_path: Path) -> None:
    make(tmp_path)
    with terminal(tmp_path, "guide", "arrive") as opened:
        opened.type(("Passphrase", PASSPHRASE), ("Group ", ""))
        opened.type(("numb", "4"), ("What would you like to do?", "2"))
        opened.wait_for("Rest your eyes")
        assert opened.child.expect([pexpect.TIMEOUT, "Breathe in"], timeout=1) == 0
        opened.child.sendline("")
        opened.wait_for("In: one, two, three, four.")
        opened.type(("notice your body", "1"), ("How hard", "/leave"))
        assert opened.end() == 0


def test_words_are_wrapped_at_words(tmp_path: Path) -> None:
    with terminal(tmp_path, "guide") as opened:
        opened.type(("A number, or Enter to begin.", "4"))
        assert opened.end() == 0
        assert max(len(line) for line in opened.seen.splitlines()) <= 80
