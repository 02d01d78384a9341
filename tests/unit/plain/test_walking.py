"""Line mode in this process: what commands do, and what is said."""

import io
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from regret_tui.content.library import Library, load
from regret_tui.plain.console import Console
from regret_tui.plain.line_mode import LineMode
from regret_tui.plain.secrets import Secrets
from regret_tui.vault import Files
from tests.world import make_world

BEGUN = ("", "3", "The lake", "1", "1", "")
"""As far as the first question of naming it."""
KIND = "What kind of regret is it?"
SEEN = "Say it as a camera would have seen it."


@dataclass
class Said:
    """What was said."""

    code: int
    out: str
    err: str

    def after(self, text: str) -> str:
        """Return what was said after a text was first said."""
        return self.out.partition(text)[2]


Walk: TypeAlias = Callable[..., Said]
"""Takes what is typed, and the exercise to begin with."""


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


@pytest.fixture
def walk(tmp_path: Path, library: Library) -> Walk:
    def walked(lines: Sequence[str], exercise: str = "") -> Said:
        typed = io.StringIO("".join(f"{line}\n" for line in lines))
        out, err = io.StringIO(), io.StringIO()
        console = Console(typed, out, err)
        world = make_world(tmp_path)
        code = LineMode(world, library, console, Secrets(console)).run(exercise)
        return Said(code, out.getvalue(), err.getvalue())

    return walked


def test_the_commands_are_told_once_at_the_start(walk: Walk) -> None:
    said = walk([*BEGUN, "2"])
    assert said.out.count("At any question you can type") == 1


def test_help_support_and_why_come_back_to_the_question(walk: Walk) -> None:
    said = walk([*BEGUN, "/help", "/support", "/why", "2", "2"])
    assert said.out.count(KIND) == 4
    assert said.out.count("At any question you can type") == 2
    assert "This program cannot call." in said.out
    assert "The next questions are worded to fit it." in said.out
    assert "What did you not do?" in said.out


def test_skip_leaves_a_question_open(walk: Walk) -> None:
    said = walk([*BEGUN, "/skip", "2"])
    assert "Left open." in said.after(KIND)
    assert SEEN in said.after(KIND)


def test_what_cannot_be_skipped_says_so(walk: Walk) -> None:
    said = walk(["", "3", "/skip", "The lake"])
    assert "The next steps need this one." in said.out
    assert "Before you write." in said.out


def test_back_shows_what_was_answered_and_enter_keeps_it(walk: Walk) -> None:
    said = walk(
        [*BEGUN, "3", "2", "/back", "", "I hid it.", ".", "/back", "", "/back", "New.", "."]
    )
    again = said.after("You wrote before:")
    assert again.startswith("\nhid\nEnter keeps it.")
    assert said.out.count("I hid it.") == 2


def test_back_at_the_first_question(walk: Walk) -> None:
    assert "This is the first question here." in walk(["", "/back"]).out


def test_enough_ends_the_sitting(walk: Walk) -> None:
    said = walk([*BEGUN, "3", "2", "/enough"])
    assert "That is the page for today." in said.after(KIND)


def test_steady_and_back_to_the_same_question_with_the_text_so_far(walk: Walk) -> None:
    steadied = ["/steady", "/enough"]
    said = walk([*BEGUN, "3", "2", "One line.", *steadied, "+", "Two lines.", ".", "/back"])
    assert "Steady me. A few minutes" in said.out
    assert "This is what you had written.\nOne line.\n" in said.out
    assert said.after("You wrote this before.").startswith("\nOne line.\nTwo lines.\n")


def test_a_mistyped_answer_is_asked_again(walk: Walk) -> None:
    said = walk(["", "eleven", "11", "/skpi", "3", "The lake"])
    assert said.out.count("A number from 0 to 10, or numb fits here.") == 2
    assert "That is no command here." in said.out
    assert "Before you write." in said.out


def test_an_empty_line_is_no_name(walk: Walk) -> None:
    said = walk(["", "3", " ", "The lake"])
    assert "This is empty." in said.out
    assert "Before you write." in said.out


def test_cards_can_be_taken_back_and_ratings_left(walk: Walk, library: Library) -> None:
    first, second = (card.text for card in library.cards[:2])
    sorted_cards = ["1", "/back", "2", "1", "+ quiet", "."]
    kept = ["1", "2"]
    ratings = ["/skip", "1", "/back", "1", "8", "/skip"]
    said = walk(["2", *sorted_cards, *kept[:1], *ratings, "/leave"], "values")
    assert said.out.count(f"\n{first}: ") == 2
    assert f"1  {second}\n2  quiet\n" in said.out
    assert said.out.count(f"\n{second}\nWhose voice is it in?") == 1
    assert said.out.count(f"\n{second}\nDo you keep it") == 2
    assert "When did you last live one of these?" in said.out


def test_nothing_sorted_under_very_is_said(walk: Walk) -> None:
    said = walk(["2", "."], "values")
    assert "One card at least goes to very" in said.out


def test_a_draft_that_cannot_be_kept_is_said_once_and_writing_goes_on(
    walk: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = ["1", "1", "a passphrase of mine", "a passphrase of mine", "3"]
    assert "It is kept." in walk([*BEGUN, *keep, "/leave"]).out

    real = Files.replace

    def full(self: Files, source: Path, target: Path) -> None:
        if str(target).endswith(".draft"):
            raise OSError(28, os.strerror(28))
        real(self, source, target)

    monkeypatch.setattr(Files, "replace", full)
    said = walk(["a passphrase of mine", "2", "One.", "Two.", "."])
    assert said.err.count("There is no room left on the disk.") == 1
    assert "Which part of it do you regret, exactly?" in said.out


def test_steadying_by_itself_counts_in_words(walk: Walk) -> None:
    said = walk(["2", "5", "2", "", "1", "4", "/skip", "1"], "arrive")
    assert "In: one, two, three, four.\nOut: one, two, three, four, five, six.\n" in said.out
    assert "You can come back to this from anywhere." in said.out


def test_first_screen_letters(walk: Walk) -> None:
    said = walk(["h", "what", "n", "/leave"])
    assert "People and lines" in said.out
    assert said.out.count("Here you can write about") == 3
    assert "You chose to keep nothing." in said.out
    assert "Keep this?" not in said.out


def test_people_from_home_and_the_list_that_can_be_changed(walk: Walk) -> None:
    said = walk(["2", "3", "/enough", "7", "2", "M.", ".", "/enough", "2", "7", "", "/leave"])
    assert "Your own list is empty." in said.out
    assert "Who could you be near" in said.out
    assert said.out.count("People and lines") > 2
    assert "\n· M.\n" in said.out


def test_marks_start_at_never_and_are_kept(walk: Walk, tmp_path: Path) -> None:
    keep = ["1", "1", "a passphrase of mine", "a passphrase of mine", "3"]
    named = ["/skip"] * 6
    walk([*BEGUN, *keep, *named, "I hid it.", "3", "/leave"])
    said = walk(["a passphrase of mine", "6", "1", "2", "3", "2", "", "/leave"])
    assert said.out.count("Shown on a page: never.") == 1
    assert said.out.count("Shown on a page: in full.") == 1
    assert "The lake, Tuesday 24 November" in said.out
