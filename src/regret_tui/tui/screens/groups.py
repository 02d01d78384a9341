"""Two groups of the recovery key, asked at the second opening, to see that it can be read."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from regret_tui.errors import RegretError
from regret_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


class GroupsScreen(ModalScreen[None]):
    """Asks for two groups by their numbers. Esc puts it off until the next opening."""

    BINDINGS: ClassVar = [Binding("escape", "close", show=False, priority=True)]
    app: "JournalApp"

    def compose(self) -> ComposeResult:
        """Make a field for each group."""
        library = self.app.library
        with Vertical(classes="sheet"):
            yield Words(library.phrase("recovery.second_opening"), always=True, classes="told")
            for number in self._numbers:
                yield Words(library.phrase("recovery.group", {"n": number}), always=True)
                yield Input(id=f"group-{number}", max_length=4, select_on_focus=False)
            yield Words(id="refusal", always=True)
            yield Words("Enter go on   Esc later", always=True, classes="dim")

    @property
    def _numbers(self) -> list[str]:
        return sorted(self.app.session.keys.asked_groups, key=int)

    def on_mount(self) -> None:
        """Begin with the first field."""
        self.query(Input).first().focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field, or compare."""
        event.stop()
        fields = list(self.query(Input))
        at = fields.index(event.input)
        if at + 1 < len(fields):
            fields[at + 1].focus()
        else:
            self._compare({number: self._typed(number) for number in self._numbers})

    def _typed(self, number: str) -> str:
        return self.query_one(f"#group-{number}", Input).value

    @work
    async def _compare(self, typed: dict[str, str]) -> None:
        refusal = self.query_one("#refusal", Words)
        wanted = self.app.session.keys.asked_groups
        wrong = [n for n, group in wanted.items() if typed[n].strip().upper() != group]
        if wrong:
            refusal.text = self.app.library.phrase("recovery.wrong_group", {"n": wrong[0]})
            return
        try:
            await asyncio.to_thread(self.app.session.keys.confirm_groups, typed)
        except RegretError as trouble:
            refusal.text = str(trouble)
            return
        self.app.say(self.app.library.phrase("recovery.done"))
        self.dismiss(None)

    def action_close(self) -> None:
        """Put it off."""
        self.dismiss(None)
