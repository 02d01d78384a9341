"""Format 1 from docs/vault-format.md alone: a reader, a writer, and the rules of merging.

It shares nothing with the program, not even the libraries: Argon2id is OpenSSL's here, age is
`second_age`, JSON is the standard library's. What the page leaves out could not be written here.
"""

import base64
import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tests.unit.vault.vectors.second_age import (
    INTRO,
    NotOpened,
    digest,
    recipient_of,
    seal,
    unseal,
)

SIZE: Final = 4096
BODY_AT: Final = 8192
MAGIC: Final = b"journal-vault "
WORDS: Final = b"""\
This file is an encrypted journal, kept by regret-tui. What follows these two
readable pages is one ordinary age file (age-encryption.org). With the recovery
key saved in a file KEY, it opens without the program:

    tail -c +8193 THIS-FILE | age -d -i KEY
"""
LAST: Final = re.compile(rb"\nbody ([0-9]{1,15}) ([0-9a-f]{64}) front ([0-9a-f]{64})\n\Z")
REMEMBERED: Final = 32

Document = dict[str, Any]
Token = Callable[[int], bytes]


class Refused(Exception):
    """The file is refused; `name` is the fault as the page calls it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NotRight(ValueError):
    """A part has not the shape that the page says."""


def json_of(data: bytes) -> Any:
    """A JSON value as the page wants it: UTF-8, no half characters, no NaN."""

    def never(name: str) -> None:
        raise NotRight(name)

    try:
        value = json.loads(data.decode("utf-8"), parse_constant=never)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise NotRight("not JSON") from error
    return value


def to_json(value: object) -> bytes:
    """The shortest JSON, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


# -- keys -----------------------------------------------------------------------------------


def seed_for(passphrase: str, salt: str, m_kib: int, t: int, p: int) -> bytes:
    """The 32 bytes that a passphrase derives to."""
    secret = unicodedata.normalize("NFKC", passphrase).encode("utf-8")
    kdf = Argon2id(salt=salt.encode("ascii"), length=32, iterations=t, lanes=p, memory_cost=m_kib)
    return kdf.derive(secret)


def check_of(vault: str, recipient: str) -> str:
    """The check of a slot."""
    whole = b"journal-vault/slot/1" + bytes.fromhex(vault) + recipient.encode("ascii")
    return base64.b64encode(hashlib.sha256(whole).digest()[:16]).decode("ascii")


@dataclass(frozen=True)
class Cheapest:
    """The least cost that a reader takes, and its ceilings."""

    floor: int = 65_536
    memory: int = 2_097_152
    work: int = 8_388_608
    lanes: int = 16


def refusal(m_kib: int, t: int, p: int, limits: Cheapest = Cheapest()) -> str | None:
    """The name of the fault of a cost, None for one that is taken."""
    if m_kib > limits.memory or m_kib * t > limits.work or p > limits.lanes:
        return "KdfTooCostly"
    if t < 1 or p < 1 or m_kib < limits.floor or m_kib < 8 * p:
        return "KdfTooWeak"
    return None


# -- the front ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Front:
    """A front that is whole."""

    line: bytes
    length: int
    digest: str
    fields: Document = field(repr=False)

    def slot(self, kind: str) -> Document | None:
        return next((slot for slot in self.fields["slots"] if known(slot) == kind), None)


def known(slot: Document) -> str | None:
    """The kind of a slot, None for one that this page does not know."""
    if slot["kind"] == "passphrase":
        return "passphrase" if slot.get("kdf") == "argon2id" else None
    return "recovery" if slot["kind"] == "recovery" else None


def write_front(line: bytes, body: bytes, *, version: int = 1) -> bytes:
    """4096 bytes."""
    head = MAGIC + b"%d\n" % version + line + b"\n" + WORDS
    tail = b"\nbody %d %s front " % (len(body), digest(body).encode())
    raw = head.ljust(SIZE - len(tail) - 65) + tail
    return raw + digest(raw).encode() + b"\n"


