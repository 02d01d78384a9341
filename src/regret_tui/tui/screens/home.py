"""Home: what to do now. Nothing on it tells a passer-by anything."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen

from regret_tui.domain.pace import day_in_words, part_of_day
from regret_tui.domain.regret import Regret, Standing
from regret_tui.domain.suggest import CORE_PATH, Suggestion, what_next
from regret_tui.tui.widgets.answering import Answered
from regret_tui.tui.widgets.choices import Choices
from regret_tui.tui.widgets.titles import Titles
from regret_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


class HomeScreen(Screen[None]):
    """Drawn anew each time it is come back to."""

    BINDINGS: ClassVar = [
        Binding("escape", "app.pause", show=False),
        Binding("alt+h", "app.people", show=False),
        Binding("alt+l", "app.lock", show=False),
    ]
    app: "JournalApp"

    def compose(self) -> ComposeResult:
        """Make the frame."""
        with Vertical(id="column"):
            yield Words(id="date", always=True)
            yield VerticalScroll(id="body", can_focus=False)
            yield Words(id="status", always=True)
            yield Words("Tab next   Esc pause", id="foot", always=True)

    def __init__(self) -> None:
        super().__init__()
        self._drawing = asyncio.Lock()

    async def on_screen_resume(self) -> None:
        """Draw what is so now."""
        await self.draw()

    async def draw(self) -> None:
        """Draw the greeting, what can be done, and the regrets under their bars.

        Once at a time. A home that is on its way out can be told to draw too; then nothing comes
        of it.
        """
        async with self._drawing:
            await self._draw()

    async def _draw(self) -> None:
        library, journal = self.app.library, self.app.session.journal
        self.query_one("#date", Words).text = day_in_words(journal.today)
        regret = self._regret()
        suggestion = what_next(journal.facts(regret)) if regret else None
        part_way = self._part_way()
        said = library.phrase(f"home.{part_of_day(self.app.world.now())}")
        if part_way is not None:
            said += f" {library.phrase('home.part_way')}"
        body = self.query_one("#body", VerticalScroll)
        await body.remove_children()
        await body.mount(
            Words(said, always=True, id="greeting"),
            Choices(self._lines(regret, suggestion, part_way), id="home-choices"),
            Titles(self._rows(), id="titles"),
        )
        for choices in self.query("#home-choices"):
            choices.focus()
        self._status()

    def toggle_names(self) -> None:
        """Show the private names, or put them under bars."""
        for titles in self.query(Titles):
            titles.open = not titles.open

    def _lines(
        self, regret: Regret | None, suggestion: Suggestion | None, part_way: tuple[str, str] | None
    ) -> list[tuple[str, str]]:
        library = self.app.library
        lines = []
        if part_way is not None:
            lines.append((f"start {part_way[0]} {part_way[1]}", library.phrase("home.go_on")))
        elif suggestion is not None and regret is not None and suggestion.exercise:
            title = library.exercise(suggestion.exercise).title
            lines.append((f"start {suggestion.exercise} {regret.id}", title))
        elif regret is None:
            lines.append(("start begin", library.phrase("home.begin")))
        takes = library.phrase("home.steady_takes")
        lines.append(("start arrive", f"{library.phrase('home.steady'):<22}{takes}"))
        lines.append(("else", library.phrase("home.something_else")))
        return lines

    def _rows(self) -> list[tuple[str, str]]:
        """Return private names and what is done, for each regret that is open."""
        journal = self.app.session.journal
        rows = []
        for regret in journal.regrets():
            if regret.standing is Standing.CLOSED:
                continue
            facts = journal.facts(regret)
            begun = [
                f"{self._short(name)} {'●' if name in facts.done else '◐'}"
                for name in CORE_PATH
                if name in facts.done or name in facts.part_way
            ]
            rows.append((regret.title, " ".join(begun)))
        return rows

    def _short(self, name: str) -> str:
        exercise = self.app.library.exercise(name)
        return exercise.short or exercise.title.lower()

    def _regret(self) -> Regret | None:
        open_ones = [
            item for item in self.app.session.journal.regrets() if item.standing is Standing.OPEN
        ]
        return open_ones[-1] if open_ones else None

    def _part_way(self) -> tuple[str, str] | None:
        journal, library = self.app.session.journal, self.app.library
        for item in reversed(journal.sittings()):
            if not item.is_over and item.exercise in library.exercises:
                if library.exercise(item.exercise).kind == "steady":
                    continue
                return item.exercise, item.regret
        return None

    def _status(self) -> None:
        session = self.app.session
        words = "" if session.is_kept else self.app.library.phrase("keep.not_yet")
        if session.notices():
            words = "\n".join(session.notices())
        if self.app.library.faults:
            place = {"path": str(self.app.world.paths.prompts)}
            words = f"{words}\n{self.app.library.phrase('home.own_prompts', place)}".strip()
        if self.app.unsaid:
            words, self.app.unsaid = self.app.unsaid, ""
        self.query_one("#status", Words).text = words

    def on_answered(self, event: Answered) -> None:
        """Do what was chosen."""
        event.stop()
        chosen = str(self.query_one("#home-choices", Choices).answer())
        verb, *rest = chosen.split()
        if verb == "start":
            self.app.begin(rest[0], rest[1] if rest[1:] else "")
        else:
            self.app.something_else()
