"""The way out: blank first, then the words are kept, then it ends."""

import asyncio
from typing import TYPE_CHECKING

from regret_tui.errors import RegretError
from regret_tui.tui.ending import Ending
from regret_tui.tui.screens.blank import BlankScreen

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


class WayOut:
    """The one way on which an app ends, whoever asked for it.

    Args:
        app: the app.
    """

    def __init__(self, app: "JournalApp") -> None:
        self._app = app
        self._going = False
        self.is_last = False
        """Whether nothing may follow, whatever was asked for before."""

    async def go(self, ending: Ending, *, asks: bool = False) -> bool:
        """Blank, keep, end. Return False where it could not be kept and so was not left.

        Args:
            ending: what is to follow.
            asks: whether somebody is there, and can be asked whether to leave all the same. Else
                the page is covered.
        """
        if self._going:
            return True
        self._going = True
        written = self._written()
        blank = await self.blank()
        try:
            await asyncio.to_thread(self._save, *written)
        except RegretError as trouble:
            if self.is_last:
                return True  # the vault was let go of meanwhile, and nobody is there to ask
            self._going = False
            self._app.covered = self._app.covered or not asks
            await blank.dismiss()
            if not asks:
                self._app.say(str(trouble))
            if not asks or not await self._leaves_all_the_same(trouble):
                return False
        await self.end(ending)
        return True

    async def end(self, ending: Ending) -> None:
        """Blank, and end. What is in memory alone goes."""
        if not isinstance(self._app.screen, BlankScreen):
            await self.blank()
        self._app.end(Ending.LEAVE if self.is_last else ending)

    async def blank(self) -> BlankScreen:
        """Draw nothing over everything, and return once that is on the screen."""
        blank = BlankScreen()
        await self._app.push_screen(blank)
        await blank.is_drawn()
        return blank

    def keep_page(self) -> None:
        """Keep what is on the page as a draft. Raises RegretError where that fails."""
        self._keep(*self._written())

    async def _leaves_all_the_same(self, trouble: RegretError) -> bool:
        from regret_tui.tui.meeting import Met, meet
        from regret_tui.tui.screens.sheet import Sheet
        from regret_tui.vault.errors import Conflict

        if isinstance(trouble, Conflict):
            return await meet(self._app, trouble) is not Met.STAY
        phrase = self._app.library.phrase
        acts = [("stay", phrase("error.stay")), ("leave", phrase("error.leave_anyway"))]
        return await self._app.push_screen_wait(Sheet([("", str(trouble))], acts)) == "leave"

    def _written(self) -> tuple[str, tuple[int, int]]:
        """Return the words on the page and the cursor."""
        from regret_tui.tui.screens.guided import GuidedScreen

        for screen in reversed(self._app.screen_stack):
            if isinstance(screen, GuidedScreen):
                return screen.written()
        return "", (0, 0)

    def _save(self, text: str, cursor: tuple[int, int]) -> None:
        self._keep(text, cursor)
        self._app.session.guide.save()

    def _keep(self, text: str, cursor: tuple[int, int]) -> None:
        if text and self._app.session.is_kept:
            self._app.session.write_draft(text, list(cursor))
