"""The limits of the voice that carries the regret: three turns, and about eighty words each.

Without a limit such a voice turns from the act to the person and into contempt. The limit is
soft: what is over it is kept, and the seat moves.
"""

from typing import Final

from regret_tui.domain.exercise import Voice
from regret_tui.domain.walk import Walk

TURNS: Final = 3
WORDS: Final = 80


def count_words(text: str) -> int:
    """Return the number of words in a text."""
    return len(text.split())


def is_heard(text: str, limit: int) -> bool:
    """Return whether a turn has reached its limit. A limit of 0 is never reached."""
    return 0 < limit <= count_words(text)


def says_heard(walk: Walk, text: str) -> str:
    """Return what is said once a voice has reached its limit: the name of a phrase, or nothing.

    ``heard`` after the last turn of the voice that carries it, before the seat moves;
    ``heard_more`` after an earlier one; ``heard_answers`` for any other voice. Only turns in
    words count.

    Args:
        walk: where the person is.
        text: what is on the page.
    """
    step = walk.step
    if step is None or not is_heard(text, step.words):
        return ""
    if step.voice is not Voice.CARRIES:
        return "heard_answers"
    turns = [item.id for item in walk.path if item.voice is Voice.CARRIES and item.words]
    last = turns[:TURNS][-1:] or [step.id]
    return "heard" if step.id in last or step.id not in turns[:TURNS] else "heard_more"
