"""Your file: what it is, and what can be done with it."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen

from regret_tui.domain.pace import day_in_words
from regret_tui.journal.copies import records_in_words, records_now
from regret_tui.journal.session import Session
from regret_tui.tui import menus
from regret_tui.tui.widgets.answering import Answered
from regret_tui.tui.widgets.choices import Choices
from regret_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


class YourFileScreen(Screen[None]):
    """Drawn anew whenever something was done."""

    BINDINGS: ClassVar = [Binding("escape", "close", show=False, priority=True)]
    app: "JournalApp"

    def __init__(self) -> None:
        super().__init__()
        self._following = False

    def compose(self) -> ComposeResult:
        """Make the frame, and what is so now."""
        session, phrase = self.app.session, self.app.library.phrase
        with Vertical(id="column"):
            yield Words(phrase("file.title"), always=True, id="where")
            yield Words(facts(session), always=True, id="facts")
            yield Words(str(session.vault.path) if session.vault else "", id="path")
            with Vertical(id="listed"):
                yield Choices(menus.your_file(session))
            yield Words(id="status", always=True)
            yield Words(phrase("file.keys"), always=True, id="foot")

    def on_mount(self) -> None:
        """Begin with the list."""
        self.query_one(Choices).focus()

    def on_answered(self, event: Answered) -> None:
        """Do what was chosen."""
        event.stop()
        if not self._following:
            self._follow(str(self.query_one(Choices).answer()))

    @work
    async def _follow(self, chosen: str) -> None:
        from regret_tui.tui.yourfile import follow

        self._following = True
        try:
            said = await follow(self.app, chosen)
        finally:
            self._following = False
        if self.is_current:
            await self.recompose()
            self.query_one(Choices).focus()
            self.query_one("#status", Words).text = said

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


def facts(session: Session) -> str:
    """Return what is so of the file, in words."""
    vault, phrase = session.vault, session.library.phrase
    if vault is None:
        return ""
    records = records_in_words(session.library, records_now(session))
    holds = {"value": records, "n": str(vault.generation)}
    said = [
        phrase("file.about_key" if vault.has_recovery else "file.about"),
        phrase("file.holds", holds),
        _of_the_key(session),
    ]
    if vault.read_only:
        said.append(phrase("file.read_only"))
    return "\n".join(said)


def _of_the_key(session: Session) -> str:
    vault, phrase = session.vault, session.library.phrase
    profile = session.journal.store.profile
    if vault is None or not vault.has_recovery:
        return phrase("file.no_key")
    if profile.recovery_groups:
        return phrase("file.key_groups")
    if not profile.drill_after or profile.drill_after <= session.journal.today.isoformat():
        return phrase("file.key_due")
    day = date.fromisoformat(profile.drill_after)
    return phrase("file.key_asked", {"date": day_in_words(day)})
