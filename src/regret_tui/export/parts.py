"""The parts that pages are made of: a sitting, a kept line, a list of their blocks."""

from itertools import chain, count
from typing import Final

from regret_tui.domain.exercise import Role, Step, StepKind
from regret_tui.domain.kept import Kept
from regret_tui.domain.sitting import Share
from regret_tui.export.asked import Asked, rated
from regret_tui.export.dates import say_moment
from regret_tui.export.escape import inline
from regret_tui.export.measure import is_short
from regret_tui.export.pen import Pen
from regret_tui.export.scope import ShownSitting, share_of
from regret_tui.export.sentences import OWN, VOICES
from regret_tui.export.source import Source

TITLE_WORDS: Final = 8
FIRST_WORDS: Final = 30
"""How much of a kept text a summary shows."""
UNRATED: Final = "–"


class Parts:
    """Makes the parts of one page, and remembers its headings so that no two are alike.

    Args:
        source: the journal.
        pen: the page's pen.
    """

    def __init__(self, source: Source, pen: Pen) -> None:
        self._pen = pen
        self._exercises = source.exercises
        self._titles = {regret.id: regret.title for regret in source.regrets}
        self._headings: set[str] = set()

    def sitting(self, shown: ShownSitting, level: int, *, named: bool) -> list[str]:
        """Return the blocks of a sitting: its heading, and its words as far as it is marked.

        Args:
            shown: the sitting.
            level: of its heading.
            named: whether the heading says which regret it is about.
        """
        text = f"{self.sitting_name(shown, named=named)}, {say_moment(shown.sitting.started)}"
        blocks = [self.heading(text, level)]
        if not shown.full:
            return blocks + (self.answered(shown.line) if shown.line else [])
        if rated(shown.answers, Role.BEFORE) or rated(shown.answers, Role.AFTER):
            blocks.append(f"{self._pen.label('export.hard')} {self.distress(shown)}.")
        written = [item for item in shown.answers if item.step.role is None]
        for item in written:
            blocks += self.answered(item)
        return blocks if written else [*blocks, self._pen.say("export.no_answers")]

    def sitting_name(self, shown: ShownSitting, *, named: bool) -> str:
        """Return what a sitting is called, and its regret where that is wanted, as Markdown."""
        title = self._pen.question(shown.exercise.title)
        regret = self._titles.get(shown.sitting.regret, "")
        return f"{title}, “{self._pen.inline(regret, TITLE_WORDS)}”" if named and regret else title

    def answered(self, item: Asked) -> list[str]:
        """Return a question and its answer; a turn of a voice says whose turn it is."""
        question = self._pen.question(item.question)
        if item.step.voice is not None:
            question = f"**{self._pen.label(VOICES[item.step.voice])}:** {question}"
        return [question, self._pen.answer(item.step, item.value)]

    def distress(self, shown: ShownSitting) -> str:
        """Return ``6 → 4``; a dash where it was not rated, all ratings where there were two."""
        sides = []
        for role in (Role.BEFORE, Role.AFTER):
            said = [self._rating(item) for item in rated(shown.answers, role)]
            sides.append(", ".join(said) or UNRATED)
        return " → ".join(sides)

    def _rating(self, item: Asked) -> str:
        if isinstance(item.value, int):
            return str(item.value)
        return inline(self._pen.answer_text(item.step, item.value)).lower()

    def kept(self, item: Kept, *, short: bool = False) -> list[str]:
        """Return a kept thing with what it is and when, as far as it is marked.

        Args:
            item: the kept thing.
            short: never more than its first words.
        """
        name = f"**{self.kept_label(item)}**, {say_moment(item.at)}"
        return [name, self.kept_words(item, short=short)]

    def kept_label(self, item: Kept) -> str:
        """Return what a kept thing is, as Markdown: a name of ours, or the question it answers."""
        if f"kept.{item.name}" in OWN:
            return self._pen.label(f"kept.{item.name}")
        step = self._step_of(item)
        return self._pen.question(step.question) if step else self._pen.label("kept.other")

    def kept_words(self, item: Kept, *, short: bool = False) -> str:
        """Return a kept thing's words as a block quote, as far as it is marked."""
        step = self._step_of(item)
        full = share_of(item) is Share.FULL
        items = self._pen.items(item.value)
        if short and items:
            return self._pen.quoted(", ".join(items), FIRST_WORDS)
        if step and step.kind is StepKind.RATE and not full:
            return self._pen.quoted("\n".join(items))
        long_text = step is None or step.kind is StepKind.TEXT
        most = FIRST_WORDS if short or (long_text and not full) else 0
        return self._pen.quoted(self._pen.answer_text(step, item.value), most)

    def is_whole(self, item: Kept) -> bool:
        """Return whether a short showing of a kept thing leaves nothing of it out."""
        step = self._step_of(item)
        if step and step.kind is StepKind.RATE and share_of(item) is Share.FULL:
            return False
        items = self._pen.items(item.value)
        text = ", ".join(items) if items else self._pen.answer_text(step, item.value)
        return is_short(text, FIRST_WORDS)

    def _step_of(self, item: Kept) -> Step | None:
        exercise = self._exercises.get(item.exercise)
        return exercise.step(item.step.partition("@")[0]) if exercise else None

    def heading(self, text: str, level: int) -> str:
        """Return a heading, numbered where the page has one like it already.

        Args:
            text: as Markdown, on one line.
            level: 1 to 6.
        """
        numbered = (f"{text} ({number})" for number in count(2))
        unlike = next(each for each in chain([text], numbered) if each not in self._headings)
        self._headings.add(unlike)
        return f"{'#' * level} {unlike}"
