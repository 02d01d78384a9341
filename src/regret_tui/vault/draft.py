"""The draft: what is being written just now, in one small age file beside the vault.

A pause in typing must not rewrite years of entries. The draft goes to the vault's own recipients,
so whatever opens the vault opens it too, and its first line names the vault it belongs to.
"""

import hashlib
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal

import msgspec

from regret_tui.vault.agefile import Identity, encrypt
from regret_tui.vault.disk import opened, read_up_to, remove, write_new
from regret_tui.vault.errors import NotAVault, NotStorable
from regret_tui.vault.host import Host
from regret_tui.vault.place import Place

SCHEMA = 1
BLOCK = 65_536
"""The plain draft's length is a multiple of this."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One answer as it is being written.

    Attributes:
        record: the id of the record it belongs to.
        step: which step of it.
        cursor: where the cursor stood, as the screen counts.
        text: what was written.
        base: `answer_digest` of the committed answer it grew from.
        extra: other keys of the first line, kept as they are.
    """

    record: str
    step: str
    cursor: Any
    text: str
    base: str
    extra: dict[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Draft(record={self.record!r}, step={self.step!r}, …)"


class Offer(Enum):
    """How a found draft may come back."""

    IN_PLACE = "in place"
    ANOTHER_VERSION = "another version"


@dataclass(frozen=True, slots=True)
class RecoveredDraft:
    """A draft that was found, and how it may come back.

    Attributes:
        draft: the text and where it belongs.
        offer: in place, or beside what is committed and never over it.
    """

    draft: Draft
    offer: Offer


class _Head(msgspec.Struct):
    type: Literal["draft"]
    schema: Literal[1]
    vault: str
    record: str
    step: str
    cursor: Any
    base: str


def answer_digest(text: str | None) -> str:
    """Return the SHA-256 of an answer, hexadecimal; no answer counts as an empty one."""
    return hashlib.sha256((text or "").encode("utf-8", "surrogatepass")).hexdigest()


def judge(draft: Draft, committed: str | None, *, deleted_for_ever: bool) -> RecoveredDraft | None:
    """Decide what becomes of a found draft; None means that it is not needed any more.

    Args:
        draft: what was found.
        committed: the answer that the vault holds at its record and step, None for none.
        deleted_for_ever: whether the record was deleted for ever.
    """
    if deleted_for_ever or draft.text == (committed or ""):
        return None
    if draft.base == answer_digest(committed):
        return RecoveredDraft(draft, Offer.IN_PLACE)
    return RecoveredDraft(draft, Offer.ANOTHER_VERSION)


def write_draft(
    host: Host, place: Place, vault: str, recipients: tuple[str, ...], draft: Draft
) -> None:
    """Put a draft in the place of the one before, synced; the folder is the caller's to sync.

    Raises:
        NotStorable: the text holds half a character, or an extra key is no JSON.
        OSError: as the system reports it; the draft before still stands.
    """
    known = {
        "type": "draft",
        "schema": SCHEMA,
        "vault": vault,
        "record": draft.record,
        "step": draft.step,
        "cursor": draft.cursor,
        "base": draft.base,
    }
    try:
        head, text = msgspec.json.encode({**draft.extra, **known}), msgspec.json.encode(draft.text)
    except (TypeError, ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise NotStorable from error
    plain = b"".join((head, b"\n", text, b"\n"))
    padding = b" " * (-len(plain) % BLOCK)
    temp = place.temp(host.token(8))
    write_new(host.files, temp, encrypt((plain, padding), recipients))
    try:
        host.files.replace(temp, place.draft)
    except BaseException:
        remove(host.files, temp)
        raise


def read_draft(host: Host, place: Place, vault: str, identity: Identity) -> Draft | None:
    """Read the draft beside a vault; None when there is none.

    Raises:
        ValueError: it does not open, is another vault's, or is no draft.
        OSError: as the system reports it.
    """
    try:
        with opened(host.files, place.draft) as (fd, size):
            pieces = identity.decrypt_lines(read_up_to(host.files, fd, size))
        head = msgspec.json.decode(pieces[0], type=_Head)
        everything = msgspec.json.decode(pieces[0], type=dict[str, Any])
        text = msgspec.json.decode(pieces[1] if len(pieces) > 1 else b"", type=str)
    except FileNotFoundError:
        return None
    except (NotAVault, ValueError, RecursionError) as error:
        raise ValueError("not a draft of this vault") from error
    if head.vault != vault:
        raise ValueError("a draft of another vault")
    extra = {k: v for k, v in everything.items() if k not in _Head.__struct_fields__}
    return Draft(head.record, head.step, head.cursor, text, head.base, extra)


def set_aside(host: Host, place: Place) -> None:
    """Give a draft that does not open another name; it is never removed.

    Raises:
        OSError: as the system reports it.
    """
    aside = place.draft.with_name(f"{place.draft.name}-aside-{host.token(4).hex()}")
    host.files.replace(place.draft, aside)
