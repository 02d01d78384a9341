"""A practice, line by line: slowly on a terminal, counted in words, and ended by any line."""

from typing import Final

from regret_tui.domain.exercise import Step
from regret_tui.plain.console import Console
from regret_tui.plain.words import Words

PAUSE: Final = 6
"""Seconds that a line is left to stand where the practice gives no pace."""
_BREATH: Final = ("plain.breathe_in", "plain.breathe_out")
_NUMBERS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip


def write_practice(console: Console, words: Words, step: Step) -> None:
    """Write the lines. A line that is typed in between ends the waiting, and answers the step."""
    hurried = not console.is_terminal
    if not hurried and step.lines:
        console.say(words("plain.practice_how"))
    for place, line in enumerate(step.lines):
        console.say(words.prose(line))
        counts = step.pace if place else ()
        for name, seconds in zip(_BREATH, counts, strict=False):
            if hurried and place > 1:
                break
            console.say(words(name, counts=counted(seconds)))
            hurried = hurried or console.wait(seconds)
        if not counts:
            hurried = hurried or console.wait(PAUSE)
    console.say(words("plain.enter"))


def counted(seconds: int) -> str:
    """Return a count in words: ``one, two, three``."""
    return ", ".join(_NUMBERS[place % len(_NUMBERS)] for place in range(seconds))
