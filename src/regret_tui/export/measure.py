"""How much room a text takes, and cutting one to the room there is."""

import unicodedata
from itertools import accumulate
from typing import Final

MORE: Final = "…"
LETTERS: Final = 6
"""Columns that stand for a word where words run long, or have no spaces between them."""
FEW_LINES: Final = 2
_WIDE: Final = frozenset("WF")


def width(text: str) -> int:
    """Return the columns that a text takes; wide characters take two, joined marks none."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in _WIDE)
        for char in text
    )


def is_short(text: str, most: int) -> bool:
    """Return whether a text is shown as it is where there is room for so many words."""
    words = text.split()
    room = most * LETTERS
    few_words = len(words) <= most and width(" ".join(words)) <= room
    return few_words and len(text.splitlines()) <= FEW_LINES


def first_words(text: str, most: int) -> str:
    """Return the first words of a text, with a sign where there are more.

    A text of many short lines is put on one.
    """
    if is_short(text, most):
        return text
    whole = " ".join(text.split())
    cut = _fitting(" ".join(text.split()[:most]), most * LETTERS)
    return whole if cut == whole else f"{cut} {MORE}"


def _fitting(text: str, room: int) -> str:
    """Return as many whole words as fit, or letters where not even one does."""
    if width(text) <= room:
        return text
    room -= width(f" {MORE}")
    end = sum(used <= room for used in accumulate(width(char) for char in text))
    cut = text[:end]
    return cut if text[end] == " " else cut.rpartition(" ")[0] or cut
