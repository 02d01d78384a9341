"""Typed answers: whatever is typed, it is an answer, or a sentence without their words."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regret_tui.domain.exercise import Option, RateField
from regret_tui.plain import parse
from regret_tui.plain.parse import Command, NotUnderstood

TODAY = date(2026, 11, 24)
OPTIONS = (Option("did", "Something I did"), Option("hid", "Something I hid"), Option("no", "No"))
ITEMS = [(option.id, option.text) for option in OPTIONS]
LINES = st.text(st.characters(codec=None), max_size=60).filter(lambda text: "\n" not in text)


@pytest.mark.parametrize("command", list(Command))
def test_every_command_is_known_in_any_case(command: Command) -> None:
    assert parse.command(f" {command.upper()} ") is command


@pytest.mark.parametrize("line", ["", "//skip", "/ skip", "skip", "/skip this", "/Ärger", "a/why"])
def test_what_only_looks_like_a_command_is_an_answer(line: str) -> None:
    assert parse.command(line) is None


def test_a_mistyped_command_is_not_taken_for_words() -> None:
    with pytest.raises(NotUnderstood, match="/help"):
        parse.command("/skpi")


@given(LINES)
def test_any_line_can_be_written_as_text(line: str) -> None:
    typed = f"/{line}" if line.startswith("/") else line
    assert parse.command(typed) is None
    assert parse.literal(typed) == line


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("I hid", "I hid"),
        (" a./b", " a./b"),
        ("//etc", "/etc"),
        *((typed, "") for typed in ("", "  ", ".", "+", "/", "/lea", " /LEAVE ")),
    ],
)
def test_a_line_that_was_cut_off_is_words_or_nothing(typed: str, words: str) -> None:
    assert parse.cut_off(typed) == words


READERS: dict[str, Callable[[str], object]] = {
    "choice": lambda line: parse.choice(line, OPTIONS) in {"did", "hid", "no"},
    "scale": lambda line: parse.scale(line, 0, 10, OPTIONS) in {*range(11), "did", "hid", "no"},
    "pile": lambda line: parse.pile(line) in ("very", "somewhat", "not"),
    "day": lambda line: date.fromisoformat(parse.day(line, TODAY)),
    "number": lambda line: parse.number(line, 3) in (0, 1, 2),
    "several": lambda line: set(parse.several(line, ITEMS, own=False)) <= {"did", "hid", "no"},
}


def refusal(line: str, kind: str) -> str:
    """Return the sentence that refuses a line; empty where it is an answer that fits."""
    try:
        assert READERS[kind](line)
    except NotUnderstood as error:
        return str(error)
    return ""


@pytest.mark.parametrize("kind", sorted(READERS))
@given(LINES)
def test_what_does_not_fit_is_said_without_their_words(kind: str, line: str) -> None:
    said = refusal(line, kind)
    assert len(line.strip()) < 4 or line.strip() not in said


@pytest.mark.parametrize("line", ["2", "hid", "HID", " something i hid ", "２"])
def test_an_option_by_number_id_or_text(line: str) -> None:
    assert parse.choice(line, OPTIONS) == "hid"


@pytest.mark.parametrize("line", ["0", "4", "", "-1", "1 2", "9" * 5000, "²"])
def test_no_option(line: str) -> None:
    with pytest.raises(NotUnderstood):
        parse.choice(line, OPTIONS)


def test_a_number_or_what_stands_beside_the_numbers() -> None:
    numb = (Option("numb", "Unreal or numb"),)
    assert parse.scale(" 10 ", 0, 10, numb) == 10
    assert parse.scale("Numb", 0, 10, numb) == "numb"
    assert parse.scale("unreal or numb", 0, 10, numb) == "numb"
    with pytest.raises(NotUnderstood, match="from 0 to 10, or numb"):
        parse.scale("11", 0, 10, numb)


def test_a_rating_is_a_choice_or_a_number() -> None:
    assert parse.rating("1", RateField("whose", "Whose?", OPTIONS)) == "did"
    assert parse.rating("1", RateField("lived", "How much?")) == 1


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("", []),
        ("1 3", ["did", "no"]),
        ("3 1 3", ["no", "did"]),
        ("1, ashamed of it [/], 湖", ["did", "ashamed of it [/]", "湖"]),
        ("2 tired", ["hid", "tired"]),
        ("NO", ["no"]),
        (" , ,", []),
    ],
)
def test_marks(line: str, found: list[str]) -> None:
    assert parse.several(line, ITEMS, own=True) == found


@given(st.lists(st.integers(1, 3), max_size=6))
def test_marked_numbers_come_once_each(numbers: list[int]) -> None:
    found = parse.several(" ".join(map(str, numbers)), ITEMS, own=False)
    assert found == list(dict.fromkeys(ITEMS[number - 1][0] for number in numbers))


def test_other_words_only_where_they_are_welcome() -> None:
    with pytest.raises(NotUnderstood):
        parse.several("something else", ITEMS, own=False)
    with pytest.raises(NotUnderstood):
        parse.several("4", ITEMS, own=True)


def test_piles_and_own_cards() -> None:
    assert [parse.pile(line) for line in ("1", " 2", "3", "Very")] == [
        "very",
        "somewhat",
        "not",
        "very",
    ]
    assert parse.own_card("+ being there 光 ") == "being there 光"
    assert parse.own_card("+") is None
    assert parse.own_card("1") is None


@pytest.mark.parametrize(
    ("line", "ahead"),
    [("tomorrow", 1), ("Today", 0), ("wednesday", 1), ("tue", 7), ("mon", 6), ("Friday ", 3)],
)
def test_days_in_words(line: str, ahead: int) -> None:
    assert parse.day(line, TODAY) == (TODAY + timedelta(days=ahead)).isoformat()


@given(st.dates())
def test_days_in_figures(day: date) -> None:
    assert parse.day(f" {day.isoformat()} ", TODAY) == day.isoformat()


@given(st.sampled_from(parse.WEEKDAYS), st.dates(max_value=date(9999, 12, 1)))
def test_a_weekday_is_the_next_one(name: str, today: date) -> None:
    found = date.fromisoformat(parse.day(name, today))
    assert 1 <= (found - today).days <= 7
    assert parse.WEEKDAYS[found.weekday()] == name


@pytest.mark.parametrize("line", ["", "s", "th", "2026-02-30", "next week", "24.11.2026"])
def test_no_day(line: str) -> None:
    with pytest.raises(NotUnderstood):
        parse.day(line, TODAY)
