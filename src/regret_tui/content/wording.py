"""Placeholders in prose, and the words that take their place.

Only our own prose goes through here, never a person's text: braces that they write stay braces.
"""

import re
from collections.abc import Mapping
from typing import Final

PLACEHOLDER: Final = re.compile(r"\{([a-z_0-9]+)\}")
FORGIVE_FORMS: Final = ("forgive", "forgive_for", "forgiving", "forgiveness")
KNOWN: Final = frozenset(
    {*FORGIVE_FORMS, "value", "emergency", "line", "my_people", "n", "date", "path", "count"}
)


def fill(text: str, words: Mapping[str, str]) -> str:
    """Return the text with each placeholder that is in ``words`` replaced, once and not again."""
    return PLACEHOLDER.sub(lambda match: words.get(match[1], match[0]), text)


def placeholders(text: str) -> frozenset[str]:
    """Return the names of the placeholders in a text."""
    return frozenset(PLACEHOLDER.findall(text))
