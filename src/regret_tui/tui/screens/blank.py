"""Nothing: what is drawn before the program ends, so that no words are the last thing drawn."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from regret_tui.tui.ending import Ending

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


class BlankScreen(Screen[None]):
    """Draws nothing, and ends once that has been drawn.

    Args:
        ending: what is to follow.
    """

    app: "JournalApp"

    def __init__(self, ending: Ending) -> None:
        super().__init__()
        self._ending = ending

    def on_mount(self) -> None:
        """Wait until it has been drawn."""
        self.call_after_refresh(self.app.exit, self._ending)
