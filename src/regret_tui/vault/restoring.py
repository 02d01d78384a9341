"""Putting an earlier copy in the place of the vault. What stands there now is kept aside."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from regret_tui.vault import seen
from regret_tui.vault.agefile import AgeRefused, Identity
from regret_tui.vault.errors import AnotherJournal, VaultError
from regret_tui.vault.front import write_line
from regret_tui.vault.host import Host
from regret_tui.vault.opening import Loaded, Opened, Secret, load, read_fronts, unlock
from regret_tui.vault.payload import Payload, joined, read_payload
from regret_tui.vault.place import Place
from regret_tui.vault.replacing import put_over


@dataclass(frozen=True, slots=True)
class Restored:
    """What restoring did.

    Attributes:
        aside: where the file is that stood there before, None where none did.
        records: how many records the restored copy holds.
    """

    aside: Path | None
    records: int


def restore(
    path: Path, copy: Path, *, host: Host, secret: Secret, over_another: bool = False
) -> Restored:
    """Put a copy in the place of the vault, as a new save of it.

    Args:
        path: the vault, whole, damaged or gone.
        copy: a backup, or any other copy of the same journal. It stays.
        host: this computer.
        secret: what opens the copy: it may be an earlier passphrase.
        over_another: whether another journal that stands there is kept aside too, and not refused.

    Raises:
        AnotherJournal: the vault is another journal than the copy.
        InUse: the vault is open.
        VaultError: the copy does not open, or the system's error; then nothing was changed.
    """
    place = Place.of(host.files, path)
    source = Place.of(host.files, copy)
    found = unlock(host, source, load(host.files, source.path), secret)
    fresh, aside = put_over(
        host, place, partial(_next, host, place, found, over_another), (secret,)
    )
    return Restored(aside, sum(not line.gone for line in fresh.lines.values()))


def _next(host: Host, place: Place, found: Opened, over_another: bool) -> Payload:
    """Return the copy's state as a later save than all that this computer knows of."""
    copied = found.payload
    known = [(copied.generation, (*copied.ancestors, copied.front.revision[:16]))]
    last = seen.recall(host, copied.front.vault, place.path)
    if last is not None:
        known.insert(0, (last.generation, (last.revision[:16],)))
    try:
        known[:0] = _standing(host, place, copied.front.vault, found.identity)
    except AnotherJournal:
        if not over_another:
            raise
    ancestors: tuple[str, ...] = ()
    for _, line in known:
        ancestors = joined(ancestors, line)
    fields = copied.front.fields
    return replace(
        copied,
        front=write_line(fields, host.token(16).hex(), fields["slots"]),
        generation=max(generation for generation, _ in known) + 1,
        ancestors=ancestors,
    )


def _standing(
    host: Host, place: Place, vault: str, identity: Identity
) -> list[tuple[int, tuple[str, ...]]]:
    """Return what can be told of the file that stands there now, as far as it can be read.

    Raises:
        AnotherJournal: it is another journal.
    """
    try:
        good = read_fronts(host.files, place.path).good
    except VaultError:
        return []
    if not good:
        return []
    front = good[0].front
    if front.vault != vault:
        raise AnotherJournal
    try:
        loaded: Loaded = load(host.files, place.path)
        now, _ = read_payload(identity.decrypt_lines(loaded.body))
    except (VaultError, AgeRefused):
        return [(0, (front.revision[:16],))]
    return [(now.generation, (*now.ancestors, now.front.revision[:16]))]
