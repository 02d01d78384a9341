"""The full-screen app: one journal, its screens, and what works from everywhere."""

import asyncio
from collections.abc import Iterable
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
from regret_tui.tui.leaving import Leaving
from regret_tui.tui.screens.first import FirstScreen
from regret_tui.tui.screens.unlock import UnlockScreen
from regret_tui.world import World

if TYPE_CHECKING:
    from regret_tui.content.library import Library
    from regret_tui.journal.session import Recovered, Session


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
        self.leaving = Leaving(self)
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
        self.leaving.begin()
        if self.world.paths.vault.exists():
            self.push_screen(UnlockScreen(self.told))
        else:
            self.push_screen(FirstScreen())
            if (self.world.paths.vault.parent / "backups").exists():
                self._see_to_what_is_gone()

    @work
    async def _see_to_what_is_gone(self) -> None:
        from regret_tui.tui.shut import offer_where_gone

        await offer_where_gone(self)

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

    def leave_now(self) -> None:
        """Blank the screen, then end. What is in memory alone goes."""
        self.leaving.now()

    def end(self, ending: Ending) -> None:
        """Let go of the vault, and end at once."""
        if self._session is not None:
            self._session.close()
        self.exit(ending)

    # -- keys that work from everywhere -----------------------------------------------------

    def action_lock(self) -> None:
        """Lock; what is not kept yet is covered instead."""
        self.leaving.lock()

    def action_leave(self) -> None:
        """Save and leave; what is not kept yet is offered to be kept."""
        self.leaving.leave()

    def action_keep(self) -> None:
        """Keep what was written, now."""
        self.leaving.keep()

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
        from regret_tui.tui.elsewhere import people

        await people(self)

    @work(exclusive=True, group="keys")
    async def action_keys(self) -> None:
        """Say which keys there are."""
        from regret_tui.tui.elsewhere import keys

        await keys(self)

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
        """Note keys, the mouse and pastes, for the lock."""
        if isinstance(event, events.InputEvent | events.Paste) and not self.leaving.notes_input():
            return
        await super().on_event(event)
