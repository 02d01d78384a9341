"""A page to take away: choose, look at exactly what will be written, then write it."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Input

from regret_tui.domain.sitting import Sitting
from regret_tui.errors import RegretError
from regret_tui.export.errors import FileThere
from regret_tui.export.file import write_text
from regret_tui.export.source import Page
from regret_tui.journal import exporting
from regret_tui.tui.screens.sheet import Sheet
from regret_tui.tui.text import sentence
from regret_tui.tui.widgets.answering import Answered
from regret_tui.tui.widgets.secret import Secret
from regret_tui.tui.widgets.sharing import Sharing
from regret_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


class ExportScreen(Screen[None]):
    """Marks, preview, and the file.

    Args:
        kind: ``session`` or ``regret``.
        regret: the regret's id, for ``regret``.
    """

    BINDINGS: ClassVar = [
        Binding("escape", "back", show=False, priority=True),
        Binding("pagedown", "read(1)", show=False, priority=True),
        Binding("pageup", "read(-1)", show=False, priority=True),
    ]
    app: "JournalApp"

    def __init__(self, kind: str, regret: str = "") -> None:
        super().__init__()
        self._kind = kind
        self._regret = regret
        self._page: Page | None = None

    def compose(self) -> ComposeResult:
        """Make the frame."""
        with Vertical(id="column"):
            yield Words(self.app.library.phrase("home.export"), always=True, id="where")
            yield VerticalScroll(id="body", can_focus=False)
            yield Words(id="refusal", always=True)
            yield Words("Esc back", always=True, id="foot")

    async def on_mount(self) -> None:
        """Ask what may be on the page."""
        await self._choose()

    async def _choose(self) -> None:
        journal, library = self.app.session.journal, self.app.library
        self._page = None
        sittings = exporting.sharable(journal, self._regret or None)
        rows = [(item.id, self._row(item), item.share) for item in sittings]
        body = self.query_one("#body", VerticalScroll)
        await body.remove_children()
        sharing = Sharing(rows)
        await body.mount(
            Words(library.phrase("export.ask"), always=True, classes="told"),
            Words(library.phrase("export.marks"), always=True, classes="told dim"),
            sharing,
        )
        sharing.focus()

    def _row(self, sitting: Sitting) -> str:
        journal, library = self.app.session.journal, self.app.library
        regret = journal.store.regrets.get(sitting.regret)
        about = f" · {regret.title}" if regret else ""
        return f"{library.exercise(sitting.exercise).title}{about}, {sitting.day}"

    @on(Answered)
    @work
    async def _marked(self) -> None:
        from regret_tui.tui.meeting import brought_together

        marks = self.query_one(Sharing).answer()
        while self._page is None:
            try:
                self._page = await asyncio.to_thread(self._mark_and_make, marks)
            except RegretError as trouble:
                self.query_one("#refusal", Words).text = str(trouble)
                if not await brought_together(self.app, trouble):
                    return
        await self._preview(self._page)

    def _mark_and_make(self, marks: dict[str, str]) -> Page:
        journal = self.app.session.journal
        for sitting in exporting.sharable(journal, self._regret or None):
            share = marks.get(sitting.id, sitting.share)
            if share is not sitting.share:
                exporting.mark(journal, sitting.id, share)  # type: ignore[arg-type]  # Share
        return exporting.page(journal, self._kind, self._regret)

    async def _preview(self, page: Page) -> None:
        library = self.app.library
        self.query_one("#refusal", Words).text = ""
        body = self.query_one("#body", VerticalScroll)
        await body.remove_children()
        counted = library.phrase("export.counted", {"count": str(page.words), "n": str(page.pages)})
        if page.empty:
            await body.mount(Words(library.phrase("export.nothing_chosen"), always=True))
            return
        name = exporting.file_name(self.app.world.now())
        path = Input(str(Path.home() / name), id="path", select_on_focus=False)
        await body.mount(
            Words(page.markdown, id="preview"),
            Words(counted, always=True, classes="told dim"),
            Words(library.phrase("export.warning_folder"), always=True, classes="told"),
            path,
            Words(library.phrase("export.passphrase"), always=True, classes="told"),
            Secret(library.phrase("unlock.ask"), id="secret"),
            Button(library.phrase("export.write"), id="write"),
        )
        body.scroll_home(animate=False)
        self.query_one("#foot", Words).text = library.phrase("export.keys")
        path.focus(scroll_visible=False)

    @on(Input.Submitted, "#path")
    def _to_secret(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one("#secret").focus()

    @on(Input.Submitted, "#secret")
    @on(Button.Pressed, "#write")
    @work(exclusive=True)
    async def _write(self) -> None:
        if self._page is None:
            return
        library, refusal = self.app.library, self.query_one("#refusal", Words)
        path = Path(self.query_one("#path", Input).value).expanduser()
        typed = self.query_one("#secret", Secret).value
        refusal.text = library.phrase("unlock.working")
        try:
            await asyncio.to_thread(self._check_and_write, typed, path, self._page)
        except FileThere as there:
            if not await self._may_replace():
                refusal.text = str(there)
                return
            try:
                await asyncio.to_thread(write_text, path, self._page.markdown, replace=True)
            except RegretError as trouble:
                refusal.text = str(trouble)
                return
        except RegretError as trouble:
            refusal.text = str(trouble)
            self.query_one("#secret", Secret).value = ""
            return
        self.app.say(library.phrase("export.written", {"path": str(path)}))
        self.dismiss(None)

    async def _may_replace(self) -> bool:
        library = self.app.library
        chosen = await self.app.push_screen_wait(
            Sheet(
                [("", library.phrase("export.replace"))],
                [
                    ("back", sentence(library.phrase("do.back"))),
                    ("replace", library.phrase("export.replace_yes")),
                ],
            )
        )
        return chosen == "replace"

    def _check_and_write(self, typed: str, path: Path, page: Page) -> None:
        from regret_tui.vault.errors import WrongPassphrase

        vault = self.app.session.vault
        if vault is not None and not vault.check_passphrase(typed):
            raise WrongPassphrase
        write_text(path, page.markdown)

    def action_read(self, pages: int) -> None:
        """Read on in the preview, wherever the cursor is."""
        body = self.query_one("#body", VerticalScroll)
        body.scroll_relative(y=pages * max(1, body.size.height - 2), animate=False)

    @work
    async def action_back(self) -> None:
        """Go back to the marks, or home."""
        if self._page is not None:
            await self._choose()
        else:
            self.dismiss(None)
