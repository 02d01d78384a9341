"""One page to read, as it was left."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button

from regret_tui.journal.written import Said
from regret_tui.tui.text import sentence
from regret_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


class ReadingScreen(Screen[bool]):
    """Questions and answers; the answers go under a bar with the page. Returns True to delete.

    Args:
        title: what the page is called.
        said: what stands on it.
        may_delete: whether deleting is offered.
    """

    BINDINGS: ClassVar = [
        Binding("escape", "back", show=False, priority=True),
        Binding("d", "delete", show=False),
    ]
    app: "JournalApp"

    def __init__(self, title: str, said: list[Said], *, may_delete: bool) -> None:
        super().__init__()
        self._title = title
        self._said = said
        self._may_delete = may_delete

    def compose(self) -> ComposeResult:
        """Make the page."""
        phrase = self.app.library.phrase
        with Vertical(id="column"):
            yield Words(self._title, always=True, id="where")
            with VerticalScroll(id="body"), Vertical(classes="telling"):
                for item in self._said:
                    yield Words(item.question, always=True, classes="told label")
                    yield Words(item.answer, classes="told")
            with Horizontal(id="buttons"):
                yield Button(sentence(phrase("do.back")), id="back")
                if self._may_delete:
                    yield Button(phrase("deleted.delete"), id="delete")
            keys = "written.keys_delete" if self._may_delete else "written.keys"
            yield Words(phrase(keys), always=True, id="foot")

    def on_mount(self) -> None:
        """Let the arrows read on."""
        self.query_one("#body").focus()

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """Go back to the list."""
        self.dismiss(False)

    @on(Button.Pressed, "#delete")
    def action_delete(self) -> None:
        """Ask how it should go, where it may."""
        if self._may_delete:
            self.dismiss(True)
