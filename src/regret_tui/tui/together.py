"""Bringing another copy in: one that is chosen, or one that was put in the journal's place."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from regret_tui.domain.pace import day_in_words
from regret_tui.errors import RegretError
from regret_tui.journal.copies import beside, check_copy, merge, merge_in_words, read_copy
from regret_tui.tui.screens.asked import AskScreen, carry_out
from regret_tui.tui.screens.sheet import Sheet
from regret_tui.tui.text import sentence
from regret_tui.vault import Copy, Merge

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


async def bring_in(app: "JournalApp") -> None:
    """Ask for another copy, say what bringing it in does, and do it where that is wanted."""
    path = await _which(app)
    if path is None:
        return
    phrase, vault = app.library.phrase, app.session.vault
    read = await app.push_screen_wait(
        AskScreen[tuple[Copy, Merge]](
            [phrase("file.bring_passphrase")],
            lambda typed: read_copy(app.session, path, passphrase=typed, recovery=None),
            label=phrase("unlock.ask"),
            working=phrase("file.reading"),
        )
    )
    if vault is None or not isinstance(read, tuple) or not await _wanted(app, read[1]):
        return
    try:
        await carry_out(app, phrase("file.bring_working"), partial(merge, app.session, read[0]))
    except RegretError as trouble:
        await _tell(app, str(trouble))
        return
    await _tell(app, phrase("copies.merge_done"))
    app.go_home()


async def _which(app: "JournalApp") -> Path | None:
    """Return which copy it is, or None. Those that lie beside the journal are offered first."""
    phrase, found = app.library.phrase, list[Path]()
    with suppress(OSError):
        found = await asyncio.to_thread(beside, app.session, app.world.host)
    if found:
        lines = [(str(at), f"{path.name}, {_written(app, path)}") for at, path in enumerate(found)]
        lines += [("path", phrase("file.bring_elsewhere")), ("", phrase("opening.not_now"))]
        chosen = await app.push_screen_wait(Sheet([("", phrase("copies.merge_about"))], lines))
        if chosen != "path":
            return found[int(chosen)] if chosen else None
    about = [] if found else [phrase("copies.merge_about")]
    path = await app.push_screen_wait(
        AskScreen[Path](
            [*about, phrase("file.bring_path")],
            partial(_at_path, app),
            label=phrase("file.bring_path_label"),
            working=phrase("file.reading"),
            secret=False,
        )
    )
    return path if isinstance(path, Path) else None


def _at_path(app: "JournalApp", typed: str) -> Path:
    with suppress(RuntimeError):  # no such person's home
        return check_copy(app.session, Path(typed.strip()).expanduser(), app.world.host)
    return check_copy(app.session, Path(typed.strip()), app.world.host)


def _written(app: "JournalApp", path: Path) -> str:
    """Return when a file was written last."""
    try:
        seconds = app.world.host.files.lstat(path).st_mtime
    except OSError:
        return ""
    moment = datetime.fromtimestamp(seconds, UTC).astimezone(app.world.now().tzinfo)
    return f"{day_in_words(moment.date())}, {moment:%H:%M}"


async def _wanted(app: "JournalApp", would: Merge) -> bool:
    phrase = app.library.phrase
    said = [("", line) for line in merge_in_words(app.library, would)]
    if not would.brings:
        close = [("", sentence(phrase("do.close")))]
        await app.push_screen_wait(Sheet(said, close))
        return False
    chosen = await app.push_screen_wait(
        Sheet(
            [("", phrase("copies.merge_would")), *said],
            [("do", phrase("file.bring_do")), ("", phrase("opening.not_now"))],
        )
    )
    return chosen == "do"


async def _tell(app: "JournalApp", told: str) -> None:
    close = sentence(app.library.phrase("do.close"))
    await app.push_screen_wait(Sheet([("", told)], [("", close)]))
