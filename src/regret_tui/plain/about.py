"""What this is and is not: what it cannot do, what it protects, and what it rests on."""

from typing import Final

from regret_tui.plain.console import Console
from regret_tui.plain.words import Words

SAID: Final = ("first.cannot", "first.limits", "export.evidence")


def say_about(console: Console, words: Words) -> None:
    """Write it, a paragraph for each."""
    for name in SAID:
        console.say()
        console.say(words(name))
