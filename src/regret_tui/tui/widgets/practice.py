"""Something done with the body: lines one by one, and a breath that is easy to follow."""

from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from regret_tui.tui.widgets.answering import Answering
from regret_tui.tui.widgets.words import Words

FRAMES: Final = 8
"""Drawings a second while the breath moves."""


class Breath(Widget):
    """A bar that fills and empties at a pace, or counts in words where nothing should move.

    Args:
        pace: seconds in, and out; or two breaths in, and out.
        still: whether motion is off.
    """

    DEFAULT_CSS = """
    Breath {
        height: 3; width: 1fr; content-align: center middle; text-align: center;
        color: $secondary;
    }
    """

    elapsed: reactive[float] = reactive(0.0)

    def __init__(self, pace: tuple[int, ...], *, still: bool) -> None:
        super().__init__()
        self._pace = pace
        self._still = still

    def on_mount(self) -> None:
        """Begin to move."""
        every = 1.0 if self._still else 1 / FRAMES
        self.set_interval(every, lambda: setattr(self, "elapsed", self.elapsed + every))

    def phase(self) -> tuple[int, float]:
        """Return which part of the breath it is, and how far in seconds."""
        at = self.elapsed % sum(self._pace)
        for part, seconds in enumerate(self._pace):
            if at < seconds:
                return part, at
            at -= seconds
        return 0, 0.0

    def render(self) -> Content:
        """Return the bar, or the word and a count."""
        part, at = self.phase()
        last = len(self._pace) - 1
        word = "out" if part == last else ("in" if part == 0 else "in again")
        count = int(at) + 1
        if self._still:
            return Content(f"{word} {count}")
        width = max(8, min(40, self.size.width - 12))
        share = at / self._pace[part]
        inward = sum(self._pace[:last])
        before = sum(self._pace[:part])
        full = 1 - share if part == last else (before + share * self._pace[part]) / inward
        drawn = "━" * max(1, round(full * width))
        return Content(f"{drawn.center(width)}\n\n{word}")


class Practice(Vertical, Answering, can_focus=True):
    """The lines of a practice, one at a time. Enter shows the next; after the last, it goes on.

    Args:
        lines: what to do, slowly.
        pace: seconds of a breath, or nothing.
        still: whether motion is off.
    """

    DEFAULT_CSS = """
    Practice { height: auto; }
    Practice > #said { text-align: center; padding: 1 2; }
    Practice > #hint { text-align: center; color: $dim; }
    """
    BINDINGS: ClassVar = [
        Binding("enter,space,right", "further", show=False),
        Binding("left", "earlier", show=False),
    ]

    def __init__(
        self, lines: tuple[str, ...], pace: tuple[int, ...], *, still: bool, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._lines_said = lines
        self._pace = pace
        self._still = still
        self._at = 0

    def compose(self) -> ComposeResult:
        """Make the line, and the breath where there is one."""
        if self._pace:
            yield Breath(self._pace, still=self._still)
        yield Words(id="said", always=True)
        yield Words(id="hint", always=True)

    def on_mount(self) -> None:
        """Say the first line."""
        self._say()

    def answer(self) -> Any:
        """Return nothing: nothing is asked."""
        return None

    def action_further(self) -> None:
        """Say the next line, or go on."""
        if self._at + 1 < len(self._lines_said):
            self._at += 1
            self._say()
        else:
            self.done()

    def action_earlier(self) -> None:
        """Say the line before."""
        self._at = max(0, self._at - 1)
        self._say()

    def on_click(self) -> None:
        """The mouse says the next line too."""
        self.action_further()

    def _say(self) -> None:
        self.query_one("#said", Words).text = self._lines_said[self._at]
        dots = "●" * (self._at + 1) + "○" * (len(self._lines_said) - self._at - 1)
        self.query_one("#hint", Words).text = f"\n{dots}\n\nEnter, when you are ready"
