"""Steadying in the middle of a sentence, and coming back to the same place in it."""

from pathlib import Path

import pytest

from tests.journeys.terminal import terminal
from tests.journeys.test_leaving import to_a_page

HALF = "Half a sentence"


@pytest.mark.parametrize("step", ["name.seen", "name.body"])
def test_it_goes_on_at_the_same_cursor(tmp_path: Path, step: str) -> None:
    with terminal(tmp_path / "world") as opened:
        hand = to_a_page(opened, tmp_path / "beside", kept=False, step=step, half=HALF)
        for _ in range(3):
            opened.presses("left", "left", "ctrl+g")
            opened.until_sees("Steady me", "How hard is it right now?")
            opened.presses("escape")
            opened.until_sees("back to the page")
            opened.presses("b")
            hand.sees_what_is_asked()
            opened.until_sees(HALF)
        opened.types("+")
        opened.until_sees(f"{HALF[:-6]}+{HALF[-6:]}")
