"""Locking, leaving, stopping and being cut off: by key, by itself and by the system.

Whoever has words that are nowhere but in memory never loses them by this: then the page is
covered instead.
"""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from regret_tui.errors import RegretError
from regret_tui.tui import signals
from regret_tui.tui.ending import Ending
from regret_tui.tui.screens.first import FirstScreen
from regret_tui.tui.screens.unlock import UnlockScreen
from regret_tui.tui.watch import Watch
from regret_tui.tui.wayout import WayOut

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from regret_tui.tui.app import JournalApp

LOOK_EVERY = 2.0
"""Seconds between two looks at the clocks."""
GOES_ON_WITHIN: Final = 0.1
"""Seconds after a stop within which the loop has heard that it goes on."""
_ASKING: Final = "leaving"
"""The group of workers that wait for an answer; a later one takes the place of an earlier."""
_GOING: Final = "locking"


class Leaving:
    """Every way out of one app.

    Args:
        app: the app.
    """

    def __init__(self, app: "JournalApp") -> None:
        self._app = app
        self._watch = Watch(app.world.now, app.world.steady)
        self._way = WayOut(app)
        self._expects_to_go_on = False

    def begin(self) -> None:
        """Begin to listen and to watch, once the app runs."""
        signals.listen(self)
        self._app.set_interval(LOOK_EVERY, self.look)

    # -- by key -----------------------------------------------------------------------------

    def lock(self) -> None:
        """Blank, keep the page, and lock. What is not kept yet is covered instead."""
        if self._app.session.is_kept:
            self._start(self._way.go(Ending.LOCK, asks=True))
        elif self._past_the_door:
            self.now(Ending.LOCK)
        elif not self._at_the_door:
            self._app.covered = True

    def leave(self) -> None:
        """Blank, keep the page, and leave. What is not kept yet is offered to be kept."""
        if self._app.session.is_kept:
            self._start(self._way.go(Ending.LEAVE, asks=True))
        elif self.may_keep:
            self._ask(self._offer_and_leave())
        else:
            self.now()

    def keep(self) -> None:
        """Keep what was written, now."""
        if self.may_keep:
            self._ask(self._offer())

    @property
    def may_keep(self) -> bool:
        """Whether there are words that could be kept and are not yet."""
        session = self._app.session
        unwanted = session.keeps_nothing or session.guide.under_age
        return not session.is_kept and session.has_words and not unwanted

    def now(self, ending: Ending = Ending.LEAVE) -> None:
        """Blank the screen, then leave. What is in memory alone goes.

        Args:
            ending: what is to follow.
        """
        self._start(self._way.end(ending))

    async def _offer(self) -> None:
        from regret_tui.tui.screens.keep import KeepScreen, Kept

        if await self._app.push_screen_wait(KeepScreen()) is Kept.GONE:
            await self._way.end(Ending.LEAVE)

    async def _offer_and_leave(self) -> None:
        from regret_tui.tui.screens.keep import KeepScreen, Kept

        if await self._app.push_screen_wait(KeepScreen()) is not Kept.LATER:
            await self._way.end(Ending.LEAVE)

    # -- by itself --------------------------------------------------------------------------

    def notes_input(self) -> bool:
        """Note that somebody is there. Return False where it is not for them what they sent.

        The first key after the computer slept may come before the next look at the clocks.
        """
        if self._watch.has_jumped() and not self._at_the_door:
            self._by_itself(Ending.LOCK)
            return False
        self._watch.touched()
        return True

    def look(self) -> None:
        """Look at the clocks: lock after minutes without a key, and after the computer slept."""
        jumped = self._watch.has_jumped()
        idle = self._watch.is_idle(self._app.settings.idle_minutes)
        if (jumped or idle) and not self._at_the_door:
            self._by_itself(Ending.LOCK if jumped else Ending.IDLE)

    def _by_itself(self, ending: Ending) -> None:
        self._watch.touched()
        if self._app.session.is_kept:
            self._start(self._way.go(ending))
        elif self._past_the_door:
            self.now(Ending.LOCK)
        else:
            self._cover()

    def _cover(self) -> None:
        if not self._app.covered:
            self._app.covered = True
            self._app.say(self._app.library.phrase("lock.idle_not_kept"))

    # -- by the system ----------------------------------------------------------------------

    def stop(self) -> None:
        """Lock, and stop then. What cannot be kept is covered, and waits in memory."""
        self._start(self._stop())

    def went_on(self) -> None:
        """Lock: it was stopped without being told before, and somebody else may sit there."""
        if not self._expects_to_go_on:
            self._start(self._go_on())

    def hang_up(self, *, gone: bool) -> None:
        """End, and keep the words.

        Args:
            gone: whether the terminal is gone. Then nobody sees it, and drawing may wait for ever.
        """
        if self._way.is_last:
            return
        self._way.is_last = True
        if self._app.return_code is not None:  # it locks just now; there is nobody to unlock it
            self._app.end(Ending.LEAVE)
        elif gone:
            with suppress(RegretError):  # the draft before still stands, and nobody is there to ask
                self._way.keep_page()
            self.now()
        else:
            self._start(self._hang_up())

    async def _hang_up(self) -> None:
        await self._way.blank()
        with suppress(RegretError):
            self._way.keep_page()
        await self._way.end(Ending.LEAVE)

    async def _stop(self) -> None:
        if not self._only_in_memory and await self._way.go(Ending.STOP):
            return
        self._cover()
        await self._start_terminal_anew(stops=True)

    async def _go_on(self) -> None:
        if not self._only_in_memory and await self._way.go(Ending.LOCK):
            return
        self._cover()
        await self._start_terminal_anew()

    async def _start_terminal_anew(self, *, stops: bool = False) -> None:
        """Leave the terminal as it was found, and set it up again. It may stop in between."""
        driver = self._app._driver
        blank = await self._way.blank()
        if driver is not None:
            driver.suspend_application_mode()
            self._expects_to_go_on = stops
            if stops:
                signals.stop_process()
            driver.resume_application_mode()
        await blank.dismiss()
        await asyncio.sleep(GOES_ON_WITHIN)
        self._expects_to_go_on = False

    # -- what is so -------------------------------------------------------------------------

    @property
    def _at_the_door(self) -> bool:
        return isinstance(self._app.screen, FirstScreen | UnlockScreen)

    @property
    def _past_the_door(self) -> bool:
        """Whether something was typed to see to a file that does not open."""
        stack = self._app.screen_stack
        return any(isinstance(screen, UnlockScreen) and screen.offers_copies for screen in stack)

    @property
    def _only_in_memory(self) -> bool:
        session = self._app.session
        return not session.is_kept and bool(session.guide.walk or session.has_words)

    def _start(self, way: "Coroutine[Any, Any, object]") -> None:
        self._app.run_worker(way, group=_GOING)

    def _ask(self, way: "Coroutine[Any, Any, object]") -> None:
        self._app.run_worker(way, group=_ASKING, exclusive=True)
