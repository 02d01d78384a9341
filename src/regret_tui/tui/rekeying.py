"""New passphrases and recovery keys, and seeing whether the key is at hand."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from regret_tui.domain.profile import RecoveryState
from regret_tui.errors import RegretError
from regret_tui.tui.screens.asked import AskScreen, Instead, carry_out
from regret_tui.tui.screens.groups import Groups, GroupsScreen
from regret_tui.tui.screens.keep import PassphraseScreen, RecoveryScreen, is_written_down
from regret_tui.vault import Cost, RecoveryKey, measure, read_recovery_key
from regret_tui.vault.errors import WrongPassphrase, WrongRecoveryKey

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


async def knows_passphrase(app: "JournalApp", *told: str) -> bool:
    """Ask for the present passphrase. Return False where it was left."""
    phrase = app.library.phrase
    known = await app.push_screen_wait(
        AskScreen[bool](
            [*told, phrase("file.present")],
            partial(_check, app),
            label=phrase("unlock.ask"),
            working=phrase("file.drill_checking"),
        )
    )
    return known is True


def _check(app: "JournalApp", typed: str) -> bool:
    vault = app.session.vault
    if vault is None or not vault.check_passphrase(typed):
        raise WrongPassphrase(app.library.phrase("opening.wrong"), "")
    return True


async def change_passphrase(app: "JournalApp") -> bool:
    """Make only the passphrase new. Return False where it was left."""
    if not await knows_passphrase(app):
        return False
    phrase, told = app.library.phrase, ""
    while True:
        passphrase = await app.push_screen_wait(PassphraseScreen(told))
        if not passphrase:
            return False
        change = partial(_change, app, passphrase)
        try:
            await carry_out(app, phrase("file.working"), change)
        except RegretError as trouble:
            told = str(trouble)
            continue
        _say_cheap(app)
        return True


def _change(app: "JournalApp", passphrase: str) -> None:
    app.session.keys.change_passphrase(passphrase, _cost(app))


def _replace(
    app: "JournalApp", passphrase: str, key: RecoveryKey | None, state: RecoveryState
) -> None:
    app.session.keys.replace(passphrase, key, app.world.host.token, _cost(app), state)


def _cost(app: "JournalApp") -> Cost:
    """Return what a new passphrase costs on this computer. It takes as long as an unlocking."""
    measured = measure(app.world.host)
    app.session.is_cheap = measured.under_default
    return measured.cost


def _say_cheap(app: "JournalApp") -> None:
    if app.session.is_cheap:
        app.say(app.library.phrase("passphrase.cheap"))


async def make_both_new(app: "JournalApp", told: str = "") -> bool:
    """Make passphrase and recovery key new. Return False where it was left.

    Args:
        app: the app.
        told: a sentence above the new passphrase.
    """
    vault, phrase = app.session.vault, app.library.phrase
    may_do_without = vault is not None and not vault.has_recovery
    while True:
        passphrase = await app.push_screen_wait(PassphraseScreen(told))
        if not passphrase:
            return False
        key = await asyncio.to_thread(RecoveryKey.generate)
        state = await choose_key(app, key, may_do_without=may_do_without)
        if state is None:
            continue
        new = key if state is RecoveryState.WRITTEN else None
        replace = partial(_replace, app, passphrase, new, state)
        try:
            await carry_out(app, phrase("file.working"), replace)
        except RegretError as trouble:
            told = str(trouble)
            continue
        _say_cheap(app)
        return True


async def offer_key(app: "JournalApp", *, may_do_without: bool = True) -> bool:
    """Show a new recovery key, and take what was chosen. Return whether there is one now."""
    key = await asyncio.to_thread(RecoveryKey.generate)
    state = await choose_key(app, key, may_do_without=may_do_without)
    if state is None:
        return False
    take = partial(app.session.keys.add_recovery, state, key, app.world.host.token)
    try:
        await carry_out(app, app.library.phrase("file.working"), take)
    except RegretError as trouble:
        app.say(str(trouble))
        return False
    return state is RecoveryState.WRITTEN


async def choose_key(
    app: "JournalApp", key: RecoveryKey, *, may_do_without: bool
) -> RecoveryState | None:
    """Show a key until it is written down. Return what was chosen, None where it was left."""
    chosen = await app.push_screen_wait(RecoveryScreen(key, app, may_do_without=may_do_without))
    if not chosen:
        return None
    state = RecoveryState(chosen)
    if state is RecoveryState.WRITTEN and not await is_written_down(app, key):
        return None
    return state


async def make_key(app: "JournalApp") -> str:
    """Make a new recovery key alone. Return what to say."""
    vault, phrase = app.session.vault, app.library.phrase
    had_one = vault is not None and vault.has_recovery
    told = [phrase("opening.new_key_about")] if had_one else []
    if not await knows_passphrase(app, *told):
        return ""
    if not await offer_key(app, may_do_without=False):
        return ""
    return phrase("opening.new_key" if had_one else "file.key_made")


async def drill(app: "JournalApp", *, offered: bool = False) -> str:
    """See whether the recovery key is at hand. Return what to say.

    Args:
        app: the app.
        offered: whether it comes by itself; then leaving it puts it off.
    """
    phrase, keys = app.library.phrase, app.session.keys
    told = [phrase("opening.drill_offer")] if offered else []
    right = "recovery.done" if keys.asks_recovery else "opening.drill_done"
    if keys.asked_groups:
        outcome = await app.push_screen_wait(
            GroupsScreen([*told, phrase("opening.drill_groups")], may_be_lost=True)
        )
    else:
        outcome = await _whole_key(app, told)
    match outcome:
        case Groups.FIT:
            return phrase(right)
        case Groups.LOST:
            return await make_key(app)
    if offered:
        await _put_off(app, keys.put_off_drill)
    return ""


async def _whole_key(app: "JournalApp", told: list[str]) -> Groups:
    phrase = app.library.phrase
    answer = await app.push_screen_wait(
        AskScreen[bool](
            [*told, phrase("opening.drill_whole")],
            partial(_compare, app),
            label=phrase("unlock.recovery_ask"),
            working=phrase("file.drill_checking"),
            other=phrase("file.lost"),
        )
    )
    if answer is Instead.OTHER:
        return Groups.LOST
    return Groups.FIT if answer is True else Groups.LATER


def _compare(app: "JournalApp", typed: str) -> bool:
    key = read_recovery_key(app.world.paths.vault, typed, host=app.world.host)
    if not app.session.keys.confirm_key(key):
        raise WrongRecoveryKey(app.library.phrase("opening.drill_wrong"), "")
    return True


async def strengthen(app: "JournalApp", *, offered: bool = False) -> str:
    """Let the passphrase cost more to guess. Return what to say.

    Args:
        app: the app.
        offered: whether it comes by itself; then leaving it puts it off.
    """
    phrase, keys = app.library.phrase, app.session.keys
    answer = await app.push_screen_wait(
        AskScreen[bool](
            [phrase("opening.stronger_offer"), phrase("file.present")],
            partial(_strengthen, app),
            label=phrase("unlock.ask"),
            working=phrase("file.working"),
            other=phrase("opening.not_now") if offered else "",
        )
    )
    if answer is True:
        return phrase("opening.stronger_done")
    if offered:
        await _put_off(app, keys.put_off_stronger)
    return ""


def _strengthen(app: "JournalApp", typed: str) -> bool:
    if not app.session.keys.strengthen(typed):
        raise WrongPassphrase(app.library.phrase("opening.wrong"), "")
    return True


async def _put_off(app: "JournalApp", put_off: Callable[[], None]) -> None:
    try:
        await asyncio.to_thread(put_off)
    except RegretError as trouble:
        app.say(str(trouble))
