"""What is asked once the vault has opened: a new passphrase, the recovery key, a cut-off page."""

import asyncio
from typing import TYPE_CHECKING

from regret_tui.domain.profile import RecoveryState
from regret_tui.errors import RegretError
from regret_tui.journal.session import Recovered
from regret_tui.tui.screens.groups import GroupsScreen
from regret_tui.tui.screens.keep import PassphraseScreen, RecoveryScreen, is_written_down
from regret_tui.vault import RecoveryKey

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


async def ask(app: "JournalApp", *, by_key: bool) -> Recovered | None:
    """Ask what has to be asked, and return the page that was cut off, if there is one."""
    if by_key:
        await _new_passphrase(app)
    elif app.session.keys.asks_recovery:
        await app.push_screen_wait(GroupsScreen())
    elif app.session.keys.offers_recovery:
        await _offer_key(app)
    try:
        recovered = await asyncio.to_thread(app.session.recovered)
    except RegretError as trouble:
        app.say(str(trouble))
        return None
    if recovered is not None and not recovered.in_place:
        app.say(app.library.phrase("sitting.another_version"))
    return recovered


async def _new_passphrase(app: "JournalApp") -> None:
    """Replace the lost passphrase, and the recovery key with it."""
    told = app.library.phrase("unlock.new_passphrase")
    while True:
        passphrase = await app.push_screen_wait(PassphraseScreen(told))
        if not passphrase:
            return
        key = await asyncio.to_thread(RecoveryKey.generate)
        chosen = await app.push_screen_wait(RecoveryScreen(key, app, may_do_without=False))
        if not chosen or not await is_written_down(app, key):
            continue
        try:
            await asyncio.to_thread(app.session.keys.replace, passphrase, key, app.world.host.token)
        except RegretError as trouble:
            told = str(trouble)
            continue
        return


async def _offer_key(app: "JournalApp") -> None:
    """Offer the recovery key that was put off."""
    key = await asyncio.to_thread(RecoveryKey.generate)
    chosen = await app.push_screen_wait(RecoveryScreen(key, app))
    if not chosen:
        return
    if chosen == RecoveryState.WRITTEN and not await is_written_down(app, key):
        return
    try:
        await asyncio.to_thread(
            app.session.keys.add_recovery, RecoveryState(chosen), key, app.world.host.token
        )
    except RegretError as trouble:
        app.say(str(trouble))
