"""Opening what was kept, going on with it, and closing it: home is come back to whole."""

from pathlib import Path

from tests.journeys.terminal import terminal
from tests.journeys.walking import ByKeys, keeps_a_vault, unlocks


def test_the_end_of_a_sitting_leads_home(tmp_path: Path) -> None:
    beside = keeps_a_vault(tmp_path, "name.part")
    with terminal(tmp_path) as opened:
        hand = ByKeys(opened, beside)
        unlocks(opened)
        opened.until_sees("You stopped part-way.")
        hand.chooses("Go on")
        hand.sees_what_is_asked()
        opened.presses("escape")
        opened.until_sees("back to the page")
        opened.presses("e")
        opened.until_sees("That is the page for today. It is kept.")
        hand.chooses("Close")
        opened.until_sees("Something else")
        hand.chooses("Something else")
        opened.until_sees("My people, and what steadies me")
        opened.presses("escape")
        opened.until_sees("Good evening.")
        hand.chooses("Steady me")
        opened.until_sees("How hard is it right now?")
        opened.presses("escape")
        opened.until_sees("back to the page")
        opened.presses("e")
        opened.until_sees("You can come back to this from anywhere.")
        hand.chooses("Close")
        opened.until_sees("Something else")
        opened.presses("ctrl+q")
        assert opened.ends() == 0
