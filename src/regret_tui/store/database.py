"""TinyDB with string ids, over our storage.

Integers collide between two copies of a vault, so every record has a uuid. What is read is the
caller's own, and what could not be written is not read back.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, cast, runtime_checkable

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table


@runtime_checkable
class Discards(Protocol):
    """A storage that keeps documents in memory and can go back to the committed ones.

    A storage that wraps another one passes this on.
    """

    def discard(self) -> None:
        """Forget what is in memory; the next read starts from what was committed last."""


def new_uuid() -> str:
    """Return the id of a new record."""
    return uuid.uuid4().hex


class RecordTable(Table):
    """A table whose records have text for an id, and whose memory follows what was written.

    Args:
        storage: where the documents lie.
        name: the table's name.
        new_id: makes the id of a new record.
        options: as TinyDB's own table takes them; the query cache is off, since an answer from it
            could be older than the documents.
    """

    document_id_class = str  # type: ignore[assignment]  # TinyDB calls whatever stands here

    def __init__(
        self, storage: Storage, name: str, *, new_id: Callable[[], str], **options: Any
    ) -> None:
        super().__init__(storage, name, **{**options, "cache_size": 0})
        self._new_id = new_id

    def search(self, cond: QueryLike) -> list[Document]:
        """Return the documents that match; they are the caller's own."""
        return [_own(document) for document in super().search(cond)]

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Return one document, or those of several ids, as TinyDB does; the caller's own."""
        found: Any = super().get(*args, **kwargs)
        if isinstance(found, list):
            return [_own(document) for document in found]
        return None if found is None else _own(found)

    def __iter__(self) -> Iterator[Document]:
        return map(_own, super().__iter__())

    def _get_next_id(self) -> str:
        return self._new_id()

    def _update_table(self, updater: Callable[[dict[Any, Mapping[str, Any]]], None]) -> None:
        """Change and write; where either fails, memory goes back to what was committed.

        TinyDB changes the documents before it writes them, so without this a failed write would
        be read back as if it had worked.
        """
        try:
            super()._update_table(updater)
        except BaseException:
            if isinstance(self._storage, Discards):
                self._storage.discard()
            raise


class Database(TinyDB):
    """A TinyDB whose tables are `RecordTable`s.

    Args:
        storage: where the documents lie.
        new_id: makes the id of a new record.
    """

    def __init__(self, storage: Storage, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        super().__init__(storage=lambda: storage)

    def table(self, name: str, **kwargs: Any) -> RecordTable:
        """Return the table of that name; it is made when it is first written to."""
        if name not in self._tables:
            self._tables[name] = RecordTable(self.storage, name, new_id=self._new_id, **kwargs)
        return cast(RecordTable, self._tables[name])


def open_database(storage: Storage, new_id: Callable[[], str] = new_uuid) -> Database:
    """Return a TinyDB over a storage.

    Args:
        storage: a `VaultStorage`, or one that wraps it and passes `discard` on.
        new_id: makes the id of a new record.
    """
    return Database(storage, new_id)


def _own(document: Document) -> Document:
    """Return a copy that shares nothing which can be changed."""
    return Document(_copy(document), document.doc_id)


_SHARED = frozenset({str, int, float, bool, type(None)})
"""What cannot be changed, and so need not be copied."""


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: v if type(v) in _SHARED else _copy(v) for k, v in value.items()}
    if isinstance(value, list):
        return [v if type(v) in _SHARED else _copy(v) for v in value]
    return value
