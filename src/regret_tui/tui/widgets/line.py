"""One line to write on."""

from typing import Any

from textual.widgets import Input

from regret_tui.domain.answers import clean
from regret_tui.tui.text import covered, plain
from regret_tui.tui.widgets.answering import Answering, Writing


class Line(Input, Answering):
    """One line. Enter goes on.

    Args:
        text: what it holds from the beginning.
        hint: grey words while it is empty.
        cursor: column to begin at; the end of the text where nothing is said.
    """

    def __init__(
        self,
        text: str = "",
        hint: str = "",
        cursor: int | None = None,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(text, placeholder=str(plain(hint)), select_on_focus=False, id=id)
        self._begin_at = cursor

    def answer(self) -> Any:
        """Return the line."""
        return clean(self.value)

    def on_mount(self) -> None:
        """Follow the cover, and begin where the cursor stood."""
        self.watch(self.app, "covered", self._repaint)
        if self._begin_at is not None:
            self.cursor_position = min(self._begin_at, len(self.value))

    def _repaint(self) -> None:
        self.refresh()

    @property
    def _value(self) -> Any:
        """What is drawn: bars while the page is covered."""
        content = super()._value
        if getattr(self.app, "covered", False):
            return type(content)(covered(str(content)))
        return content

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say that there is something to keep."""
        event.stop()
        self.post_message(Writing())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on."""
        event.stop()
        self.done()
