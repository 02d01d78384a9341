"""TinyDB over a vault against a plain dictionary, with faults, reopening and merging in between."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tinydb.table import Document

from regret_tui.store.database import Database, open_database
from regret_tui.store.storage import VaultStorage
from regret_tui.vault import Host, Vault
from regret_tui.vault.errors import DurabilityUnknown, VaultError
from tests.faults.counts import COUNTS
from tests.faults.plain_merge import Keys, Model, Side, changed_between, check_merged
from tests.support_vault import ERRORS, PASSPHRASE, Call, Watched, cheap_host, make

NAMES = st.sampled_from(["t", "u"])
IDS = st.sampled_from([f"{n:032x}" for n in range(6)])
DOCUMENTS = st.dictionaries(
    st.sampled_from(["a", "b"]), st.integers(0, 9) | st.lists(st.text("x\u2028\0é", max_size=3))
)


class VaultMachine(RuleBasedStateMachine):
    """Does what a person does, and fails as a disk does."""

    fork: Side | None = None

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.files = Watched(before=self.perhaps_fail)
        self.failing: tuple[int, int] | None = None
        self.host: Host = cheap_host(self.folder, self.files)
        make(self.host, self.folder / "j", tables={})
        self.model: Model = {}
        self.touched: Keys = set()
        self.forever: Keys = set()
        self.second = self.folder / "second" / "j"
        self.open()

    def perhaps_fail(self, count: int, call: Call) -> None:
        if self.failing is not None:
            left, number = self.failing
            self.failing = (left - 1, number)
            if left == 0:
                raise OSError(number, "injected")

    def open(self) -> None:
        self.failing = None
        self.vault = Vault.open(self.folder / "j", host=self.host, passphrase=PASSPHRASE)
        self.storage = VaultStorage(self.vault)
        self.db: Database = open_database(self.storage)

    def attempt(self, act: Any, model: Model) -> None:
        """Do something that may fail; afterwards the model is what it must be."""
        try:
            with self.storage.removing():
                act()
        except DurabilityUnknown:  # of a first or a second write: TinyDB's upsert makes two
            found = self.vault.tables()
            before, after = self.filled(self.model), self.filled(model)
            assert found in (before, after)
            if found == after:
                self.take(model)
        except VaultError:
            pass
        else:
            self.take(model)
        self.failing = None

    def take(self, model: Model) -> None:
        """Go on with this model."""
        self.touched |= changed_between(self.model, model)
        self.forever -= changed_between({}, model)
        self.model = model

    @staticmethod
    def filled(model: Model) -> Model:
        """Return a model without its empty tables."""
        return {name: table for name, table in model.items() if table}

    def changed(self, name: str, table: dict[str, dict[str, Any]]) -> Model:
        return {**self.model, name: table}

    @rule(name=NAMES, record=IDS, document=DOCUMENTS)
    def put(self, name: str, record: str, document: dict[str, Any]) -> None:
        before = self.model.get(name, {})
        merged = {**before.get(record, {}), **document}
        entry: Any = Document(document, doc_id=record)  # type: ignore[arg-type]  # ids are text
        self.attempt(
            lambda: self.db.table(name).upsert(entry),
            self.changed(name, {**before, record: merged}),
        )

    @rule(name=NAMES, record=IDS)
    def remove(self, name: str, record: str) -> None:
        before = self.model.get(name, {})
        if record in before:
            after = {key: value for key, value in before.items() if key != record}
            ids: Any = [record]
            self.attempt(lambda: self.db.table(name).remove(doc_ids=ids), self.changed(name, after))

    @rule(name=NAMES, record=IDS)
    def remove_for_ever(self, name: str, record: str) -> None:
        before = self.model.get(name, {})
        if record in before:
            after = {key: value for key, value in before.items() if key != record}
            ids: Any = [record]

            def act() -> None:
                with self.storage.removing(forever=True):
                    self.db.table(name).remove(doc_ids=ids)

            self.attempt(act, self.changed(name, after))
            if record not in self.model.get(name, {}):
                self.forever.add((name, record))

    @rule(name=NAMES)
    def truncate(self, name: str) -> None:
        self.attempt(self.db.table(name).truncate, self.changed(name, {}))

    @rule(name=NAMES, number=st.integers(0, 9))
    def update_all(self, name: str, number: int) -> None:
        before = self.model.get(name, {})
        after = {key: {**value, "a": number} for key, value in before.items()}
        self.attempt(lambda: self.db.table(name).update({"a": number}), self.changed(name, after))

    @rule(calls=st.integers(0, 40), number=st.sampled_from(ERRORS))
    def let_the_disk_fail_soon(self, calls: int, number: int) -> None:
        self.failing = (calls, number)

    @rule()
    def close_and_open(self) -> None:
        self.failing = None
        self.vault.close()
        self.open()

    @rule()
    def die_and_open(self) -> None:
        self.files.bury()
        self.open()

    @precondition(lambda self: bool(self.model))
    @rule()
    def write_an_unknown_table_beside(self) -> None:
        tables = self.vault.tables()
        tables["of a later version"] = {"x": {"n": 1}}
        self.failing = None
        self.vault.save(tables)
        self.take({**self.model, "of a later version": {"x": {"n": 1}}})
        self.close_and_open()

    @precondition(lambda self: self.fork is None)
    @rule()
    def copy_it_elsewhere(self) -> None:
        self.close_and_open()
        self.second.parent.mkdir(exist_ok=True)
        shutil.copy(self.folder / "j", self.second)
        self.touched = set()
        self.fork = Side(self.filled(self.model), forever=set(self.forever))

    @precondition(lambda self: self.fork is not None)
    @rule(name=NAMES, record=IDS, document=st.none() | DOCUMENTS, forever=st.booleans())
    def write_elsewhere(
        self, name: str, record: str, document: dict[str, Any] | None, forever: bool
    ) -> None:
        assert self.fork is not None
        host = cheap_host(self.second.parent)
        with Vault.open(self.second, host=host, passphrase=PASSPHRASE) as vault:
            tables = vault.tables()
            if document is None:
                tables.get(name, {}).pop(record, None)
            else:
                tables.setdefault(name, {})[record] = document
            vault.save(tables, allow_loss=True, forever=forever)
            now = vault.tables()
        different = changed_between(self.fork.model, now)
        self.fork.touched |= different
        self.fork.forever -= changed_between({}, now)
        if forever and document is None:
            self.fork.forever |= different
        self.fork.model = now

    @precondition(lambda self: self.fork is not None)
    @rule()
    def merge_the_copy(self) -> None:
        assert self.fork is not None
        ours = Side(self.filled(self.model), self.touched, self.forever)
        third = self.folder / "third" / "j"
        third.parent.mkdir(exist_ok=True)
        shutil.copy(self.folder / "j", third)
        try:
            self.vault.merge(self.vault.read_copy(self.second, passphrase=PASSPHRASE))
        except DurabilityUnknown:
            if self.vault.tables() == ours.model:
                return
        except VaultError:
            return
        finally:
            self.failing = None
        found = self.vault.tables()
        check_merged(ours, self.fork, found)
        host = cheap_host(self.second.parent)
        with Vault.open(self.second, host=host, passphrase=PASSPHRASE) as vault:
            vault.merge(vault.read_copy(third, passphrase=PASSPHRASE))
            assert vault.tables() == found, "the two sides came to different things"
        self.forever |= self.fork.forever
        self.model, self.fork = found, None
        self.close_and_open()

    @invariant()
    def memory_holds_what_was_committed(self) -> None:
        if not hasattr(self, "model"):
            return
        expected = self.filled(self.model)
        assert self.vault.tables() == expected
        for name in ("t", "u"):
            found: dict[Any, Any] = {
                document.doc_id: dict(document) for document in self.db.table(name)
            }
            assert found == expected.get(name, {})

    def teardown(self) -> None:
        with suppress(AttributeError):
            self.vault.close()
            self.files.bury()
            shutil.rmtree(self.folder)


TestVaultMachine = VaultMachine.TestCase
TestVaultMachine.settings = settings(
    max_examples=COUNTS.examples, stateful_step_count=COUNTS.steps, deadline=None
)
pytestmark = pytest.mark.timeout(COUNTS.seconds)
