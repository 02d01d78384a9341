"""The limits of the voice that carries the regret: three turns, and about eighty words each.

Without a limit such a voice turns from the act to the person and into contempt. The limit is
soft: what is over it is kept, and the seat moves.
"""

from typing import Final

TURNS: Final = 3
WORDS: Final = 80


def count_words(text: str) -> int:
    """Return the number of words in a text."""
    return len(text.split())


def is_heard(text: str, limit: int) -> bool:
    """Return whether a turn has reached its limit. A limit of 0 is never reached."""
    return 0 < limit <= count_words(text)
