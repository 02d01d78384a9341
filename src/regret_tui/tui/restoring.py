"""Putting an earlier copy in the place of the journal: looked at, asked for, done, said."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from regret_tui.domain.pace import day_in_words
from regret_tui.errors import RegretError
from regret_tui.journal.copies import records_in_words, records_now
from regret_tui.tui.ending import Ending
from regret_tui.tui.screens.asked import ask_either, carry_out
from regret_tui.tui.screens.sheet import Sheet
from regret_tui.tui.text import sentence
from regret_tui.vault import (
    EarlierCopy,
    RecoveryKey,
    Restored,
    Vault,
    read_recovery_key,
    restore,
)
from regret_tui.vault.errors import FrontDamaged
from regret_tui.vault.opening import Secret

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


async def look_at(app: "JournalApp", copy: EarlierCopy, secret: Secret | None = None) -> None:
    """Say what a copy holds and lacks, and put it in the journal's place where that is wanted.

    Args:
        app: the app.
        copy: which.
        secret: what opened the copy, where it was typed for a journal that does not open. Then it
            is not asked for again.
    """
    phrase = app.library.phrase
    date = day_and_time(app, copy.made)
    said = [("title", phrase("file.copy_of", {"date": date}))]
    if copy.fault is not None and not isinstance(copy.fault, FrontDamaged):
        close = sentence(phrase("do.close"))
        await app.push_screen_wait(Sheet([*said, ("", copy.fault.message)], [("", close)]))
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
    if secret is None or copy.records is None:
        outcome = await _ask_and_put(app, copy)
    else:
        outcome = await _put(app, copy, secret)
    if outcome is not None:
        await _tell(app, outcome, date)


async def _ask_and_put(app: "JournalApp", copy: EarlierCopy) -> _Outcome | None:
    """Ask for what opens a copy, a passphrase or its recovery key, and put it in place."""
    phrase = app.library.phrase
    asked = "file.copy_keys_then" if needs_earlier(copy) else "file.copy_keys_now"
    do = partial(_read_and_restore, app, copy)
    working = phrase("file.putting")
    return await ask_either(app, [phrase(asked)], do, working=working, told_for_key=[])


async def _put(app: "JournalApp", copy: EarlierCopy, secret: Secret) -> _Outcome:
    """Put a copy in place that has been opened already."""
    try:
        do = partial(_restore, app, copy, secret)
        return await carry_out(app, app.library.phrase("file.putting"), do)
    except RegretError as trouble:
        return _Outcome(trouble=trouble)


def _holds(app: "JournalApp", records: int) -> str:
    words = {"value": records_in_words(app.library, records)}
    if not app.session.is_kept:
        return app.library.phrase("vault.holds_only", words)
    return app.library.phrase("file.copy_holds", {**words, "count": str(records_now(app.session))})


def _read_and_restore(app: "JournalApp", copy: EarlierCopy, by_key: bool, typed: str) -> _Outcome:
    secret = read_recovery_key(copy.path, typed, host=app.world.host) if by_key else typed
    return _restore(app, copy, secret)


def _restore(app: "JournalApp", copy: EarlierCopy, secret: Secret) -> _Outcome:
    """Put a copy in place. The journal is only closed once the copy has opened.

    Raises:
        RegretError: the copy does not open; the journal is still open.
    """
    host, path = app.world.host, app.world.paths.vault
    passphrase, key = (None, secret) if isinstance(secret, RecoveryKey) else (secret, None)
    Vault.open(copy.path, host=host, passphrase=passphrase, recovery=key, read_only=True).close()
    never_opened = not app.session.is_kept
    app.session.guide.leave()
    app.session.close()
    try:
        done = restore(path, copy.path, host=host, secret=secret, over_another=never_opened)
        return _Outcome(done)
    except RegretError as trouble:
        return _Outcome(trouble=trouble)


async def _tell(app: "JournalApp", outcome: _Outcome, date: str) -> None:
    """Say what came of it, and go to where the passphrase is asked for. It is closed by now.

    Where it never opened and nothing was put in its place, the list stays.
    """
    phrase = app.library.phrase
    restored = outcome.restored
    if restored is None:
        said = [phrase("file.not_put"), str(outcome.trouble or "")]
    else:
        said = [phrase("copies.restored", {"date": date, "n": str(restored.records)})]
        if restored.aside is not None:
            said.append(phrase("copies.aside", {"path": str(restored.aside)}))
    stays = restored is None and not app.session.is_kept
    acts = [("", sentence(phrase("do.close")) if stays else phrase("file.open_it"))]
    await app.push_screen_wait(Sheet([("", line) for line in said], acts))
    if not stays:
        app.leaving.now(Ending.LOCK if restored is None else Ending.RESTORED)
