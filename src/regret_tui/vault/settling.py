"""What an opened vault has to say for itself, and whether it may be written to."""

from regret_tui.vault import seen
from regret_tui.vault.committing import Committer
from regret_tui.vault.errors import (
    FrontDamaged,
    FrontMismatch,
    NewerVersion,
    NewPassphraseNeeded,
    ReadOnly,
    VaultError,
)
from regret_tui.vault.front import UnknownSlot
from regret_tui.vault.notices import NoticeKind
from regret_tui.vault.opening import Loaded, Opened, Secret
from regret_tui.vault.recovery import RecoveryKey


def settle(
    state: Committer,
    loaded: Loaded,
    opened: Opened,
    secret: Secret,
    *,
    locked: bool,
    read_only: bool,
) -> None:
    """Note what was found on opening, and set what bars a save.

    Args:
        state: the state to set.
        loaded: the file as it was read.
        opened: what was in it.
        secret: what opened it.
        locked: whether the lock is held.
        read_only: whether it was opened for reading only.
    """
    state.on_disk = loaded.fronts.revision
    front_fault = _front_fault(state, loaded, opened)
    unknown = any(isinstance(slot, UnknownSlot) for slot in opened.payload.front.slots)
    if unknown:
        state.note(NoticeKind.UNKNOWN_SLOT)
    if not locked and not read_only:
        state.note(NoticeKind.LOCK_UNAVAILABLE)
    if read_only:
        state.barrier = ReadOnly()
    elif unknown:
        state.barrier = NewerVersion()
    elif isinstance(secret, RecoveryKey):
        state.barrier = NewPassphraseNeeded()
    else:
        state.barrier = front_fault
    _compare_with_last(state, read_only=read_only)


def _front_fault(state: Committer, loaded: Loaded, opened: Opened) -> VaultError | None:
    if loaded.page is None:
        state.note(NoticeKind.BOTH_FRONTS_DAMAGED)
        return FrontDamaged(hint="Repair the front under Something else, then write on.")
    if opened.mismatch:
        state.note(NoticeKind.FRONT_MISMATCH)
        return FrontMismatch()
    if not loaded.fronts.agree:
        state.note(NoticeKind.ONE_FRONT_DAMAGED)
        state.due = True
    return None


def _compare_with_last(state: Committer, *, read_only: bool) -> None:
    """Say when this copy is not a later one than the last seen here; otherwise note it."""
    payload = state.committed
    last = seen.recall(state.host, payload.front.vault, state.place.path)
    kind = seen.judge(last, payload)
    if kind is not None:
        state.note(kind)
        state.other = last
        state.due = True
    elif not read_only:
        state.remember()
