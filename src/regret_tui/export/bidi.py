"""Direction controls in a person's text: kept where they are balanced, dropped where not.

An override that is never closed would turn our own words around it (UAX #9).
"""

import unicodedata
from typing import Final

_EMBEDS: Final = frozenset("\u202a\u202b\u202d\u202e")
_ISOLATES: Final = frozenset("\u2066\u2067\u2068")
_POP_EMBED: Final = "\u202c"
_POP_ISOLATE: Final = "\u2069"
_FIRST_STRONG: Final = "\u2068"
_RIGHT: Final = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI"})


def balanced(line: str) -> str:
    """Return one line without the direction controls that nothing closes, or that close nothing."""
    opened: list[int] = []
    dropped: set[int] = set()
    for place, char in enumerate(line):
        if char in _EMBEDS or char in _ISOLATES:
            opened.append(place)
        elif char == _POP_EMBED:
            if opened and line[opened[-1]] in _EMBEDS:
                opened.pop()
            else:
                dropped.add(place)
        elif char == _POP_ISOLATE:
            if any(line[at] in _ISOLATES for at in opened):
                while line[opened[-1]] in _EMBEDS:
                    dropped.add(opened.pop())
                opened.pop()
            else:
                dropped.add(place)
    dropped.update(opened)
    return "".join(char for place, char in enumerate(line) if place not in dropped)


def isolated(text: str) -> str:
    """Return text that goes inside a line of ours, set apart where it may run right to left."""
    if any(unicodedata.bidirectional(char) in _RIGHT for char in text):
        return f"{_FIRST_STRONG}{text}{_POP_ISOLATE}"
    return text
