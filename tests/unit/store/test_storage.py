"""TinyDB over the vault: what could not be written is not read back."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, where
from tinydb.storages import Storage
from tinydb.table import Document, Table

from regret_tui.store.database import Database, Discards, RecordTable, open_database
from regret_tui.store.storage import InMemory, VaultStorage
from regret_tui.vault import Files, Host, Vault
from regret_tui.vault.errors import DiskFull, LossRefused, NotStorable
from tests.support_vault import PASSPHRASE, cheap_host, make, reopened


class FullDisk(Files):
    """A disk that is full while `full` is set."""

    full = False

    def write(self, fd: int, data: memoryview) -> int:
        if self.full:
            raise OSError(28, "full")
        return super().write(fd, data)


def numbered() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"{next(numbers):032x}"


@pytest.fixture
def disk() -> FullDisk:
    return FullDisk()


@pytest.fixture
def host(tmp_path: Path, disk: FullDisk) -> Host:
    return cheap_host(tmp_path, disk)


@pytest.fixture
def vault(tmp_path: Path, host: Host) -> Any:
    make(host, tmp_path / "j", tables={})
    with Vault.open(tmp_path / "j", host=host, passphrase=PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def db(vault: Vault) -> Database:
    return open_database(VaultStorage(vault), numbered())


def test_ids_are_text_and_what_was_written_is_in_the_file(
    db: Database, vault: Vault, host: Host
) -> None:
    table = db.table("sittings")
    first: Any = table.insert({"title": "one"})
    table.insert_multiple([{"title": "two"}, Document({"title": "three"}, doc_id="mine")])  # type: ignore[arg-type]  # ids are text
    assert first == "0" * 31 + "1"
    assert table.get(doc_id="mine")["title"] == "three"
    table.upsert(Document({"title": "3"}, doc_id="mine"))  # type: ignore[arg-type]  # ids are text
    assert table.count(where("title") == "3") == 1
    assert [found.doc_id for found in table] == [first, "0" * 31 + "2", "mine"]
    assert reopened(host, vault.path) == {
        "sittings": {
            first: {"title": "one"},
            "0" * 31 + "2": {"title": "two"},
            "mine": {"title": "3"},
        }
    }


def test_an_ordinary_id_is_a_uuid(vault: Vault) -> None:
    found = str(open_database(VaultStorage(vault)).table("t").insert({}))
    assert len(found) == 32
    assert int(found, 16)


ACTS = (
    "insert",
    "insert many",
    "update",
    "update by a function",
    "upsert",
    "remove",
    "truncate",
)


def acts(table: RecordTable) -> dict[str, Callable[[], object]]:
    return {
        "insert": lambda: table.insert({"n": 2}),
        "insert many": lambda: table.insert_multiple([{"n": 2}, {"n": 3}]),
        "update": lambda: table.update({"n": 2}),
        "update by a function": lambda: table.update(lambda found: found.update(n=2)),
        "upsert": lambda: table.upsert({"n": 1, "x": 2}, where("n") == 1),
        "remove": lambda: table.remove(where("n") == 1),
        "truncate": table.truncate,
    }


@pytest.mark.parametrize("act", ACTS)
def test_after_a_failed_write_the_old_is_read(db: Database, disk: FullDisk, act: str) -> None:
    table = db.table("t")
    table.insert({"n": 1, "deep": {"list": [1]}})
    before = table.all()
    assert table.search(where("n") == 1) == before
    disk.full = True
    with pytest.raises(DiskFull):
        acts(table)[act]()
    assert table.all() == before
    assert table.search(where("n") == 1) == before
    disk.full = False
    acts(table)[act]()
    assert table.all() != before


def test_after_a_failed_drop_the_old_is_read(db: Database, disk: FullDisk) -> None:
    db.table("t").insert({"n": 1})
    disk.full = True
    for drop in (db.drop_tables, lambda: db.drop_table("t")):
        with pytest.raises(DiskFull):
            drop()
        assert len(db.table("t")) == 1


def test_the_guard_is_what_makes_the_difference(
    db: Database, disk: FullDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it TinyDB reads back what was never written."""
    monkeypatch.setattr(VaultStorage, "discard", lambda self: None)
    table = db.table("t")
    table.insert({"n": 1})
    disk.full = True
    with pytest.raises(DiskFull):
        table.update({"n": 2})
    assert table.all() == [{"n": 2}]


