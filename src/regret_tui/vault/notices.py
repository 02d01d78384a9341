"""What a person should be told although the vault opened or saved."""

from dataclasses import dataclass
from enum import Enum

from regret_tui.vault.errors import (
    Diverged,
    DurabilityUnknown,
    FrontDamaged,
    FrontMismatch,
    LockUnavailable,
    RolledBack,
    VaultError,
)


class NoticeKind(Enum):
    """The kinds of notice; each is said once while a vault is open."""

    ONE_FRONT_DAMAGED = "one front damaged"
    BOTH_FRONTS_DAMAGED = "both fronts damaged"
    FRONT_MISMATCH = "front mismatch"
    UNKNOWN_SLOT = "unknown slot"
    ROLLED_BACK = "rolled back"
    DIVERGED = "diverged"
    LOCK_UNAVAILABLE = "lock unavailable"
    DURABILITY_UNKNOWN = "durability unknown"
    FOLDER_NOT_SYNCED = "folder not synced"
    NO_BACKUP = "no backup"
    NOT_REMEMBERED = "not remembered"
    DRAFT_SET_ASIDE = "draft set aside"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to say.

    Attributes:
        kind: which.
        message: one sentence on what is so.
        hint: one sentence on what to do, possibly empty.
    """

    kind: NoticeKind
    message: str
    hint: str = ""


_SAID_BY_ERROR: dict[NoticeKind, type[VaultError]] = {
    NoticeKind.FRONT_MISMATCH: FrontMismatch,
    NoticeKind.ROLLED_BACK: RolledBack,
    NoticeKind.DIVERGED: Diverged,
    NoticeKind.LOCK_UNAVAILABLE: LockUnavailable,
    NoticeKind.DURABILITY_UNKNOWN: DurabilityUnknown,
}

_SAID_HERE: dict[NoticeKind, tuple[str, str]] = {
    NoticeKind.ONE_FRONT_DAMAGED: (
        "One of the two copies of this file's front is damaged. Your entries are whole.",
        "The next save repairs it.",
    ),
    NoticeKind.BOTH_FRONTS_DAMAGED: (
        FrontDamaged.sentence,
        "Your entries are whole. Repair the front under Something else, then write on.",
    ),
    NoticeKind.UNKNOWN_SLOT: (
        "This journal can also be opened in a way that this version does not know.",
        "It is open for reading only. Update the program to write in it.",
    ),
    NoticeKind.FOLDER_NOT_SYNCED: (
        "This place cannot confirm that a saved file stays after a power failure.",
        "Wait a little before switching off.",
    ),
    NoticeKind.NO_BACKUP: (
        "No backup could be made beside the journal. Saving goes on.",
        "Check that there is room, and that the backups folder can be written to.",
    ),
    NoticeKind.NOT_REMEMBERED: (
        "This computer could not note which copy it saw last.",
        "An older copy put in the place of this one would go unnoticed.",
    ),
    NoticeKind.DRAFT_SET_ASIDE: (
        "A draft beside the journal could not be opened with it and was set aside.",
        "It was not removed; it stands beside the journal.",
    ),
}


def notice(kind: NoticeKind) -> Notice:
    """Return the notice of a kind, with the sentences that belong to it."""
    if kind in _SAID_HERE:
        return Notice(kind, *_SAID_HERE[kind])
    error = _SAID_BY_ERROR[kind]
    return Notice(kind, error.sentence, error.step)
