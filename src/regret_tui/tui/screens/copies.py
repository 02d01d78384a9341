"""Earlier copies of the journal: their dates at once, what is in them once that is asked for."""

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Input

from regret_tui.domain.pace import day_in_words
from regret_tui.errors import RegretError
from regret_tui.journal.copies import records_in_words
from regret_tui.tui.restoring import look_at, needs_earlier
from regret_tui.tui.widgets.answering import Answered
from regret_tui.tui.widgets.choices import Choices
from regret_tui.tui.widgets.secret import Secret
from regret_tui.tui.widgets.words import Words
from regret_tui.vault import EarlierCopy, earlier_copies
from regret_tui.vault.opening import Secret as Key

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp

ROOMY: Final = 72
"""Columns from which a day is written out."""


class CopiesScreen(Screen[None]):
    """The list, and a field for the passphrase that tells how much is in each.

    Args:
        secret: what was typed for a journal that does not open; the copies are tried with it.
    """

    BINDINGS: ClassVar = [Binding("escape", "close", show=False, priority=True)]
    app: "JournalApp"

    def __init__(self, secret: Key | None = None) -> None:
        super().__init__()
        self._secret = secret
        self._copies: list[EarlierCopy] = []
        self._busy = False
        self._roomy = True

    def compose(self) -> ComposeResult:
        """Make the frame."""
        phrase = self.app.library.phrase
        with Vertical(id="column"):
            yield Words(phrase("file.copies"), always=True, id="where")
            yield Words(phrase("copies.about"), always=True, id="about")
            yield Secret(phrase("file.count_ask"), id="secret")
            yield Words(id="refusal", always=True)
            yield Vertical(id="listed")
            yield Words(phrase("file.copies_keys"), always=True, id="foot")

    def on_mount(self) -> None:
        """List what is there."""
        self.query_one(Secret).display = False
        self._roomy = self.size.width >= ROOMY
        self._read(self._secret)

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value:
            self._read(event.value)

    @work
    async def _read(self, typed: Key | None) -> None:
        if self._busy:
            return
        self._busy = True
        phrase, refusal = self.app.library.phrase, self.query_one("#refusal", Words)
        refusal.text = phrase("file.reading")
        try:
            self._copies = await asyncio.to_thread(self._look, typed)
        except RegretError as trouble:
            refusal.text = str(trouble)
            return
        finally:
            self._busy = False
        secret = self.query_one(Secret)
        secret.value = ""
        counted = self._counted
        if counted and not self.app.session.is_kept:
            self._secret = typed
        earlier = any(needs_earlier(copy) for copy in self._copies)
        wrong = "file.count_earlier" if earlier else "file.count_wrong"
        refusal.text = phrase(wrong) if typed and self._copies and not counted else ""
        secret.display = bool(self._copies) and not counted
        keys = "file.copies_keys" if secret.display else "file.keys"
        self.query_one("#foot", Words).text = phrase(keys)
        await self._draw()
        if secret.display:
            secret.focus()
        else:
            for choices in self.query(Choices):
                choices.focus()

    @property
    def _counted(self) -> bool:
        return any(copy.records is not None for copy in self._copies)

    def _look(self, typed: Key | None) -> list[EarlierCopy]:
        return earlier_copies(self.app.world.paths.vault, host=self.app.world.host, secret=typed)

    async def _draw(self) -> None:
        listed = self.query_one("#listed", Vertical)
        await listed.remove_children()
        if not self._copies:
            self.query_one("#about", Words).text = self.app.library.phrase("copies.none")
            return
        digits = max(len(str(copy.records or 0)) for copy in self._copies)
        lines = [(str(at), self._row(copy, digits)) for at, copy in enumerate(self._copies)]
        await listed.mount(Choices(lines))

    def _row(self, copy: EarlierCopy, digits: int) -> str:
        """Return one line: the day, the time, how much is in it or what is to be known of it."""
        now, phrase, said = self.app.world.now(), self.app.library.phrase, ""
        here = copy.made.astimezone(now.tzinfo)
        if copy.fault is not None:
            said = phrase("copies.damaged")
        elif copy.records is not None:
            records = records_in_words(self.app.library, copy.records)
            said = " " * (digits - len(str(copy.records))) + records
        elif needs_earlier(copy) or self._counted:
            said = phrase("copies.earlier_passphrase")
        if self._roomy:
            return f"{_day(here, now):<24}{here:%H:%M}   {said}".rstrip()
        when = f"{here:%H:%M}" if here.year == now.year else f"{here.year} "
        return f"{here.day:>2} {here:%b} {when}  {said}".rstrip()

    async def on_resize(self, event: Resize) -> None:
        """Write the days shorter where there is little room."""
        roomy = event.size.width >= ROOMY
        if roomy != self._roomy:
            self._roomy = roomy
            await self._draw()

    @on(Answered)
    def _chosen(self, event: Answered) -> None:
        event.stop()
        copy = self._copies[int(self.query_one(Choices).answer())]
        self._look_at(copy)

    @work(exclusive=True)
    async def _look_at(self, copy: EarlierCopy) -> None:
        await look_at(self.app, copy, self._secret)

    def action_close(self) -> None:
        """Go back."""
        if not self._busy:
            self.dismiss(None)


def _day(moment: datetime, now: datetime) -> str:
    """Return a day in words; with its year where that is another than this."""
    if moment.year == now.year:
        return day_in_words(moment.date())
    return f"{moment.day} {moment:%B} {moment.year}"
