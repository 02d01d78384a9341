"""Looking at a vault without using it: a full check, and what can be told without a secret."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from regret_tui.vault.backups import Backup, list_backups
from regret_tui.vault.errors import BadRecoveryKey, FrontDamaged, FrontMismatch
from regret_tui.vault.front import FORMAT, PassphraseSlot, UnknownSlot, check_fits
from regret_tui.vault.host import Cost, Host
from regret_tui.vault.lock import Holder, holder_now
from regret_tui.vault.opening import Secret, load, read_fronts, unlock
from regret_tui.vault.place import Place
from regret_tui.vault.recovery import RecoveryKey


@dataclass(frozen=True, slots=True)
class Verified:
    """What a full check found to be right.

    Attributes:
        generation: how many saves led here.
        records: how many records there are.
        tombstones: how many deleted ones are remembered.
        recipients: how many slots open it.
    """

    generation: int
    records: int
    tombstones: int
    recipients: int


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """One way to open a vault.

    Attributes:
        kind: `passphrase`, `recovery`, or one that this version does not know.
        cost: what its derivation costs, None where there is none.
    """

    kind: str
    cost: Cost | None


@dataclass(frozen=True, slots=True)
class Info:
    """What stands readable, without any secret.

    Attributes:
        path: the real path.
        format: the format's number.
        size: bytes of the whole file.
        vault: the vault's id, hexadecimal.
        revision: of the last save, hexadecimal.
        slots: the ways to open it.
        fronts_good: how many of the two fronts are whole.
        holder: who has it open just now.
        backups: the earlier copies, the oldest first.
    """

    path: Path
    format: int
    size: int
    vault: str
    revision: str
    slots: tuple[SlotInfo, ...]
    fronts_good: int
    holder: Holder | None
    backups: tuple[Backup, ...]


def verify(
    path: Path,
    *,
    host: Host,
    passphrase: str | None = None,
    recovery: RecoveryKey | None = None,
) -> Verified:
    """Check all of a vault: both fronts, length, digest, slot checks, age, payload.

    Raises:
        FrontDamaged: one or both fronts are damaged, or they differ.
        FrontMismatch: the front is not the encrypted one.
        VaultError: the first other fault that was found.
    """
    secret: Secret | None = passphrase if recovery is None else recovery
    if secret is None or (passphrase is not None and recovery is not None):
        raise TypeError("either a passphrase or a recovery key")
    place = Place.of(host.files, path)
    loaded = load(host.files, place.path)
    found = unlock(host, place, loaded, secret)
    if not loaded.fronts.agree:
        raise FrontDamaged(
            "A copy of this file's front is damaged. Your entries are whole.",
            "Open the journal; the next save repairs it.",
        )
    if found.mismatch:
        raise FrontMismatch
    gone = sum(line.gone for line in found.payload.lines.values())
    return Verified(
        generation=found.payload.generation,
        records=len(found.payload.lines) - gone,
        tombstones=gone,
        recipients=len(found.payload.recipients),
    )


def info(path: Path, *, host: Host) -> Info:
    """Return what can be told without a secret.

    Raises:
        FrontDamaged: both fronts are damaged.
        VaultError: it is missing, no vault, or of a newer version.
    """
    place = Place.of(host.files, path)
    fronts = read_fronts(host.files, place.path)
    if not fronts.good:
        raise FrontDamaged
    front = fronts.good[0].front
    slots = tuple(
        SlotInfo(slot.kind, None)
        if isinstance(slot, UnknownSlot)
        else SlotInfo("passphrase", slot.cost)
        if isinstance(slot, PassphraseSlot)
        else SlotInfo("recovery", None)
        for slot in front.slots
    )
    return Info(
        path=place.path,
        format=FORMAT,
        size=fronts.size,
        vault=front.vault,
        revision=front.revision,
        slots=slots,
        fronts_good=len(fronts.good),
        holder=holder_now(host, place),
        backups=tuple(list_backups(host.files, place)),
    )


def recovery_fits(path: Path, *, host: Host) -> Callable[[RecoveryKey], bool]:
    """Return what says whether a key belongs to this vault, for `RecoveryKey.parse`.

    Raises:
        FrontDamaged: both fronts are damaged.
        VaultError: it is missing, no vault, or of a newer version.
    """
    fronts = read_fronts(host.files, Place.of(host.files, path).path)
    if not fronts.good:
        raise FrontDamaged
    front = fronts.good[0].front
    slot = front.recovery_slot
    return lambda key: slot is not None and check_fits(front, slot, key.identity.recipient)


def read_recovery_key(path: Path, typed: str, *, host: Host) -> RecoveryKey:
    """Return the recovery key that a person typed, with a slip of theirs set right.

    A correction is only taken where the vault's front confirms that it is its key.

    Raises:
        BadRecoveryKey: it is no whole key, and what was meant cannot be told.
        VaultError: the vault is missing, no vault, or of a newer version.
    """
    try:
        fits = recovery_fits(path, host=host)
    except FrontDamaged:
        return RecoveryKey.parse(typed)
    try:
        return RecoveryKey.parse(typed, fits)
    except BadRecoveryKey as slip:
        if slip.proposal is None:
            raise
        return RecoveryKey.parse(slip.proposal, fits)
