"""The terminal goes away, or changes its size, while somebody writes. Nothing is lost."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.records import tables_in
from tests.journeys.terminal import Terminal, terminal
from tests.journeys.walking import ByKeys, keeps_a_vault, unlocks

HALF = "The hour at the table 湖, when I turned it ov"
KEPT = "kept"


def goes_on(opened: Terminal, hand: ByKeys) -> None:
    unlocks(opened)
    hand.chooses("Go on")
    hand.sees_what_is_asked()


def is_told(opened: Terminal) -> None:
    opened.gets(signal.SIGHUP)
    assert opened.ends() == 0


def is_asked_to_end(opened: Terminal) -> None:
    opened.gets(signal.SIGTERM)
    assert opened.ends() == 0


def is_closed(opened: Terminal) -> None:
    opened.hangs_up()


@pytest.mark.parametrize("goes_away", [is_told, is_asked_to_end, is_closed])
def test_the_words_are_there_again(tmp_path: Path, goes_away: Callable[[Terminal], None]) -> None:
    beside = keeps_a_vault(tmp_path)
    with terminal(tmp_path) as opened:
        goes_on(opened, ByKeys(opened, beside))
        opened.sends(HALF)
        opened.until_sees(HALF[-9:])  # and at once, before a pause has kept it
        goes_away(opened)
    with terminal(tmp_path) as opened:
        unlocks(opened)
        opened.until_sees(HALF, KEPT)
        opened.types("er.")
        opened.until_sees(f"{HALF}er.")
        opened.presses("ctrl+n")
        opened.until_sees("Where in your body do you notice it now?")
        opened.presses("ctrl+q")
        assert opened.ends() == 0
    (name,) = (
        item for item in tables_in(tmp_path)["sittings"].values() if item["exercise"] == "name"
    )
    assert name["answers"]["part"]["value"] == f"{HALF}er."


def test_the_window_changes_its_size(tmp_path: Path) -> None:
    beside = keeps_a_vault(tmp_path)
    with terminal(tmp_path) as opened:
        hand = ByKeys(opened, beside)
        goes_on(opened, hand)
        written = ""
        sizes = [(60, 20), (200, 60), (20, 6), (100, 24), (60, 20), (80, 24)]
        for columns, rows in sizes:
            opened.resizes(columns, rows)
            opened.types(f"at {columns}, ")
            written += f"at {columns}, "
            if rows >= 20:
                opened.until_sees(f"at {columns},")
                hand.sees_what_is_asked()
        opened.until_sees(written.strip())
        opened.presses("escape")
        opened.until_sees("back to the page")
        opened.resizes(60, 20)
        opened.until_sees("back to the page")
        opened.presses("escape", "ctrl+n")
        opened.until_sees("Where in your body do you notice it now?")
        opened.presses("ctrl+q")
        assert opened.ends() == 0
    (name,) = (
        item for item in tables_in(tmp_path)["sittings"].values() if item["exercise"] == "name"
    )
    assert name["answers"]["part"]["value"] == written.strip()


@pytest.mark.parametrize(
    "env",
    [
        {"NO_COLOR": "1"},
        {"TERM": "dumb"},
        {"TERM": "screen-256color"},
        {"TERM": "linux", "LANG": "C"},
        {"TERM": "xterm-mono", "COLORTERM": ""},
    ],
    ids=lambda env: " ".join(env.values()),
)
def test_it_starts_in_any_terminal(tmp_path: Path, env: dict[str, str]) -> None:
    with terminal(tmp_path, env=env) as opened:
        opened.until_sees("Here you can write about something", "Enter begin")
        opened.presses("enter")
        opened.until_sees("How hard is it right now?")
        if "NO_COLOR" in env:
            assert all(is_grey(colour) for colour in opened.colours), opened.colours
        opened.presses("ctrl+q")
        assert opened.ends() == 0
        assert opened.normal_screen == ""


def is_grey(colour: str) -> bool:
    """Whether a colour is none: the terminal's own, or the same of red, green and blue."""
    return colour == "default" or colour[:2] == colour[2:4] == colour[4:]
