"""Texts are cut to the room there is, at a word, and say that there is more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regret_tui.export.measure import first_words, is_short, width


@pytest.mark.parametrize(
    ("text", "most", "wanted"),
    [
        ("one two", 2, "one two"),
        ("one two three", 2, "one two …"),
        ("one\ntwo", 2, "one\ntwo"),
        ("a\nb\nc", 3, "a b c"),
        ("a\nb\nc d", 3, "a b c …"),
        ("w" * 12, 2, "w" * 12),
        ("w" * 13, 2, "w" * 10 + " …"),
        ("one " + "w" * 13, 2, "one …"),
        ("abcdefghij kl", 2, "abcdefghij …"),
        ("字" * 6, 2, "字" * 6),
        ("字" * 7, 2, "字" * 5 + " …"),
    ],
)
def test_first_words(text: str, most: int, wanted: str) -> None:
    assert first_words(text, most) == wanted


@given(st.text(), st.integers(1, 9))
def test_what_is_cut_fits_and_is_the_beginning(text: str, most: int) -> None:
    cut = first_words(text, most)
    assert width(" ".join(cut.split())) <= max(most * 6, 0) + 2
    whole = " ".join(text.split())
    assert whole.startswith(" ".join(cut.split()).removesuffix(" …")) or cut == text
    assert not is_short(text, most) or cut == text


def test_width() -> None:
    assert width("a字e\u0301") == 4
