"""Choosing what may leave the vault, and making the page of it."""

import os
from datetime import date, datetime
from pathlib import Path

from regret_tui import __version__
from regret_tui.domain.exercise import Kind
from regret_tui.domain.sitting import Share, Sitting
from regret_tui.export.regret import regret_page
from regret_tui.export.session import session_page
from regret_tui.export.source import Page, Source
from regret_tui.journal.journal import Journal
from regret_tui.vault.place import Place


def sharable(journal: Journal, regret_id: str | None = None) -> list[Sitting]:
    """Return the sittings that could be on a page, oldest first.

    Args:
        journal: the journal.
        regret_id: only those of this regret and of the person.
    """
    return [
        item
        for item in journal.sittings(regret_id)
        if item.exercise in journal.library.exercises
        and journal.library.exercise(item.exercise).kind not in (Kind.SCREEN, Kind.STEADY)
        and any(answer.value is not None for answer in item.answers.values())
    ]


def mark(journal: Journal, sitting_id: str, share: Share) -> None:
    """Set the share mark of a sitting and of everything that it kept, in one save.

    Raises:
        RegretError: whatever saving raises.
    """
    with journal.store.together():
        sitting = journal.store.sittings.get(sitting_id)
        if sitting is None:
            return
        sitting.share = share
        journal.store.sittings.put(sitting)
        for item in journal.store.kept.all():
            if item.sitting == sitting_id and item.share is not share:
                item.share = share
                journal.store.kept.put(item)


def page(
    journal: Journal,
    kind: str,
    regret_id: str = "",
    *,
    since: date | None = None,
    until: date | None = None,
) -> Page:
    """Make a page of what is marked.

    Args:
        journal: the journal.
        kind: ``session`` or ``regret``.
        regret_id: the regret, for ``regret``.
        since: the first day that is looked at.
        until: the last day that is looked at.

    Raises:
        ExportError: the words of this regret stay in the journal, or there is no such regret.
    """
    source = Source(
        regrets=journal.regrets(),
        sittings=journal.sittings(),
        kept=journal.kept(),
        exercises=journal.library.exercises,
        asides=journal.library.asides,
        phrases=lambda name: journal.library.phrase(name, journal.words),
        now=journal.outside.now(),
        version=__version__,
        aliases=journal.store.profile.aliases,
        words=journal.words,
        since=since,
        until=until,
    )
    return regret_page(source, regret_id) if kind == "regret" else session_page(source)


def file_name(moment: datetime) -> str:
    """Return a name for the file that tells nothing."""
    return f"page-{moment:%Y-%m-%d}.md"


def belongs_to_vault(path: Path, vault: Path) -> bool:
    """Return whether a file is the vault, a backup of it, or lies beside it under its name.

    Such a file is never replaced by a page, whatever was answered.

    Args:
        path: where a page should go.
        vault: the vault file.
    """
    place = Place(Path(os.path.realpath(vault)))
    folder = Path(os.path.realpath(path.parent))
    beside = folder == place.folder and path.name.startswith(place.path.name)
    return beside or folder == place.backups or Path(os.path.realpath(path)) == place.path
