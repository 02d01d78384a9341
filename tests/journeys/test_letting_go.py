"""What is not kept was never anywhere: not one file, in the folders of the program or at home."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.evening import files_under
from tests.journeys.terminal import Terminal, terminal
from tests.journeys.walking import Beside, ByKeys

HALF = "Half a sentence that was never"


def lets_it_go(hand: ByKeys) -> None:
    hand.terminal.until_sees("Keep this?")
    assert files_under(hand.terminal.root) == []
    hand.chooses("Let it go")
    hand.terminal.until_sees("Let it go? Nothing is on disk")
    hand.terminal.presses("2")


def lets_it_go_on_leaving(hand: ByKeys) -> None:
    hand.terminal.until_sees("Keep this?")
    hand.chooses("Not yet")
    hand.terminal.until_gone("Keep this?")
    hand.terminal.types(HALF)
    assert files_under(hand.terminal.root) == []
    hand.terminal.presses("ctrl+q")
    lets_it_go(hand)


def looks_at_the_key_and_lets_it_go(hand: ByKeys) -> None:
    hand.terminal.until_sees("Keep this?")
    hand.terminal.presses("1")
    hand.terminal.until_sees("Make a passphrase")
    for _ in range(2):
        hand.terminal.types("hennaquay lamp seven quiet")
        hand.terminal.presses("enter")
    hand.terminal.until_sees("This is your recovery key")
    hand.terminal.presses("escape")
    hand.terminal.until_sees("Make a passphrase")
    hand.terminal.presses("escape")
    lets_it_go(hand)


@pytest.mark.parametrize(
    "goes", [lets_it_go, lets_it_go_on_leaving, looks_at_the_key_and_lets_it_go]
)
def test_let_go(tmp_path: Path, goes: Callable[[ByKeys], None]) -> None:
    with terminal(tmp_path / "world") as opened:
        hand = ByKeys(opened, Beside(tmp_path / "beside"))
        hand.begins()
        hand.walks(to="name.seen", keeps=lambda: None)
        goes(hand)
        assert opened.ends() == 0
        assert nothing_is_left(opened)
    assert files_under(tmp_path / "world") == []


@pytest.mark.parametrize("end", ["leaves", "is killed", "hangs up"])
def test_write_and_keep_nothing(tmp_path: Path, end: str) -> None:
    with terminal(tmp_path / "world") as opened:
        hand = ByKeys(opened, Beside(tmp_path / "beside"))
        hand.begins("n")
        hand.walks(to="name.part", keeps=lambda: None)
        assert "Keep this?" not in opened.words
        opened.types(HALF)
        opened.until_sees("You chose to keep nothing.")
        assert files_under(tmp_path / "world") == []
        match end:
            case "leaves":
                opened.presses("ctrl+q")
                assert opened.ends() == 0
                assert nothing_is_left(opened)
            case "is killed":
                opened.is_killed()
            case "hangs up":
                opened.hangs_up()
    assert files_under(tmp_path / "world") == []


def nothing_is_left(opened: Terminal) -> bool:
    """Whether the normal screen holds nothing at all."""
    return re.fullmatch(r"\s*", opened.normal_screen) is not None
