"""Text that runs the other way cannot turn the words around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regret_tui.export.bidi import balanced, isolated
from regret_tui.export.escape import inline

EMBEDS = "\u202a\u202b\u202d\u202e"
ISOLATES = "\u2066\u2067\u2068"
CONTROLS = EMBEDS + ISOLATES + "\u202c\u2069"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a\u202eb", "ab"),
        ("a\u202cb", "ab"),
        ("a\u2069b", "ab"),
        ("a\u202eb\u202cc", "a\u202eb\u202cc"),
        ("a\u2067b\u2069c", "a\u2067b\u2069c"),
        ("\u2066\u202ea\u2069b", "\u2066a\u2069b"),
        ("\u2066a\u202cb\u2069", "\u2066ab\u2069"),
        ("\u202e\u2066a\u202c\u2069", "\u2066a\u2069"),
        ("\u200fa\u200e", "\u200fa\u200e"),
    ],
)
def test_only_what_is_balanced_stays(text: str, wanted: str) -> None:
    assert balanced(text) == wanted


@given(st.text(alphabet=CONTROLS + "ab"))
def test_every_control_has_its_end(text: str) -> None:
    opened: list[str] = []
    for char in balanced(text):
        if char in EMBEDS + ISOLATES:
            opened.append(char)
        elif char == "\u202c":
            assert opened.pop() in EMBEDS
        elif char == "\u2069":
            assert opened.pop() in ISOLATES
    assert not opened


@given(st.text(alphabet=CONTROLS + "ab"))
def test_the_letters_stay(text: str) -> None:
    def letters(of: str) -> str:
        return "".join(char for char in of if char not in CONTROLS)

    assert letters(balanced(text)) == letters(text)
    assert balanced(balanced(text)) == balanced(text)


def test_text_inside_our_lines_is_set_apart_only_where_it_needs_it() -> None:
    assert isolated("plain") == "plain"
    assert isolated("\u05d0") == "\u2068\u05d0\u2069"
    assert inline("\u202ex") == "x"
    assert inline("# \u05d0") == "\u2068\\# \u05d0\u2069"
