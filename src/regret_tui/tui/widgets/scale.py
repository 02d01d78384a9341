"""A row of numbers: one digit, ``x`` for ten, arrows, or the mouse."""

from typing import Any, ClassVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive

from regret_tui.tui.widgets.answering import Answering

STOPS = 11
"""Numbers in the row. A scale to a hundred goes by tens, and by fives with the arrows."""


class Scale(Answering, can_focus=True):
    """A number from ``low`` to ``high``, or a word beside the numbers.

    Args:
        low: the least.
        high: the most.
        texts: words for the two ends.
        beside: id and words of answers beside the numbers.
        value: what is marked at first.
    """

    DEFAULT_CSS = """
    Scale { height: auto; padding: 0 1; }
    """
    BINDINGS: ClassVar = [
        Binding("left,down", "move(-1)", show=False),
        Binding("right,up", "move(1)", show=False),
        Binding("x,X", "most", show=False),
        Binding("enter", "take", show=False),
    ]

    value: reactive[int | str | None] = reactive(None)

    def __init__(
        self,
        low: int = 0,
        high: int = 10,
        texts: tuple[str, str] = ("", ""),
        beside: list[tuple[str, str]] | None = None,
        value: int | str | None = None,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._low, self._high, self._texts = low, high, texts
        self._beside = beside or []
        self._step = max(1, (high - low) // 10)
        self.set_reactive(Scale.value, value)

    def answer(self) -> Any:
        """Return the marked number or word; None where nothing is marked."""
        return self.value

    def render(self) -> Content:
        """Return the row, its ends in words, and what is beside it."""
        cells = []
        for number in range(self._low, self._high + 1, self._step):
            is_marked = self.value == number or self._between(number)
            mark = "reverse bold" if is_marked else ""
            cells.append((f" {number} ", mark))
        lines = [Content.assemble(*cells)]
        width = sum(len(text) for text, _ in cells)
        left, right = self._texts
        if left or right:
            gap = max(2, width - len(left) - len(right) - 2)
            lines.append(Content.assemble((f" {left}{' ' * gap}{right}", "$dim")))
        for at, (word_id, words) in enumerate(self._beside):
            key = "nzy"[at] if at < len("nzy") else ""
            mark = "reverse bold" if self.value == word_id else ""
            lines.append(Content.assemble((f" {key}  {words} ", mark)))
        if isinstance(self.value, int) and self._between_stops:
            lines.insert(1, Content(f" {self.value}"))
        return Content("\n").join(lines)

    @property
    def _between_stops(self) -> bool:
        return isinstance(self.value, int) and (self.value - self._low) % self._step != 0

    def _between(self, number: int) -> bool:
        return isinstance(self.value, int) and number < self.value < number + self._step

    def on_key(self, event: events.Key) -> None:
        """Mark a number by its digit, or a word by its letter."""
        if event.character and event.character.isdigit():
            number = self._low + int(event.character) * self._step
            if number <= self._high:
                event.stop()
                self.value = number
        elif event.character and event.character.lower() in "nzy"[: len(self._beside)]:
            event.stop()
            self.value = self._beside["nzy".index(event.character.lower())][0]

    def on_click(self, event: events.Click) -> None:
        """Mark the number under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        at = 0
        if offset.y == 0:
            for number in range(self._low, self._high + 1, self._step):
                at += len(f" {number} ")
                if offset.x < at:
                    self.value = number
                    return
        elif (row := offset.y - (2 if any(self._texts) else 1)) >= 0 and row < len(self._beside):
            self.value = self._beside[row][0]

    def action_move(self, by: int) -> None:
        """Mark the next number up or down."""
        step = max(1, self._step // 2)
        start = (
            self.value if isinstance(self.value, int) else (self._low + self._high) // 2 - by * step
        )
        self.value = min(self._high, max(self._low, start + by * step))

    def action_most(self) -> None:
        """Mark the highest number."""
        self.value = self._high

    def action_take(self) -> None:
        """Go on, where something is marked."""
        self.done()
