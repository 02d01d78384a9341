"""Text goes out as text."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regret_tui.plain.console import Console, EndOfInput, visible
from regret_tui.plain.practice import counted


@given(st.text(st.characters(codec=None)))
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    shown = visible(text)
    assert not any(ord(char) < 32 and char not in "\n\t" for char in shown)
    assert not any(0x7F <= ord(char) < 0xA0 for char in shown)
    shown.encode("utf-8")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))))
def test_everything_else_is_left_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_markup_is_only_text() -> None:
    out = io.StringIO()
    Console(io.StringIO(), out, io.StringIO()).show("[bold]a[/] [/ \x1b[31mred\x07 💔")
    assert out.getvalue() == "[bold]a[/] [/ [31mred 💔\n"


def test_lines_until_there_are_none() -> None:
    console = Console(io.StringIO("one\n\r\ntwo"), io.StringIO(), io.StringIO())
    assert [console.line(), console.line(), console.line()] == ["one", "", "two"]
    with pytest.raises(EndOfInput):
        console.line()


def test_a_count_in_words() -> None:
    assert counted(4) == "one, two, three, four"
    assert counted(0) == ""
