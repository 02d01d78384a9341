"""The payload: what is encrypted. UTF-8 lines ended by byte 0x0A alone, then padding.

The first line describes the vault and holds the front's second line verbatim, which ties the
readable part to the hidden one. Every further line is one record. `splitlines()` is never used:
U+2028 and U+0085 occur in people's text.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from regret_tui import __version__
from regret_tui.vault.errors import Altered, SchemaNewer
from regret_tui.vault.front import Front, UnknownSlot, check_fits, read_line
from regret_tui.vault.records import Lines, Tables, read_lines

SCHEMA = 1
"""The shape of the records that this version writes and the newest it reads."""

BLOCK = 65_536
"""The payload's length is a multiple of this, so that little can be told from it."""

SMALLEST = 262_144
"""The payload's least length, so that small journals look alike."""

ANCESTORS = 256
"""How many earlier revisions are remembered."""


def joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ancestors of a state that follows two others, the later ones at the end.

    Args:
        first: ancestors of one, and its own revision, the oldest first.
        second: the same of the other.
    """
    both = tuple(dict.fromkeys((*first, *second)))
    if len(both) <= ANCESTORS:
        return both
    half = ANCESTORS // 2
    return tuple(dict.fromkeys((*first[-half:], *second[-half:])))


Ancestor = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}\Z")]


class _Kind(msgspec.Struct):
    type: str
    schema: int


class _Head(msgspec.Struct):
    type: Literal["vault"]
    schema: int
    writer: str
    front: msgspec.Raw
    generation: Annotated[int, msgspec.Meta(ge=0, lt=2**53)]
    ancestors: list[Ancestor]
    records: Annotated[int, msgspec.Meta(ge=0)]
    recipients: list[str]


@dataclass(frozen=True, slots=True)
class Payload:
    """One committed state of a vault, in memory.

    Attributes:
        front: the front it was saved with.
        generation: how many saves led here.
        ancestors: the first 8 bytes of each of the last revisions, hexadecimal, oldest first.
        recipients: who can open it, in the order of the slots.
        lines: the records and tombstones, encoded.
        extra: keys of the first line that this version does not know, verbatim.
    """

    front: Front
    generation: int
    ancestors: tuple[str, ...]
    recipients: tuple[str, ...]
    lines: Lines
    extra: dict[str, msgspec.Raw]


def write_payload(payload: Payload) -> list[bytes]:
    """Return the bytes to encrypt, padded, in pieces."""
    known = {
        "type": "vault",
        "schema": SCHEMA,
        "writer": f"regret-tui {__version__}",
        "front": msgspec.Raw(payload.front.line),
        "generation": payload.generation,
        "ancestors": payload.ancestors,
        "records": len(payload.lines),
        "recipients": payload.recipients,
    }
    pieces = [msgspec.json.encode({**known, **payload.extra}), b"\n"]
    for line in payload.lines.values():
        pieces += (line.raw, b"\n")
    size = sum(map(len, pieces))
    pieces.append(b" " * (max(SMALLEST, -(-size // BLOCK) * BLOCK) - size))
    return pieces


@dataclass(frozen=True, slots=True)
class Heading:
    """The first line of a payload.

    Attributes:
        front: the front it was saved with.
        generation: how many saves led here.
        ancestors: as in `Payload`.
        records: how many lines of records and tombstones follow.
        recipients: who can open it.
        extra: keys that this version does not know, verbatim.
    """

    front: Front
    generation: int
    ancestors: tuple[str, ...]
    records: int
    recipients: tuple[str, ...]
    extra: dict[str, msgspec.Raw]


def read_heading(line: bytes) -> Heading:
    """Read the first line of a payload.

    Raises:
        Altered: it is no vault's, or its recipients do not fit.
        SchemaNewer: its records have a shape of a later version.
        NewerVersion: its front needs a feature of a later version.
    """
    try:
        kind = msgspec.json.decode(line, type=_Kind)
        if kind.type == "vault" and kind.schema > SCHEMA:
            raise SchemaNewer
        head = msgspec.json.decode(line, type=_Head)
        everything = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
        front = read_line(bytes(head.front))
    except (ValueError, RecursionError) as error:
        raise Altered from error
    _check_recipients(front, head.recipients)
    extra = {
        key: msgspec.Raw(bytes(value))
        for key, value in everything.items()
        if key not in _Head.__struct_fields__
    }
    return Heading(
        front, head.generation, tuple(head.ancestors), head.records, tuple(head.recipients), extra
    )


def read_payload(pieces: list[bytes]) -> tuple[Payload, Tables]:
    """Read what was decrypted, and refuse what disagrees with itself.

    Args:
        pieces: the lines, the last piece being the padding after the last line's end.

    Returns:
        The state, and its documents decoded once.

    Raises:
        Altered: it is no vault's payload, its count differs, or its recipients do not fit.
        SchemaNewer: its records have a shape of a later version.
        NewerVersion: its front needs a feature of a later version.
    """
    head = read_heading(pieces[0])
    end = 1 + head.records
    if len(pieces) <= end or any(piece != b" " * len(piece) for piece in pieces[end:]):
        raise Altered
    try:
        lines, tables = read_lines(pieces[1:end])
    except (ValueError, RecursionError) as error:
        raise Altered from error
    state = Payload(head.front, head.generation, head.ancestors, head.recipients, lines, head.extra)
    return state, tables


def _check_recipients(front: Front, recipients: list[str]) -> None:
    if len(recipients) != len(front.slots):
        raise Altered
    for slot, recipient in zip(front.slots, recipients, strict=True):
        if not recipient.isascii():
            raise Altered
        if not isinstance(slot, UnknownSlot) and not check_fits(front, slot, recipient):
            raise Altered
