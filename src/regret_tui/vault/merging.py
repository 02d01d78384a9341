"""Bringing two copies of a journal together, record by record, without clocks.

Pure: it knows lines, not files. Whichever side merges first, both come to the same: what is new
in a merged record is derived from the two revisions that met.
"""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from regret_tui.vault.records import Key, Line, Lines, document_of, envelope_of, make_line

ANOTHER_VERSION: Final = "another_version"
"""The key that marks the second of two versions; its value is the first one's id."""

_MARK: Final = b'"another_version":'
_REV: Final = b"journal-vault/merge/1"
_ID: Final = b"journal-vault/merge-id/1"

Document = dict[str, Any]
Unify = Callable[[str, Document, Document], Document | None]
"""Takes a table and both documents of a conflict, the first one's before the second one's, and
returns one that stands for both, or None where both have to stay."""


class Outcome(Enum):
    """What becomes of one record."""

    SAME = "same"
    OURS = "ours"
    """Ours is the later one, or the only one."""
    THEIRS = "theirs"
    """Theirs is the later one, or the only one."""
    DELETED = "deleted"
    """It was deleted in the other copy, and goes here too."""
    BROUGHT_BACK = "brought back"
    """It was deleted on one side and written to on the other; what was written stays."""
    UNIFIED = "unified"
    """Both were changed, and one stands for both."""
    BOTH = "both"
    """Both were changed; the second stays beside the first, under another id."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What merging would leave.

    Attributes:
        lines: the records and tombstones, ours first, in their order.
        counts: how many records came to each outcome, tombstones that both know left out.
    """

    lines: Lines
    counts: Counter[Outcome]


def never(table: str, first: Document, second: Document) -> None:
    """Let both versions stay, whatever they hold."""


class Later(Enum):
    """Which of two copies grew out of the other."""

    NEITHER = "neither"
    OURS = "ours"
    THEIRS = "theirs"


def merge_lines(
    ours: Lines, theirs: Lines, unify: Unify = never, later: Later = Later.NEITHER
) -> Merged:
    """Bring two copies together. Nothing is dropped, and nothing that is gone comes back.

    Args:
        ours: the lines of the copy that goes on.
        theirs: the lines of the other.
        unify: what may make one of two versions.
        later: which copy knows all of the other; a record remembers only its last revisions, so
            this decides where those do not reach back far enough.
    """
    lines: Lines = {}
    counts: Counter[Outcome] = Counter()
    beside: list[tuple[Key, Line]] = []
    for key in dict.fromkeys((*ours, *theirs)):
        if key not in ours or key not in theirs:
            lines[key] = line = ours[key] if key in ours else theirs[key]
            if not line.gone:
                counts[Outcome.OURS if key in ours else Outcome.THEIRS] += 1
            continue
        mine, other = ours[key], theirs[key]
        line, outcome, second = _settle(key, mine, other, unify, later)
        lines[key] = line
        if not (mine.gone and other.gone):
            counts[outcome] += 1
        if second is not None:
            beside.append(_copy(key, second))
    for key, line in beside:
        lines.setdefault(key, line)  # what stands there grew out of this very line
    _let_versions_follow(lines)
    return Merged(lines, counts)


def _let_versions_follow(lines: Lines) -> None:
    """Let another version of what was deleted for ever go with it, whichever copy came first."""
    marked = {
        key: (key[0], str(document_of(line).get(ANOTHER_VERSION)))
        for key, line in lines.items()
        if not line.gone and _MARK in line.raw
    }
    while True:  # a version may be one of a version
        gone = [key for key, of in marked.items() if of in lines and lines[of].forever]
        for key in gone:
            lines[key] = _joined(key, None, lines[marked.pop(key)], lines[key], {"forever": True})
        if not gone:
            return


def _settle(
    key: Key, mine: Line, other: Line, unify: Unify, later: Later
) -> tuple[Line, Outcome, Line | None]:
    """Return the line that stays, why, and the one that has to stay beside it."""
    if mine.forever or other.forever:
        gone = max((line for line in (mine, other) if line.forever), key=lambda line: line.rev)
        return gone, Outcome.OURS if mine.gone else Outcome.DELETED, None
    if mine.rev == other.rev and _alike(mine, other):
        return mine, Outcome.SAME, None
    ours_knows, theirs_knows = other.rev in _was(mine), mine.rev in _was(other)
    if ours_knows == theirs_knows:
        ours_knows, theirs_knows = later is Later.OURS, later is Later.THEIRS
    if ours_knows:
        return mine, Outcome.OURS, None
    if theirs_knows:
        return other, Outcome.DELETED if other.gone and not mine.gone else Outcome.THEIRS, None
    return _both_changed(key, mine, other, unify)


def _both_changed(
    key: Key, mine: Line, other: Line, unify: Unify
) -> tuple[Line, Outcome, Line | None]:
    first, second = sorted((mine, other), key=lambda line: (line.rev, line.raw), reverse=True)
    if mine.gone and other.gone:
        return first, Outcome.SAME, None
    if mine.gone or other.gone:
        stays = other if mine.gone else mine
        return _joined(key, document_of(stays), first, second), Outcome.BROUGHT_BACK, None
    one, two = document_of(first), document_of(second)
    united = one if one == two else unify(key[0], one, two)
    if united is not None:
        return _joined(key, united, first, second), Outcome.UNIFIED, None
    return _joined(key, one, first, second), Outcome.BOTH, second


def _joined(
    key: Key,
    document: Document | None,
    first: Line,
    second: Line,
    marks: dict[str, Any] | None = None,
) -> Line:
    """Return a line that is later than both, and the same whoever makes it."""
    rev = hashlib.sha256(_REV + bytes.fromhex(first.rev) + bytes.fromhex(second.rev))
    was = dict.fromkeys((*_was(second), *_was(first), second.rev, first.rev))
    before = {**envelope_of(second), **envelope_of(first)}
    return make_line(key, document, rev.digest()[:8].hex(), list(was), before, marks)


def _copy(key: Key, line: Line) -> tuple[Key, Line]:
    """Return a second version under an id of its own, and the same whoever makes it."""
    table, record = key
    parts = (table.encode(), record.encode(), bytes.fromhex(line.rev))
    name = hashlib.sha256(_ID + b"\0".join(parts)).digest()[:16].hex()
    marked = {**document_of(line), ANOTHER_VERSION: record}
    return (table, name), make_line((table, name), marked, line.rev, _was(line), envelope_of(line))


def _alike(mine: Line, other: Line) -> bool:
    if mine.raw == other.raw:
        return True
    return mine.gone == other.gone and (mine.gone or document_of(mine) == document_of(other))


def _was(line: Line) -> list[str]:
    known: list[str] = envelope_of(line)["was"]
    return known
