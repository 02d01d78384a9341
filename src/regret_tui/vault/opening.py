"""From bytes on the disk to a payload in memory. Never writes.

The order in which faults are told: length, digest, the slot's check, age.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from regret_tui.vault.agefile import INTRO, AgeRefused, Identity
from regret_tui.vault.backups import list_backups
from regret_tui.vault.disk import opened, read_up_to, typed_failures
from regret_tui.vault.errors import (
    Altered,
    Damaged,
    FrontDamaged,
    NewerVersion,
    NotAVault,
    TrailingData,
    Truncated,
    VaultError,
    WrongPassphrase,
    WrongRecoveryKey,
)
from regret_tui.vault.files import Files
from regret_tui.vault.front import BODY_AT, MAGIC, SIZE, Front, Page, check_fits, read_page
from regret_tui.vault.host import Host
from regret_tui.vault.kdf import seed
from regret_tui.vault.payload import Payload, read_payload
from regret_tui.vault.place import Place
from regret_tui.vault.records import Tables
from regret_tui.vault.recovery import RecoveryKey

_BACKUPS_ASKED = 3
"""How many backups are asked for the salt when both fronts are damaged."""

Secret = str | RecoveryKey
"""What opens a vault: a passphrase as typed, or the recovery key."""


@dataclass(frozen=True, slots=True)
class Fronts:
    """What the readable part of a file holds.

    Attributes:
        pages: both copies, None for a damaged one.
        size: bytes of the whole file.
    """

    pages: tuple[Page | None, Page | None]
    size: int

    @property
    def good(self) -> list[Page]:
        """The readable copies."""
        return [page for page in self.pages if page is not None]

    @property
    def agree(self) -> bool:
        """Whether both copies are readable and the same."""
        return None not in self.pages and self.pages[0] == self.pages[1]

    @property
    def revision(self) -> str | None:
        """The revision that a reader sees first, None when both are damaged."""
        return self.good[0].front.revision if self.good else None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A vault file in memory, its length and digest found right where a front is readable.

    Attributes:
        fronts: the readable part.
        page: the copy of the front that fits the rest, None when both are damaged.
        body: the age file.
    """

    fronts: Fronts
    page: Page | None
    body: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """A vault that was opened.

    Attributes:
        payload: the committed state.
        tables: its documents, decoded once.
        identity: what opened it; to be dropped soon.
        mismatch: whether the readable front is not the encrypted one.
    """

    payload: Payload
    tables: Tables
    identity: Identity
    mismatch: bool


def read_fronts(files: Files, path: Path) -> Fronts:
    """Read the readable part of a file.

    Raises:
        Missing: no file stands there.
        NotAVault: it is something else.
        NewerVersion: it needs a later version.
        VaultError: the system's error.
    """
    with typed_failures(), opened(files, path) as (fd, size):
        return fronts_in(files, fd, size)[0]


def fronts_in(files: Files, fd: int, size: int) -> tuple[Fronts, bytes]:
    """Return the fronts of an open file, and what of the age file was read to know it for one.

    Raises:
        NotAVault: it is something else.
        NewerVersion: it needs a later version.
    """
    head = read_up_to(files, fd, BODY_AT)
    first, second = head[:SIZE], head[SIZE:]
    fronts = Fronts((read_page(first), read_page(second)), size)
    if fronts.good:
        return fronts, b""
    intro = read_up_to(files, fd, len(INTRO))
    if intro != INTRO and not any(part.startswith(MAGIC) for part in (first, second)):
        raise NotAVault
    return fronts, intro


def load(files: Files, path: Path) -> Loaded:
    """Read a whole file and check its length and digest against its front.

    Raises:
        Truncated: it is too short.
        TrailingData: it is too long.
        Damaged: its digest differs.
        VaultError: as `read_fronts`.
    """
    with typed_failures(), opened(files, path) as (fd, size):
        fronts, intro = fronts_in(files, fd, size)
        if fronts.good and all(BODY_AT + page.length < size for page in fronts.good):
            raise TrailingData
        body = read_up_to(files, fd, max(0, size - BODY_AT - len(intro)))
    if not fronts.good:
        return Loaded(fronts, None, intro + body)
    digest = hashlib.sha256(body).hexdigest()
    for page in fronts.good:
        if (page.length, page.digest) == (len(body), digest):
            return Loaded(fronts, page, body)
    length = fronts.good[0].length
    if len(body) != length:
        raise Truncated if len(body) < length else TrailingData
    raise Damaged


def identity_for(front: Front, secret: Secret, host: Host) -> Identity:
    """Return the identity of a slot, found to fit by the slot's check.

    Raises:
        WrongPassphrase: the passphrase does not fit.
        WrongRecoveryKey: the key does not fit, or there is no slot for one.
        VaultError: the derivation was refused (`kdf.seed`).
    """
    if isinstance(secret, RecoveryKey):
        slot = front.recovery_slot
        if slot is None:
            raise WrongRecoveryKey("This journal has no recovery key.", "Use its passphrase.")
        if not check_fits(front, slot, secret.identity.recipient):
            raise WrongRecoveryKey
        return secret.identity
    door = front.passphrase_slot
    if door is None:
        raise NewerVersion("This journal has no passphrase that this version knows.")
    identity = Identity.from_seed(seed(secret, door.salt, door.cost, host))
    if not check_fits(front, door, identity.recipient):
        raise WrongPassphrase
    return identity


def unlock(host: Host, place: Place, loaded: Loaded, secret: Secret) -> Opened:
    """Decrypt a loaded file and read its payload.

    With both fronts damaged the recovery key still opens it, and so does the passphrase with the
    salt of a backup's front.

    Raises:
        Altered: digest and check fit, and age refuses or the payload disagrees with itself.
        FrontDamaged: both fronts are damaged and nothing at hand opens it.
        VaultError: as `identity_for` and `read_payload`.
    """
    if loaded.page is None:
        identity = identity_without_front(host, place, secret)
    else:
        identity = identity_for(loaded.page.front, secret, host)
    try:
        lines = identity.decrypt_lines(loaded.body)
    except AgeRefused as error:
        raise (FrontDamaged if loaded.page is None else Altered) from error
    payload, tables = read_payload(lines)
    front = None if loaded.page is None else loaded.page.front.line
    return Opened(payload, tables, identity, front not in (None, payload.front.line))


def identity_without_front(host: Host, place: Place, secret: Secret) -> Identity:
    """Return an identity with both fronts damaged: the key's, or by the salt of a backup.

    Raises:
        FrontDamaged: nothing at hand gives one.
    """
    if isinstance(secret, RecoveryKey):
        return secret.identity
    for backup in list_backups(host.files, place)[: -_BACKUPS_ASKED - 1 : -1]:
        try:
            good = read_fronts(host.files, backup.path).good
            if good:
                return identity_for(good[0].front, secret, host)
        except VaultError:
            continue
    raise FrontDamaged
