"""A save that met something else in the journal's place: nothing of either is to be lost."""

import asyncio
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from regret_tui.errors import RegretError
from regret_tui.journal.copies import bring_together, keep_words
from regret_tui.tui.screens.asked import AskScreen
from regret_tui.tui.screens.sheet import Sheet
from regret_tui.tui.text import sentence
from regret_tui.vault import Merge
from regret_tui.vault.errors import Conflict

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


class Met(Enum):
    """What came of it."""

    TOGETHER = "together"
    """The two are one, and what was refused is saved."""
    LEAVE = "leave"
    """The words are in the draft, and it is to be left."""
    STAY = "stay"


async def meet(app: "JournalApp", trouble: Conflict) -> Met:
    """Offer to bring the two together, or to leave with the words kept as a draft."""
    phrase = app.library.phrase
    said = [("", str(trouble)), ("", phrase("file.conflict_about"))]
    while True:
        acts = [
            ("together", phrase("file.conflict_do")),
            ("leave", phrase("file.conflict_leave")),
            ("", sentence(phrase("error.stay"))),
        ]
        chosen = await app.push_screen_wait(Sheet(said, acts))
        if chosen == "together":
            done = await app.push_screen_wait(
                AskScreen[Merge](
                    [phrase("file.conflict_passphrase")],
                    partial(bring_together, app.session),
                    label=phrase("unlock.ask"),
                    working=phrase("file.bring_working"),
                )
            )
            if isinstance(done, Merge):
                return Met.TOGETHER
        elif chosen == "leave":
            try:
                await asyncio.to_thread(keep_words, app.session, _words(app))
            except RegretError as refused:
                said = [("", str(refused))]
                continue
            return Met.LEAVE
        else:
            return Met.STAY


async def settled(app: "JournalApp", trouble: RegretError) -> bool:
    """Say what failed, or meet it. Return whether what was refused is to be tried again."""
    if await brought_together(app, trouble):
        return True
    app.say(str(trouble))
    return False


async def brought_together(app: "JournalApp", trouble: RegretError) -> bool:
    """Meet what failed since the file was changed elsewhere; what else failed is for whoever asks.

    Returns:
        Whether what was refused is to be tried again.
    """
    if not isinstance(trouble, Conflict):
        return False
    met = await meet(app, trouble)
    if met is Met.LEAVE:
        app.leave_now()
    return met is Met.TOGETHER


def _words(app: "JournalApp") -> list[tuple[tuple[str, str], str]]:
    """Return the words on the page, and those that were refused, each with its place."""
    from regret_tui.tui.screens.guided import GuidedScreen

    for screen in reversed(app.screen_stack):
        if isinstance(screen, GuidedScreen):
            return screen.unsaved()
    return []
