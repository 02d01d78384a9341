"""What can be gone to from home in line mode, apart from the pages that ask."""

import re
from pathlib import Path

import pytest

from regret_tui.domain.regret import Standing
from tests.cli.driving import PASSPHRASE, Ran, make, reopen, run

BEGUN = ["", "3", "The lake", "1", "1", ""]
KEPT = ["1", PASSPHRASE, PASSPHRASE, "3"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the root of a world with one regret in its vault, and its naming just begun."""
    ran = run(tmp_path, "guide", lines=[*BEGUN, "1", *KEPT, "I hid it.", ".", "/enough", ""])
    assert ran.code == 0, ran.err
    return tmp_path


def number(ran: Ran, label: str) -> str:
    """Return the number that stands before a line when it was shown last."""
    found = re.findall(rf"^(\d+)  {re.escape(label)}", ran.out, re.MULTILINE)
    return str(found[-1])


def go(root: Path, *labels: str, then: tuple[str, ...] = ()) -> Ran:
    """Choose each line by its words, reading its number off what is shown; then type the rest."""
    typed = [PASSPHRASE]
    for label in labels:
        ran = run(root, "guide", lines=typed)
        typed.append(number(ran, label))
    return run(root, "guide", lines=[*typed, *then])


def standing(root: Path) -> Standing:
    session = reopen(root)
    try:
        return session.journal.regrets()[0].standing
    finally:
        session.close()


ONE = "One you named"


def test_one_rests_is_closed_and_is_taken_up_again(root: Path) -> None:
    home = run(root, "guide", lines=[PASSPHRASE])
    assert "Go on: Naming it" in home.out
    rested = go(root, ONE, "The lake", "Let it rest", then=("/leave",))
    assert "It rests now." in rested.out
    assert standing(root) is Standing.RESTING
    assert "Go on: Naming it" not in run(root, "guide", lines=[PASSPHRASE]).out
    taken = go(root, ONE, "The lake, resting", "Take it up again", then=("/leave",))
    assert "It is taken up again." in taken.out
    assert standing(root) is Standing.OPEN
    closed = go(root, ONE, "The lake", "Close it", then=("/leave",))
    assert closed.code == 0
    assert standing(root) is Standing.CLOSED
    assert "The lake, closed" in go(root, ONE).out


def test_a_page_of_one_is_begun_from_there(root: Path) -> None:
    begun = go(root, ONE, "The lake", "Naming it", then=("/leave",))
    assert "One such page a day is the pace that is offered." in begun.out
    assert "Before you write" in go(root, ONE, "The lake").out


def test_back_leads_home_and_changes_nothing(root: Path) -> None:
    for back in ("", "/back"):
        ran = go(root, ONE, "The lake", then=(back, "/leave"))
        assert ran.out.count("Save and leave") == 2
    assert standing(root) is Standing.OPEN


def test_the_wording_is_kept_in_the_vault(root: Path) -> None:
    before = go(root, "Settings")
    assert "Wording: " in before.out
    assert "settings.toml" in before.out
    session = reopen(root)
    wordings = session.library.wordings
    session.close()
    other = next(name for name in wordings if name != "forgive")
    ran = go(root, "Settings", wordings[other]["title"], then=("/leave",))
    assert ran.code == 0, ran.err
    session = reopen(root)
    assert session.journal.store.profile.wording == other
    session.close()


def test_what_this_is_and_is_not(root: Path) -> None:
    for ran in (
        go(root, "What this is and is not"),
        run(root, "guide", lines=[PASSPHRASE, "/about"]),
        run(root / "elsewhere", "guide", lines=["/about"]),
    ):
        assert "It cannot tell whether anyone is in danger" in ran.out
        assert "If both are lost, the words are lost." in ran.out
        assert "No trial was found" in ran.out
    assert "/about" in run(root, "guide", lines=[PASSPHRASE, "/help"]).out


def test_what_keeping_protects_is_said_where_it_is_offered(tmp_path: Path) -> None:
    ran = run(tmp_path, "guide", lines=[*BEGUN, "1"])
    assert "It does not hide that this program and its file are here" in ran.out
    assert ran.out.index("It does not protect") < ran.out.index("Keep this?")


def test_it_can_be_kept_from_home(tmp_path: Path) -> None:
    lines = [*BEGUN, "1", "2", "/enough", "2"]
    home = run(tmp_path, "guide", lines=lines)
    ran = run(tmp_path, "guide", lines=[*lines, number(home, "Keep it"), *KEPT, "/leave"])
    assert "It is kept." in ran.out, ran.err
    session = reopen(tmp_path)
    assert session.journal.regrets()[0].title == "The lake"
    session.close()


def test_a_command_that_leads_nowhere_says_so(root: Path) -> None:
    assert "That command does nothing here." in run(root, "guide", lines=[PASSPHRASE, "/skip"]).out


def test_the_greeting_changes_with_the_hour(tmp_path: Path) -> None:
    make(tmp_path)
    said = {
        "03:00": "Hello.", "05:00": "Good morning.", "13:00": "Good afternoon.",
        "19:00": "Good evening.", "23:30": "Hello.",
    }  # fmt: skip
    for hour, greeting in said.items():
        lines = [PASSPHRASE, "/enough", "2"]
        ran = run(tmp_path, "guide", lines=lines, at=f"2026-11-24T{hour}:00+01:00")
        assert greeting in ran.out.splitlines(), hour


def test_where_it_stayed_hard_the_day_is_said_in_words(tmp_path: Path) -> None:
    lines = [*BEGUN, "1", *KEPT, "I hid it.", ".", "/enough", ""]
    assert run(tmp_path, "guide", lines=lines, at="2026-11-23T21:00:00+01:00").code == 0
    steadied = ["9", "1", "1", "", "1", "9", "1", "/skip", "1"]
    ran = run(tmp_path, "guide", "name", lines=[PASSPHRASE, *steadied, "1", "the dog", "2"])
    until = "Going back to it rests until Wednesday 25 November."
    assert ran.out.partition("That is the page for today.")[2].count(until) == 2
    assert "2026-11" not in ran.out.partition("That is the page for today.")[2]
