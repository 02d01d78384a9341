"""A person's text on its way to the screen: always as Content, never as markup."""

import re
from typing import Final

from textual.content import Content

BAR: Final = "▒"
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_WORD: Final = re.compile(r"\S+")


def plain(text: str) -> Content:
    """Return text as it is: ``[/`` stays ``[/``, and controls cannot reach the terminal."""
    return Content(shown(text))


def shown(text: str) -> str:
    """Return text without controls and direction overrides, which could disturb the screen."""
    return _CONTROLS.sub("", text)


def covered(text: str) -> str:
    """Return text with every visible character under a bar. Its length stays the same."""
    return re.sub(r"\S", BAR, text)


def covered_but(text: str, at: int) -> str:
    """Return text under bars but for the word at a position, where the cursor is."""
    for word in _WORD.finditer(text):
        if word.start() <= at <= word.end():
            return covered(text[: word.start()]) + word[0] + covered(text[word.end() :])
    return covered(text)


def sentence(text: str) -> str:
    """Return text with its first letter as at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def quoted(text: str) -> str:
    """Return a person's words in quotation marks."""
    return f"“{text}”"
