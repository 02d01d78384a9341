"""A quiet sheet over the page: a title, a list, and Esc to go back to the same cursor."""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from regret_tui.tui.widgets.answering import Answered
from regret_tui.tui.widgets.telling import Telling

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


class Sheet(ModalScreen[str]):
    """Words and a list of acts. Returns the id that was chosen, or an empty one.

    Args:
        paragraphs: pairs of a CSS class and a text.
        acts: pairs of an id and its words.
    """

    BINDINGS: ClassVar = [
        Binding("escape", "close", show=False, priority=True),
        Binding("pagedown", "read(1)", show=False, priority=True),
        Binding("pageup", "read(-1)", show=False, priority=True),
        Binding("home", "read(-99)", show=False, priority=True),
        Binding("end", "read(99)", show=False, priority=True),
    ]
    AUTO_FOCUS: ClassVar[str] = ""
    app: "JournalApp"

    def __init__(self, paragraphs: list[tuple[str, str]], acts: list[tuple[str, str]]) -> None:
        super().__init__()
        self._paragraphs = paragraphs
        self._acts = acts

    def compose(self) -> ComposeResult:
        """Make the sheet."""
        with Vertical(classes="sheet"), VerticalScroll(can_focus=False):
            yield Telling(self._paragraphs, self._acts)

    def on_mount(self) -> None:
        """Put the cursor on the list."""
        self.query_one(Telling).focus_first()
        self.call_after_refresh(self.query_one(VerticalScroll).scroll_home, animate=False)

    def on_key(self, event: events.Key) -> None:
        """Let the arrows read on where there is nothing to choose between."""
        if len(self._acts) == 1 and event.key in ("up", "down"):
            event.stop()
            event.prevent_default()
            body = self.query_one(VerticalScroll)
            body.scroll_relative(y=1 if event.key == "down" else -1, animate=False)

    def action_read(self, pages: int) -> None:
        """Read on, or back."""
        body = self.query_one(VerticalScroll)
        body.scroll_relative(y=pages * max(1, body.size.height - 2), animate=False)

    def on_answered(self, event: Answered) -> None:
        """Return what was chosen."""
        event.stop()
        self.dismiss(self.query_one(Telling).act)

    def action_close(self) -> None:
        """Return nothing."""
        self.dismiss("")
