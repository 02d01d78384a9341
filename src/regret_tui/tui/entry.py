"""Which widget takes the answer to a step, with what it holds at first."""

from datetime import date
from typing import Any

from regret_tui.content.library import Library
from regret_tui.content.wording import fill
from regret_tui.domain.exercise import Step, StepKind
from regret_tui.domain.walk import Walk
from regret_tui.tui.widgets.answering import Answering
from regret_tui.tui.widgets.choices import Choices
from regret_tui.tui.widgets.day import Day
from regret_tui.tui.widgets.deck import Deck, Face
from regret_tui.tui.widgets.line import Line
from regret_tui.tui.widgets.marks import Marks
from regret_tui.tui.widgets.page import Page
from regret_tui.tui.widgets.practice import Practice
from regret_tui.tui.widgets.rate import Rate
from regret_tui.tui.widgets.scale import Scale

WRITTEN = frozenset({StepKind.TEXT, StepKind.LINE, StepKind.LIST})
"""Kinds whose words are kept as a draft while they are typed."""


def make_entry(
    walk: Walk,
    library: Library,
    words: dict[str, str],
    *,
    today: date,
    still: bool,
    text: str = "",
    cursor: tuple[int, int] = (0, 0),
) -> Answering | None:
    """Return the widget for the step that is asked, or None where nothing is entered.

    Args:
        walk: where the person is.
        library: the prompts.
        words: what placeholders stand for.
        today: the day it is.
        still: whether motion is off.
        text: words that were being written when it was cut off, to go on with.
        cursor: row and column in them.
    """
    step = walk.step
    if step is None or step.kind is StepKind.SAY:
        return None
    before = walk.answer_now
    hint = fill(step.hint, words)
    place = cursor if text else None
    match step.kind:
        case StepKind.TEXT:
            return Page(text or _text(before), hint, place)
        case StepKind.LIST:
            return Page(text or "\n".join(_list(before)), hint, place)
        case StepKind.LINE:
            return Line(text or _text(before), hint, cursor[1] if text else None)
        case StepKind.SCALE:
            ends = (fill(step.low_text, words), fill(step.high_text, words))
            value = before if isinstance(before, int | str) else None
            return Scale(step.low, step.high, ends, _options(step, words), value)
        case StepKind.CHOICE:
            return Choices(_options(step, words), _text(before), marked=False)
        case StepKind.MARKS | StepKind.PICK:
            lines = _options(step, words) or [(item, item) for item in walk.items]
            own = library.phrase("piles.own") if step.own else ""
            return Marks(lines, _list(before), step.most, own)
        case StepKind.DECK:
            return _deck(library, before)
        case StepKind.RATE:
            return Rate(list(walk.items), step.fields, before if isinstance(before, dict) else None)
        case StepKind.DAY:
            return Day(today, _text(before))
        case StepKind.PRACTICE:
            return Practice(tuple(fill(line, words) for line in step.lines), step.pace, still=still)


def _deck(library: Library, before: Any) -> Deck:
    piles = (
        library.phrase("piles.very"),
        library.phrase("piles.somewhat"),
        library.phrase("piles.not"),
    )
    faces = [Face(card.text, card.meaning) for card in library.cards]
    return Deck(
        faces, piles, library.phrase("piles.own"), before if isinstance(before, dict) else None
    )


def _options(step: Step, words: dict[str, str]) -> list[tuple[str, str]]:
    return [(option.id, fill(option.text, words)) for option in step.options]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[str]:
    return list(value) if isinstance(value, list) else []
