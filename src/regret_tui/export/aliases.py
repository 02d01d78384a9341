"""Names of people, and what stands in their place on a page."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from regret_tui.export.escape import clean

NAMELESS: Final = "someone"
"""Stands for a name whose alias was left empty: a name that was listed is never shown."""

_UNSPACED: Final = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "THAI", "LAO", "KHMER")
"""Scripts where a word need not end at a space: there a name is replaced inside a run too."""

_ALIKE: Final = {"'": "['\u2019\u02bc]", "\u2019": "['\u2019\u02bc]", "-": "[-\u2010\u2011]"}
"""Signs in names that are typed in more than one way."""

_NO_LETTER_BEFORE: Final = r"(?<![^\W_])"
_NO_LETTER_AFTER: Final = r"(?![^\W_])"


class Aliases:
    """Replaces whole words, in any case, the longest name first, and each place once.

    An underscore is no letter here, so that ``_Anna_`` is found. Where it is unsure it replaces:
    a name that shows is worse than an alias too many. Other forms of a name need a line of
    their own.

    Args:
        names: a name, and what is written in its place.
        any_case: False for our own prose, where only a capital letter makes "Will" a name.
    """

    def __init__(self, names: Mapping[str, str], *, any_case: bool = True) -> None:
        plain = {_one_line(name): _one_line(alias) or NAMELESS for name, alias in names.items()}
        longest = sorted((name for name in plain if name), key=lambda name: (-len(name), name))
        self._stand_ins = [plain[name] for name in longest]
        self._pattern = (
            re.compile(
                "|".join(
                    f"({_whole(name, any_case)}){_full_stop(plain[name])}" for name in longest
                ),
                re.IGNORECASE if any_case else re.NOFLAG,
            )
            if longest
            else None
        )

    def __call__(self, text: str) -> str:
        """Return the text, cleaned, with every name replaced."""
        text = clean(text)
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda match: self._stand_ins[(match.lastindex or 1) - 1], text)


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _whole(name: str, any_case: bool) -> str:
    """Return a pattern for a name as a whole word, in the spellings that case gives it."""
    small = (name.lower(), name.casefold()) if any_case else ()
    spellings = dict.fromkeys((name.title(), name.upper(), *small))
    if any_case or not name.islower():
        spellings[name] = None
    inner = "|".join(_spelled(spelling) for spelling in spellings)
    before = "" if _is_unspaced(name[0]) else _NO_LETTER_BEFORE
    after = "" if _is_unspaced(name[-1]) else _NO_LETTER_AFTER
    return f"{before}(?:{inner}){after}"


def _full_stop(alias: str) -> str:
    """Return a pattern for the full stop of a sentence, where the alias brings one already."""
    return r"(?:\.(?!\.))?" if alias.endswith(".") else ""


def _spelled(name: str) -> str:
    words = ("".join(_ALIKE.get(char, re.escape(char)) for char in word) for word in name.split())
    return r"\s+".join(words)


def _is_unspaced(char: str) -> bool:
    return unicodedata.name(char, "").startswith(_UNSPACED)
