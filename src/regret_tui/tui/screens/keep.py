"""Keeping what was written: whether, under which passphrase, and with which recovery key."""

import asyncio
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input

from regret_tui.domain.profile import RecoveryState
from regret_tui.errors import RegretError
from regret_tui.tui.screens.sheet import Sheet
from regret_tui.tui.widgets.secret import Secret
from regret_tui.tui.widgets.words import Words
from regret_tui.vault import RecoveryKey

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


class Kept(Enum):
    """What came of it."""

    KEPT = "kept"
    LATER = "later"
    GONE = "gone"


class PassphraseScreen(ModalScreen[str]):
    """A new passphrase, typed twice, with an estimate and a suggestion. Returns it, or nothing.

    Args:
        told: a sentence above.
    """

    BINDINGS: ClassVar = [
        Binding("escape", "close", show=False, priority=True),
        Binding("ctrl+t", "take", show=False, priority=True),
    ]
    app: "JournalApp"

    def __init__(self, told: str = "") -> None:
        super().__init__()
        self._told = told
        self.suggestion = ""

    def compose(self) -> ComposeResult:
        """Make the two fields."""
        from regret_tui.vault.passphrase import suggest_passphrase

        library = self.app.library
        self.suggestion = suggest_passphrase(self.app.world.host.token)
        with Vertical(classes="sheet"), VerticalScroll(can_focus=False):
            if self._told:
                yield Words(self._told, always=True, classes="told")
            yield Words(library.phrase("passphrase.make"), always=True, classes="told")
            suggested = f"{library.phrase('passphrase.suggestion')}\n{self.suggestion}"
            yield Words(f"{suggested}\nctrl+t takes them", always=True, classes="told dim")
            yield Secret(library.phrase("unlock.ask"), id="once")
            yield Words(id="reading", always=True, classes="dim")
            yield Secret(library.phrase("passphrase.again"), id="twice")
            yield Words(id="refusal", always=True)
            yield Words("Enter go on   Esc back", always=True, classes="dim")

    def on_mount(self) -> None:
        """Begin with the first field."""
        self.query_one("#once").focus()

    @on(Input.Changed, "#once")
    def _read(self, event: Input.Changed) -> None:
        event.stop()
        self._estimate(event.value)

    @work(exclusive=True)
    async def _estimate(self, typed: str) -> None:
        await asyncio.sleep(0.3)
        from regret_tui.vault.passphrase import reading

        said = ""
        if typed:
            name = await asyncio.to_thread(reading, typed)
            phrase = self.app.library.phrase
            said = f"{phrase(f'passphrase.{name}')} {phrase('passphrase.reading')}"
        for words in self.query("#reading").results(Words):  # none once the screen is leaving
            words.text = said

    @on(Input.Submitted, "#once")
    def _once(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one("#twice").focus()

    @on(Input.Submitted, "#twice")
    def _twice(self, event: Input.Submitted) -> None:
        event.stop()
        from regret_tui.vault.errors import PassphraseRefused
        from regret_tui.vault.passphrase import check_new

        once, twice = self.query_one("#once", Secret), self.query_one("#twice", Secret)
        refusal = self.query_one("#refusal", Words)
        if once.value != twice.value:
            refusal.text = self.app.library.phrase("passphrase.differ")
            once.value = twice.value = ""
            once.focus()
            return
        try:
            check_new(once.value)
        except PassphraseRefused as refused:
            refusal.text = str(refused)
            once.focus()
            return
        self.dismiss(once.value)

    def action_take(self) -> None:
        """Take the suggestion into the first field; typing it once more helps to keep it."""
        self.query_one("#once", Secret).value = self.suggestion
        self.query_one("#twice").focus()

    def action_close(self) -> None:
        """Return nothing."""
        self.dismiss("")


def key_in_rows(key: RecoveryKey, in_a_row: int = 3) -> str:
    """Return a recovery key as numbered groups of four, some to a row."""
    cells = [f"{number:>2} {group:<6}" for number, group in enumerate(key.groups, 1)]
    rows = [cells[at : at + in_a_row] for at in range(0, len(cells), in_a_row)]
    return "\n".join("".join(row).rstrip() for row in rows)


class RecoveryScreen(Sheet):
    """The recovery key, shown once, with its three choices.

    Args:
        key: the key.
        app: for its prompts.
        may_do_without: whether there may be none.
    """

    def __init__(self, key: RecoveryKey, app: "JournalApp", *, may_do_without: bool = True) -> None:
        library = app.library
        choices = [("written", library.phrase("recovery.write_now"))]
        if may_do_without:
            choices.append(("later", library.phrase("recovery.later")))
            choices.append(("without", library.phrase("recovery.without")))
        super().__init__(
            [
                ("", library.phrase("recovery.shown")),
                ("key", key_in_rows(key, 5)),
                ("dim", f"AGE-SECRET-KEY-1 {library.phrase('recovery.prefix')}"),
            ],
            choices,
        )


async def is_written_down(app: "JournalApp", key: RecoveryKey) -> bool:
    """Keep the key on the screen until it is written down. Return False where it was left."""
    library = app.library
    told = [
        ("key", key_in_rows(key, 5)),
        ("dim", f"AGE-SECRET-KEY-1 {library.phrase('recovery.prefix')}"),
    ]
    acts = [("done", library.phrase("recovery.written_down"))]
    chosen = await app.push_screen_wait(Sheet(told, acts))
    return chosen == "done"


class KeepScreen(ModalScreen[Kept]):
    """Keep this? It asks, makes the vault, and returns what came of it."""

    app: "JournalApp"

    def compose(self) -> ComposeResult:
        """Make the room for what is said while it works."""
        with Vertical(classes="sheet"):
            yield Words(id="said", always=True, classes="told")

    def on_mount(self) -> None:
        """Ask."""
        self._ask()

    @work
    async def _ask(self) -> None:
        library = self.app.library
        while True:
            chosen = await self.app.push_screen_wait(
                Sheet(
                    [
                        ("", library.phrase("keep.ask")),
                        ("dim", library.phrase("keep.crash")),
                        ("dim", library.phrase("first.limits")),
                    ],
                    [
                        ("keep", library.phrase("keep.yes")),
                        ("later", library.phrase("keep.later")),
                        ("gone", library.phrase("keep.no")),
                    ],
                )
            )
            if chosen == "keep" and await self._keep():
                if self.app.session.is_cheap:
                    await self._say(library.phrase("passphrase.cheap"))
                self.dismiss(Kept.KEPT)
                return
            if chosen == "gone" and await self._sure():
                self.dismiss(Kept.GONE)
                return
            if chosen in ("", "later"):
                self.app.session.declined = True
                self.dismiss(Kept.LATER)
                return

    async def _say(self, told: str) -> None:
        close = self.app.library.phrase("choice.go")
        await self.app.push_screen_wait(Sheet([("", told)], [("", close)]))

    async def _sure(self) -> bool:
        library = self.app.library
        chosen = await self.app.push_screen_wait(
            Sheet(
                [("", library.phrase("keep.let_go_sure"))],
                [("back", library.phrase("do.back")), ("gone", library.phrase("keep.let_go"))],
            )
        )
        return chosen == "gone"

    async def _keep(self) -> bool:
        told = ""
        while True:
            passphrase = await self.app.push_screen_wait(PassphraseScreen(told))
            if not passphrase:
                return False
            key = await asyncio.to_thread(RecoveryKey.generate)
            chosen = await self.app.push_screen_wait(RecoveryScreen(key, self.app))
            if not chosen:
                continue
            state = RecoveryState(chosen)
            if state is RecoveryState.WRITTEN and not await is_written_down(self.app, key):
                continue
            recovery = key if state is RecoveryState.WRITTEN else None
            self.query_one("#said", Words).text = self.app.library.phrase("passphrase.working")
            try:
                await asyncio.to_thread(self._make, passphrase, recovery, state)
            except RegretError as trouble:
                told = str(trouble)
                continue
            return True

    def _make(self, passphrase: str, recovery: RecoveryKey | None, state: RecoveryState) -> None:
        session, world = self.app.session, self.app.world
        session.keys.chose_recovery(state, recovery, world.host.token)
        session.keep(world.paths.vault, host=world.host, passphrase=passphrase, recovery=recovery)
