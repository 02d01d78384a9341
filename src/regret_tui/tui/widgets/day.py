"""A day ahead: one of the next eight, or any other by its date."""

from datetime import date, timedelta
from typing import Any, Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from regret_tui.domain.pace import day_in_words
from regret_tui.tui.widgets.answering import Answering
from regret_tui.tui.widgets.choices import Choices

AHEAD: Final = 8


class Day(Vertical, Answering):
    """The next days as a list, and a field for another date.

    Args:
        today: the day that it is.
        chosen: the day that is marked at first, ISO date or empty.
    """

    DEFAULT_CSS = """
    Day { height: auto; }
    Day > Choices { height: auto; }
    """

    def __init__(self, today: date, chosen: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._days = [today + timedelta(days=ahead) for ahead in range(AHEAD)]
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Make the list and the field."""
        names = {0: "today, ", 1: "tomorrow, "}
        yield Choices(
            [
                (day.isoformat(), f"{names.get(at, '')}{day_in_words(day)}")
                for at, day in enumerate(self._days)
            ],
            self._chosen,
        )
        listed = {day.isoformat() for day in self._days}
        other = self._chosen if self._chosen not in listed else ""
        yield Input(other, placeholder="another day, like 2026-11-24", select_on_focus=False)

    def answer(self) -> Any:
        """Return the day: what was typed, else what is marked."""
        typed = self.query_one(Input).value.strip()
        return typed or self.query_one(Choices).answer()

    def focus(self, scroll_visible: bool = True) -> "Day":
        """Focus the list."""
        self.query_one(Choices).focus(scroll_visible)
        return self

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on."""
        event.stop()
        self.done()
