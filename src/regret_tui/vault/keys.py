"""Making and changing the keys of a vault."""

from typing import Any

from regret_tui.vault.committing import Committer, Secrets
from regret_tui.vault.desk import DraftDesk
from regret_tui.vault.errors import (
    FrontDamaged,
    FrontMismatch,
    NewKeyNeeded,
    NewPassphraseNeeded,
    WrongPassphrase,
    WrongRecoveryKey,
)
from regret_tui.vault.front import write_line
from regret_tui.vault.host import Cost, Host
from regret_tui.vault.opening import Secret, identity_for
from regret_tui.vault.passphrase import check_new
from regret_tui.vault.payload import Payload
from regret_tui.vault.records import Tables, next_lines
from regret_tui.vault.recovery import RecoveryKey
from regret_tui.vault.slots import NewSlot, new_passphrase_slot, new_recovery_slot


def first_payload(
    host: Host,
    passphrase: str,
    recovery: RecoveryKey | None,
    tables: Tables,
    cost: Cost | None,
) -> Payload:
    """Return the first state of a new vault.

    Raises:
        NotStorable: a document would not come back as it is.
        VaultError: the cost was refused.
    """
    vault = host.token(16).hex()
    slots = new_slots(host, vault, passphrase, recovery, cost)
    fields: dict[str, Any] = {"vault": vault, "revision": "", "critical": [], "slots": []}
    return Payload(
        front=write_line(fields, host.token(16).hex(), [slot for slot, _ in slots]),
        generation=1,
        ancestors=(),
        recipients=tuple(recipient for _, recipient in slots),
        lines=next_lines({}, tables, host.token, forever=False).lines,
        extra={},
    )


def fits(state: Committer, secret: Secret) -> bool:
    """Say whether a secret opens the vault, by its slot's check.

    Raises:
        VaultError: the derivation was refused.
    """
    try:
        identity_for(state.committed.front, secret, state.host)
    except (WrongPassphrase, WrongRecoveryKey):
        return False
    return True


def set_passphrase(
    state: Committer,
    desk: DraftDesk,
    passphrase: str,
    recovery: RecoveryKey | None,
    cost: Cost | None,
) -> None:
    """Replace every slot.

    Raises:
        NewKeyNeeded: the vault has a recovery key and no other one was given.
        VaultError: as `Committer.write`.
    """
    check_new(passphrase)
    state.require_writable(NewPassphraseNeeded, FrontMismatch, FrontDamaged)
    front = state.committed.front
    same = recovery is not None and fits(state, recovery)
    if same or (recovery is None and front.recovery_slot is not None):
        raise NewKeyNeeded
    slots = new_slots(state.host, front.vault, passphrase, recovery, cost)
    _rekey(state, desk, slots, (passphrase, recovery))


def change_passphrase(
    state: Committer, desk: DraftDesk, passphrase: str, cost: Cost | None
) -> None:
    """Make the passphrase's slot anew; the recovery key stays.

    Raises:
        VaultError: as `Committer.write`.
    """
    check_new(passphrase)
    state.require_writable()
    now = state.committed
    made = new_passphrase_slot(state.host, now.front.vault, passphrase, cost)
    _rekey(state, desk, [made, *_kept(now, "recovery")], (passphrase,))


def set_recovery(state: Committer, desk: DraftDesk, recovery: RecoveryKey) -> None:
    """Make the recovery key's slot anew, or add one; the passphrase stays.

    Raises:
        VaultError: as `Committer.write`.
    """
    state.require_writable()
    now = state.committed
    made = new_recovery_slot(now.front.vault, recovery)
    _rekey(state, desk, [*_kept(now, "passphrase"), made], (recovery,))


def _kept(now: Payload, kind: str) -> list[NewSlot]:
    pairs = zip(now.front.fields["slots"], now.recipients, strict=True)
    return [(slot, recipient) for slot, recipient in pairs if slot["kind"] == kind]


def new_slots(
    host: Host, vault: str, passphrase: str, recovery: RecoveryKey | None, cost: Cost | None
) -> list[NewSlot]:
    """Return slots that were made anew, the passphrase's first.

    Raises:
        VaultError: the cost was refused.
    """
    slots = [new_passphrase_slot(host, vault, passphrase, cost)]
    if recovery is not None:
        slots.append(new_recovery_slot(vault, recovery))
    return slots


def _rekey(state: Committer, desk: DraftDesk, slots: list[NewSlot], secrets: Secrets) -> None:
    """Write the vault to other recipients; a draft stays readable whatever happens between."""
    state.settle_attempt()
    old, fresh = state.committed.recipients, state.next(slots=slots)
    if desk.draft is not None:
        desk.put(desk.draft, tuple(dict.fromkeys((*old, *fresh.recipients))))
    state.write(fresh, backup=True, secrets=secrets)
    state.barrier = None
    if desk.draft is not None:
        desk.put(desk.draft, fresh.recipients)
