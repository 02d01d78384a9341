"""The earlier copies of a journal in words, and finding the one that is meant."""

from datetime import datetime
from pathlib import Path

from regret_tui.domain.pace import day_in_words
from regret_tui.journal.copies import records_in_words
from regret_tui.plain.errors import UnknownCopy
from regret_tui.plain.talk import Talk
from regret_tui.vault import EarlierCopy, look_at

LATEST = "latest"
_KB, _MB = 1_000, 1_000_000


def in_own_zone(moment: datetime, now: datetime) -> datetime:
    """Return a moment in the person's own time zone, with the summer time of that day.

    Args:
        moment: when something was.
        now: the time now, with the offset of the place where the person is.
    """
    if now.astimezone().utcoffset() == now.utcoffset():
        return moment.astimezone()  # the system knows how its zone was then
    return moment.astimezone(now.tzinfo)


def date_in_words(talk: Talk, copy: EarlierCopy) -> str:
    """Return when a copy was made, such as *Tuesday 24 November 2026, 21:00*."""
    made = in_own_zone(copy.made, talk.world.now())
    return f"{day_in_words(made.date())} {made:%Y, %H:%M}"


def in_words(talk: Talk, copy: EarlierCopy) -> str:
    """Return what is known of a copy, on a line: its date, its size, its records."""
    parts = [date_in_words(talk, copy), size_in_words(copy.size)]
    if copy.records is not None:
        parts.append(records_in_words(talk.library, copy.records))
    if copy.earlier_passphrase:
        parts.append(talk.says("copies.earlier_passphrase"))
    if copy.fault is not None:
        parts.append(talk.says("copies.damaged"))
    return ", ".join(parts)


def size_in_words(size: int) -> str:
    """Return a size such as *270 kB* or *1.4 MB*."""
    return f"{size / _MB:.1f} MB" if size >= _MB else f"{size / _KB:.0f} kB"


def as_data(talk: Talk, copy: EarlierCopy) -> dict[str, object]:
    """Return what is known of a copy, for a program."""
    made = in_own_zone(copy.made, talk.world.now())
    return {
        "name": copy.path.name,
        "path": str(copy.path),
        "made": made.isoformat(timespec="seconds"),
        "size": copy.size,
        "earlier passphrase": copy.earlier_passphrase,
        "damaged": copy.fault is not None,
        "fault": copy.fault.message if copy.fault else None,
        "records": copy.records,
    }


def find_copy(talk: Talk, copies: list[EarlierCopy], wanted: str) -> EarlierCopy:
    """Return the copy that is meant.

    Args:
        talk: where it is looked for.
        copies: the earlier copies beside the vault, the newest first.
        wanted: ``latest`` for the newest that is whole, a name, a day with or without the time,
            or the path of a file.

    Raises:
        UnknownCopy: there is none such, or several.
        VaultError: the path cannot be resolved.
    """
    if wanted == LATEST:
        found = [copy for copy in copies if copy.fault is None][:1] or copies[:1]
    else:
        found = [copy for copy in copies if wanted in (copy.path.name, copy.path.stem)]
        found = found or [copy for copy in copies if wanted in _dates(talk, copy)]
    if not found and _is_there(Path(wanted)):
        found = look_at(talk.vault, [Path(wanted)], host=talk.world.host)
        found = [copy for copy in copies if copy.path == found[0].path] or found
    if len(found) != 1:
        raise UnknownCopy
    return found[0]


def _dates(talk: Talk, copy: EarlierCopy) -> set[str]:
    made = in_own_zone(copy.made, talk.world.now())
    whole = made.isoformat(timespec="seconds")
    day = f"{made:%Y-%m-%d}"
    return {day, f"{day} {made:%H:%M}", f"{day}T{made:%H:%M}", whole}


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except (OSError, ValueError):
        return False
    return True
