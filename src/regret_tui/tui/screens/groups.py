"""Some groups of the recovery key, asked to see that it can be found and read."""

import asyncio
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input

from regret_tui.errors import RegretError
from regret_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


class Groups(Enum):
    """What came of it."""

    FIT = "fit"
    LATER = "later"
    LOST = "lost"
    """The key cannot be found."""


class GroupsScreen(ModalScreen[Groups]):
    """Asks for groups by their numbers. Esc puts it off.

    Args:
        told: paragraphs above.
        may_be_lost: whether it can be said that the key cannot be found.
    """

    DEFAULT_CSS = """
    GroupsScreen #groups { height: auto; }
    GroupsScreen .group { width: 15; height: auto; padding-right: 2; }
    """
    BINDINGS: ClassVar = [Binding("escape", "close", show=False, priority=True)]
    app: "JournalApp"

    def __init__(self, told: list[str], *, may_be_lost: bool = False) -> None:
        super().__init__()
        self._told = told
        self._may_be_lost = may_be_lost

    def compose(self) -> ComposeResult:
        """Make a field for each group."""
        library = self.app.library
        with Vertical(classes="sheet"), VerticalScroll(can_focus=False):
            for paragraph in self._told:
                yield Words(paragraph, always=True, classes="told")
            with Horizontal(id="groups"):
                for number in self._numbers:
                    with Vertical(classes="group"):
                        yield Words(library.phrase("recovery.group", {"n": number}), always=True)
                        yield Input(id=f"group-{number}", max_length=4, select_on_focus=False)
            yield Words(id="refusal", always=True)
            if self._may_be_lost:
                yield Button(library.phrase("file.lost"), id="lost")
            yield Words("Enter go on   Esc later", always=True, classes="dim")

    @property
    def _numbers(self) -> list[str]:
        return sorted(self.app.session.keys.asked_groups, key=int)

    def on_mount(self) -> None:
        """Begin with the first field."""
        self.query(Input).first().focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The key cannot be found."""
        event.stop()
        self.dismiss(Groups.LOST)

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
        wrong = [n for n in self._numbers if typed[n].strip().upper() != wanted[n]]
        if wrong:
            name = "recovery.wrong_group" if len(wrong) == 1 else "recovery.wrong_groups"
            refusal.text = self.app.library.phrase(name, {"n": ", ".join(wrong)})
            self.query_one(f"#group-{wrong[0]}", Input).focus()
            return
        try:
            await asyncio.to_thread(self.app.session.keys.confirm_groups, typed)
        except RegretError as trouble:
            refusal.text = str(trouble)
            return
        self.dismiss(Groups.FIT)

    def action_close(self) -> None:
        """Put it off."""
        self.dismiss(Groups.LATER)
