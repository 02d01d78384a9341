"""The guided work: it draws what the guide hands out, and hands back what the person does."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button

from regret_tui.domain.answers import AnswerRefused
from regret_tui.domain.critic import says_heard
from regret_tui.domain.exercise import Step
from regret_tui.errors import RegretError
from regret_tui.journal.now import Act, Ask, End, Home, People, Tell
from regret_tui.journal.session import Recovered
from regret_tui.tui.entry import WRITTEN, make_entry
from regret_tui.tui.screens.keep import KeepScreen, Kept
from regret_tui.tui.text import quoted
from regret_tui.tui.unsent import Unsent, Written
from regret_tui.tui.views import telling as telling_of
from regret_tui.tui.widgets.answering import Answered
from regret_tui.tui.widgets.asking import Asking
from regret_tui.tui.widgets.dots import Dots
from regret_tui.tui.widgets.line import Line
from regret_tui.tui.widgets.page import Page
from regret_tui.tui.widgets.rate import Rate
from regret_tui.tui.widgets.telling import Telling
from regret_tui.tui.widgets.words import Words
from regret_tui.vault.errors import Conflict

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp

LETTERS: Final = {"b": "back", "s": "skip", "e": "enough", "w": "why", "f": "fold"}
"""Letters of the pause sheet that work at once with alt, since Esc and a letter may arrive so."""


class GuidedScreen(Screen[None]):
    """Whatever the guide shows now. It closes by itself when nothing is under way.

    Args:
        recovered: words that were cut off, to go on with at the first step that is shown.
        trouble: what could not be saved at the beginning; the next step tries again.
    """

    BINDINGS: ClassVar = [
        Binding("ctrl+n", "next", show=False, priority=True),
        Binding("escape", "pause", show=False, priority=True),
        *(Binding(f"alt+{letter}", name, show=False) for letter, name in LETTERS.items()),
        Binding("alt+g", "app.steady", show=False),
        Binding("alt+h", "app.people", show=False),
        Binding("alt+l", "app.lock", show=False),
        Binding("alt+c", "app.cover", show=False),
    ]
    app: "JournalApp"

    def __init__(
        self, recovered: Recovered | None = None, trouble: RegretError | None = None
    ) -> None:
        super().__init__()
        self._unsent = Unsent(recovered)
        self._busy = False
        self._folded = False
        self._trouble = trouble
        self._said_heard = False

    # -- drawing ----------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Make the frame; what is in it comes from the guide."""
        with Vertical(id="column"):
            with Horizontal(id="head"):
                yield Words(id="where")
                yield Dots()
            yield Words(id="pinned")
            yield VerticalScroll(id="body", can_focus=False)
            yield Words(id="status", always=True)
            yield Words("Tab next   Esc pause", id="foot", always=True)

    async def on_mount(self) -> None:
        """Show what is under way."""
        await self._show()

    async def _show(self) -> None:
        session = self.app.session
        now = session.guide.now
        if isinstance(now, Home):
            self._close()
            return
        self._said_heard = False
        view = self._view(now)
        self._head(now)
        body = self.query_one("#body", VerticalScroll)
        await body.remove_children()
        await body.mount(view)
        body.scroll_home(animate=False)
        view.focus_first()
        self.call_after_refresh(self._bring_into_sight)
        self._say_status()

    def _bring_into_sight(self) -> None:
        """Let nobody write below the fold, where much is handed back above the page."""
        for asking in self.query(Asking):
            if isinstance(asking.entry, Page | Line):
                asking.entry.scroll_visible(animate=False)

    def _view(self, now: Ask | Tell | People | End) -> Asking | Telling:
        app = self.app
        if not isinstance(now, Ask):
            return telling_of(app.session, app.library, now)
        unsent = self._unsent.at(now.walk)
        words = app.session.guide.words
        entry = make_entry(
            now.walk,
            app.library,
            words,
            today=app.session.journal.today,
            still=app.settings.reduced_motion,
            text=unsent.text,
            cursor=unsent.cursor,
        )
        return Asking(now.walk, app.library, words, entry)

    def _head(self, now: Ask | Tell | People | End) -> None:
        guide = self.app.session.guide
        walk = guide.walk
        parts = []
        dots = self.query_one(Dots)
        dots.total = 0
        if walk is not None and not isinstance(now, End):
            parts.append(walk.exercise.title)
            path = [step.id for step in walk.path]
            here = walk.step.id if walk.step else ""
            if isinstance(now, Ask) and here in path:
                dots.here, dots.total = path.index(here), len(path)
        regret_id = walk.sitting.regret if walk else ""
        regret = guide.journal.store.regrets.get(regret_id) if regret_id else None
        if regret is not None and regret.title:
            parts.append(regret.title)
        self.query_one("#where", Words).text = " · ".join(parts)
        own_words = walk.known.get("sentence") if walk and walk.exercise.per_regret else None
        pinned = self.query_one("#pinned", Words)
        pinned.text = "· · ·" if self._folded else quoted(str(own_words or ""))
        pinned.display = bool(own_words) and isinstance(now, Ask)

    def _say_status(self, words: str = "") -> None:
        session = self.app.session
        status = self.query_one("#status", Words)
        if self._trouble is not None:
            status.text = str(self._trouble)
        elif words:
            status.text = words
        elif not session.is_kept:
            name = "keep.nothing" if self.app.session.keeps_nothing else "keep.not_yet"
            status.text = self.app.library.phrase(name)
        else:
            status.text = self.app.library.phrase("sitting.kept")
        if session.guide.is_long and self._trouble is None:
            status.text += f"   {self.app.library.phrase('sitting.twenty_minutes')}"
        status.set_class(self._trouble is not None, "trouble")

    # -- acts -------------------------------------------------------------------------------

    def _do(self, act: Callable[..., Any], *args: Any) -> None:
        """Let the guide act, away from the screen's thread, and show what comes of it."""
        self._carry_out(lambda: act(*args), bool(args))

    @work
    async def _carry_out(self, act: Callable[[], object], sends: bool) -> None:
        if self._busy:
            return
        self._busy = True
        place = self._remember()
        self._say_status(self.app.library.phrase("sitting.saving"))
        try:
            await asyncio.to_thread(self._act_and_tidy, act)
            self._trouble = None
            if place is not None and sends:
                self._unsent.sent(place)
        except AnswerRefused as refused:
            self._say_status()
            for asking in self.query(Asking):
                asking.refuse(str(refused))
            return
        except RegretError as trouble:
            self._trouble = trouble
        finally:
            self._busy = False
        await self._show()
        if isinstance(self._trouble, Conflict):
            await self._meet(self._trouble)
        await self._offer_keeping()

    async def _meet(self, trouble: Conflict) -> None:
        from regret_tui.tui.meeting import Met, meet

        met = await meet(self.app, trouble)
        if met is Met.TOGETHER:
            self._trouble = None
            await self._show()
            self._say_status(self.app.library.phrase("file.conflict_done"))
        elif met is Met.LEAVE:
            self.app.leave_now()

    def _act_and_tidy(self, act: Callable[[], object]) -> None:
        act()
        self.app.session.drop_draft()

    async def _offer_keeping(self) -> None:
        if self.app.session.offers_keeping and not self.app.session.keeps_nothing:
            outcome = await self.app.push_screen_wait(KeepScreen())
            if outcome is Kept.GONE:
                self.app.leave_now()
            else:
                self._say_status()

    @on(Answered)
    def _answered(self) -> None:
        self.action_next()

    @on(Button.Pressed, "#next")
    def _next_pressed(self) -> None:
        self.action_next()

    @on(Button.Pressed, "#skip")
    def _skip_pressed(self) -> None:
        self.action_skip()

    def action_next(self) -> None:
        """Take the answer and go on, or do what is marked."""
        guide = self.app.session.guide
        for asking in self.query(Asking):
            entry = asking.entry
            value = entry.answer() if entry is not None else None
            if entry is not None and value is None and not isinstance(guide.now, Ask):
                return
            self._do(guide.answer, value)
            return
        for telling in self.query(Telling):
            self._choose(telling.act)

    def _choose(self, act: str) -> None:
        guide = self.app.session.guide
        now = guide.now
        if not isinstance(now, End):
            self._do(guide.choose, Act(act))
        elif act == "next":
            self._do(guide.start, now.suggestion.exercise, now.regret)
        elif act == "lock":
            self.app.action_leave()
        elif act == "people":
            self.app.action_people()
        else:
            guide.leave()
            self._close()

    def action_back(self) -> None:
        """Go to the step before."""
        for rate in self.query(Rate):
            if rate.back():
                return
        if self._asks():
            self._do(self.app.session.guide.back)

    def action_skip(self) -> None:
        """Leave this step unanswered."""
        if self._asks():
            self._do(self.app.session.guide.skip)

    def action_enough(self) -> None:
        """Finish for today."""
        if self._asks():
            self._do(self._take_and_end)

    def _take_and_end(self) -> None:
        """End the sitting with what is on the page, so that nothing typed is lost."""
        guide = self.app.session.guide
        walk = guide.walk
        for asking in self.query(Asking):
            entry = asking.entry
            if walk and walk.step and walk.step.kind in WRITTEN and entry is not None:
                value = entry.answer()
                if isinstance(value, str) and value.strip():
                    walk.put(value)
        guide.enough()

    def action_why(self) -> None:
        """Show or hide the reason for this step."""
        for asking in self.query(Asking):
            asking.toggle_why()

    def action_fold(self) -> None:
        """Fold the pinned sentence, or unfold it."""
        self._folded = not self._folded
        self._head(self.app.session.guide.now)  # type: ignore[arg-type]  # never Home here

    def steady(self) -> None:
        """Steady first, and come back to the same cursor."""
        self._do(self.app.session.guide.steady)

    @work
    async def action_pause(self) -> None:
        """Open the pause sheet; the same key closes it, at the same cursor."""
        from regret_tui.tui.screens.pause import PauseScreen

        deed = await self.app.push_screen_wait(PauseScreen(in_sitting=self._asks()))
        if deed:
            await self.run_action(deed)

    def _asks(self) -> bool:
        return isinstance(self.app.session.guide.now, Ask)

    def _close(self) -> None:
        self.app.go_home()

    # -- words as they are typed ------------------------------------------------------------

    def on_writing(self) -> None:
        """Typing has paused: keep the draft, and count the words of a voice."""
        text, cursor = self.written()
        walk = self.app.session.guide.walk
        heard = says_heard(walk, text) if walk is not None and not self._said_heard else ""
        if heard:
            self._said_heard = True
            self.query_one("#refusal", Words).text = self.app.library.phrase(f"sitting.{heard}")
        if self.app.session.is_kept:
            self._keep_draft(text, cursor)
        else:
            self._say_status()

    @work(exclusive=True, group="draft")
    async def _keep_draft(self, text: str, cursor: tuple[int, int]) -> None:
        try:
            await asyncio.to_thread(self.app.session.write_draft, text, list(cursor))
        except RegretError as trouble:
            self._trouble = trouble
        else:
            self._trouble = None
        self._say_status()

    def _remember(self) -> tuple[str, str] | None:
        """Hold what is on the page, so that whatever happens next can come back to it."""
        walk = self.app.session.guide.walk
        step = self._step()
        if walk is None or step is None or step.kind not in WRITTEN or not self._asks():
            return None
        self._unsent.hold(walk, Written(*self.written()))
        return walk.sitting.id, walk.sitting.step

    def written(self) -> tuple[str, tuple[int, int]]:
        """Return the words on the page and the cursor, or nothing where none are written."""
        for page in self.query(Page):
            return page.text, page.cursor_location
        for line in self.query(Line):
            return line.value, (0, line.cursor_position)
        return "", (0, 0)

    def unsaved(self) -> list[tuple[tuple[str, str], str]]:
        """Return what was written here and may not be stored, each with its sitting and step."""
        walk, (text, _) = self.app.session.guide.walk, self.written()
        here = [((walk.sitting.id, walk.sitting.step), text)] if walk and text else []
        return [*self._unsent.held, *here]

    def _step(self) -> Step | None:
        walk = self.app.session.guide.walk
        return walk.step if walk else None