def read_front(page: bytes) -> Front | None:
    """A front, None for a damaged one."""
    last = LAST.search(page)
    first = re.match(rb"journal-vault ([0-9]{1,9})\n", page)
    if len(page) != SIZE or last is None or first is None:
        return None
    if digest(page[: last.start(3)]).encode() != last[3]:
        return None
    if int(first[1]) != 1:
        raise Refused("NewerVersion")
    line = page[first.end() :].split(b"\n")[0]
    try:
        return Front(line, int(last[1]), last[2].decode(), read_fields(line))
    except NotRight:
        return None


def read_fields(line: bytes) -> Document:
    """The second line of a front."""
    fields = json_of(line)
    need(isinstance(fields, dict))
    critical, slots = fields.get("critical"), fields.get("slots")
    need(isinstance(critical, list) and all(isinstance(name, str) for name in critical))
    if critical:
        raise Refused("NewerVersion")
    for name in ("vault", "revision"):
        need(is_hex(fields.get(name), 32))
    need(isinstance(slots, list) and 1 <= len(slots) <= 16)
    for slot in slots:
        need(isinstance(slot, dict) and isinstance(slot.get("kind"), str))
        if known(slot) is not None:
            need(is_text(slot.get("check"), r"[A-Za-z0-9+/]{22}=="))
        if known(slot) == "passphrase":
            need(all(is_count(slot.get(name)) for name in ("m_kib", "t", "p")))
            need(is_text(slot.get("salt"), r"[!-~]{22}"))
    need(len({slot["kind"] for slot in slots}) == len(slots))
    return dict(fields)


def need(true: bool) -> None:
    if not true:
        raise NotRight


def is_text(value: object, shape: str) -> bool:
    return isinstance(value, str) and re.fullmatch(shape, value) is not None


def is_hex(value: object, digits: int) -> bool:
    return is_text(value, rf"[0-9a-f]{{{digits}}}")


def is_count(value: object, under: int = 1 << 40) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < under


# -- the payload ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Record:
    """One line: a record, or where one was."""

    table: str
    id: str
    document: Document | None
    envelope: Document

    @property
    def key(self) -> tuple[str, str]:
        return self.table, self.id

    @property
    def rev(self) -> str:
        return str(self.envelope["rev"])

    @property
    def was(self) -> list[str]:
        return list(self.envelope["was"])

    @property
    def forever(self) -> bool:
        return bool(self.envelope.get("forever", False))

    @property
    def parts(self) -> list[Any]:
        return [self.table, self.id, self.document, self.envelope]


@dataclass(frozen=True)
class Payload:
    """What was encrypted."""

    head: Document
    front: bytes
    records: list[Record]

    @property
    def tables(self) -> dict[str, dict[str, Document]]:
        found: dict[str, dict[str, Document]] = {}
        for record in self.records:
            if record.document is not None:
                found.setdefault(record.table, {})[record.id] = record.document
        return found


def read_record(line: bytes) -> Record:
    """One line."""
    parts = json_of(line)
    need(isinstance(parts, list) and len(parts) == 4)
    table, name, document, envelope = parts
    need(isinstance(table, str) and isinstance(name, str))
    need(document is None or isinstance(document, dict))
    need(isinstance(envelope, dict) and is_hex(envelope.get("rev"), 16))
    was = envelope.get("was")
    need(isinstance(was, list) and all(is_hex(rev, 16) for rev in was))
    need(isinstance(envelope.get("forever", False), bool))
    return Record(table, name, document, envelope)


def front_in(head: bytes) -> bytes:
    """The bytes of `front` in a first line: JSON ends itself."""
    text = head.decode("utf-8")
    at = re.search(r"\"front\"\s*:\s*", text)
    if at is None:
        raise NotRight
    _, end = json.JSONDecoder().raw_decode(text, at.end())
    return text[at.end() : end].encode("utf-8")


