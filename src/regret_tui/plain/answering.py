"""Reading the answer to a step, kind by kind.

A line that does not fit is said to be so, and asked for again; nothing typed before is lost.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from regret_tui.domain.critic import says_heard
from regret_tui.domain.exercise import Step, StepKind, Value
from regret_tui.domain.pace import day_in_words
from regret_tui.domain.walk import Walk
from regret_tui.plain import parse
from regret_tui.plain.asking import Asker, Called
from regret_tui.plain.console import EndOfInput
from regret_tui.plain.sorting import Sorting
from regret_tui.plain.writing import Page, Pages

T = TypeVar("T")


class Answers:
    """Reads answers.

    Args:
        asker: where lines come from.
        pages: texts that are being written.
        cards: the text and the meaning of each value card.
        today: the day it is now.
    """

    def __init__(
        self,
        asker: Asker,
        pages: Pages,
        cards: Sequence[tuple[str, str]],
        today: Callable[[], date],
    ) -> None:
        self._asker = asker
        self._pages = pages
        self._today = today
        self._sorting = Sorting(asker, cards)

    def read(self, walk: Walk, step: Step) -> Value | None:
        """Return what was answered; None for a step that asks nothing.

        Raises:
            Called: a command was typed.
            EndOfInput: there is nothing more.
        """
        match step.kind:
            case StepKind.TEXT | StepKind.LIST:
                return self._text(walk, step)
            case StepKind.DECK | StepKind.RATE:
                return self._sorted(walk, step)
            case StepKind.SAY | StepKind.PRACTICE:
                self._asker.line()
                return None
        before = walk.answer_now
        if step.kind is StepKind.LINE:
            before = self._pages.open(walk).offered or None
        if before is not None:
            shown = before
            if step.kind is StepKind.DAY and isinstance(before, str):
                shown = day_in_words(date.fromisoformat(before))
            self._say_before(shown, "plain.keep_how")
        return self._until_it_fits(lambda line: self._fitting(walk, step, line, before))

    def _fitting(self, walk: Walk, step: Step, line: str, before: Value | None) -> Value:
        if before is not None and not line.strip():
            return before
        match step.kind:
            case StepKind.SCALE:
                return parse.scale(line, step.low, step.high, step.options)
            case StepKind.CHOICE:
                return parse.choice(line, step.options)
            case StepKind.MARKS:
                return parse.several(line, parse.options_of(step), own=step.own)
            case StepKind.PICK:
                items = [(item, item) for item in walk.items]
                return parse.several(line, items, own=step.own)
            case StepKind.DAY:
                return parse.day(line, self._today())
            case _:
                return line

    def _sorted(self, walk: Walk, step: Step) -> Value:
        before = walk.answer_now
        if before is not None:
            self._say_before(before, "plain.sort_again_how")
            if not self._asker.line().strip():
                return before
        if step.kind is StepKind.DECK:
            return self._sorting.deck(walk, step)
        return self._sorting.rate(walk, step)

    def _text(self, walk: Walk, step: Step) -> Value:
        page = self._pages.open(walk)
        offered = page.offered
        if offered:
            self._asker.console.say(self._asker.words(f"plain.{page.offer}"))
            self._asker.console.show(offered)
            self._asker.console.say(self._asker.words("plain.take_how"))
        try:
            self._lines(walk, page, offered)
        except (Called, EndOfInput):
            self._pages.put_aside(page)
            raise
        except KeyboardInterrupt:
            self._keep_half_line(page)
            self._pages.put_aside(page)
            raise
        return page.text.splitlines() if step.kind is StepKind.LIST else page.text

    def _lines(self, walk: Walk, page: Page, offered: str) -> None:
        first, heard = bool(offered), ""
        while True:
            line = self._asker.line()
            if first and not line.strip():
                page.text = offered
                return
            if line.strip() == parse.END:
                if first:
                    page.text = offered
                return
            if first and line.strip() == parse.OWN:
                page.text = offered
            else:
                page.add(line)
            first = False
            if not heard:
                heard = says_heard(walk, page.text)
                if heard:
                    self._asker.console.say(self._asker.words(f"sitting.{heard}"))

    def _keep_half_line(self, page: Page) -> None:
        half = parse.cut_off(self._asker.console.half_line)
        if half:
            page.add_half(half)

    def _say_before(self, before: Value, how: str) -> None:
        self._asker.console.say(f"{self._asker.words('sitting.earlier')}:")
        self._asker.console.show(self._asker.words.value(before))
        self._asker.console.say(self._asker.words(how))

    def _until_it_fits(self, fitting: Callable[[str], T]) -> T:
        while True:
            try:
                return fitting(self._asker.line())
            except parse.NotUnderstood as error:
                self._asker.console.say(str(error))
