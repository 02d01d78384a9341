"""Putting an earlier copy in the place of the journal: looked at, asked for, done, said."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from regret_tui.domain.pace import day_in_words
from regret_tui.errors import RegretError
from regret_tui.journal.copies import records_in_words, records_now
from regret_tui.tui.ending import Ending
from regret_tui.tui.screens.asked import AskScreen
from regret_tui.tui.screens.sheet import Sheet
from regret_tui.tui.text import sentence
from regret_tui.vault import EarlierCopy, Restored, Vault, restore

if TYPE_CHECKING:
    from regret_tui.tui.app import JournalApp


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of restoring, once the journal was closed for it."""

    restored: Restored | None = None
    trouble: RegretError | None = None


def day_and_time(app: "JournalApp", moment: datetime) -> str:
    """Return when a copy was made, in the time of here; with the year where it is another."""
    here = moment.astimezone(app.world.now().tzinfo)
    year = f" {here.year}" if here.year != app.world.now().year else ""
    return f"{day_in_words(here.date())}{year}, {here:%H:%M}"


def needs_earlier(copy: EarlierCopy) -> bool:
    """Return whether a copy has to be opened with an earlier passphrase, as far as is known.

    Where the present one has opened it, it has only been made harder to guess since.
    """
    return bool(copy.earlier_passphrase) and copy.records is None


async def look_at(app: "JournalApp", copy: EarlierCopy) -> None:
    """Say what a copy holds and lacks, and put it in the journal's place where that is wanted."""
    phrase = app.library.phrase
    date = day_and_time(app, copy.made)
    said = [("title", phrase("file.copy_of", {"date": date}))]
    if copy.fault is not None:
        close = sentence(phrase("do.close"))
        await app.push_screen_wait(Sheet([*said, ("", str(copy.fault))], [("", close)]))
        return
    if copy.records is not None:
        said.append(("", _holds(app, copy.records)))
    said.append(("", phrase("file.copy_lacks")))
    if needs_earlier(copy):
        said.append(("", phrase("file.copy_earlier")))
    said.append(("", phrase("copies.restore")))
    acts = [("", phrase("opening.not_now")), ("put", phrase("file.put"))]
    if await app.push_screen_wait(Sheet(said, acts)) != "put":
        return
    asked = "file.copy_keys_then" if needs_earlier(copy) else "file.copy_keys_now"
    outcome = await app.push_screen_wait(
        AskScreen[_Outcome](
            [phrase(asked)],
            partial(_restore, app, copy),
            label=phrase("unlock.ask"),
            working=phrase("file.putting"),
        )
    )
    if isinstance(outcome, _Outcome):
        await _tell(app, outcome, date)


def _holds(app: "JournalApp", records: int) -> str:
    now = records_now(app.session)
    words = {"value": records_in_words(app.library, records), "count": str(now)}
    return app.library.phrase("file.copy_holds", words)


def _restore(app: "JournalApp", copy: EarlierCopy, typed: str) -> _Outcome:
    """Put a copy in place. The journal is only closed once the copy has opened.

    Raises:
        RegretError: the copy does not open; the journal is still open.
    """
    host, path = app.world.host, app.world.paths.vault
    Vault.open(copy.path, host=host, passphrase=typed, read_only=True).close()
    app.session.guide.leave()
    app.session.close()
    try:
        return _Outcome(restore(path, copy.path, host=host, secret=typed))
    except RegretError as trouble:
        return _Outcome(trouble=trouble)


async def _tell(app: "JournalApp", outcome: _Outcome, date: str) -> None:
    """Say what came of it, and go to where the passphrase is asked for. It is closed by now."""
    phrase = app.library.phrase
    restored = outcome.restored
    if restored is None:
        said = [phrase("file.not_put"), str(outcome.trouble or "")]
    else:
        said = [phrase("copies.restored", {"date": date, "n": str(restored.records)})]
        if restored.aside is not None:
            said.append(phrase("copies.aside", {"path": str(restored.aside)}))
    acts = [("", phrase("file.open_it"))]
    await app.push_screen_wait(Sheet([("", line) for line in said], acts))
    app.leaving.now(Ending.LOCK if restored is None else Ending.RESTORED)
