"""Names of people, and what stands in their place on every page that leaves the vault."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input

from regret_tui.errors import RegretError
from regret_tui.journal.aliases import aliases, remove_alias, set_alias
from regret_tui.tui.meeting import settled
from regret_tui.tui.widgets.words import Words
from regret_tui.vault.errors import Conflict

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


class AliasesScreen(ModalScreen[None]):
    """Shows the list, and takes a name and what stands in its place. Nothing takes it away."""

    BINDINGS: ClassVar = [Binding("escape", "close", show=False, priority=True)]
    app: "JournalApp"

    def compose(self) -> ComposeResult:
        """Make the list and the two fields."""
        phrase = self.app.library.phrase
        with Vertical(classes="sheet"), VerticalScroll(can_focus=False):
            yield Words(phrase("aliases.told"), always=True, classes="told")
            yield Words(id="listed", classes="told")
            yield Input(placeholder=phrase("aliases.name"), id="name", select_on_focus=False)
            yield Input(placeholder=phrase("aliases.alias"), id="alias", select_on_focus=False)
            yield Words(id="refusal", always=True)
            yield Words(phrase("aliases.keys"), always=True, classes="dim")

    def on_mount(self) -> None:
        """Show what is there."""
        self._draw()

    def _draw(self) -> None:
        listed = aliases(self.app.session.journal)
        rows = (f"{name} → {alias}" for name, alias in listed.items())
        self.query_one("#listed", Words).text = "\n".join(rows)
        self.query_one("#name").focus()

    @on(Input.Submitted, "#name")
    def _to_alias(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one("#alias").focus()

    @on(Input.Submitted, "#alias")
    @work(exclusive=True)
    async def _take(self) -> None:
        name, alias = self.query_one("#name", Input), self.query_one("#alias", Input)
        journal = self.app.session.journal
        try:
            if alias.value.strip():
                await asyncio.to_thread(set_alias, journal, name.value, alias.value)
            else:
                await asyncio.to_thread(remove_alias, journal, name.value)
        except Conflict as trouble:
            if await settled(self.app, trouble):
                self._take()
            return
        except RegretError as trouble:
            self.query_one("#refusal", Words).text = str(trouble)
            return
        self.query_one("#refusal", Words).text = ""
        name.value = alias.value = ""
        self._draw()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
