"""The front: what stands readable before the encrypted part, twice.

Bytes 0 to 4095 and again 4096 to 8191. The first line names the format, the second is one JSON
object, then plain words, padding, and a last line with the length and digest of the age file and
the digest of this front. The digests guard against accidents only.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec

from regret_tui.vault.errors import NewerVersion
from regret_tui.vault.host import Cost

SIZE = 4096
"""Bytes of one front."""

BODY_AT = 2 * SIZE
"""Where the age file begins."""

MAGIC = b"journal-vault "
FORMAT = 1

_WORDS = b"""\
This file is an encrypted journal, kept by regret-tui. What follows these two
readable pages is one ordinary age file (age-encryption.org). With the recovery
key saved in a file KEY, it opens without the program:

    tail -c +8193 THIS-FILE | age -d -i KEY
"""
_FIRST = re.compile(rb"journal-vault ([0-9]{1,9})\n")
_LAST = re.compile(rb"\nbody ([0-9]{1,15}) ([0-9a-f]{64}) front ([0-9a-f]{64})\n\Z")

Hex16 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
Check = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9+/]{22}==\Z")]


class PassphraseSlot(msgspec.Struct, frozen=True, tag_field="kind", tag="passphrase"):
    """A slot whose identity is derived from a passphrase."""

    kdf: Literal["argon2id"]
    m_kib: Annotated[int, msgspec.Meta(ge=0, lt=2**40)]
    t: Annotated[int, msgspec.Meta(ge=0, lt=2**40)]
    p: Annotated[int, msgspec.Meta(ge=0, lt=2**40)]
    salt: Annotated[str, msgspec.Meta(pattern=r"^[!-~]{22}\Z")]
    check: Check

    @property
    def cost(self) -> Cost:
        """What one derivation costs."""
        return Cost(self.m_kib, self.t, self.p)


class RecoverySlot(msgspec.Struct, frozen=True, tag_field="kind", tag="recovery"):
    """A slot whose identity is the recovery key."""

    check: Check


class UnknownSlot(msgspec.Struct, frozen=True):
    """A slot of a later version. The vault opens read-only."""

    kind: str


Slot = PassphraseSlot | RecoverySlot | UnknownSlot


class _Asks(msgspec.Struct):
    critical: list[str]


class _Known(msgspec.Struct):
    vault: Hex16
    revision: Hex16
    slots: Annotated[list[dict[str, Any]], msgspec.Meta(min_length=1, max_length=16)]


@dataclass(frozen=True, slots=True)
class Front:
    """The second line of a front.

    Attributes:
        line: its bytes, verbatim.
        fields: all of it, with what this version does not know.
        vault: 16 bytes in hexadecimal that never change.
        revision: 16 bytes in hexadecimal, new on every save.
        slots: typed views of the slots, in order.
    """

    line: bytes
    fields: dict[str, Any]
    vault: str
    revision: str
    slots: tuple[Slot, ...]

    @property
    def passphrase_slot(self) -> PassphraseSlot | None:
        """The slot for a passphrase; at most one."""
        return next((slot for slot in self.slots if isinstance(slot, PassphraseSlot)), None)

    @property
    def recovery_slot(self) -> RecoverySlot | None:
        """The slot for the recovery key; at most one."""
        return next((slot for slot in self.slots if isinstance(slot, RecoverySlot)), None)


@dataclass(frozen=True, slots=True)
class Page:
    """One readable front with what its last line says of the age file.

    Attributes:
        front: the second line.
        length: bytes of the age file.
        digest: its SHA-256, hexadecimal.
    """

    front: Front
    length: int
    digest: str


def check_value(vault: str, recipient: str) -> str:
    """Return what tells a wrong passphrase from a damaged file: 16 bytes in base64.

    Args:
        vault: the vault's id, hexadecimal; its 16 bytes go in.
        recipient: `age1…`, which itself never stands in the clear.
    """
    digest = hashlib.sha256(
        b"journal-vault/slot/1" + bytes.fromhex(vault) + recipient.encode("ascii")
    )
    return base64.b64encode(digest.digest()[:16]).decode("ascii")


def check_fits(front: Front, slot: PassphraseSlot | RecoverySlot, recipient: str) -> bool:
    """Say whether a recipient is the one a slot was made for."""
    return hmac.compare_digest(slot.check, check_value(front.vault, recipient))


def read_line(line: bytes) -> Front:
    """Read the second line of a front.

    Raises:
        NewerVersion: a critical feature is not known here.
        ValueError: it is no such line.
    """
    try:
        fields = msgspec.json.decode(line, type=dict[str, Any])
        if msgspec.convert(fields, _Asks).critical:  # it may mean another shape of all the rest
            raise NewerVersion
        known = msgspec.convert(fields, _Known)
        slots = tuple(_slot(slot) for slot in known.slots)
    except (ValueError, RecursionError) as error:
        raise ValueError("not a front") from error
    kinds = [slot["kind"] for slot in known.slots]
    if len(kinds) != len(set(kinds)):
        raise ValueError("two slots of a kind")
    return Front(line, fields, known.vault, known.revision, slots)


def _slot(fields: dict[str, Any]) -> Slot:
    kind = msgspec.convert(fields, UnknownSlot)
    if kind.kind == "recovery":
        return msgspec.convert(fields, RecoverySlot)
    if kind.kind == "passphrase" and fields.get("kdf") == "argon2id":
        return msgspec.convert(fields, PassphraseSlot)
    return kind


def write_line(fields: dict[str, Any], revision: str, slots: list[dict[str, Any]]) -> Front:
    """Return a front's second line with a new revision and these slots; other keys are kept."""
    line = msgspec.json.encode({**fields, "revision": revision, "slots": slots})
    return read_line(line)


def read_page(raw: bytes) -> Page | None:
    """Read one front; None when it is damaged or no front.

    Raises:
        NewerVersion: it is whole, and of a format or with a feature not known here.
    """
    first, last = _FIRST.match(raw), _LAST.search(raw)
    if len(raw) != SIZE or first is None or last is None:
        return None
    if hashlib.sha256(raw[: last.start(3)]).hexdigest().encode() != last[3]:
        return None
    if int(first[1]) != FORMAT:
        raise NewerVersion
    try:
        front = read_line(raw[first.end() :].partition(b"\n")[0])
    except ValueError:
        return None
    return Page(front, int(last[1]), last[2].decode("ascii"))


def write_page(front: Front, length: int, digest: str) -> bytes:
    """Return one front, 4,096 bytes.

    Args:
        front: its second line.
        length: bytes of the age file.
        digest: SHA-256 of the age file, hexadecimal.

    Raises:
        NewerVersion: what a later version keeps there leaves no room for it.
    """
    head = MAGIC + b"%d\n" % FORMAT + front.line + b"\n" + _WORDS
    tail = b"\nbody %d %s front " % (length, digest.encode("ascii"))
    room = SIZE - len(head) - len(tail) - 65
    if room < 0:
        raise NewerVersion(
            "A newer version of the program left no room in the first part of this file.",
            "Update the program, then save again. What was saved before is untouched.",
        )
    raw = head + b" " * room + tail
    return raw + hashlib.sha256(raw).hexdigest().encode("ascii") + b"\n"
