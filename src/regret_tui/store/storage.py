"""TinyDB's storage over a vault, or over memory while nothing is kept yet.

TinyDB changes documents in memory and writes afterwards. So after a failed write the data is
rebuilt from what was committed last, and after a good one the changed documents are put anew, so
that what the caller still holds is not what the next save writes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from tinydb.storages import Storage

from regret_tui.vault.records import (
    Key,
    Lines,
    Tables,
    check_loss,
    document_of,
    next_lines,
    tables_of,
)


class Keeper(Protocol):
    """What keeps the committed documents: a `Vault`, or `InMemory`."""

    def tables(self) -> Tables:
        """Return the committed documents anew; the caller may change them."""

    def document(self, table: str, record: str) -> dict[str, Any] | None:
        """Return one committed document anew."""

    def save(
        self, tables: Tables, *, allow_loss: bool = False, forever: bool = False
    ) -> tuple[Key, ...]:
        """Commit all documents and return the keys of the changed ones."""


class InMemory:
    """Keeps documents in this process alone, until a person chooses to keep them.

    It refuses what a vault would refuse, so that nothing that was taken cannot be kept later.
    """

    def __init__(self) -> None:
        self._lines: Lines = {}

    def tables(self) -> Tables:
        """Return the committed documents anew."""
        return tables_of(self._lines)

    def document(self, table: str, record: str) -> dict[str, Any] | None:
        """Return one committed document anew; None when there is none."""
        line = self._lines.get((table, record))
        return None if line is None or line.gone else document_of(line)

    def save(
        self, tables: Tables, *, allow_loss: bool = False, forever: bool = False
    ) -> tuple[Key, ...]:
        """Take these documents as the committed ones.

        Raises:
            NotStorable: a document would not come back as it is.
            LossRefused: more than a fifth of the records would go.
        """
        change = next_lines(self._lines, tables, bytes, forever=forever)
        if not allow_loss:
            check_loss(self._lines, change.lost)
        self._lines = {key: line for key, line in change.lines.items() if not line.gone}
        return change.changed


class VaultStorage(Storage):
    """What TinyDB reads from and writes to.

    Args:
        keeper: an open vault, or `InMemory`.
    """

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._tables: Tables | None = None
        self._allow_loss = False
        self._forever = False

    def read(self) -> Tables:
        """Return the live documents; TinyDB changes them in place before it writes."""
        if self._tables is None:
            self._tables = self._keeper.tables()
        return self._tables

    def write(self, data: Tables) -> None:
        """Commit the documents; on failure what was committed last is read again.

        Raises:
            VaultError: as `Vault.save`.
        """
        try:
            changed = self._keeper.save(data, allow_loss=self._allow_loss, forever=self._forever)
        except BaseException:
            self.discard()
            raise
        for table, record in changed:
            fresh = self._keeper.document(table, record)
            if fresh is not None:
                data[table][record] = fresh
        self._tables = data

    def discard(self) -> None:
        """Forget what is in memory; the next read starts from what was committed last."""
        self._tables = None

    @contextmanager
    def removing(self, *, forever: bool = False) -> Iterator[None]:
        """Let the writes inside remove as many records as they ask for.

        Args:
            forever: what goes is deleted for ever, in every copy that is merged with this one.
        """
        before = self._allow_loss, self._forever
        self._allow_loss, self._forever = True, forever
        try:
            yield
        finally:
            self._allow_loss, self._forever = before

    def close(self) -> None:
        """Forget the documents. The vault is its opener's to close."""
        self.discard()
