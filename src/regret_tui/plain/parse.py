"""From what was typed to an answer. Pure: nothing is read, written or remembered here.

What does not fit raises NotUnderstood with a sentence for a person, which never holds their words.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from regret_tui.domain.answers import PILES
from regret_tui.domain.exercise import Option, RateField, Step

END: Final = "."
"""Alone on a line it ends a text, a list, or the sorting of cards."""
OWN: Final = "+"
"""Before a word of one's own among the cards."""
WEEKDAYS: Final = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
_DIGITS: Final = 9
"""No number that is asked for is longer, and Python refuses very long ones."""
_WORD: Final = re.compile(r"/[a-z]+")


class NotUnderstood(ValueError):
    """What was typed does not fit. Its text is a sentence for a person."""


class Command(StrEnum):
    """What can be typed at any question in place of an answer."""

    SKIP = "/skip"
    BACK = "/back"
    ENOUGH = "/enough"
    WHY = "/why"
    STEADY = "/steady"
    SUPPORT = "/support"
    LOCK = "/lock"
    LEAVE = "/leave"
    ABOUT = "/about"
    HELP = "/help"


def command(line: str) -> Command | None:
    """Return the command that a line is, or None where it is an answer.

    Raises:
        NotUnderstood: it looks like a command and is none.
    """
    word = line.strip().lower()
    if word in set(Command):
        return Command(word)
    if _WORD.fullmatch(word):
        raise NotUnderstood(
            "That is no command here. /help lists them. To begin a text with a slash, type two."
        )
    return None


def literal(line: str) -> str:
    """Return a line as it is meant: two slashes at its start stand for one."""
    return line[1:] if line.startswith("//") else line


def cut_off(line: str) -> str:
    """Return a line that was cut off as it is meant; nothing where no words of a text stand there.

    It may have been on the way to a command, or to what ends a text or takes it as it is.
    """
    word = line.strip().lower()
    if word in ("", END, OWN, "/") or _WORD.fullmatch(word):
        return ""
    return literal(line)


def choice(line: str, options: Sequence[Option]) -> str:
    """Return the id of the option whose number, id or text was typed."""
    return options[_place(line, [(option.id, option.text) for option in options])].id


def number(line: str, count: int) -> int:
    """Return the place, from 0, that a number from 1 names."""
    found = _number(line)
    if found is not None and 1 <= found <= count:
        return found - 1
    raise NotUnderstood(_one_of(count))


def scale(line: str, low: int, high: int, options: Sequence[Option]) -> int | str:
    """Return a number, or the id of an option beside the numbers."""
    word = line.strip()
    for option in options:
        if _same(word, option.id) or _same(word, option.text):
            return option.id
    found = _number(word)
    if found is not None and low <= found <= high:
        return found
    others = "".join(f", or {option.id}" for option in options)
    raise NotUnderstood(f"A number from {low} to {high}{others} fits here.")


def rating(line: str, field: RateField) -> int | str:
    """Return one rating of one item."""
    if field.options:
        return choice(line, field.options)
    return scale(line, field.low, field.high, ())


def several(line: str, items: Sequence[tuple[str, str]], *, own: bool) -> list[str]:
    """Return what was marked: numbers separated by spaces, own words separated by commas.

    Args:
        line: such as ``1 4`` or ``2, a word of my own``. Empty: none.
        items: the id and the text of each numbered line.
        own: whether other words than those are welcome.

    Returns:
        Ids, and own words as they were typed.
    """
    found: list[str] = []
    for part in line.split(","):
        words = part.split()
        while words and _number(words[0]) is not None:
            found.append(items[number(words.pop(0), len(items))][0])
        rest = " ".join(words)
        if not rest:
            continue
        known = [item for item, text in items if _same(rest, item) or _same(rest, text)]
        if known:
            found.append(known[0])
        elif own:
            found.append(rest)
        else:
            raise NotUnderstood(_several_of(len(items)))
    return list(dict.fromkeys(found))


def pile(line: str) -> str:
    """Return the pile that a card goes to: 1 very, 2 somewhat, 3 not."""
    word = line.strip().lower()
    if word in PILES:
        return word
    if word in ("1", "2", "3"):
        return PILES[int(word) - 1]
    raise NotUnderstood("1 for very, 2 for somewhat, 3 for not.")


def own_card(line: str) -> str | None:
    """Return a card of one's own, typed as ``+words``, or None."""
    word = line.strip()
    return word.removeprefix(OWN).strip() or None if word.startswith(OWN) else None


def day(line: str, today: date) -> str:
    """Return a day as an ISO date: written so, or a weekday's name, ``today`` or ``tomorrow``.

    A weekday is the next one that comes, a week from now if that is today.
    """
    word = line.strip().lower()
    if word in ("today", "tomorrow"):
        return (today + timedelta(days=int(word == "tomorrow"))).isoformat()
    matching = [place for place, name in enumerate(WEEKDAYS) if _names(word, name)]
    if len(matching) == 1:
        ahead = (matching[0] - today.weekday() - 1) % 7 + 1
        return (today + timedelta(days=ahead)).isoformat()
    try:
        return date.fromisoformat(word).isoformat()
    except ValueError:
        raise NotUnderstood(
            "A day is written like 2026-11-24, or as a weekday, or as tomorrow."
        ) from None


def options_of(step: Step) -> list[tuple[str, str]]:
    """Return the id and the text of each option of a step."""
    return [(option.id, option.text) for option in step.options]


def _place(line: str, items: Sequence[tuple[str, str]]) -> int:
    for place, names in enumerate(items):
        if any(_same(line.strip(), name) for name in names):
            return place
    return number(line, len(items))


def _number(word: str) -> int | None:
    digits = word.strip()
    return int(digits) if digits.isdecimal() and len(digits) <= _DIGITS else None


def _names(word: str, weekday: str) -> bool:
    return len(word) >= 3 and weekday.startswith(word)


def _same(typed: str, name: str) -> bool:
    return bool(typed) and typed.casefold() == name.casefold()


def _one_of(count: int) -> str:
    return f"A number from 1 to {count} fits here." if count > 1 else "Only 1 fits here."


def _several_of(count: int) -> str:
    return f"Numbers from 1 to {count} fit here, with spaces between."
