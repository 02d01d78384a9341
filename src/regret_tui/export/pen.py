"""The pen of one page: every word of the person's goes through it, and so every alias."""

from regret_tui.domain.exercise import Option, RateField, Step, StepKind, Value
from regret_tui.export.aliases import Aliases
from regret_tui.export.dates import say_stored_day
from regret_tui.export.escape import inline, quote
from regret_tui.export.measure import first_words
from regret_tui.export.sentences import Sentences
from regret_tui.export.source import Source


class Pen:
    """Writes a person's words and answers as Markdown.

    Args:
        source: where aliases, cards and sentences come from.
    """

    def __init__(self, source: Source) -> None:
        self.say = Sentences(source.phrases)
        self.aliased = Aliases(source.aliases)
        self._named = Aliases(source.aliases, any_case=False)
        self._cards = source.cards

    def quoted(self, text: str, most: int = 0) -> str:
        """Return text that holds aliases already as a block quote.

        Args:
            text: a person's words, as ``aliased`` or ``answer_text`` gave them.
            most: how many words are shown; 0 for all. The aliases are in before it is cut, so
                that half a name never shows.
        """
        return quote(first_words(text, most) if most else text)

    def inline(self, text: str, most: int = 0) -> str:
        """Return a person's text as part of a line of ours; its first words where ``most``."""
        text = self.aliased(text)
        return inline(first_words(text, most) if most else text)

    def question(self, text: str) -> str:
        """Return a question or a title of a prompt file as part of a line."""
        return inline(self._named(text))

    def label(self, name: str) -> str:
        """Return a sentence of ours, for a heading or a label."""
        return inline(self.say.plain(name))

    def answer(self, step: Step | None, value: Value) -> str:
        """Return an answer as a block quote.

        Args:
            step: the step that asked, or None where it is not known any more.
            value: what was stored for it.
        """
        return self.quoted(self.answer_text(step, value))

    def answer_text(self, step: Step | None, value: Value) -> str:
        """Return an answer as plain text with its aliases: one line or several."""
        kind = step.kind if step else None
        options = step.options if step else ()
        if isinstance(value, dict):
            return self._piles(value) if kind is StepKind.DECK else self._rated(step, value)
        if isinstance(value, list):
            return "\n".join(self._item(item, options) for item in value)
        if isinstance(value, int):
            return _number(value, step)
        if kind is StepKind.DAY:
            return say_stored_day(value)
        if kind in (StepKind.CHOICE, StepKind.SCALE, StepKind.PICK):
            return self._item(value, options)
        return self.aliased(value)

    def items(self, value: Value) -> list[str]:
        """Return what was rated, chosen or listed, with its aliases; nothing where none was."""
        return [self._item(item, ()) for item in value] if isinstance(value, list | dict) else []

    def _item(self, item: str, options: tuple[Option, ...]) -> str:
        """Return the words behind an option's or a card's id; own words as they are."""
        texts = {option.id: option.text for option in options}
        ours = texts.get(item) or self._cards.get(item)
        return self._named(ours) if ours else self.aliased(item)

    def _piles(self, sorted_cards: dict[str, str] | dict[str, dict[str, str | int]]) -> str:
        """Return the cards that were put somewhere by choice.

        Under *not* lie also those that were never looked at, and on a page "not: Safety" would
        say something about a person that they never said.
        """
        lines = []
        for pile in ("very", "somewhat"):
            cards = [self._item(card, ()) for card, where in sorted_cards.items() if where == pile]
            if cards:
                lines.append(f"{self.say.plain(f'piles.{pile}')}: {', '.join(cards)}")
        return "\n".join(lines)

    def _rated(
        self, step: Step | None, value: dict[str, str] | dict[str, dict[str, str | int]]
    ) -> str:
        fields = {field.id: field for field in (step.fields if step else ())}
        blocks = []
        for item, ratings in value.items():
            lines = [self._item(item, ())]
            if isinstance(ratings, dict):
                lines += [
                    f"{fields[key].question} {_rating(fields[key], rating)}"
                    for key, rating in ratings.items()
                    if key in fields
                ]
            blocks.append("\n".join(lines))
        return "\n\n".join(blocks)


def _number(value: int, step: Step | None) -> str:
    if step is None:
        return str(value)
    if not (step.low_text or step.high_text):
        return f"{value} (from {step.low} to {step.high})"
    return f"{value} ({_end(step.low, step.low_text)}, {_end(step.high, step.high_text)})"


def _end(number: int, text: str) -> str:
    return f"{number}: {text}" if text else str(number)


def _rating(field: RateField, rating: str | int) -> str:
    if isinstance(rating, int):
        return f"{rating} (of {field.high})"
    return next((option.text for option in field.options if option.id == rating), str(rating))
