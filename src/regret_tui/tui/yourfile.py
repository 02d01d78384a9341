"""Following *your file*: what is chosen there is asked for, done, and said."""

from functools import partial
from typing import TYPE_CHECKING

from regret_tui.errors import RegretError
from regret_tui.journal.copies import purged_in_words
from regret_tui.tui import rekeying, together
from regret_tui.tui.screens.asked import AskScreen, carry_out
from regret_tui.tui.screens.copies import CopiesScreen
from regret_tui.tui.screens.sheet import Sheet
from regret_tui.tui.text import sentence
from regret_tui.vault import Verified, verify

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


async def follow(app: "JournalApp", chosen: str) -> str:
    """Do what was chosen under *your file*. Return what to say of it, or nothing."""
    match chosen:
        case "whole":
            return await _check(app)
        case "copies":
            await app.push_screen_wait(CopiesScreen())
        case "passphrase":
            await _change_passphrase(app)
        case "known":
            await _known(app)
        case "key":
            return await rekeying.make_key(app)
        case "drill":
            return await rekeying.drill(app)
        case "bring":
            await together.bring_in(app)
        case "stronger":
            return await rekeying.strengthen(app)
    return ""


async def tell(app: "JournalApp", *told: str) -> None:
    """Say something on a sheet of its own."""
    close = sentence(app.library.phrase("do.close"))
    await app.push_screen_wait(Sheet([("", line) for line in told], [("", close)]))


async def _check(app: "JournalApp") -> str:
    vault, phrase = app.session.vault, app.library.phrase
    if vault is None:
        return ""
    host, path = app.world.host, vault.path
    found = await app.push_screen_wait(
        AskScreen[Verified](
            [phrase("file.whole_about"), phrase("file.present")],
            lambda typed: verify(path, host=host, passphrase=typed),
            label=phrase("unlock.ask"),
            working=phrase("file.checking"),
        )
    )
    if not isinstance(found, Verified):
        return ""
    return phrase("plain.verified", {"count": str(found.records), "n": str(found.generation)})


async def _change_passphrase(app: "JournalApp") -> None:
    if await rekeying.change_passphrase(app):
        phrase = app.library.phrase
        await tell(app, phrase("opening.changed"), phrase("opening.changed_copies"))


async def _known(app: "JournalApp") -> None:
    """Make both new, since somebody may know one of them, and remove what the old ones open."""
    vault, phrase = app.session.vault, app.library.phrase
    chosen = await app.push_screen_wait(
        Sheet(
            [("", phrase("opening.known_about")), ("", phrase("opening.known_limits"))],
            [("", phrase("opening.not_now")), ("new", phrase("file.known_go"))],
        )
    )
    if vault is None or chosen != "new" or not await rekeying.knows_passphrase(app):
        return
    if not await rekeying.make_both_new(app):
        return
    try:
        purged = await carry_out(app, phrase("file.clearing"), partial(vault.purge))
    except RegretError as trouble:
        await tell(app, phrase("opening.both_new"), str(trouble))
        return
    await tell(app, phrase("opening.both_new"), *purged_in_words(app.library, purged))
