"""Shredding: what goes with it, the passphrase, and then it is done."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input

from regret_tui.errors import RegretError
from regret_tui.journal.deleting import Shredded, Thing, shred
from regret_tui.tui.widgets.secret import Secret
from regret_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


class ShredScreen(ModalScreen[Shredded | None]):
    """Asks for the passphrase and shreds. Returns what was done, or None where nothing was.

    Args:
        title: what the thing is called.
        thing: what is to go.
    """

    BINDINGS: ClassVar = [
        Binding("escape", "close", show=False, priority=True),
        Binding("pagedown", "read(1)", show=False, priority=True),
        Binding("pageup", "read(-1)", show=False, priority=True),
    ]
    app: "JournalApp"

    def __init__(self, title: str, thing: Thing) -> None:
        super().__init__()
        self._title = title
        self._thing = thing
        self._at_work = False

    def compose(self) -> ComposeResult:
        """Make the sheet."""
        phrase = self.app.library.phrase
        with Vertical(classes="sheet"), VerticalScroll(can_focus=False):
            yield Words(self._title, classes="label")
            yield Words(phrase("deleted.backups"), always=True, classes="told")
            yield Words(phrase("purge.out_of_reach"), always=True, classes="told")
            yield Words(phrase("deleted.passphrase"), always=True)
            yield Secret(phrase("unlock.ask"), id="secret")
            yield Words(id="refusal", always=True)
            yield Words(phrase("deleted.keys"), always=True, classes="dim")

    def on_mount(self) -> None:
        """Put the cursor on the field."""
        self.query_one("#secret").focus()

    @on(Input.Submitted, "#secret")
    @work(exclusive=True)
    async def _shred(self) -> None:
        from regret_tui.vault.errors import WrongPassphrase

        if self._at_work:
            return
        secret, refusal = self.query_one("#secret", Secret), self.query_one("#refusal", Words)
        typed, secret.value = secret.value, ""
        refusal.text = self.app.library.phrase("deleted.working")
        vault = self.app.session.vault
        self._at_work = True
        try:
            if vault is not None and not await asyncio.to_thread(vault.check_passphrase, typed):
                raise WrongPassphrase
            done = await self._done()
        except RegretError as trouble:
            refusal.text = str(trouble)
            return
        finally:
            self._at_work = False
        self.dismiss(done)

    async def _done(self) -> Shredded:
        """Shred, again where what stands in the journal's place was brought in first.

        Raises:
            RegretError: whatever saving raises; then it is still there.
        """
        from regret_tui.tui.meeting import brought_together

        while True:
            try:
                return await asyncio.to_thread(shred, self.app.session, self._thing)
            except RegretError as trouble:
                if not await brought_together(self.app, trouble):
                    raise

    def action_read(self, pages: int) -> None:
        """Read on, or back, wherever the cursor is."""
        body = self.query_one(VerticalScroll)
        body.scroll_relative(y=pages * max(1, body.size.height - 2), animate=False)

    def action_close(self) -> None:
        """Go back; once it has begun, it is done first."""
        if not self._at_work:
            self.dismiss(None)
