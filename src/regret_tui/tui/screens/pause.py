"""The pause sheet: everything on it is one letter. Esc again returns to the same cursor."""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from regret_tui.tui.keymap import SHEET, Deed
from regret_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


class Row(Words):
    """One line of the sheet, for the mouse too."""

    def __init__(self, deed: Deed, text: str) -> None:
        super().__init__(text, always=True, classes="row")
        self.deed = deed


class PauseScreen(ModalScreen[str]):
    """What can be done now, by its letter. Returns an action, or nothing.

    Args:
        in_sitting: whether a step is asked.
    """

    BINDINGS: ClassVar = [Binding("escape", "close", show=False, priority=True)]
    app: "JournalApp"

    def __init__(self, *, in_sitting: bool) -> None:
        super().__init__()
        self._in_sitting = in_sitting
        self._deeds: list[Deed] = []

    def compose(self) -> ComposeResult:
        """Make the sheet."""
        may_keep = self.app.leaving.may_keep
        self._deeds = [
            deed
            for deed in SHEET
            if (self._in_sitting or not deed.in_sitting) and (may_keep or deed.letter != "k")
        ]
        with Vertical(classes="sheet", id="pause"):
            for deed in self._deeds:
                letter = "?" if deed.letter == "question_mark" else deed.letter
                words = self.app.library.phrase(f"do.{deed.phrase}")
                yield Row(deed, f"{letter}   {words:<28}{deed.quick}".rstrip())
            yield Words("Esc  back to the page", always=True, classes="row dim")

    def on_key(self, event: events.Key) -> None:
        """Do what the letter stands for."""
        for deed in self._deeds:
            if event.key == deed.letter:
                event.stop()
                self._choose(deed)

    def on_click(self, event: events.Click) -> None:
        """The mouse chooses a line."""
        if isinstance(event.widget, Row):
            self._choose(event.widget.deed)

    def action_close(self) -> None:
        """Return to the page."""
        self.dismiss("")

    def _choose(self, deed: Deed) -> None:
        self.dismiss(deed.action if deed.in_sitting else f"app.{deed.action}")
