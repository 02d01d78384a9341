"""What counts as an answer to each kind of step, and cleaning what was typed or pasted."""

import unicodedata
from datetime import date
from typing import Any, Final

from regret_tui.domain.exercise import Option, RateField, Step, StepKind, Value

PILES: Final = ("very", "somewhat", "not")
ASKS_NOTHING: Final = frozenset({StepKind.SAY, StepKind.PRACTICE})
_KEPT_CONTROLS: Final = frozenset("\n\t")
_SEVERAL: Final = (list, tuple, set, frozenset, dict)


class AnswerRefused(ValueError):
    """An answer does not fit its step. Its text is a sentence for a person, without their words."""


def clean(text: str) -> str:
    """Return text that can be stored: NFC, Unix line ends, no half characters or controls.

    Pasted text may hold halves of characters, which JSON cannot encode.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (
        char
        for char in text
        if char in _KEPT_CONTROLS or unicodedata.category(char) not in ("Cc", "Cs")
    )
    return unicodedata.normalize("NFC", "".join(kept))


def check(step: Step, value: Any, items: tuple[str, ...] = ()) -> Value:
    """Return the answer in the shape that is stored.

    Args:
        step: the step that is answered.
        value: what was entered.
        items: what the step's ``of`` holds now, for PICK and RATE.

    Raises:
        AnswerRefused: it does not fit.
    """
    match step.kind:
        case StepKind.TEXT:
            return _text(value)
        case StepKind.LINE:
            return " ".join(_text(value).split())
        case StepKind.LIST:
            return _list(step, value)
        case StepKind.SCALE:
            return _scale(value, step.low, step.high, step.options)
        case StepKind.CHOICE:
            return _choice(value, step.options)
        case StepKind.MARKS:
            return _marks(step, value)
        case StepKind.DECK:
            return _deck(value)
        case StepKind.PICK:
            return _pick(step, value, items)
        case StepKind.RATE:
            return _rate(step, value, items)
        case StepKind.DAY:
            return _day(value)
        case StepKind.SAY | StepKind.PRACTICE:
            raise AnswerRefused("Nothing is asked here.")


def _text(value: Any) -> str:
    text = clean(value).strip() if isinstance(value, str) else ""
    if not text:
        raise AnswerRefused("This is empty. You can write, or leave this one.")
    return text


def _list(step: Step, value: Any) -> list[str]:
    items = _lines(value.splitlines() if isinstance(value, str) else value)
    if not items:
        raise AnswerRefused("This is empty. Write one on each line, or leave this one.")
    if step.most and len(items) > step.most:
        raise AnswerRefused(f"There is room for {step.most} here.")
    return items


def _lines(values: Any) -> list[str]:
    """Return several entries, each on one line, cleaned, without empty ones and repeats."""
    several = values if isinstance(values, _SEVERAL) else ()
    lines = (" ".join(clean(str(item)).split()) for item in several)
    return list(dict.fromkeys(line for line in lines if line))


def _scale(value: Any, low: int, high: int, options: tuple[Option, ...]) -> int | str:
    if isinstance(value, str) and value in {option.id for option in options}:
        return value
    try:
        number = int(value) if type(value) in (int, str) else low - 1
    except ValueError:
        number = low - 1
    if not low <= number <= high:
        raise AnswerRefused(f"A number from {low} to {high} fits here.")
    return number


def _choice(value: Any, options: tuple[Option, ...]) -> str:
    if not isinstance(value, str) or value not in {option.id for option in options}:
        raise AnswerRefused("Choose one of the lines above.")
    return value


def _marks(step: Step, value: Any) -> list[str]:
    known = {option.id for option in step.options}
    marked = _lines([value] if isinstance(value, str) else value)
    if not isinstance(value, _SEVERAL) or not (step.own or set(marked) <= known):
        raise AnswerRefused("Choose any of the lines above, or none.")
    return marked


def _deck(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not all(pile in PILES for pile in value.values()):
        raise AnswerRefused("Each card goes to very, somewhat or not.")
    piles = {line: str(pile) for card, pile in value.items() for line in _lines([card])}
    if "very" not in piles.values():
        raise AnswerRefused("One card at least goes to very, so that there is something to keep.")
    return piles


def _pick(step: Step, value: Any, items: tuple[str, ...]) -> list[str]:
    picked = _lines([value] if isinstance(value, str) else value)
    if not picked:
        raise AnswerRefused("Choose one at least, or leave this one.")
    if step.most and len(picked) > step.most:
        raise AnswerRefused(f"There is room for {step.most} here.")
    if not step.own and not set(picked) <= set(items):
        raise AnswerRefused("Choose from the lines above.")
    return picked


def _rate(step: Step, value: Any, items: tuple[str, ...]) -> dict[str, dict[str, str | int]]:
    fits = isinstance(value, dict) and set(value) <= set(items)
    if not fits or not all(isinstance(ratings, dict) for ratings in value.values()):
        raise AnswerRefused("Each of the lines above is asked about in turn.")
    return {
        item: {
            field.id: rate_value(field, ratings[field.id])
            for field in step.fields
            if field.id in ratings
        }
        for item, ratings in value.items()
    }


def rate_value(field: RateField, value: Any) -> str | int:
    """Return one rating of one item. Raises AnswerRefused where it does not fit."""
    if field.options:
        return _choice(value, field.options)
    return _scale(value, field.low, field.high, ())


def _day(value: Any) -> str:
    try:
        return date.fromisoformat(str(value).strip()).isoformat()
    except ValueError:
        raise AnswerRefused("A day is written like 2026-11-24.") from None
