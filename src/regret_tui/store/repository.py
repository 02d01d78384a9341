"""One table of documents, seen as one type."""

from typing import Any, Generic, Protocol, TypeVar

import msgspec
from tinydb.table import Document

from regret_tui.store.database import Database
from regret_tui.store.errors import RecordUnknown


class Identified(Protocol):
    """Anything with an id of its own."""

    id: str


T = TypeVar("T", bound=Identified)


class Repository(Generic[T]):
    """Documents of one table as instances of a dataclass.

    Keys that the dataclass does not know stay in the document: a typed view is written back over
    it, so that what a newer version wrote survives.
    """

    def __init__(self, db: Database, table: str, kind: type[T]) -> None:
        self._table = db.table(table)
        self._name = table
        self._kind = kind

    def get(self, record_id: str) -> T | None:
        """Return one, or None. Raises RecordUnknown."""
        document = self._table.get(doc_id=record_id)
        return self._view(document) if isinstance(document, Document) else None

    def all(self) -> list[T]:
        """Return all of them, in no order that means anything. Raises RecordUnknown."""
        return [self._view(document) for document in self._table.all()]

    def put(self, record: T) -> None:
        """Store one, new or changed, in one save. Raises whatever saving raises."""
        fields: dict[str, Any] = msgspec.to_builtins(record)
        record_id = fields.pop("id")
        if self._table.contains(doc_id=record_id):
            self._table.update(fields, doc_ids=[record_id])
        else:
            self._table.insert(Document(fields, doc_id=record_id))

    def delete(self, record_id: str) -> None:
        """Remove one; nothing happens where there is none. Raises whatever saving raises."""
        if self._table.contains(doc_id=record_id):  # type: ignore[arg-type]  # ids are text
            self._table.remove(doc_ids=[record_id])  # type: ignore[list-item]  # ids are text

    def _view(self, document: Document) -> T:
        try:
            return msgspec.convert({**document, "id": document.doc_id}, self._kind)
        except msgspec.ValidationError:
            raise RecordUnknown(self._name) from None
