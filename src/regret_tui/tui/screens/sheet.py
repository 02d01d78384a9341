"""A quiet sheet over the page: a title, a list, and Esc to go back to the same cursor."""

from typing import TYPE_CHECKING, ClassVar

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

    BINDINGS: ClassVar = [Binding("escape", "close", show=False, priority=True)]
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

    def on_answered(self, event: Answered) -> None:
        """Return what was chosen."""
        event.stop()
        self.dismiss(self.query_one(Telling).act)

    def action_close(self) -> None:
        """Return nothing."""
        self.dismiss("")
