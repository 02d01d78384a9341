"""The regrets on home: private names under bars, shown while the list has the focus."""

from textual import events
from textual.content import Content
from textual.reactive import reactive

from regret_tui.tui.text import BAR, shown
from regret_tui.tui.widgets.answering import Answering

NAME_WIDTH = 22
BAR_WIDTH = 14
"""The same for every name, so that its length tells nothing."""


class Titles(Answering, can_focus=True):
    """Names and what is done.

    Args:
        rows: pairs of a private name and marks.
    """

    DEFAULT_CSS = """
    Titles { height: auto; margin-top: 1; padding: 0 1; color: $dim; }
    Titles:focus { color: $foreground; }
    """

    open: reactive[bool] = reactive(False)

    def __init__(self, rows: list[tuple[str, str]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows = rows
        self.can_focus = bool(rows)

    def answer(self) -> str:
        """Return nothing: the list is only looked at."""
        return ""

    def on_focus(self, _: events.Focus) -> None:
        """Show the names."""
        self.open = True

    def on_blur(self, _: events.Blur) -> None:
        """Put them under bars again."""
        self.open = False

    def render(self) -> Content:
        """Return the rows."""
        lines = []
        for name, marks in self._rows:
            name = shown(name)
            if not self.open:
                name = BAR * BAR_WIDTH
            lines.append(f"{name:<{NAME_WIDTH}}  {marks}")
        return Content("\n".join(lines))
