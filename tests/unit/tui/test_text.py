"""A person's text on the screen: it is never markup, and every character that shows stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regret_tui.tui.text import covered, plain

PIECES = ("[/", "[", "]", "[b]", "[/b]", "[@click=app.quit]", "[link=x]", "\\[", "[[", "$x", "{n}")
MARKED = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=8).map("".join)


def visible(text: str) -> list[str]:
    """Return the characters of a text that show, in their order."""
    return [char for char in text if unicodedata.category(char) not in ("Cc", "Cf", "Cs")]


@given(st.text() | MARKED)
def test_any_text_is_content_with_all_that_shows(text: str) -> None:
    assert visible(plain(text).plain) == visible(text)
    assert plain(text).spans == []


@given(st.text() | MARKED)
def test_what_shows_has_no_control_that_reaches_the_terminal(text: str) -> None:
    left = {char for char in plain(text).plain if unicodedata.category(char) == "Cc"}
    assert left <= {"\n", "\t"}


@given(st.text() | MARKED)
def test_covered_text_shows_nothing_of_it(text: str) -> None:
    assert len(covered(text)) == len(text)
    assert not [char for char in covered(text) if not char.isspace() and char != "▒"]


@pytest.mark.parametrize("text", ["[/", "[/]", "[/b] and [", "[red]it[/red]", "[@click=x]y[/]"])
def test_what_looks_like_markup_stays_as_it_is(text: str) -> None:
    assert plain(text).plain == text
    assert plain(text).spans == []
