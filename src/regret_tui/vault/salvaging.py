"""Taking what is whole out of a damaged vault, into a new one. The damaged file stays as it is."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from regret_tui.vault.agefile import AgeRefused
from regret_tui.vault.creating import put_new
from regret_tui.vault.disk import opened, read_up_to, typed_failures
from regret_tui.vault.errors import NothingToSalvage, VaultError
from regret_tui.vault.front import BODY_AT, Front, write_line
from regret_tui.vault.host import Cost, Host
from regret_tui.vault.keys import new_slots
from regret_tui.vault.opening import Secret, fronts_in, identity_for, identity_without_front
from regret_tui.vault.passphrase import check_new
from regret_tui.vault.payload import ANCESTORS, Heading, Payload, read_heading
from regret_tui.vault.place import Place
from regret_tui.vault.records import Lines, read_record
from regret_tui.vault.recovery import RecoveryKey
from regret_tui.vault.replacing import put_over


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What could be read of a damaged vault.

    Attributes:
        lines: the records and tombstones.
        heading: the first line, None where that is lost.
        front: the readable front, None where both are damaged.
        chunks: how many pieces of 64 KiB there are of the file.
        bad: how many of them are damaged.
        unreadable: how many lines were whole and no records.
    """

    lines: Lines
    heading: Heading | None
    front: Front | None
    chunks: int
    bad: int
    unreadable: int

    @property
    def records(self) -> int:
        """How many records could be read, tombstones left out."""
        return sum(not line.gone for line in self.lines.values())

    @property
    def lost(self) -> int | None:
        """How many records and tombstones could not be read, None where nobody can tell."""
        return None if self.heading is None else max(0, self.heading.records - len(self.lines))


def salvage(path: Path, *, host: Host, secret: Secret) -> Salvaged:
    """Read what is whole of a vault, however damaged the rest is. Nothing is written.

    Args:
        path: the damaged vault.
        host: this computer.
        secret: its passphrase as typed, or its recovery key.

    Raises:
        WrongPassphrase, WrongRecoveryKey: it does not fit a front that can be read.
        NothingToSalvage: the part that opens it is damaged too, or no record could be read.
        VaultError: as `opening.read_fronts` and `opening.identity_for`.
    """
    from regret_tui.vault.agechunks import read_parts  # a large library, for this alone

    place = Place.of(host.files, path)
    with typed_failures(), opened(host.files, place.path) as (fd, size):
        fronts, intro = fronts_in(host.files, fd, size)
        body = intro + read_up_to(host.files, fd, max(0, size - BODY_AT - len(intro)))
    if not fronts.good:
        front, identity = None, identity_without_front(host, place, secret)
    else:
        front = fronts.good[0].front
        identity = identity_for(front, secret, host)
        body = body[: fronts.good[0].length]
    try:
        parts = read_parts(body, identity)
    except AgeRefused as error:
        raise NothingToSalvage from error
    heading: Heading | None = None
    lines: Lines = {}
    unreadable = 0
    for number, run in enumerate(parts.runs):  # each but the first begins amid a line
        first, *whole = run.split(b"\n")[:-1] or [b""]  # what follows the last end is no line
        if number == 0 and parts.from_start:
            heading = _heading(first)
        for raw in whole:
            try:
                key, line, _ = read_record(raw)
            except (ValueError, RecursionError):
                unreadable += 1
            else:
                lines[key] = line
    if not lines and (heading is None or parts.bad or unreadable):
        raise NothingToSalvage("Nothing could be taken out: not one record in it can be read.")
    return Salvaged(lines, heading, front, parts.chunks, parts.bad, unreadable)


def write_salvaged(
    found: Salvaged,
    target: Path,
    *,
    host: Host,
    passphrase: str,
    recovery: RecoveryKey | None,
    cost: Cost | None = None,
) -> None:
    """Put what was salvaged into a new vault. It stays the same journal: its copies still merge.

    Args:
        found: from `salvage`.
        target: where no file stands.
        host: this computer.
        passphrase: the new vault's.
        recovery: the new vault's, None to do without.
        cost: what the passphrase slot costs, None for the default.

    Raises:
        AlreadyExists: a file stands there.
        PassphraseRefused: the passphrase cannot be used.
        VaultError: the system's error; then no vault was made.
    """
    check_new(passphrase)
    state = partial(_state, found, host, passphrase, recovery, cost)
    _, held = put_new(target, host, state, (passphrase, recovery))
    if held is not None:
        held.release()


def put_salvaged(
    found: Salvaged,
    path: Path,
    *,
    host: Host,
    passphrase: str,
    recovery: RecoveryKey | None,
    cost: Cost | None = None,
) -> Path | None:
    """Put what was salvaged in the place of the damaged vault, which is kept aside.

    Args:
        found: from `salvage`.
        path: the damaged vault.
        host: this computer.
        passphrase: the new vault's.
        recovery: the new vault's, None to do without.
        cost: what the passphrase slot costs, None for the default.

    Returns:
        Where the damaged file is, None where it is gone.

    Raises:
        InUse: the vault is open.
        PassphraseRefused: the passphrase cannot be used.
        VaultError: the system's error; then nothing was changed.
    """
    check_new(passphrase)
    state = partial(_state, found, host, passphrase, recovery, cost)
    place = Place.of(host.files, path)
    return put_over(host, place, state, (passphrase, recovery))[1]


def _state(
    found: Salvaged,
    host: Host,
    passphrase: str,
    recovery: RecoveryKey | None,
    cost: Cost | None,
) -> Payload:
    known = found.heading.front if found.heading else found.front
    vault = known.vault if known else host.token(16).hex()
    fields = known.fields if known else {"vault": vault, "critical": []}
    slots = new_slots(host, vault, passphrase, recovery, cost)
    ancestors = [*(found.heading.ancestors if found.heading else ())]
    ancestors += [known.revision[:16]] if known else []
    return Payload(
        front=write_line(fields, host.token(16).hex(), [slot for slot, _ in slots]),
        generation=(found.heading.generation if found.heading else 0) + 1,
        ancestors=tuple(ancestors[-ANCESTORS:]),
        recipients=tuple(recipient for _, recipient in slots),
        lines=found.lines,
        extra=found.heading.extra if found.heading else {},
    )


def _heading(line: bytes) -> Heading | None:
    try:
        return read_heading(line)
    except VaultError:
        return None
