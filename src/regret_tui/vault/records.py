"""Records: one line each, with a revision that lets two copies be merged without clocks.

A line is `["table", "id", document, {"rev": …, "was": […]}]`. A deleted record leaves a
tombstone: the document is null, and `"forever": true` stands beside `rev` when it was deleted for
ever. Lines of records that did not change are written again as they are.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import isfinite
from typing import Annotated, Any

import msgspec

from regret_tui.vault.errors import LossRefused, NotStorable

Tables = dict[str, dict[str, dict[str, Any]]]
"""Table name, then record id, then the JSON document."""

REMEMBERED = 32
"""How many earlier revisions a record knows: a page of ten steps is saved ten times."""

_DEEPEST = 100
"""Levels of nesting that a document may have."""

_MANY = 5
"""Fewer lost records than this are never refused."""

Rev = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}\Z")]


class _Envelope(msgspec.Struct, gc=False):
    rev: Rev
    was: list[Rev]
    forever: bool = False


class Line(msgspec.Struct, frozen=True, gc=False):
    """One record or tombstone as it stands in the payload.

    Attributes:
        raw: the whole line, without its end.
        rev: 8 bytes, hexadecimal.
        gone: True for a tombstone.
        forever: True for a tombstone of a record that was deleted for ever.
    """

    raw: bytes
    rev: str
    gone: bool
    forever: bool


Key = tuple[str, str]
Lines = dict[Key, Line]

_reader = msgspec.json.Decoder(tuple[str, str, dict[str, Any] | None, _Envelope])
_rewriter = msgspec.json.Decoder(tuple[str, str, Any, dict[str, Any]])
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Change:
    """What a save would write.

    Attributes:
        lines: all lines, in their old order, new ones at the end.
        changed: the records whose document is new or different.
        lost: how many records went.
    """

    lines: Lines
    changed: tuple[Key, ...]
    lost: int


def read_lines(raws: list[bytes]) -> tuple[Lines, Tables]:
    """Read the payload's record lines.

    Raises:
        ValueError: a line is no record, or two have the same table and id.
    """
    lines: Lines = {}
    tables: Tables = {}
    with _no_collection():
        for raw in raws:
            (table, name), line, document = read_record(raw)
            lines[table, name] = line
            if document is not None:
                tables.setdefault(table, {})[name] = document
    if len(lines) != len(raws):
        raise ValueError("two records of one name")
    return lines, tables


def read_record(raw: bytes) -> tuple[Key, Line, dict[str, Any] | None]:
    """Read one line: its table and id, the line, and its document, None for a tombstone.

    Raises:
        ValueError: it is no record.
    """
    table, name, document, envelope = _reader.decode(raw)
    return (table, name), Line(raw, envelope.rev, document is None, envelope.forever), document


def tables_of(lines: Lines) -> Tables:
    """Return the documents anew; the caller may change them."""
    tables: Tables = {}
    with _no_collection():
        for (table, name), line in lines.items():
            if not line.gone:
                tables.setdefault(table, {})[name] = document_of(line)
    return tables


@contextmanager
def _no_collection() -> Iterator[None]:
    """Let the collector rest: it would look at every new document again and again for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def document_of(line: Line) -> dict[str, Any]:
    """Return a record's document anew."""
    document: dict[str, Any] = _rewriter.decode(line.raw)[2]
    return document


def envelope_of(line: Line) -> dict[str, Any]:
    """Return what stands beside a record's document, with what this version does not know."""
    envelope: dict[str, Any] = _rewriter.decode(line.raw)[3]
    return envelope


def make_line(
    key: Key,
    document: dict[str, Any] | None,
    rev: str,
    was: list[str],
    before: dict[str, Any],
    marks: dict[str, Any] | None = None,
) -> Line:
    """Return a record's line.

    Args:
        key: its table and id.
        document: what it holds, None for a tombstone.
        rev: its revision, 8 bytes, hexadecimal.
        was: its earlier revisions; the last of them are remembered.
        before: an earlier envelope, whose unknown keys are kept.
        marks: what else stands beside it.
    """
    return _line(key, _encode(document), rev, was, before, marks or {})


def next_lines(
    committed: Lines, tables: Tables, token: Callable[[int], bytes], *, forever: bool
) -> Change:
    """Compare documents with the committed ones and return the lines to write.

    Args:
        committed: the lines of the last committed payload.
        tables: all documents as they should be.
        token: random bytes for the new revisions.
        forever: whether the records that went are deleted for ever.

    Raises:
        NotStorable: a document would not come back as it is.
    """
    lines = dict(committed)
    changed: list[Key] = []
    for table, documents in tables.items():
        for name, document in documents.items():
            key = (table, name)
            old = committed.get(key)
            try:
                start = len(_encode(key))
                encoded = _encode(document)
            except (TypeError, ValueError, RecursionError, msgspec.MsgspecError) as error:
                raise NotStorable from error
            if old is not None and _same(old, start, encoded):
                continue
            _check_storable(document)
            lines[key] = _after(key, encoded, old, token(8).hex())
            changed.append(key)
    lost, marks = 0, {"forever": True} if forever else {}
    for key, old in committed.items():
        if not old.gone and key[1] not in tables.get(key[0], ()):
            lines[key] = _after(key, b"null", old, token(8).hex(), marks)
            lost += 1
    return Change(lines, tuple(changed), lost)


def check_loss(committed: Lines, lost: int) -> None:
    """Refuse to lose more than a fifth of the records, five or more.

    Raises:
        LossRefused: when so many would go.
    """
    living = sum(not line.gone for line in committed.values())
    if lost >= _MANY and lost * 5 > living:
        raise LossRefused


def _same(old: Line, start: int, encoded: bytes) -> bool:
    """Say whether a line holds this document; JSON ends itself, so its beginning is enough."""
    if old.gone:
        return False
    if old.raw.startswith(encoded, start):
        return True
    return _encode(document_of(old)) == encoded


def _line(
    key: Key,
    encoded: bytes,
    rev: str,
    was: list[str],
    before: dict[str, Any],
    marks: dict[str, Any],
) -> Line:
    kept = {name: value for name, value in before.items() if name != "forever"}
    envelope = {**kept, "rev": rev, "was": was[-REMEMBERED:], **marks}
    raw = b",".join((_encode(key)[:-1], encoded, _encode(envelope))) + b"]"
    return Line(raw, rev, encoded == b"null", "forever" in marks)


def _after(
    key: Key, encoded: bytes, old: Line | None, rev: str, marks: dict[str, Any] | None = None
) -> Line:
    """Return the line that follows an old one, or begins a record."""
    before = {} if old is None else envelope_of(old)
    was = [] if old is None else [*before["was"], old.rev]
    return _line(key, encoded, rev, was, before, marks or {})


def _check_storable(value: object, level: int = 0) -> None:
    """Refuse what JSON would turn into something else, such as NaN into null."""
    match value:
        case None | bool() | int() | str():
            return
        case float() if isfinite(value):
            return
        case dict() if level < _DEEPEST:
            for key, inner in value.items():
                if not isinstance(key, str):
                    raise NotStorable
                _check_storable(inner, level + 1)
        case list() | tuple() if level < _DEEPEST:
            for inner in value:
                _check_storable(inner, level + 1)
        case _:
            raise NotStorable
