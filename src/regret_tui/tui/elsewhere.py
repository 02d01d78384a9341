"""Following *something else*: one list leads to the next, until an act or nothing is chosen."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from regret_tui import settings as settings_file
from regret_tui.domain.regret import Standing
from regret_tui.errors import RegretError
from regret_tui.journal.deleting import Thing, What
from regret_tui.journal.people import support_words
from regret_tui.tui import menus, written
from regret_tui.tui.meeting import settled
from regret_tui.tui.screens.aliases import AliasesScreen
from regret_tui.tui.screens.export import ExportScreen
from regret_tui.tui.screens.home import HomeScreen
from regret_tui.tui.screens.keep import KeepScreen, Kept
from regret_tui.tui.screens.sheet import Sheet
from regret_tui.tui.screens.unlock import UnlockScreen
from regret_tui.tui.screens.your_file import YourFileScreen
from regret_tui.tui.text import sentence

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp

_STANDING = {"rest": Standing.RESTING, "close": Standing.CLOSED, "open": Standing.OPEN}


async def something_else(app: "JournalApp") -> None:
    """Offer what home does not, and do what is chosen."""
    await _follow(app, await _choose(app, menus.something_else(app.session)))


async def people(app: "JournalApp") -> None:
    """Show people and lines over whatever there is."""
    locked = any(isinstance(screen, UnlockScreen) for screen in app.screen_stack)
    acts = [("", sentence(app.library.phrase("do.close")))]
    if isinstance(app.screen, HomeScreen):
        acts.append(("edit", app.library.phrase("support.edit")))
    words = support_words(app.session.journal, locked=locked)
    if await app.push_screen_wait(Sheet(words, acts)) == "edit":
        app.begin("support")


async def keys(app: "JournalApp") -> None:
    """Say which keys there are, and what this is and is not."""
    words = app.session.journal.words
    told = [
        ("", app.library.phrase(name, words))
        for name in ("keys.all", "first.cannot", "first.limits", "export.evidence")
    ]
    await app.push_screen_wait(Sheet(told, [("", sentence(app.library.phrase("do.close")))]))


async def _choose(app: "JournalApp", lines: list[menus.Line]) -> str:
    return await app.push_screen_wait(Sheet([], lines))


async def _follow(app: "JournalApp", chosen: str) -> None:
    verb, *rest = chosen.split() or [""]
    match verb:
        case "start":
            app.begin(rest[0], rest[1] if rest[1:] else "")
        case "regret":
            found = app.session.journal.store.regrets.get(rest[0])
            if found is not None:
                await _follow(app, await _choose(app, menus.regret(app.session, found)))
        case "rest" | "close" | "open":
            await _stand(app, rest[0], _STANDING[verb])
        case "export":
            await app.push_screen(ExportScreen(rest[0], rest[1] if rest[1:] else ""))
        case "keep":
            if await app.push_screen_wait(KeepScreen()) is Kept.GONE:
                app.leave_now()
        case "pages":
            await written.read_pages(app, rest[0] if rest else "")
        case "deleted":
            await written.show_deleted(app)
        case "delete":
            app.unsaid = await written.delete(app, Thing(What.REGRET, rest[0]))
            await app.redraw_home()
        case "aliases":
            await app.push_screen_wait(AliasesScreen())
        case "file":
            await app.push_screen_wait(YourFileScreen())
        case "repair":
            await _repair(app)
        case "settings":
            await _settings(app)


async def _stand(app: "JournalApp", regret_id: str, standing: Standing) -> None:
    regrets = app.session.journal.store.regrets
    found = regrets.get(regret_id)
    if found is None:
        return
    found.standing = standing
    try:
        await asyncio.to_thread(regrets.put, found)
    except RegretError as trouble:
        if await settled(app, trouble):
            await _stand(app, regret_id, standing)
            return
    await app.redraw_home()


async def _repair(app: "JournalApp") -> None:
    try:
        await asyncio.to_thread(app.session.repair_front)
    except RegretError as trouble:
        app.say(str(trouble))
        return
    await app.redraw_home()


async def _settings(app: "JournalApp") -> None:
    while True:
        chosen = await _choose(app, menus.settings(app.session, app.settings))
        if not chosen:
            return
        name = chosen.split()[1]
        value = await _choose(app, menus.options(app.session, name))
        if value:
            await _set(app, name, value)


async def _set(app: "JournalApp", name: str, value: str) -> None:
    match name:
        case "wording":
            profile = app.session.journal.store.profile
            profile.wording = value
            try:
                await asyncio.to_thread(app.session.set_profile, profile)
            except RegretError as trouble:
                if await settled(app, trouble):
                    await _set(app, name, value)
            return
        case "theme":
            app.settings = replace(app.settings, theme=value)
            app.theme = value
        case "motion":
            app.settings = replace(app.settings, reduced_motion=value == "yes")
        case "idle":
            app.settings = replace(app.settings, idle_minutes=int(value))
    try:
        await asyncio.to_thread(settings_file.save, app.world.paths.settings, app.settings)
    except OSError:
        app.say(app.library.phrase("settings.not_saved"))
