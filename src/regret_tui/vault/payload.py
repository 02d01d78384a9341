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
    try:
        kind = msgspec.json.decode(pieces[0], type=_Kind)
        if kind.type == "vault" and kind.schema > SCHEMA:
            raise SchemaNewer
        head = msgspec.json.decode(pieces[0], type=_Head)
        everything = msgspec.json.decode(pieces[0], type=dict[str, msgspec.Raw])
        front = read_line(bytes(head.front))
        end = 1 + head.records
        if len(pieces) <= end or any(piece.strip(b" ") for piece in pieces[end:]):
            raise Altered
        lines, tables = read_lines(pieces[1:end])
    except (ValueError, RecursionError) as error:
        raise Altered from error
    _check_recipients(front, head.recipients)
    extra = {
        key: msgspec.Raw(bytes(value))
        for key, value in everything.items()
        if key not in _Head.__struct_fields__
    }
    return Payload(
        front, head.generation, tuple(head.ancestors), tuple(head.recipients), lines, extra
    ), tables


def _check_recipients(front: Front, recipients: list[str]) -> None:
    if len(recipients) != len(front.slots):
        raise Altered
    for slot, recipient in zip(front.slots, recipients, strict=True):
        if not recipient.isascii():
            raise Altered
        if not isinstance(slot, UnknownSlot) and not check_fits(front, slot, recipient):
            raise Altered