def read_payload(plain: bytes) -> Payload:
    """The plain text of the age file, with all that ties it together found right."""
    first, *rest = plain.split(b"\n")
    try:
        head = json_of(first)
        need(isinstance(head, dict))
        need(head.get("type") == "vault" and is_count(head.get("schema")))
        if head["schema"] > 1:
            raise Refused("SchemaNewer")
        need(is_count(head.get("generation"), 1 << 53) and is_count(head.get("records")))
        need(isinstance(head.get("writer"), str) and isinstance(head.get("front"), dict))
        ancestors, recipients = head.get("ancestors"), head.get("recipients")
        need(isinstance(ancestors, list) and all(is_hex(one, 16) for one in ancestors))
        need(isinstance(recipients, list) and all(is_text(one, "[ -~]*") for one in recipients))
        lines, padding = rest[: head["records"]], rest[head["records"] :]
        need(len(lines) == head["records"] and bool(padding))
        need(all(not part.strip(b" ") for part in padding))
        records = [read_record(line) for line in lines]
        need(len({record.key for record in records}) == len(records))
        front = front_in(first)
        slots = read_fields(front)["slots"]
        need(len(slots) == len(recipients))
        for slot, recipient in zip(slots, recipients, strict=True):
            fits = known(slot) is None or slot["check"] == check_of(
                head["front"]["vault"], recipient
            )
            need(fits)
    except NotRight as error:
        raise Refused("Altered") from error
    return Payload(head, front, records)


def write_payload(head: Document, records: Iterable[Record], pad_to: int = 0) -> bytes:
    """The plain text, with spaces up to a length."""
    lines = [to_json(record.parts) for record in records]
    return (b"\n".join([to_json(head), *lines]) + b"\n").ljust(pad_to)


# -- the file -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """What opening gave."""

    payload: Payload
    said: list[str]


def open_file(raw: bytes, secret: str | bytes, limits: Cheapest = Cheapest()) -> Found:
    """Open a whole file by a passphrase (text) or a recovery key (its 32 bytes)."""
    pages = [read_front(raw[:SIZE]), read_front(raw[SIZE:BODY_AT])]
    good, body = [page for page in pages if page is not None], raw[BODY_AT:]
    if not good:
        begins = any(raw[at:].startswith(MAGIC) for at in (0, SIZE))
        if not begins and not body.startswith(INTRO):
            raise Refused("NotAVault")
        return Found(_without_front(body, secret), ["both fronts damaged"])
    front = _fitting(good, body)
    seed = secret if isinstance(secret, bytes) else _seed(front, secret, limits)
    slot = front.slot("passphrase" if isinstance(secret, str) else "recovery")
    if slot is None or slot["check"] != check_of(front.fields["vault"], recipient_of(seed)):
        raise Refused("WrongPassphrase" if isinstance(secret, str) else "WrongRecoveryKey")
    try:
        payload = read_payload(unseal(body, seed))
    except NotOpened as error:
        raise Refused("Altered") from error
    said = []
    if payload.front != front.line:
        said.append("front mismatch")
    elif pages[0] != pages[1]:
        said.append("one front damaged")
    if any(known(slot) is None for slot in json_of(payload.front)["slots"]):
        said.append("unknown slot")
    return Found(payload, said)


def _fitting(good: list[Front], body: bytes) -> Front:
    if all(page.length < len(body) for page in good):
        raise Refused("TrailingData")
    for page in good:
        if (page.length, page.digest) == (len(body), digest(body)):
            return page
    if len(body) == good[0].length:
        raise Refused("Damaged")
    raise Refused("Truncated" if len(body) < good[0].length else "TrailingData")


def _seed(front: Front, passphrase: str, limits: Cheapest) -> bytes:
    slot = front.slot("passphrase")
    if slot is None:
        raise Refused("NewerVersion")
    cost = slot["m_kib"], slot["t"], slot["p"]
    refused = refusal(*cost, limits)
    if refused is not None:
        raise Refused(refused)
    return seed_for(passphrase, slot["salt"], *cost)


