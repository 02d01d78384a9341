"""The full-screen app: one journal, its screens, and what works from everywhere."""

import asyncio
import os
import signal
import threading
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import SystemCommand
from textual.reactive import reactive
from textual.screen import Screen

from regret_tui import settings as settings_file
from regret_tui.errors import RegretError
from regret_tui.settings import Settings
from regret_tui.tui import themes
from regret_tui.tui.ending import Ending
from regret_tui.tui.guarded import GuardedApp
from regret_tui.tui.keymap import APP_BINDINGS
from regret_tui.tui.screens.blank import BlankScreen
from regret_tui.tui.screens.first import FirstScreen
from regret_tui.tui.screens.unlock import UnlockScreen
from regret_tui.tui.text import sentence
from regret_tui.world import World

if TYPE_CHECKING:
    from regret_tui.content.library import Library
    from regret_tui.journal.session import Recovered, Session

HANG_UP_WAIT = 2.0
"""Seconds to end in by itself once the terminal is gone. Its threads may wait for it for ever, and
what was open would stay in memory."""
HUNG_UP = 129
"""128 and SIGHUP, as shells count."""
IDLE_CHECK = 5.0
"""Seconds between two looks at how long no key was pressed."""


class JournalApp(GuardedApp[Ending]):
    """The full screen.

    Args:
        world: everything from outside.
        library: the prompts; read when they are first asked for where None is given.
        told: a sentence for the unlock screen, such as that it was locked.
    """

    TITLE = "journal"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar = list(APP_BINDINGS)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-normal"), (110, "-wide")]  # noqa: RUF012  # as Textual has it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-tall"), (34, "-high")]  # noqa: RUF012  # as Textual has it

    covered: reactive[bool] = reactive(False)

    def __init__(self, world: World, library: "Library | None" = None, told: str = "") -> None:
        super().__init__()
        self.world = world
        self._library = library
        self._door: dict[str, str] | None = None
        self.told = told
        self.settings: Settings = settings_file.load(world.paths.settings)
        for theme in themes.ALL:
            self.register_theme(theme)
        self.theme = self.settings.theme
        self._session: Session | None = None
        self._last_key = world.now()
        self.idle = False
        self.unsaid = ""
        """What was said where nothing could show it. Home says it when it is drawn next."""

    @property
    def library(self) -> "Library":
        """The prompts. Raises PromptsFaulty or PromptsMissing where ours are damaged or gone."""
        from regret_tui.content.library import load

        if self._library is None:
            self._library = load(self.world.paths.prompts)
        return self._library

    def door(self, name: str) -> str:
        """Return a sentence of the unlock screen, without reading all the prompts for it."""
        from regret_tui.content.door import door_phrases

        if self._door is None:
            self._door = door_phrases(self.world.paths.prompts)
        return self._door.get(name) or self.library.phrase(name)

    def warm_up(self) -> None:
        """Load what comes after the unlock screen, while the passphrase is typed."""
        import regret_tui.journal.opening
        import regret_tui.tui.screens.after_opening
        import regret_tui.tui.screens.guided
        import regret_tui.tui.screens.home  # noqa: F401  # loaded for later

        _ = self.library

    @property
    def session(self) -> "Session":
        """The journal that is open; one in memory alone until another is opened.

        It is made when it is first asked for, since the unlock screen is painted without it.
        """
        from regret_tui.journal.opening import begin

        if self._session is None:
            self._session = begin(self.library, self.world.outside)
        return self._session

    @session.setter
    def session(self, session: "Session") -> None:
        self._session = session

    # -- beginning and ending ---------------------------------------------------------------

    def on_mount(self) -> None:
        """Show the first screen, or ask for the passphrase."""
        self.guard_loop()
        self.set_interval(IDLE_CHECK, self._look_idle)
        for name in ("SIGHUP", "SIGTERM"):
            number = getattr(signal, name, None)
            if number is not None:
                try:
                    asyncio.get_running_loop().add_signal_handler(number, self._hang_up)
                except (NotImplementedError, RuntimeError, ValueError):
                    continue  # Windows, or not the main thread: then drafts alone keep the words
        if self.world.paths.vault.exists():
            self.push_screen(UnlockScreen(self.told))
        else:
            self.push_screen(FirstScreen())

    def unlock(self, typed: str, by_key: bool, read_only: bool) -> None:
        """Open the vault. Takes about a second; called away from the screen's thread.

        Raises:
            RegretError: it did not open.
        """
        from regret_tui.journal.opening import unlock
        from regret_tui.vault import read_recovery_key

        vault, host = self.world.paths.vault, self.world.host
        key = read_recovery_key(vault, typed, host=host) if by_key else None
        self.session = unlock(
            vault,
            self.library,
            self.world.outside,
            host=host,
            passphrase=None if by_key else typed,
            recovery=key,
            read_only=read_only,
        )

    async def opened(self, *, by_key: bool) -> None:
        """Go on after the vault has opened."""
        self.go_home()
        self._after_opening(by_key)

    @work
    async def _after_opening(self, by_key: bool) -> None:
        from regret_tui.tui.screens import after_opening

        recovered = await after_opening.ask(self, by_key=by_key)
        if recovered is not None and recovered.in_place:
            self.begin(recovered.exercise, recovered.regret, recovered)

    def begin(self, exercise: str, regret: str = "", recovered: "Recovered | None" = None) -> None:
        """Begin or resume an exercise; where it is open for reading only, say so."""
        vault = self.session.vault
        if vault is not None and vault.read_only:
            self.say(self.library.phrase("plain.read_only"))
            return
        self._begin(exercise, regret, recovered)

    @work
    async def _begin(self, exercise: str, regret: str, recovered: "Recovered | None") -> None:
        from regret_tui.tui.screens.guided import GuidedScreen

        try:
            await asyncio.to_thread(self.session.guide.start, exercise, regret)
        except RegretError as trouble:
            if not self.session.guide.walk:
                self.say(str(trouble))
                return
            await self.push_screen(GuidedScreen(recovered, trouble))
            return
        await self.push_screen(GuidedScreen(recovered))

    def go_home(self) -> None:
        """Go home, or end where there is nothing to come back to."""
        from regret_tui.tui.screens.home import HomeScreen

        if self.session.guide.under_age and not self.session.is_kept:
            self.leave_now()
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.push_screen(HomeScreen())

    async def redraw_home(self) -> None:
        """Draw home anew, where it is what is shown."""
        from regret_tui.tui.screens.home import HomeScreen

        if isinstance(self.screen, HomeScreen):
            await self.screen.draw()

    def leave_now(self, *, lock: bool = False) -> None:
        """Blank the screen first, then end."""
        if self._session is not None:
            self._session.close()
        self.push_screen(BlankScreen(Ending.LOCK if lock else Ending.LEAVE))

    def _hang_up(self) -> None:
        """The terminal went away: keep the words, then end."""
        with suppress(RegretError):  # the draft before still stands, and nobody is there to ask
            self._keep_page()
        self.leave_now()
        last = threading.Timer(HANG_UP_WAIT, os._exit, (HUNG_UP,))
        last.daemon = True
        last.start()

    def _keep_page(self) -> None:
        from regret_tui.tui.screens.guided import GuidedScreen

        for screen in reversed(self.screen_stack):
            if isinstance(screen, GuidedScreen) and self.session.is_kept:
                text, cursor = screen.written()
                if text:
                    self.session.write_draft(text, list(cursor))
                return

    # -- keys that work from everywhere -----------------------------------------------------

    @work(exclusive=True, group="leaving")
    async def action_lock(self) -> None:
        """Blank, keep the page, and lock. What is not kept yet is covered instead."""
        if not self.session.is_kept:
            if isinstance(self.screen, FirstScreen | UnlockScreen):
                return
            self.covered = True
            return
        if await self._safe_to_go():
            self.leave_now(lock=True)

    @work(exclusive=True, group="leaving")
    async def action_leave(self) -> None:
        """Save, blank, leave. What is not kept yet is offered to be kept."""
        if self.session.is_kept:
            if await self._safe_to_go():
                self.leave_now()
            return
        if self.session.keeps_nothing or self.session.guide.under_age or not self.session.has_words:
            self.leave_now()
            return
        from regret_tui.tui.screens.keep import KeepScreen, Kept

        outcome = await self.push_screen_wait(KeepScreen())
        if outcome is not Kept.LATER:
            self.leave_now()

    async def _safe_to_go(self) -> bool:
        """Keep what is on the page; where it cannot be kept, ask whether to leave it."""
        from regret_tui.tui.screens.sheet import Sheet

        try:
            await asyncio.to_thread(self._save_everything)
        except RegretError as trouble:
            chosen = await self.push_screen_wait(
                Sheet(
                    [("", str(trouble))],
                    [
                        ("stay", self.library.phrase("error.stay")),
                        ("leave", self.library.phrase("error.leave_anyway")),
                    ],
                )
            )
            return chosen == "leave"
        return True

    def _save_everything(self) -> None:
        self._keep_page()
        self.session.guide.save()

    @property
    def may_keep(self) -> bool:
        """Whether there are words that could be kept and are not yet."""
        session = self.session
        unwanted = session.keeps_nothing or session.guide.under_age
        return not session.is_kept and session.has_words and not unwanted

    @work(exclusive=True, group="leaving")
    async def action_keep(self) -> None:
        """Keep what was written, now."""
        from regret_tui.tui.screens.keep import KeepScreen, Kept

        if self.may_keep and await self.push_screen_wait(KeepScreen()) is Kept.GONE:
            self.leave_now()

    def action_cover(self) -> None:
        """Cover the page, or uncover it. On home: show the names, or hide them."""
        from regret_tui.tui.screens.home import HomeScreen

        if isinstance(self.screen, HomeScreen) and not self.covered:
            self.screen.toggle_names()
        else:
            self.covered = not self.covered

    def action_steady(self) -> None:
        """Steady first, from anywhere, and back to the same cursor."""
        from regret_tui.tui.screens.guided import GuidedScreen

        if isinstance(self.screen, UnlockScreen):
            return
        if isinstance(self.screen, GuidedScreen):
            self.screen.steady()
        elif len(self.screen_stack) <= 2:
            self.begin("arrive")

    @work(exclusive=True, group="people")
    async def action_people(self) -> None:
        """Show people and lines over whatever there is."""
        from regret_tui.journal.people import support_words
        from regret_tui.tui.screens.home import HomeScreen
        from regret_tui.tui.screens.sheet import Sheet

        locked = isinstance(self.screen, UnlockScreen)
        words = support_words(self.session.journal, locked=locked)
        acts = [("", sentence(self.library.phrase("do.close")))]
        if isinstance(self.screen, HomeScreen):
            acts.append(("edit", self.library.phrase("support.edit")))
        if await self.push_screen_wait(Sheet(words, acts)) == "edit":
            self.begin("support")

    @work(exclusive=True, group="keys")
    async def action_keys(self) -> None:
        """Say which keys there are."""
        from regret_tui.tui.screens.sheet import Sheet

        words = self.session.journal.words
        told = [
            ("", self.library.phrase(name, words))
            for name in ("keys.all", "first.cannot", "first.limits", "export.evidence")
        ]
        await self.push_screen_wait(Sheet(told, [("", sentence(self.library.phrase("do.close")))]))

    @work(exclusive=True, group="pause")
    async def action_pause(self) -> None:
        """Open the pause sheet where no step is asked."""
        from regret_tui.tui.screens.pause import PauseScreen

        deed = await self.push_screen_wait(PauseScreen(in_sitting=False))
        if deed:
            await self.run_action(deed)

    @work(exclusive=True, group="menu")
    async def something_else(self) -> None:
        """Offer what home does not."""
        from regret_tui.tui.elsewhere import something_else

        await something_else(self)

    # -- guards -----------------------------------------------------------------------------

    def say(self, words: str) -> None:
        """Say one sentence in the status line of whatever is shown, or else on home."""
        from regret_tui.tui.widgets.words import Words

        shown = list(self.screen.query("#status").results(Words))
        for status in shown:
            status.text = words
        if not shown:
            self.unsaid = words

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Offer our own deeds in the palette, and no screenshot, which would write a file."""
        for name, phrase in (
            ("steady", "steady"),
            ("people", "support"),
            ("cover", "cover"),
            ("lock", "lock"),
            ("leave", "leave"),
            ("keys", "keys"),
        ):
            yield SystemCommand(
                self.library.phrase(f"do.{phrase}"), "", getattr(self, f"action_{name}")
            )

    async def on_event(self, event: events.Event) -> None:
        """Note keys, the mouse and pastes, for the idle lock."""
        if isinstance(event, events.InputEvent | events.Paste):
            self._last_key = self.world.now()
        await super().on_event(event)

    def _look_idle(self) -> None:
        minutes = self.settings.idle_minutes
        if not minutes or isinstance(self.screen, UnlockScreen | FirstScreen):
            return
        if (self.world.now() - self._last_key).total_seconds() < minutes * 60:
            return
        self._last_key = self.world.now()
        if self.session.is_kept:
            self.idle = True
            self.action_lock()
        elif not self.covered:
            self.covered = True
            self.say(self.library.phrase("lock.idle_not_kept"))
