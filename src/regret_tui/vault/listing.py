"""What can be told of the earlier copies: without a secret their dates, with one their counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from regret_tui.vault.agefile import AgeRefused, Identity
from regret_tui.vault.backups import Backup, list_backups
from regret_tui.vault.errors import Altered, FrontDamaged, VaultError
from regret_tui.vault.front import Front, PassphraseSlot, RecoverySlot, check_fits
from regret_tui.vault.host import Host
from regret_tui.vault.kdf import seed
from regret_tui.vault.opening import Loaded, Secret, load, read_fronts
from regret_tui.vault.payload import read_payload
from regret_tui.vault.place import Place
from regret_tui.vault.recovery import RecoveryKey


@dataclass(frozen=True, slots=True)
class EarlierCopy:
    """One backup, as far as it was looked at.

    Attributes:
        path: where it stands.
        made: when, in UTC, to the second.
        size: its bytes, 0 where it cannot be read.
        fault: what is wrong with it, None where nothing was found.
        earlier_passphrase: whether it opens with an earlier passphrase than the vault; None where
            that cannot be told.
        records: how many records it holds; None where the secret does not open it, or none was
            given.
    """

    path: Path
    made: datetime
    size: int
    fault: VaultError | None
    earlier_passphrase: bool | None
    records: int | None


def earlier_copies(path: Path, *, host: Host, secret: Secret | None = None) -> list[EarlierCopy]:
    """Return the backups beside a vault, the newest first. The vault itself may be gone.

    Args:
        path: the vault.
        host: this computer.
        secret: what may open them, to count what is in them; one derivation for each salt.
    """
    place = Place.of(host.files, path)
    now, opener = _front(host, place), _Opener(host, secret)
    return [_look(host, each, now, opener) for each in reversed(list_backups(host.files, place))]


def look_at(
    path: Path, copies: Sequence[Path], *, host: Host, secret: Secret | None = None
) -> list[EarlierCopy]:
    """Return what can be told of any files, each dated by when it was written last.

    Args:
        path: the vault that they may be copies of.
        copies: the files, the vault itself among them if it is to be counted.
        host: this computer.
        secret: what may open them; one derivation for each salt.

    Raises:
        VaultError: a path cannot be resolved.
    """
    now, opener = _front(host, Place.of(host.files, path)), _Opener(host, secret)
    places = [Place.of(host.files, copy).path for copy in copies]
    return [_look(host, Backup(_written(host, each), each), now, opener) for each in places]


def _front(host: Host, place: Place) -> Front | None:
    try:
        return next((page.front for page in read_fronts(host.files, place.path).good), None)
    except VaultError:
        return None


def _written(host: Host, path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(int(host.files.lstat(path).st_mtime), UTC)
    except OSError:
        return datetime.fromtimestamp(0, UTC)


def _look(host: Host, backup: Backup, now: Front | None, opener: "_Opener") -> EarlierCopy:
    size, earlier = 0, None
    try:
        fronts = read_fronts(host.files, backup.path)
        size = fronts.size
        if now is not None and fronts.good:
            earlier = _salt(fronts.good[0].front) != _salt(now)
        loaded = load(host.files, backup.path)
        if loaded.page is None:
            raise FrontDamaged
        records = opener.count(loaded, loaded.page.front)
    except VaultError as fault:
        return EarlierCopy(backup.path, backup.made, size, fault.again(), earlier, None)
    return EarlierCopy(backup.path, backup.made, size, None, earlier, records)


def _salt(front: Front) -> str:
    return "" if front.passphrase_slot is None else front.passphrase_slot.salt


class _Opener:
    """Opens copies with one secret; copies of one salt cost one derivation."""

    def __init__(self, host: Host, secret: Secret | None) -> None:
        self._host = host
        self._secret = secret
        self._derived: dict[PassphraseSlot, Identity] = {}

    def count(self, loaded: Loaded, front: Front) -> int | None:
        """Return how many records a copy holds; None where the secret does not open it.

        Raises:
            VaultError: it opens, and is damaged or altered; or its derivation was refused.
        """
        identity = self._identity(front)
        if identity is None:
            return None
        try:
            payload, _ = read_payload(identity.decrypt_lines(loaded.body))
        except AgeRefused as error:
            raise Altered from error
        return sum(not line.gone for line in payload.lines.values())

    def _identity(self, front: Front) -> Identity | None:
        slot: PassphraseSlot | RecoverySlot | None
        if isinstance(self._secret, RecoveryKey):
            slot, identity = front.recovery_slot, self._secret.identity
        elif self._secret is None or front.passphrase_slot is None:
            return None
        else:
            slot = front.passphrase_slot
            identity = self._derive(self._secret, slot)
        return (
            identity if slot is not None and check_fits(front, slot, identity.recipient) else None
        )

    def _derive(self, passphrase: str, slot: PassphraseSlot) -> Identity:
        if slot not in self._derived:
            derived = seed(passphrase, slot.salt, slot.cost, self._host)
            self._derived[slot] = Identity.from_seed(derived)
        return self._derived[slot]
