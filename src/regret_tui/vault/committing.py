"""The state of an open vault: what was committed last, and how the next state gets there."""

from pathlib import Path

from regret_tui.vault import saving, seen
from regret_tui.vault.backups import is_due, make_backup
from regret_tui.vault.disk import sync_folder
from regret_tui.vault.errors import Closed, Conflict, DurabilityUnknown, NotAVault, VaultError
from regret_tui.vault.front import write_line
from regret_tui.vault.host import Host
from regret_tui.vault.notices import Notice, NoticeKind, notice
from regret_tui.vault.opening import Secret
from regret_tui.vault.payload import ANCESTORS, Payload
from regret_tui.vault.place import Place
from regret_tui.vault.records import Lines
from regret_tui.vault.slots import NewSlot

Secrets = tuple[Secret | None, ...]
"""What a new file is opened with before it takes the old one's place."""


class Committer:
    """What a vault has loaded, and the one way to replace it. Not safe for threads by itself.

    Attributes:
        host: this computer.
        place: where the vault stands.
        payload: the last committed state, None after closing.
        on_disk: the revision that was read or written last, None with both fronts damaged.
        barrier: why a save would be refused, None when it would not.
        other: what this computer saw before, where this copy is not a later one.
        notices: what to tell, by kind.
        due: whether even an unchanged state has to be written: to repair a front, to go on from
            another copy, or since the last write was not confirmed.
    """

    def __init__(self, host: Host, place: Place, payload: Payload) -> None:
        self.host = host
        self.place = place
        self.payload: Payload | None = payload
        self.on_disk: str | None = payload.front.revision
        self.barrier: VaultError | None = None
        self.other: seen.Seen | None = None
        self.notices: dict[NoticeKind, Notice] = {}
        self.due = False
        self._attempt: Payload | None = None

    @property
    def committed(self) -> Payload:
        """The last committed state.

        Raises:
            Closed: the vault was closed.
        """
        if self.payload is None:
            raise Closed
        return self.payload

    def note(self, kind: NoticeKind) -> None:
        """Tell something, once."""
        self.notices.setdefault(kind, notice(kind))

    def require_writable(self, *past: type[VaultError]) -> None:
        """Let a write through, or say why not.

        Args:
            past: barriers that this write is the way out of.

        Raises:
            Closed: the vault was closed.
            VaultError: the barrier.
        """
        _ = self.committed
        if self.barrier is not None and not isinstance(self.barrier, past):
            raise self.barrier.again()

    def next(self, *, lines: Lines | None = None, slots: list[NewSlot] | None = None) -> Payload:
        """Return the state after the present one, with other lines or other slots.

        Going on from a copy that was rolled back or grew apart takes the higher generation and
        both lines of ancestors.
        """
        now, other = self.committed, self.other
        fields = now.front.fields["slots"] if slots is None else [slot for slot, _ in slots]
        recipients = now.recipients if slots is None else tuple(who for _, who in slots)
        generation, ancestors = now.generation, [*now.ancestors]
        if other is not None:
            generation = max(generation, other.generation)
            ancestors.append(other.revision[:16])
        ancestors.append(now.front.revision[:16])
        return Payload(
            front=write_line(now.front.fields, self.host.token(16).hex(), fields),
            generation=generation + 1,
            ancestors=tuple(ancestors[-ANCESTORS:]),
            recipients=recipients,
            lines=now.lines if lines is None else lines,
            extra=now.extra,
        )

    def settle_attempt(self) -> None:
        """Find out what became of an earlier replacement whose end was not seen."""
        if self._attempt is not None:
            if saving.revision_at(self.host.files, self.place.path) == self._attempt.front.revision:
                self._took(self._attempt)
            self._attempt = None

    def write(self, fresh: Payload, *, backup: bool = False, secrets: Secrets = ()) -> None:
        """Put the next state on the disk, durably.

        Args:
            fresh: from `next`.
            backup: make a backup first, whatever the day.
            secrets: what the new file must open with.

        Raises:
            Conflict: another revision stands on the disk.
            DurabilityUnknown: the new state is in place and loaded, but not confirmed.
            VaultError: the old state stands.
        """
        host, place = self.host, self.place
        self.due = True
        if saving.revision_at(host.files, place.path) != self.on_disk:
            raise Conflict
        with saving.written(host, place, fresh) as temp:
            self._prove(temp, fresh, secrets)
            self._back_up(whatever_the_day=backup)
            self._attempt = fresh
            saving.put_in_place(host, place, temp, fresh.front.revision)
        self._took(fresh)
        self.sync_folder()
        self.due = False
        self.remember()

    def write_first(self, secrets: Secrets) -> None:
        """Put a first state where no file stands.

        Raises:
            AlreadyExists: something stands there.
            VaultError: no vault was made.
        """
        host, place, fresh = self.host, self.place, self.committed
        with saving.written(host, place, fresh) as temp:
            self._prove(temp, fresh, secrets)
            saving.put_first(host, place, temp, fresh.front.revision)
        try:
            self.sync_folder()
        except DurabilityUnknown:
            self.note(NoticeKind.DURABILITY_UNKNOWN)
            self.due = True
        self.remember()

    def sync_folder(self) -> None:
        """Bring the folder's names to the medium; say once where that is not possible.

        Raises:
            DurabilityUnknown: it is possible and failed.
        """
        if not sync_folder(self.host.files, self.place.folder):
            self.note(NoticeKind.FOLDER_NOT_SYNCED)

    def remember(self) -> None:
        """Note on this computer what was seen last."""
        now = self.committed
        last = seen.Seen(now.front.revision, now.generation)
        if not seen.remember(self.host, now.front.vault, self.place.path, last):
            self.note(NoticeKind.NOT_REMEMBERED)

    def _took(self, fresh: Payload) -> None:
        self.payload, self.on_disk = fresh, fresh.front.revision
        self.other = self._attempt = None

    def _prove(self, temp: Path, fresh: Payload, secrets: Secrets) -> None:
        for secret in secrets:
            if secret is not None:
                saving.prove(self.host, self.place, temp, fresh, secret)

    def _back_up(self, *, whatever_the_day: bool) -> None:
        if whatever_the_day or is_due(self.host, self.place):
            try:
                make_backup(self.host, self.place, self.on_disk or "0" * 8)
            except (OSError, NotAVault, DurabilityUnknown):
                self.note(NoticeKind.NO_BACKUP)
