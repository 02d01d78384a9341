"""TinyDB over other storages than ours, and what it hands out."""

from datetime import date
from typing import Any

import pytest
from tinydb.storages import MemoryStorage

from regret_tui.domain.kept import Kept
from regret_tui.store.database import new_uuid, open_database
from regret_tui.store.errors import RecordUnknown
from regret_tui.store.storage import InMemory, VaultStorage
from regret_tui.store.store import Store
from regret_tui.vault.errors import LossRefused
from regret_tui.vault.records import Key, Tables


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
    db.table("empty", persist_empty=True)
    assert "empty" in db.tables()


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


class Listening(InMemory):
    """A keeper that remembers how each save was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[bool, bool]] = []

    def save(
        self, tables: Tables, *, allow_loss: bool = False, forever: bool = False
    ) -> tuple[Key, ...]:
        self.asked.append((allow_loss, forever))
        return super().save(tables, allow_loss=allow_loss, forever=forever)


def test_a_save_asks_for_no_more_than_the_act_does() -> None:
    keeper = Listening()
    storage = VaultStorage(keeper)
    table = open_database(storage).table("t")
    table.insert({"n": 1})
    with storage.removing():
        table.insert({"n": 2})
        with storage.removing(forever=True):
            table.insert({"n": 3})
        table.insert({"n": 4})
    with pytest.raises(ZeroDivisionError), storage.removing(forever=True):
        raise ZeroDivisionError
    table.insert({"n": 5})
    changed = [asked for asked in keeper.asked if asked]
    assert list(dict.fromkeys(changed)) == [(False, False), (True, False), (True, True)]
    assert keeper.asked[-1] == (False, False)


def test_the_store_asks_for_no_more_either() -> None:
    keeper = Listening()
    store = Store(keeper)
    with store.removing():
        store.kept.put(Kept("k", "sentence", "I hid"))
    with store.removing(forever=True):
        store.kept.put(Kept("k", "sentence", "I lied"))
    store.kept.put(Kept("k", "sentence", "I left"))
    assert keeper.asked == [(True, False), (True, True), (False, False)]


def test_memory_refuses_a_large_loss_unless_it_is_asked_for() -> None:
    memory = InMemory()
    memory.save({"t": {f"{n}": {"n": n} for n in range(10)}})
    with pytest.raises(LossRefused):
        memory.save({})
    assert len(memory.tables()["t"]) == 10
    assert memory.save({}, allow_loss=True) == ()
    assert memory.tables() == {}


def test_what_has_a_shape_that_is_not_known_is_told_with_its_table() -> None:
    told = RecordUnknown("pages")
    assert told.message == "A record among the pages has a shape that this version does not know."
    assert (
        told.hint == "Nothing was changed. Open the vault with the newer version of this program."
    )


def test_bringing_back_what_is_not_held_changes_nothing() -> None:
    store = Store(InMemory())
    store.kept.put(Kept("k", "sentence", "I hid"))
    store.kept.bring_back("k")
    assert store.kept.get("k") == Kept("k", "sentence", "I hid")
