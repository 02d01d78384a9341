"""What is asked once the vault has opened: at most one thing, then a page that was cut off."""

import asyncio
from typing import TYPE_CHECKING

from regret_tui.errors import RegretError
from regret_tui.journal.copies import grew_apart, heard_of_it
from regret_tui.journal.keys import Question
from regret_tui.journal.session import Recovered
from regret_tui.tui import rekeying
from regret_tui.tui.screens.groups import Groups, GroupsScreen
from regret_tui.tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


async def ask(app: "JournalApp", *, by_key: bool) -> Recovered | None:
    """Ask what has to be asked, and return the page that was cut off, if there is one."""
    vault = app.session.vault
    if by_key:
        await rekeying.make_both_new(app, app.library.phrase("unlock.new_passphrase"))
    elif vault is not None and not vault.read_only and grew_apart(app.session):
        await _tell_of_another_copy(app)
    else:
        await _ask_of_the_keys(app)
    try:
        recovered = await asyncio.to_thread(app.session.recovered)
    except RegretError as trouble:
        app.say(str(trouble))
        return None
    if recovered is not None and not recovered.in_place:
        app.say(app.library.phrase("sitting.another_version"))
    return recovered


async def _tell_of_another_copy(app: "JournalApp") -> None:
    """Say that another copy was written to, which can be brought in."""
    from regret_tui.tui.together import bring_in

    phrase = app.library.phrase
    said = [("", line) for line in app.session.notices()]
    acts = [("bring", phrase("file.grew_apart_go")), ("", phrase("choice.go"))]
    heard_of_it(app.session)
    if await app.push_screen_wait(Sheet(said, acts)) == "bring":
        await bring_in(app)
    await app.redraw_home()


async def _ask_of_the_keys(app: "JournalApp") -> None:
    said, phrase = "", app.library.phrase
    match app.session.keys.question:
        case Question.GROUPS:
            asked = GroupsScreen([phrase("recovery.second_opening")])
            if await app.push_screen_wait(asked) is Groups.FIT:
                said = phrase("recovery.done")
        case Question.KEY:
            await rekeying.offer_key(app)
        case Question.DRILL:
            said = await rekeying.drill(app, offered=True)
        case Question.STRONGER:
            said = await rekeying.strengthen(app, offered=True)
    if said:
        app.say(said)
