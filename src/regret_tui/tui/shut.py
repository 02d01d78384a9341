"""Where the journal does not open: going back to an earlier copy, or taking out what is whole."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from regret_tui.domain.profile import RecoveryState
from regret_tui.errors import RegretError
from regret_tui.journal.salvaging import NewKeys, found_in_words, put_in_place
from regret_tui.journal.shut import is_gone, what_helps
from regret_tui.tui.ending import Ending
from regret_tui.tui.rekeying import choose_key
from regret_tui.tui.screens.asked import ask_either, carry_out
from regret_tui.tui.screens.copies import CopiesScreen
from regret_tui.tui.screens.keep import PassphraseScreen
from regret_tui.tui.screens.sheet import Sheet
from regret_tui.tui.text import sentence
from regret_tui.vault import RecoveryKey, Salvaged, read_recovery_key, salvage
from regret_tui.vault.errors import BadRecoveryKey, Missing, WrongPassphrase, WrongRecoveryKey
from regret_tui.vault.opening import Secret

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


async def go_back(app: "JournalApp", typed: str, *, by_key: bool) -> None:
    """Show the earlier copies, and what is in them as far as what was typed opens them."""
    await app.push_screen_wait(CopiesScreen(_secret(typed, by_key=by_key)))


async def take_out(app: "JournalApp", typed: str, *, by_key: bool) -> None:
    """Say what is whole in the file, and make it the journal where that is wanted."""
    phrase = app.library.phrase
    read = await _read(app, _secret(typed, by_key=by_key))
    if read is None:
        return
    found, secret = read
    said = found_in_words(app.library, found)
    said += [] if found.lost == 0 else [phrase("copies.salvage_earlier")]
    said.append(phrase("copies.salvage_place"))
    acts = [("", phrase("opening.not_now")), ("make", phrase("copies.salvage_make"))]
    if await app.push_screen_wait(Sheet([("", line) for line in said], acts)) == "make":
        await _make(app, found, secret)


async def offer_where_gone(app: "JournalApp") -> None:
    """Say that there is no journal where copies of one are; offer to go back to one, or begin."""
    trouble, phrase = Missing(), app.library.phrase
    if not await asyncio.to_thread(is_gone, app.world.paths.vault, app.world.host):
        return
    said = [("", trouble.message), ("", phrase(what_helps(trouble, another=True)))]
    acts = [("copies", phrase("unlock.copies")), ("", phrase("unlock.begin_anew"))]
    while await app.push_screen_wait(Sheet(said, acts)) == "copies":
        await go_back(app, "", by_key=False)


def _secret(typed: str, *, by_key: bool) -> Secret | None:
    """Return what was typed, as the vault takes it; None where it is nothing or no key."""
    if not by_key:
        return typed or None
    try:
        return RecoveryKey.parse(typed)
    except BadRecoveryKey:
        return None


async def _read(app: "JournalApp", secret: Secret | None) -> tuple[Salvaged, Secret] | None:
    """Read what is whole, with what was typed or what is asked for now."""
    if secret is not None:
        working = app.library.phrase("file.checking")
        try:
            return await carry_out(app, working, partial(_salvage, app, secret))
        except (WrongPassphrase, WrongRecoveryKey) as wrong:
            return await _ask_and_read(app, wrong.message)
        except RegretError as trouble:
            await _tell(app, trouble.message, app.library.phrase("copies.salvage_earlier"))
            return None
    return await _ask_and_read(app)


async def _ask_and_read(app: "JournalApp", *told: str) -> tuple[Salvaged, Secret] | None:
    phrase = app.library.phrase
    do, working = partial(_read_typed, app), phrase("file.checking")
    return await ask_either(app, [*told, phrase("copies.salvage_about")], do, working=working)


def _read_typed(app: "JournalApp", by_key: bool, typed: str) -> tuple[Salvaged, Secret]:
    path, host = app.world.paths.vault, app.world.host
    return _salvage(app, read_recovery_key(path, typed, host=host) if by_key else typed)


def _salvage(app: "JournalApp", secret: Secret) -> tuple[Salvaged, Secret]:
    return salvage(app.world.paths.vault, host=app.world.host, secret=secret), secret


async def _make(app: "JournalApp", found: Salvaged, secret: Secret) -> None:
    """Choose the keys of the new journal, and put it in place. The passphrase stays the same."""
    phrase = app.library.phrase
    if isinstance(secret, RecoveryKey):
        passphrase = await app.push_screen_wait(PassphraseScreen(phrase("vault.salvage_new")))
    else:
        passphrase = secret
    key = await asyncio.to_thread(RecoveryKey.generate)
    state = await choose_key(app, key, may_do_without=True) if passphrase else None
    if state is None:
        return
    keys = NewKeys(passphrase, key if state is RecoveryState.WRITTEN else None, state)
    make = partial(
        put_in_place,
        found,
        app.world.paths.vault,
        keys,
        library=app.library,
        outside=app.world.outside,
        host=app.world.host,
    )
    try:
        aside, measured = await carry_out(app, phrase("copies.salvage_making"), make)
    except RegretError as trouble:
        await _tell(app, str(trouble))
        return
    said = [phrase("copies.salvage_in_place")]
    said += [phrase("copies.aside", {"path": str(aside)})] if aside else []
    said += [phrase("passphrase.cheap")] if measured.under_default else []
    acts = [("", phrase("file.open_it"))]
    await app.push_screen_wait(Sheet([("", line) for line in said], acts))
    app.leaving.now(Ending.SALVAGED)


async def _tell(app: "JournalApp", *told: str) -> None:
    close = sentence(app.library.phrase("do.close"))
    await app.push_screen_wait(Sheet([("", line) for line in told], [("", close)]))
