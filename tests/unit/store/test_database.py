"""TinyDB over other storages than ours, and what it hands out."""

from datetime import date
from typing import Any

import pytest
from tinydb.storages import MemoryStorage

from regret_tui.store.database import new_uuid, open_database
from regret_tui.store.storage import InMemory, VaultStorage
from regret_tui.store.store import Store


def memory() -> MemoryStorage:
    return MemoryStorage()  # type: ignore[no-untyped-call]  # TinyDB's own has no types


def test_a_storage_that_keeps_nothing_back_is_left_as_it_is() -> None:
    """TinyDB's own storages have nothing to discard."""
    table = open_database(memory()).table("t")
    table.insert({"n": 1})

    def fail(found: Any) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        table.update(fail)
    assert table.all() == [{"n": 1}]


def test_what_is_no_json_is_handed_out_as_it_is() -> None:
    table = open_database(memory()).table("t")
    name = table.insert({"day": date(2026, 3, 14), "deep": [date(2026, 3, 15), {"x": [1]}]})
    got = table.get(doc_id=name)
    assert got == {"day": date(2026, 3, 14), "deep": [date(2026, 3, 15), {"x": [1]}]}
    got["deep"][1]["x"].append(2)
    assert table.get(doc_id=name)["deep"][1]["x"] == [1]


def test_a_table_is_one_object_with_its_options() -> None:
    db = open_database(VaultStorage(InMemory()))
    table = db.table("t", cache_size=9)
    assert db.table("t") is table
    assert db.table("u") is not table
    assert table.name == "t"
    assert table._query_cache.capacity == 0


def test_new_ids_are_never_the_same() -> None:
    assert len({new_uuid() for _ in range(100)}) == 100


class Forgetful(InMemory):
    """A keeper that took a document and does not hand it out again."""

    def document(self, table: str, record: str) -> dict[str, Any] | None:
        return None


def test_a_document_that_is_not_handed_out_again_stays_as_it_was_written() -> None:
    table = open_database(VaultStorage(Forgetful())).table("t")
    name = table.insert({"n": 1})
    assert table.get(doc_id=name) == {"n": 1}


def test_closing_the_store_forgets_what_is_in_memory() -> None:
    keeper = InMemory()
    store = Store(keeper)
    assert store.tables() == {}
    keeper.save({"kept": {"k": {"n": 1}}})
    assert store.tables() == {}
    store._db.close()
    assert store.tables() == {"kept": {"k": {"n": 1}}}
