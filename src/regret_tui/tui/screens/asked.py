"""One thing to type, and what is done with it, away from the screen's thread."""

import asyncio
from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Button, Input

from regret_tui.errors import RegretError
from regret_tui.tui.widgets.secret import Secret
from regret_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp

R = TypeVar("R")


class Instead(Enum):
    """What was chosen in the place of typing."""

    BACK = "back"
    OTHER = "other"


class AskScreen(ModalScreen[R | Instead], Generic[R]):
    """Asks, works, and returns what came of it. What was refused is said, and asked again.

    Args:
        told: paragraphs above.
        do: takes what was typed; it may take long, and may raise RegretError.
        label: grey words while it is empty.
        working: what is said meanwhile.
        secret: whether it is shown as dots, and given to no clipboard.
        other: a button for what can be done instead, or empty.
    """

    BINDINGS: ClassVar = [Binding("escape", "close", show=False, priority=True)]
    app: "JournalApp"

    def __init__(
        self,
        told: list[str],
        do: Callable[[str], R],
        *,
        label: str,
        working: str,
        secret: bool = True,
        other: str = "",
    ) -> None:
        super().__init__()
        self._told = told
        self._work = do
        self._label = label
        self._working = working
        self._secret = secret
        self._other = other
        self._busy = False

    def compose(self) -> ComposeResult:
        """Make the words and the field."""
        with Vertical(classes="sheet"), VerticalScroll(can_focus=False):
            for paragraph in self._told:
                yield Words(paragraph, always=True, classes="told")
            if self._secret:
                yield Secret(self._label, id="typed")
            else:
                yield Input(placeholder=self._label, id="typed", select_on_focus=False)
            yield Words(id="refusal", always=True)
            if self._other:
                yield Button(self._other, id="other")
            yield Words(self.app.library.phrase("file.ask_keys"), always=True, classes="dim")

    def on_mount(self) -> None:
        """Begin with the field."""
        self.query_one("#typed").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do the other thing."""
        event.stop()
        if not self._busy:
            self.dismiss(Instead.OTHER)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Work on what was typed."""
        event.stop()
        if event.value and not self._busy:
            self._carry_out(event.value)

    @work
    async def _carry_out(self, typed: str) -> None:
        self._busy = True
        refusal = self.query_one("#refusal", Words)
        refusal.text = self._working
        try:
            result = await asyncio.to_thread(self._work, typed)
        except RegretError as trouble:
            refusal.text = str(trouble)
            field = self.query_one("#typed", Input)
            if self._secret:
                field.value = ""
            field.focus()
        else:
            await when_on_top(self)
            self.dismiss(result)
        finally:
            self._busy = False

    def action_close(self) -> None:
        """Go back, but not while something is being done."""
        if not self._busy:
            self.dismiss(Instead.BACK)


async def ask_either(
    app: "JournalApp",
    told: list[str],
    do: Callable[[bool, str], R],
    *,
    working: str,
    told_for_key: list[str] | None = None,
) -> R | None:
    """Ask for a passphrase or, where the person turns to it, a recovery key, and do something.

    Args:
        app: the app.
        told: paragraphs above.
        do: takes whether it is a recovery key, and what was typed. May raise RegretError.
        working: what is said meanwhile.
        told_for_key: paragraphs above where the key is asked for; the same ones if None.

    Returns:
        What came of it, None where it was left.
    """
    phrase, by_key = app.library.phrase, False
    while True:
        done = await app.push_screen_wait(
            AskScreen[R](
                told_for_key if by_key and told_for_key is not None else told,
                partial(do, by_key),
                label=phrase("unlock.recovery_ask" if by_key else "unlock.ask"),
                working=working,
                other=phrase("unlock.ask" if by_key else "unlock.use_recovery"),
            )
        )
        if done is not Instead.OTHER:
            return None if isinstance(done, Instead) else done
        by_key = not by_key


class WorkingScreen(ModalScreen[None]):
    """Says what is being done. Nothing on it can be chosen.

    Args:
        told: what is being done.
    """

    def __init__(self, told: str) -> None:
        super().__init__()
        self._told = told

    def compose(self) -> ComposeResult:
        """Make the words."""
        with Vertical(classes="sheet"):
            yield Words(self._told, always=True)


async def carry_out(app: "JournalApp", told: str, do: Callable[[], R]) -> R:
    """Do something away from the screen's thread, and say so meanwhile.

    Raises:
        RegretError: what it raises.
    """
    screen = WorkingScreen(told)
    await app.push_screen(screen)
    try:
        return await asyncio.to_thread(do)
    finally:
        await when_on_top(screen)
        await screen.dismiss()


async def when_on_top(screen: Screen[Any]) -> None:
    """Wait while something lies over a screen, such as nothing at all before a lock."""
    while not screen.is_current:
        await asyncio.sleep(0.05)
