"""What was written: lists of pages and kept things, one to read, and how it is deleted."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from regret_tui.errors import RegretError
from regret_tui.journal.deleting import Thing, What, bring_back, held, hold, shred
from regret_tui.journal.deleting_words import (
    asked,
    back_now,
    held_in_words,
    held_now,
    record_of,
    shredded_in_words,
    title,
)
from regret_tui.journal.written import (
    Said,
    kept_text,
    kept_things,
    kept_title,
    page_title,
    pages,
    said,
)
from regret_tui.tui.meeting import brought_together
from regret_tui.tui.menus import Line, may_change
from regret_tui.tui.screens.reading import ReadingScreen
from regret_tui.tui.screens.sheet import Sheet
from regret_tui.tui.screens.shred import ShredScreen
from regret_tui.tui.text import sentence

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


async def read_pages(app: "JournalApp", regret_id: str = "") -> None:
    """Let pages of a regret, or the person's own, be read one after the other."""
    journal = app.session.journal

    def lines() -> list[Line]:
        found = [
            (f"{What.PAGE} {item.id}", page_title(journal, item))
            for item in reversed(pages(journal, regret_id))
        ]
        if kept_things(journal, regret_id):
            found.append(("kept", app.library.phrase("written.kept")))
        return found

    heading = app.library.phrase("written.title" if regret_id else "written.own")
    await _choose_from(app, heading, lines, regret_id)


async def _read_kept(app: "JournalApp", regret_id: str) -> None:
    journal = app.session.journal

    def lines() -> list[Line]:
        return [
            (f"{What.KEPT} {item.id}", kept_title(journal, item))
            for item in reversed(kept_things(journal, regret_id))
        ]

    await _choose_from(app, app.library.phrase("written.kept"), lines, regret_id)


async def _choose_from(
    app: "JournalApp", heading: str, lines: Callable[[], list[Line]], regret_id: str
) -> None:
    """Show a list again and again, with what was done last, until it is left."""
    told = ""
    while True:
        listed = lines()
        words = [("title", heading), *([("", told)] if told else [])]
        if not listed:
            words.append(("", app.library.phrase("written.none")))
        acts = listed or [("", sentence(app.library.phrase("do.back")))]
        chosen = await app.push_screen_wait(Sheet(words, acts))
        told = ""
        if not chosen:
            return
        if chosen == "kept":
            await _read_kept(app, regret_id)
            continue
        what, record_id = chosen.split()
        told = await _read(app, Thing(What(what), record_id))


async def _read(app: "JournalApp", thing: Thing) -> str:
    """Show one thing. Return what is to be said of it where it was deleted."""
    journal, words = app.session.journal, app.session.guide.words
    record = record_of(journal, thing)
    if record is None:
        return ""
    if thing.what is What.PAGE:
        page = said(journal, record, words)  # type: ignore[arg-type]  # a page is a sitting
    else:
        page = [Said("", kept_text(journal, record, words))]  # type: ignore[arg-type]  # as above
    may_delete = may_change(app.session)
    screen = ReadingScreen(title(journal, record), page, may_delete=may_delete)
    if await app.push_screen_wait(screen):
        return await delete(app, thing)
    return ""


async def delete(app: "JournalApp", thing: Thing) -> str:
    """Ask how something should go, and do it. Return what is to be said of it."""
    session, phrase = app.session, app.library.phrase
    record = record_of(session.journal, thing)
    if record is None:
        return ""
    words = [("theirs", title(session.journal, record))]
    words += [("", text) for text in asked(session, thing)]
    acts = [
        ("", sentence(phrase("do.back"))),
        ("hold", phrase("deleted.hold")),
        ("shred", phrase("deleted.shred")),
    ]
    match await app.push_screen_wait(Sheet(words, acts)):
        case "hold":
            return await _do(app, hold, thing) or held_now(session)
        case "shred":
            return await _shred(app, thing, title(session.journal, record))
    return ""


async def _shred(app: "JournalApp", thing: Thing, called: str) -> str:
    if app.session.is_kept:
        done = await app.push_screen_wait(ShredScreen(called, thing))
    else:
        done = shred(app.session, thing)
    if done is None:
        return ""
    words = shredded_in_words(app.library, done)
    if done.purged is None and done.trouble is None:
        return words[0]
    on = [("", sentence(app.library.phrase("do.go_on")))]
    await app.push_screen_wait(Sheet([("", text) for text in words], on))
    return ""


async def show_deleted(app: "JournalApp") -> None:
    """Show what is held, and let it be brought back or shredded."""
    journal, phrase = app.session.journal, app.library.phrase
    told = ""
    while True:
        listed = held(journal)
        words = [("title", phrase("deleted.title")), *([("", told)] if told else [])]
        if not listed:
            words.append(("", phrase("deleted.none")))
        lines = [(str(at), held_in_words(journal, item)) for at, item in enumerate(listed)]
        back = [("", sentence(phrase("do.back")))]
        chosen = await app.push_screen_wait(Sheet(words, lines or back))
        if not chosen:
            return
        item, told = listed[int(chosen)], ""
        acts = back
        if may_change(app.session):
            acts = [
                ("back", phrase("deleted.bring_back")),
                ("shred", phrase("deleted.shred")),
                *back,
            ]
        called = held_in_words(journal, item)
        match await app.push_screen_wait(Sheet([("theirs", called)], acts)):
            case "back":
                told = await _do(app, bring_back, item.thing) or back_now(app.session, item.thing)
            case "shred":
                told = await _shred(app, item.thing, title(journal, item.record))


async def _do(app: "JournalApp", deed: Callable[..., None], thing: Thing) -> str:
    """Do something to it away from the screen's thread. Return what kept it from being done."""
    try:
        await asyncio.to_thread(deed, app.session, thing)
    except RegretError as trouble:
        if await brought_together(app, trouble):
            return await _do(app, deed, thing)
        return str(trouble)
    return ""
