"""Leaving: the last thing that is drawn is nothing, since not every terminal clears it away."""

from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal, terminal
from tests.journeys.walking import Beside, ByKeys, keep_it, unlocks

HALF = "Half a sentence, and then"


def to_a_page(
    opened: Terminal, beside: Path, *, kept: bool, step: str = "name.seen", half: str = HALF
) -> ByKeys:
    """Go from the first screen to a page, and write half a sentence on it."""
    hand = ByKeys(opened, Beside(beside))
    if kept:
        hand.begins()
    else:
        opened.until_sees("write and keep nothing")
        hand.beside.guide.start("begin")
        hand.beside.session.declined = True
        opened.presses("n")
        hand.sees_what_is_asked()
    hand.walks(to=step, keeps=lambda: None)
    if kept:
        keep_it(opened)
    hand.sees_what_is_asked()
    opened.types(half)
    return hand


@pytest.mark.parametrize("way", ["ctrl+q", "ctrl+l"])
def test_the_last_thing_drawn_is_nothing(tmp_path: Path, way: str) -> None:
    with terminal(tmp_path / "world") as opened:
        to_a_page(opened, tmp_path / "beside", kept=way == "ctrl+l")
        before = len(opened.raw)
        opened.sends("\x11" if way == "ctrl+q" else "\x0c")
        opened.until(lambda: not opened.is_full, "waited for the screen to be left")
        assert opened.left_on_full_screen == ""
        assert HALF.encode() not in opened.raw[before:]
        if way == "ctrl+l":
            unlocks(opened)
            opened.until_sees("type these groups of it")
            opened.presses("escape")
            opened.until_sees(HALF)
