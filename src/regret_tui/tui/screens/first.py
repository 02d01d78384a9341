"""The first screen of all: what this is, and what it is not."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen

from regret_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


class FirstScreen(Screen[None]):
    """Shown while there is no vault."""

    BINDINGS: ClassVar = [
        Binding("enter", "begin", show=False),
        Binding("n,N", "begin_and_keep_nothing", show=False),
        Binding("h,H", "app.people", show=False),
        Binding("q,Q", "app.leave", show=False),
    ]
    app: "JournalApp"

    def compose(self) -> ComposeResult:
        """Make the words."""
        library = self.app.library
        with Vertical(id="column", classes="middle"), VerticalScroll():
            for line in library.phrase("first.body").splitlines():
                yield Words(line, always=True, classes="first")
            yield Words(library.phrase("first.keys"), always=True, id="keys")

    def action_begin(self) -> None:
        """Begin, in memory alone."""
        self.app.begin("begin")

    def action_begin_and_keep_nothing(self) -> None:
        """Begin, and never offer to keep anything."""
        self.app.session.keeps_nothing = True
        self.action_begin()
