"""Earlier copies: when one is due, how it is made, and which are kept.

A backup is a second name for the file that the next save replaces, so it costs nothing; where the
file system has no hard links it is copied.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from regret_tui.vault.disk import (
    CHUNK,
    make_folder,
    opened,
    read_up_to,
    remove,
    sync_folder,
    write_new,
)
from regret_tui.vault.files import Files
from regret_tui.vault.host import Host
from regret_tui.vault.place import Place

_STAMP = "%Y%m%dT%H%M%SZ"
_DAYS, _WEEKS, _MONTHS, _NEWEST = 3, 4, 6, 3


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """One earlier copy.

    Attributes:
        made: when, in UTC, to the second.
        path: where.
    """

    made: datetime
    path: Path


def list_backups(files: Files, place: Place) -> list[Backup]:
    """Return this vault's backups, the oldest first; none when the folder cannot be read."""
    stem, suffix = re.escape(place.path.stem), re.escape(place.path.suffix)
    shape = re.compile(rf"{stem}-(\d{{8}}T\d{{6}}Z)-[0-9a-f]{{8}}{suffix}")
    found: list[Backup] = []
    try:
        names = files.listdir(place.backups)
    except OSError:
        return found
    for name in names:
        match = shape.fullmatch(name)
        if match:
            with suppress(ValueError):
                made = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                found.append(Backup(made, place.backups / name))
    return sorted(found)


def is_due(host: Host, place: Place) -> bool:
    """Say whether no backup was made yet on this day, by the person's own calendar."""
    now = host.now()
    made = (b.made.astimezone(now.tzinfo).date() for b in list_backups(host.files, place))
    return now.date() not in made


def make_backup(host: Host, place: Place, revision: str) -> None:
    """Keep the file as it stands now under a second name, then remove what is past its time.

    Args:
        host: whose clock names it.
        place: the vault.
        revision: the one that stands there now; its beginning goes into the name.

    Raises:
        OSError: neither a link nor a copy could be made.
        DurabilityUnknown: it was made, and the disk did not confirm it.
    """
    files, stamp = host.files, host.now().astimezone(UTC).strftime(_STAMP)
    name = f"{place.path.stem}-{stamp}-{revision[:8]}{place.path.suffix}"
    target = place.backups / name
    make_folder(files, place.backups)
    keep_copy(host, place, target)
    _prune(host, place)


def keep_copy(host: Host, place: Place, target: Path) -> None:
    """Give the file as it stands now a second name, or a copy of its own, synced.

    Raises:
        OSError: neither a link nor a copy could be made.
        DurabilityUnknown: it was made, and the disk did not confirm it.
    """
    try:
        host.files.link(place.path, target)
    except FileExistsError:
        return
    except OSError:
        _copy(host, place, target)
    sync_folder(host.files, target.parent)


def _copy(host: Host, place: Place, target: Path) -> None:
    files = host.files
    temp = target.with_name(place.temp(host.token(8)).name)
    with opened(files, place.path) as (fd, _):
        write_new(files, temp, iter(lambda: read_up_to(files, fd, CHUNK), b""))
    try:
        files.replace(temp, target)
    except BaseException:
        remove(files, temp)
        raise


def _prune(host: Host, place: Place) -> None:
    made = list_backups(host.files, place)
    kept = to_keep((backup.made for backup in made), host.now())
    for backup in made:
        if backup.made not in kept:
            remove(host.files, backup.path)


def to_keep(made: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return which backups stay.

    All of the last 3 days, the newest of each of 4 weeks and of 6 months (the present ones
    included), the newest three always, and any that seem to come from the future.
    """
    newest_first = sorted(set(made), reverse=True)
    kept = set(newest_first[:_NEWEST])
    weeks: set[tuple[int, int]] = set()
    months: set[int] = set()
    today = now.date()
    this_month = today.year * 12 + today.month
    oldest_week = (today - timedelta(weeks=_WEEKS - 1)).isocalendar()[:2]
    for moment in newest_first:
        day = moment.astimezone(now.tzinfo).date()
        week, month = day.isocalendar()[:2], day.year * 12 + day.month
        if (today - day).days < _DAYS:
            kept.add(moment)
        if week >= oldest_week and week not in weeks:
            weeks.add(week)
            kept.add(moment)
        if this_month - month < _MONTHS and month not in months:
            months.add(month)
            kept.add(moment)
    return kept
