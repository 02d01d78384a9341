"""How a step is written in line mode: what was said before first, the question last."""

from collections.abc import Mapping
from typing import Final

from regret_tui.domain.exercise import Kind, Option, Step, StepKind, Voice
from regret_tui.domain.walk import Walk
from regret_tui.plain.console import Console
from regret_tui.plain.words import Words

PINNED: Final = "sentence"
"""The kept sentence that stays in sight at every later step of its regret."""

_HOW: Final[Mapping[StepKind, str]] = {
    StepKind.TEXT: "plain.text_how",
    StepKind.LIST: "plain.list_how",
    StepKind.DECK: "plain.deck_how",
    StepKind.DAY: "plain.day_how",
}
_READ: Final = (StepKind.SAY, StepKind.PRACTICE)
"""Kinds that ask nothing."""


def write_step(console: Console, words: Words, walk: Walk, step: Step) -> None:
    """Write a step. Nothing of a person's own words is read as anything but text."""
    console.say()
    _before(console, words, walk)
    if step.voice is not None:
        console.say(f"{words(f'voices.{_seat(walk, step)}')}.")
    if step.kind in _READ:
        for prose in (step.question, step.guidance):
            if prose:
                console.say(words.prose(prose))
        if step.kind is StepKind.SAY:  # a practice has its lines before that
            console.say(words("plain.enter"))
        return
    for prose in (step.guidance, hint(words, step), how(words, step)):
        if prose:
            console.say(words.prose(prose))
    console.say(words.prose(step.question))
    _choices(console, words, walk, step)


def write_scale(
    console: Console, words: Words, ends: tuple[int, int, str, str], options: tuple[Option, ...]
) -> None:
    """Write what the numbers mean, and what can be said beside them."""
    low, high, low_text, high_text = ends
    texts = (f"{low} {low_text}".strip(), f"{high} {high_text}".strip())
    console.say(words("plain.scale_how", low=texts[0], high=texts[1]))
    for option in options:
        console.say(f"{option.id}  {words.prose(option.text)}")


def hint(words: Words, step: Step) -> str:
    """Return how an answer could begin, as a sentence of its own."""
    return words("plain.hint", hint=step.hint) if step.hint else ""


def how(words: Words, step: Step) -> str:
    """Return how this kind of question is answered here; empty where that shows."""
    match step.kind:
        case StepKind.MARKS:
            return words("plain.marks_own" if step.own else "plain.marks_how")
        case StepKind.PICK:
            return words("plain.pick_own" if step.own else "plain.pick_how")
        case kind:
            return words(_HOW[kind]) if kind in _HOW else ""


def _before(console: Console, words: Words, walk: Walk) -> None:
    handed = walk.handed
    pinned = walk.known.get(PINNED)
    later = walk.sitting.regret and walk.exercise.kind is not Kind.SCREEN
    if later and isinstance(pinned, str) and PINNED not in {item.of for item in handed}:
        console.say(f"{words('sitting.quote_label_sentence')}:")
        console.show(pinned)
    for item in handed:
        usual = "quote_label_sentence" if item.of == PINNED else "earlier"
        console.say(f"{item.label or words(f'sitting.{usual}')}:")
        console.show(words.value(item.value))


def _seat(walk: Walk, step: Step) -> str:
    answered = any(walk.sitting.value(item.id) for item in walk.path if item.voice is Voice.ANSWERS)
    again = step.voice is Voice.CARRIES and answered
    return "carries_again" if again else str(step.voice)


def _choices(console: Console, words: Words, walk: Walk, step: Step) -> None:
    match step.kind:
        case StepKind.SCALE:
            ends = (step.low, step.high, step.low_text, step.high_text)
            write_scale(console, words, ends, step.options)
        case StepKind.CHOICE | StepKind.MARKS:
            console.choices(words.prose(option.text) for option in step.options)
        case StepKind.PICK:
            for number, item in enumerate(walk.items, 1):
                console.show(f"{number}  {item}")
