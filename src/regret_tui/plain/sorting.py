"""Sorting value cards, and rating items: many small questions that make one answer."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, TypeAlias

from regret_tui.domain.exercise import RateField, Step
from regret_tui.domain.walk import Walk
from regret_tui.plain import parse
from regret_tui.plain.asking import Asker, Called
from regret_tui.plain.page import write_scale
from regret_tui.plain.parse import Command, NotUnderstood

_Piles: TypeAlias = dict[str, str]
_Ratings: TypeAlias = dict[tuple[str, str], str | int | None]
_LAST: Final = "not"
"""Where the cards go that were not looked at."""


class Sorting:
    """Asks for one card, or one rating, after the other.

    What is sorted is remembered while a command is seen to, so that coming back goes on there.
    ``/back`` goes to the card before, and at the first one to the step before.

    Args:
        asker: where lines come from.
        cards: the text and the meaning of each value card.
    """

    def __init__(self, asker: Asker, cards: Sequence[tuple[str, str]]) -> None:
        self._asker = asker
        self._cards = cards
        self._piles: dict[tuple[str, str], _Piles] = {}
        self._ratings: dict[tuple[str, str], _Ratings] = {}

    def deck(self, walk: Walk, step: Step) -> dict[str, str]:
        """Return the pile of each card, and of each own word."""
        key = (walk.sitting.id, step.id)
        piles = self._piles.setdefault(key, {})
        while (card := next((c for c in self._cards if c[0] not in piles), None)) is not None:
            self._put(partial(self._show_card, card), step)
            try:
                line = self._asker.line()
            except Called as called:
                if not self._undone(called, piles):
                    raise
                continue
            if line.strip() == parse.END:
                break
            self._sort(step, piles, card[0], line)
        sorted_all = {text: piles.get(text, _LAST) for text, _ in self._cards}
        del self._piles[key]
        return {**sorted_all, **piles}

    def _sort(self, step: Step, piles: _Piles, card: str, line: str) -> None:
        own = parse.own_card(line) if step.own else None
        if own is not None:
            piles[own] = "very"
            self._asker.console.show(f"{own}: {self._asker.words('piles.very')}")
            return
        try:
            piles[card] = parse.pile(line)
        except NotUnderstood as error:
            self._asker.console.say(str(error))

    def rate(self, walk: Walk, step: Step) -> dict[str, dict[str, str | int]]:
        """Return the ratings of each item. Those that were left are not in it."""
        key = (walk.sitting.id, step.id)
        given = self._ratings.setdefault(key, {})
        asked = [(item, field) for item in walk.items for field in step.fields]
        while (now := next((a for a in asked if (a[0], a[1].id) not in given), None)) is not None:
            item, field = now
            self._put(partial(self._show_rating, item, field), step)
            try:
                given[item, field.id] = parse.rating(self._asker.line(), field)
            except NotUnderstood as error:
                self._asker.console.say(str(error))
            except Called as called:
                if called.command is Command.SKIP:
                    given[item, field.id] = None
                elif not self._undone(called, given):
                    raise
        del self._ratings[key]
        rated: dict[str, dict[str, str | int]] = {}
        for (item, name), value in given.items():
            if value is not None:
                rated.setdefault(item, {})[name] = value
        if not rated:
            raise Called(Command.SKIP)
        return rated

    @staticmethod
    def _undone(called: Called, done: _Piles | _Ratings) -> bool:
        if called.command is not Command.BACK or not done:
            return False
        done.popitem()
        return True

    def _show_card(self, card: tuple[str, str]) -> None:
        text, meaning = card
        self._asker.console.say(f"{text}: {meaning}" if meaning else text)

    def _show_rating(self, item: str, field: RateField) -> None:
        console, words = self._asker.console, self._asker.words
        console.show(item)
        console.say(words.prose(field.question))
        if field.options:
            console.choices(words.prose(option.text) for option in field.options)
        else:
            write_scale(
                console, words, (field.low, field.high, field.low_text, field.high_text), ()
            )

    def _put(self, question: Callable[[], None], step: Step) -> None:
        self._asker.about(question, self._asker.words.prose(step.why))
        question()
