"""One table of documents, seen as one type.

A document can be held as deleted: it stays, with the moment beside it, and nothing shows it until
it is brought back or goes for ever.
"""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

import msgspec
from tinydb.table import Document

from regret_tui.store.database import Database
from regret_tui.store.errors import RecordUnknown

DELETED: Final = "deleted"
"""The key that hides a document; its value is the moment, ISO 8601."""
DELETED_WITH: Final = "deleted_with"
"""The key of what went along with something else; its value is that one's id."""


class Identified(Protocol):
    """Anything with an id of its own."""

    id: str


T = TypeVar("T", bound=Identified)


@dataclass(frozen=True, slots=True)
class Held(Generic[T]):
    """Something that is held as deleted.

    Attributes:
        record: what it is.
        at: the moment it was deleted, as it is stored.
        along_with: the id of what it went along with; empty where it was deleted by itself.
    """

    record: T
    at: str
    along_with: str = ""


class Repository(Generic[T]):
    """Documents of one table as instances of a dataclass.

    Keys that the dataclass does not know stay in the document: a typed view is written back over
    it, so that what a newer version wrote survives, and what is held as deleted stays so.
    """

    def __init__(self, db: Database, table: str, kind: type[T]) -> None:
        self._table = db.table(table)
        self._name = table
        self._kind = kind

    def get(self, record_id: str) -> T | None:
        """Return one that is not held as deleted, or None. Raises RecordUnknown."""
        document = self._table.get(doc_id=record_id)
        if not isinstance(document, Document) or document.get(DELETED):
            return None
        return self._view(document)

    def all(self) -> list[T]:
        """Return all that are not held as deleted, in no order that means anything.

        Raises:
            RecordUnknown: one has a shape that is not known.
        """
        return [self._view(item) for item in self._table.all() if not item.get(DELETED)]

    def everything(self) -> list[T]:
        """Return all, what is held as deleted among them. Raises RecordUnknown."""
        return [self._view(document) for document in self._table.all()]

    def held(self) -> list[Held[T]]:
        """Return what is held as deleted. Raises RecordUnknown."""
        return [
            Held(self._view(item), str(item[DELETED]), str(item.get(DELETED_WITH) or ""))
            for item in self._table.all()
            if item.get(DELETED)
        ]

    def put(self, record: T) -> None:
        """Store one, new or changed, in one save. What is held as deleted stays held.

        Raises:
            RegretError: whatever saving raises.
        """
        fields: dict[str, Any] = msgspec.to_builtins(record)
        record_id = fields.pop("id")
        if self._table.contains(doc_id=record_id):
            self._table.update(fields, doc_ids=[record_id])
        else:
            self._table.insert(Document(fields, doc_id=record_id))

    def hold(self, record_id: str, at: str, *, along_with: str = "") -> None:
        """Hide one until it is brought back; nothing happens where there is none.

        Args:
            record_id: which.
            at: the moment, ISO 8601.
            along_with: the id of what it goes along with.

        Raises:
            RegretError: whatever saving raises.
        """
        marks = {DELETED: at, **({DELETED_WITH: along_with} if along_with else {})}
        if self._has(record_id):
            self._table.update(marks, doc_ids=[record_id])  # type: ignore[list-item]  # ids are text

    def bring_back(self, record_id: str) -> None:
        """Show one again; nothing happens where there is none. Raises whatever saving raises."""
        if self._has(record_id):
            self._table.update(_unmark, doc_ids=[record_id])  # type: ignore[list-item]  # ids are text

    def delete(self, record_id: str) -> None:
        """Remove one, held or not; nothing happens where there is none.

        Raises:
            RegretError: whatever saving raises.
        """
        if self._has(record_id):
            self._table.remove(doc_ids=[record_id])  # type: ignore[list-item]  # ids are text

    def _has(self, record_id: str) -> bool:
        return self._table.contains(doc_id=record_id)  # type: ignore[arg-type]  # ids are text

    def _view(self, document: Document) -> T:
        try:
            return msgspec.convert({**document, "id": document.doc_id}, self._kind)
        except msgspec.ValidationError:
            raise RecordUnknown(self._name) from None


def _unmark(document: MutableMapping[Any, Any]) -> None:
    document.pop(DELETED, None)
    document.pop(DELETED_WITH, None)