@pytest.mark.parametrize("keeper", ["vault", "memory"])
def test_a_change_that_fails_half_way_changes_nothing(vault: Vault, keeper: str) -> None:
    storage = VaultStorage(vault if keeper == "vault" else InMemory())
    table = open_database(storage, numbered()).table("t")
    table.insert_multiple([{"n": 1}, {"n": 2}])
    before = table.all()

    def fail_at_the_second(found: Any) -> None:
        if found["n"] == 2:
            raise ZeroDivisionError
        found["n"] = 9

    with pytest.raises(ZeroDivisionError):
        table.update(fail_at_the_second)
    assert table.all() == before
    with pytest.raises(ValueError, match="already exists"):
        table.insert_multiple([{"n": 3}, Document({}, doc_id=before[0].doc_id)])
    assert table.all() == before
    with pytest.raises(NotStorable):
        table.insert({"text": "half \ud83d"})
    assert table.all() == before


@pytest.mark.parametrize("keeper", ["vault", "memory"])
def test_documents_are_the_callers_own(vault: Vault, keeper: str) -> None:
    table = open_database(
        VaultStorage(vault if keeper == "vault" else InMemory()), numbered()
    ).table("t")
    mine: dict[str, Any] = {"deep": {"list": [1]}}
    name = table.insert(mine)
    mine["deep"]["list"].append("mine")
    reads: list[Callable[[], Any]] = [
        lambda: table.get(doc_id=name),
        lambda: table.get(where("deep").exists()),
        lambda: table.get(doc_ids=[name])[0],
        lambda: table.search(where("deep").exists())[0],
        lambda: table.all()[0],
        lambda: next(iter(table)),
    ]
    for read in reads:
        read()["deep"]["list"].append("read")
    table.insert({"another": 1})
    assert all(read() == {"deep": {"list": [1]}} for read in reads)
    assert table.get(doc_id="none") is None


def test_a_query_is_never_answered_from_an_older_state(db: Database) -> None:
    table = db.table("t")
    query: Query = Query()
    table.insert({"n": 1})
    assert len(table.search(query.n == 1)) == 1
    db.table("t").update({"n": 2})
    assert table.search(query.n == 1) == []


def test_a_large_loss_has_to_be_asked_for(db: Database, vault: Vault) -> None:
    storage = db.storage
    assert isinstance(storage, VaultStorage)
    table = db.table("t")
    table.insert_multiple([{"n": n} for n in range(10)])
    with pytest.raises(LossRefused):
        table.truncate()
    assert len(table) == 10
    with pytest.raises(LossRefused):
        db.drop_tables()
    with storage.removing(forever=True):
        table.truncate()
    assert len(table) == 0
    table.insert_multiple([{"n": n} for n in range(10)])
    with pytest.raises(LossRefused):
        table.truncate()


def test_memory_refuses_a_large_loss_too() -> None:
    table = open_database(VaultStorage(InMemory())).table("t")
    table.insert_multiple([{"n": n} for n in range(10)])
    with pytest.raises(LossRefused):
        table.truncate()
    assert len(table) == 10


def test_what_was_in_memory_becomes_a_vault(tmp_path: Path, host: Host) -> None:
    memory = InMemory()
    open_database(VaultStorage(memory), numbered()).table("t").insert({"n": 1})
    with Vault.create(
        tmp_path / "k", host=host, passphrase=PASSPHRASE, recovery=None, tables=memory.tables()
    ) as vault:
        table = open_database(VaultStorage(vault), numbered()).table("t")
        assert table.all() == [{"n": 1}]
        assert memory.document("t", "none") is None


def test_a_wrapping_storage_passes_discard_on(vault: Vault, disk: FullDisk) -> None:
    class Wrapping(Storage):
        def __init__(self, inner: VaultStorage) -> None:
            self.inner = inner

        def read(self) -> Any:
            return self.inner.read()

        def write(self, data: Any) -> None:
            self.inner.write(data)

        def discard(self) -> None:
            self.inner.discard()

    storage = Wrapping(VaultStorage(vault))
    assert isinstance(storage, Discards)
    table = open_database(storage, numbered()).table("t")
    table.insert({"n": 1})

    def fail(found: Any) -> None:
        found["n"] = 2
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        table.update(fail)
    assert table.all() == [{"n": 1}]


def test_closing_forgets_the_documents(db: Database, vault: Vault) -> None:
    db.table("t").insert({"n": 1})
    db.close()
    assert vault.tables() == {"t": {"0" * 31 + "1": {"n": 1}}}
    assert issubclass(RecordTable, Table)
