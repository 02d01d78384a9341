"""A fault in the program, with private words in its message and its locals, says none of them."""

from pathlib import Path

import pytest

from tests.journeys.evening import files_under
from tests.journeys.marked import hits
from tests.journeys.terminal import terminal
from tests.journeys.walking import ByKeys, keeps_a_vault, unlocks
from tests.journeys.words import PASSPHRASE, WORDS
from tests.world import command


@pytest.mark.parametrize("kind", ["key", "draft", "paint"])
def test_a_crash_shows_no_word(tmp_path: Path, kind: str) -> None:
    beside = keeps_a_vault(tmp_path)
    line = command(tmp_path)
    line[2:3] = ["tests.journeys.falling", kind]
    word = WORDS["draft that was cut off"]
    with terminal(tmp_path, line=line) as opened:
        hand = ByKeys(opened, beside)
        unlocks(opened)
        hand.chooses("Go on")
        hand.sees_what_is_asked()
        opened.types(f"the {word}, now")
        if kind == "key":
            opened.presses("f1")
        assert opened.ends() == 70
        assert (
            "Something went wrong inside the program (ValueError at falling.py"
            in opened.normal_screen
        )
        assert "Traceback" not in opened.normal_screen
        assert hits(opened.normal_screen.encode()) == []
    for name in files_under(tmp_path):
        assert hits((tmp_path / name).read_bytes()) == [], name


def test_a_crash_in_line_mode_shows_no_word(tmp_path: Path) -> None:
    keeps_a_vault(tmp_path)
    line = command(tmp_path, "guide", "name")
    line[2:3] = ["tests.journeys.falling", "line"]
    word = WORDS["draft that was cut off"]
    with terminal(tmp_path, line=line) as opened:
        opened.until_sees("Passphrase")
        opened.types(PASSPHRASE)
        opened.presses("enter")
        opened.until_sees("full stop alone on a line ends it.")
        opened.types(f"the {word}, now")
        opened.presses("enter")
        assert opened.ends() == 70
        said = opened.normal_screen.split(f"the {word}, now")[1]
        assert "ValueError" in said
        assert hits(said.encode()) == []
        assert PASSPHRASE.encode() not in opened.raw
