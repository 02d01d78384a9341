"""Opening the vault: by passphrase, or by the recovery key and a new passphrase."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Button, Input

from regret_tui.errors import RegretError
from regret_tui.tui.widgets.secret import Secret
from regret_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


class UnlockScreen(Screen[None]):
    """Asks for the passphrase, and says what happens while the key is made.

    Args:
        told: the name of a sentence above, such as why it was locked.
    """

    BINDINGS: ClassVar = [
        Binding("ctrl+t", "other", show=False),
        Binding("f2", "app.people", show=False),
    ]
    app: "JournalApp"

    def __init__(self, told: str = "") -> None:
        super().__init__()
        self._told = told
        self._by_key = False
        self._read_only = False
        self._busy = False
        self.offers_copies = False
        """Whether what the file itself lacks is being seen to, over this screen."""

    def compose(self) -> ComposeResult:
        """Make the field."""
        with Vertical(id="column", classes="middle"), Vertical(id="door"):
            if self._told:
                yield Words(self.app.door(self._told), always=True, classes="told dim")
            yield Words(self.app.door("unlock.ask"), always=True, id="asked")
            yield Secret(id="secret")
            yield Words(id="refusal", always=True)
            yield Button(self.app.door("unlock.copies"), id="copies", classes="helps")
            yield Button(self.app.door("unlock.salvage"), id="salvage", classes="helps")
            yield Button(self.app.door("unlock.use_recovery"), id="other")
            yield Button(self.app.door("unlock.look"), id="look")
            yield Words(
                "Enter open   ctrl+t recovery key   F2 people and lines   ctrl+q leave",
                always=True,
                id="foot",
            )

    def on_mount(self) -> None:
        """Begin with the field."""
        self.query_one("#look").display = False
        self._show_helps(None, helps=False)
        self.query_one(Secret).focus()
        self.set_timer(0.05, self._warm_up)

    @work(thread=True, group="warm")
    def _warm_up(self) -> None:
        self.app.warm_up()

    @on(Button.Pressed, "#other")
    def action_other(self) -> None:
        """Ask for the recovery key instead, or for the passphrase again."""
        self._by_key = not self._by_key
        asked = "unlock.recovery_ask" if self._by_key else "unlock.ask"
        other = "unlock.ask" if self._by_key else "unlock.use_recovery"
        self.query_one("#asked", Words).text = self.app.door(asked)
        self.query_one("#other", Button).label = self.app.door(other)
        secret = self.query_one(Secret)
        secret.value = ""
        secret.focus()

    @on(Button.Pressed, "#look")
    def _look(self) -> None:
        self._read_only = True
        self._open(self.query_one(Secret).value)

    @on(Button.Pressed, ".helps")
    @work
    async def _help(self, event: Button.Pressed) -> None:
        """Go back to an earlier copy, or take out what is whole; then it is asked for again."""
        from regret_tui.tui.shut import go_back, take_out

        if self._busy or self.offers_copies:
            return
        self.offers_copies = True
        try:
            follow = go_back if event.button.id == "copies" else take_out
            await follow(self.app, self.query_one(Secret).value, by_key=self._by_key)
        finally:
            self.offers_copies = False

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._open(event.value)

    @work
    async def _open(self, typed: str) -> None:
        if self._busy or not typed:
            return
        self._busy = True
        refusal = self.query_one("#refusal", Words)
        refusal.text = self.app.door("unlock.working")
        try:
            await asyncio.to_thread(self.app.unlock, typed, self._by_key, self._read_only)
        except RegretError as trouble:
            self._refuse(trouble, another=await self._is_another(trouble))
            return
        finally:
            self._busy = False
        await self.app.opened(by_key=self._by_key)

    async def _is_another(self, trouble: RegretError) -> bool:
        """Return whether another journal than that of the earlier copies did not open."""
        from regret_tui.journal.shut import is_another, what_helps

        if not what_helps(trouble, another=True):
            return False
        world = self.app.world
        return await asyncio.to_thread(is_another, world.paths.vault, world.host)

    def _refuse(self, trouble: RegretError, *, another: bool) -> None:
        from regret_tui.journal.shut import what_helps
        from regret_tui.vault.errors import (
            BadRecoveryKey,
            InUse,
            ReadOnly,
            WrongPassphrase,
            WrongRecoveryKey,
        )

        refusal, secret = self.query_one("#refusal", Words), self.query_one(Secret)
        helps = what_helps(trouble, by_key=self._by_key, another=another)
        self._show_helps(trouble, helps=bool(helps))
        refusal.text = f"{trouble.message} {self.app.door(helps)}" if helps else str(trouble)
        if helps and not isinstance(trouble, WrongPassphrase | WrongRecoveryKey):
            self.query_one("#copies").focus()
            return
        if isinstance(trouble, InUse | ReadOnly):
            self.query_one("#look").display = True
            self.query_one("#look").focus()
            return
        if not isinstance(trouble, BadRecoveryKey):
            secret.value = ""
        secret.focus()

    def _show_helps(self, trouble: RegretError | None, *, helps: bool) -> None:
        """Offer what can help where something is wrong with the file, and else nothing."""
        salvage = False
        if trouble is not None:
            from regret_tui.journal.shut import may_be_salvaged

            salvage = may_be_salvaged(trouble)
        self.query_one("#copies").display = helps
        self.query_one("#salvage").display = salvage