def _without_front(body: bytes, secret: str | bytes) -> Payload:
    if isinstance(secret, str):
        raise Refused("FrontDamaged")
    try:
        return read_payload(unseal(body, secret))
    except NotOpened as error:
        raise Refused("FrontDamaged") from error


def write_file(head: Document, records: list[Record], token: Token, pad_to: int = 0) -> bytes:
    """A whole file, sealed to the recipients in its first line."""
    line = to_json(head["front"])
    body = seal(write_payload(head, records, pad_to), head["recipients"], token)
    return write_front(line, body) * 2 + body


# -- what another copy means ----------------------------------------------------------------


def judged(seen: Document | None, revision: str, generation: int, ancestors: list[str]) -> str:
    """What a file is to a computer that saw a vault before."""
    if seen is None or seen["revision"] == revision or seen["revision"][:16] in ancestors:
        return "silent"
    return "rolled back" if generation < seen["generation"] else "diverged"


# -- merging --------------------------------------------------------------------------------


def merged(ours: list[Record], theirs: list[Record], later: str = "neither") -> list[Record]:
    """Both copies in one; `later` is the copy that grew out of the other, if one did."""
    mine, other = ({record.key: record for record in side} for side in (ours, theirs))
    result: dict[tuple[str, str], Record] = {}
    beside: list[Record] = []
    for key in [*mine, *(key for key in other if key not in mine)]:
        if key not in mine or key not in other:
            result[key] = mine[key] if key in mine else other[key]
            continue
        result[key], second = _pair(mine[key], other[key], later)
        beside += [] if second is None else [second]
    for record in beside:
        result.setdefault(record.key, record)
    while True:
        going = [
            (one, first)
            for one in result.values()
            if one.document is not None
            and (first := result.get((one.table, one.document.get("another_version", ""))))
            is not None
            and first.forever
        ]
        for one, first in going:
            later_one = _later(first, one, None)
            envelope = {**later_one.envelope, "forever": True}
            result[one.key] = Record(one.table, one.id, None, envelope)
        if not going:
            return list(result.values())


def _pair(a: Record, b: Record, later: str) -> tuple[Record, Record | None]:
    if a.forever or b.forever:
        return max((one for one in (a, b) if one.forever), key=lambda one: one.rev), None
    if a.rev == b.rev and a.document == b.document:
        return a, None
    knows = b.rev in a.was, a.rev in b.was
    if knows[0] == knows[1]:
        knows = later == "ours", later == "theirs"
    if knows[0] or knows[1]:
        return (a if knows[0] else b), None
    low, high = sorted((a, b), key=lambda one: (one.rev, to_json(one.parts)))
    if low.document is None and high.document is None:
        return high, None
    if low.document is None or high.document is None or low.document == high.document:
        kept = low.document if high.document is None else high.document
        return _later(high, low, kept), None
    name = hashlib.sha256(
        b"journal-vault/merge-id/1"
        + b"\0".join((low.table.encode(), low.id.encode(), bytes.fromhex(low.rev)))
    ).hexdigest()[:32]
    marked = {**low.document, "another_version": low.id}
    return _later(high, low, high.document), Record(low.table, name, marked, low.envelope)


def _later(high: Record, low: Record, document: Document | None) -> Record:
    both = bytes.fromhex(high.rev) + bytes.fromhex(low.rev)
    rev = hashlib.sha256(b"journal-vault/merge/1" + both).hexdigest()[:16]
    was: list[str] = []
    for one in (*low.was, *high.was, low.rev, high.rev):
        if one not in was:
            was.append(one)
    envelope = {**low.envelope, **high.envelope, "rev": rev, "was": was[-REMEMBERED:]}
    envelope.pop("forever", None)
    return Record(low.table, low.id, document, envelope)
