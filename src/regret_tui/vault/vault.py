"""The vault: one encrypted file, open in this process."""

import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from regret_tui.vault import copies, keys, saving
from regret_tui.vault.committing import Committer
from regret_tui.vault.copies import Copy, Merge
from regret_tui.vault.creating import put_new
from regret_tui.vault.desk import DraftDesk
from regret_tui.vault.draft import Draft, RecoveredDraft
from regret_tui.vault.errors import FrontDamaged, FrontMismatch
from regret_tui.vault.host import Cost, Host
from regret_tui.vault.kdf import stronger
from regret_tui.vault.keys import first_payload
from regret_tui.vault.lock import Held, take_lock
from regret_tui.vault.merging import Unify, never
from regret_tui.vault.notices import Notice
from regret_tui.vault.opening import Secret, load, read_fronts, unlock
from regret_tui.vault.passphrase import check_new
from regret_tui.vault.place import Place
from regret_tui.vault.purging import Purged, purge
from regret_tui.vault.records import Key, Tables, check_loss, document_of, next_lines, tables_of
from regret_tui.vault.recovery import RecoveryKey
from regret_tui.vault.settling import settle


class Vault:
    """An open vault. Made by `create` or `open`; every method may be called from any thread.

    What was committed last stays in memory, so that a failed save can be undone by reading
    `tables` again. Secrets are not kept: the recipients are enough to save.
    """

    def __init__(self, state: Committer, held: Held | None, tables: Tables | None) -> None:
        self._state = state
        self._held = held
        self._decoded = tables
        self._desk = DraftDesk(state)
        self._guard = threading.RLock()
        self._seconds: float | None = None

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        host: Host,
        passphrase: str,
        recovery: RecoveryKey | None,
        tables: Tables,
        cost: Cost | None = None,
    ) -> Self:
        """Make a new vault where no file stands, and open it.

        Args:
            path: where; missing folders are made, for this person alone.
            host: this computer.
            passphrase: the new passphrase.
            recovery: the new recovery key, None to do without.
            tables: what it holds from the beginning.
            cost: what the passphrase slot costs (`kdf.measure`), None for the default.

        Raises:
            AlreadyExists: a file stands there.
            PassphraseRefused: the passphrase cannot be used.
            VaultError: the system's error; then no vault was made.
        """
        check_new(passphrase)
        state, held = put_new(
            path,
            host,
            lambda: first_payload(host, passphrase, recovery, tables, cost),
            (passphrase, recovery),
        )
        return cls(state, held, None)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        host: Host,
        passphrase: str | None = None,
        recovery: RecoveryKey | None = None,
        read_only: bool = False,
    ) -> Self:
        """Open a vault by its passphrase or its recovery key; never changes the file.

        Args:
            path: the vault, or a link to it.
            host: this computer.
            passphrase: as typed.
            recovery: instead of a passphrase. Then it is read-only until `set_passphrase`.
            read_only: read without a lock, beside another process or on read-only media.

        Raises:
            VaultError: one class for each thing that can be wrong, in the order of `errors`.
        """
        secret = _one_secret(passphrase, recovery)
        place = Place.of(host.files, path)
        read_fronts(host.files, place.path)  # before a lock is made beside something else
        held = None if read_only else take_lock(host, place)
        try:
            if held is not None:
                saving.clean(host.files, place)
            loaded = load(host.files, place.path)
            start = host.now()
            opened = unlock(host, place, loaded, secret)
            seconds = (host.now() - start).total_seconds()
            state = Committer(host, place, opened.payload)
            locked = held is not None
            settle(state, loaded, opened, secret, locked=locked, read_only=read_only)
            vault = cls(state, held, opened.tables)
            vault._seconds = seconds if isinstance(secret, str) else None
            vault._desk.find(opened.identity, read_only=read_only)
        except BaseException:
            if held is not None:
                held.release()
            raise
        return vault

    @property
    def path(self) -> Path:
        """The real path of the file."""
        return self._state.place.path

    @property
    def vault_id(self) -> str:
        """16 bytes in hexadecimal that never change."""
        return self._state.committed.front.vault

    @property
    def generation(self) -> int:
        """How many saves led to what is loaded."""
        return self._state.committed.generation

    @property
    def has_recovery(self) -> bool:
        """Whether there is a recovery key."""
        return self._state.committed.front.recovery_slot is not None

    @property
    def stronger_cost(self) -> Cost | None:
        """What the passphrase could cost on this machine, None where it costs that already.

        Told after opening, since that is when deriving was timed.
        """
        slot = self._state.committed.front.passphrase_slot
        if slot is None or self._seconds is None:
            return None
        return stronger(slot.cost, self._seconds, self._state.host)

    @property
    def read_only(self) -> bool:
        """Whether a save would be refused just now."""
        return self._state.barrier is not None

    @property
    def notices(self) -> list[Notice]:
        """What a person should be told, each once, in the order in which it came up."""
        with self._guard:
            return list(self._state.notices.values())

    def tables(self) -> Tables:
        """Return the last committed documents anew; the caller may change them."""
        with self._guard:
            lines = self._state.committed.lines
            decoded, self._decoded = self._decoded, None
            return tables_of(lines) if decoded is None else decoded

    def document(self, table: str, record: str) -> dict[str, Any] | None:
        """Return one committed document anew; None when there is none."""
        with self._guard:
            line = self._state.committed.lines.get((table, record))
            return None if line is None or line.gone else document_of(line)

    def save(
        self, tables: Tables, *, allow_loss: bool = False, forever: bool = False
    ) -> tuple[Key, ...]:
        """Make these documents the vault's content, durably; returns only when it is done.

        Where nothing changed nothing is written: TinyDB writes twice for one new record.

        Args:
            tables: all documents, not only the changed ones: what is left out goes.
            allow_loss: let more than a fifth of the records go, since the act asks for it.
            forever: mark what goes as deleted for ever, so that no other copy brings it back.

        Returns:
            Table and id of each document that was new or different.

        Raises:
            NotStorable, LossRefused, Conflict, Missing, ReadOnly: nothing was touched.
            DurabilityUnknown: the new state is loaded and in place, but not confirmed.
            VaultError: the system's error; the old vault stands, and stays loaded.
        """
        with self._guard:
            state = self._state
            state.require_writable()
            state.settle_attempt()
            lines = state.committed.lines
            change = next_lines(lines, tables, state.host.token, forever=forever)
            if not allow_loss:
                check_loss(lines, change.lost)
            if change.changed or change.lost or state.due:
                self._decoded = None
                state.write(state.next(lines=change.lines))
            return change.changed

    def repair_front(self) -> None:
        """Write the front anew from what was encrypted, after a mismatch or damage to both.

        Raises:
            VaultError: as `save`.
        """
        with self._guard:
            self._state.require_writable(FrontMismatch, FrontDamaged)
            self._state.write(self._state.next(), backup=True)
            self._state.barrier = None

    def check_passphrase(self, passphrase: str) -> bool:
        """Say whether this is the passphrase; asked before plain text leaves the vault.

        Raises:
            VaultError: the derivation was refused.
        """
        return keys.fits(self._state, passphrase)

    def check_recovery(self, key: RecoveryKey) -> bool:
        """Say whether this is the recovery key."""
        return keys.fits(self._state, key)

    def set_passphrase(
        self, passphrase: str, *, recovery: RecoveryKey | None, cost: Cost | None = None
    ) -> None:
        """Replace every slot: a new passphrase, and a new recovery key with it.

        The new file is opened with both before it takes the old one's place. A backup of the old
        one is kept, which opens with the earlier passphrase.

        Args:
            passphrase: the new one.
            recovery: a new key; None only where the vault has none.
            cost: what the new slot costs, None for the default.

        Raises:
            NewKeyNeeded: the vault has a recovery key and no other one was given.
            VaultError: as `save`, and `PassphraseRefused`.
        """
        with self._guard:
            keys.set_passphrase(self._state, self._desk, passphrase, recovery, cost)

    def change_passphrase(self, passphrase: str, *, cost: Cost | None = None) -> None:
        """Make only the passphrase new, or the same one's cost higher; the recovery key stays.

        Where somebody may know the earlier one `set_passphrase` is the way: it replaces both.

        Args:
            passphrase: the new one.
            cost: what the new slot costs, None for the default.

        Raises:
            VaultError: as `save`, and `PassphraseRefused`.
        """
        with self._guard:
            keys.change_passphrase(self._state, self._desk, passphrase, cost)

    def set_recovery(self, recovery: RecoveryKey) -> None:
        """Make only the recovery key new, or add one; the passphrase stays.

        Where somebody may have the earlier one `set_passphrase` is the way: it replaces both.

        Raises:
            VaultError: as `save`.
        """
        with self._guard:
            keys.set_recovery(self._state, self._desk, recovery)

    def read_copy(
        self, path: Path, *, passphrase: str | None = None, recovery: RecoveryKey | None = None
    ) -> Copy:
        """Read another copy of this journal, to be merged. Nothing is written.

        Args:
            path: where it stands; this vault's own path, where something else was put there.
            passphrase: the copy's, as typed.
            recovery: instead of a passphrase.

        Raises:
            AnotherJournal: it is another journal.
            VaultError: it does not open.
        """
        with self._guard:
            return copies.read_copy(self._state, path, _one_secret(passphrase, recovery))

    def plan_merge(self, copy: Copy, unify: Unify = never) -> Merge:
        """Say what merging a copy would do. Nothing is written.

        Args:
            copy: from `read_copy`.
            unify: what may make one document of two that were both changed.
        """
        with self._guard:
            return copies.plan(self._state, copy, unify)

    def merge(self, copy: Copy, unify: Unify = never) -> Merge:
        """Bring a copy's records into this vault, after a backup; the copy stays as it is.

        Documents read before are stale afterwards: read `tables` again.

        Args:
            copy: from `read_copy`.
            unify: as in `plan_merge`.

        Raises:
            VaultError: as `save`.
        """
        with self._guard:
            self._decoded = None
            return copies.merge(self._state, copy, unify)

    def purge(self) -> Purged:
        """Remove every other copy of this vault beside it, backups and all, and say what stays.

        Raises:
            ReadOnly: the vault is open for reading only.
            VaultError: a folder could not be read.
        """
        with self._guard:
            self._state.require_writable()
            return purge(self._state.host, self._state.place, self.vault_id)

    def write_draft(self, draft: Draft) -> None:
        """Keep what is being written just now, durably, without touching the vault.

        Raises:
            ReadOnly: the vault is open for reading only.
            NotStorable: the text holds half a character.
            DurabilityUnknown: it is in place, but not confirmed.
            VaultError: the system's error; the draft before still stands.
        """
        with self._guard:
            self._state.require_writable()
            self._desk.put(draft, self._state.committed.recipients)

    def read_draft(self, committed: Callable[[Draft], str | None]) -> RecoveredDraft | None:
        """Return the draft that was found on opening or written since, as it may come back.

        A draft that is not needed any more (its text is committed, or its record was deleted for
        ever) is removed silently.

        Args:
            committed: looks up the answer that the vault holds at a draft's record and step.

        Raises:
            VaultError: a draft that is not needed could not be removed.
        """
        with self._guard:
            return self._desk.offer(committed)

    def drop_draft(self) -> None:
        """Remove the draft, after its answer was committed or before its record goes for ever.

        Raises:
            VaultError: it could not be removed.
        """
        with self._guard:
            self._state.require_writable()
            self._desk.drop()

    def close(self) -> None:
        """Release the lock and drop what is held. Closing twice is harmless."""
        with self._guard:
            if self._held is not None:
                self._held.release()
            self._held = self._decoded = self._desk.draft = self._state.payload = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Vault({self.path.name!r})"


def _one_secret(passphrase: str | None, recovery: RecoveryKey | None) -> Secret:
    secret = passphrase if recovery is None else recovery
    if secret is None or (passphrase is not None and recovery is not None):
        raise TypeError("either a passphrase or a recovery key")
    return secret
