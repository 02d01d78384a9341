"""What is held as deleted: nothing shows it, nothing loses it, and it can be brought back."""

from dataclasses import dataclass

import pytest

from regret_tui.domain.kept import Kept
from regret_tui.domain.regret import Regret
from regret_tui.domain.sitting import Sitting
from regret_tui.store.database import open_database
from regret_tui.store.repository import Held, Repository
from regret_tui.store.storage import InMemory, VaultStorage
from regret_tui.store.store import Store
from regret_tui.vault.records import Key, Tables

AT = "2026-11-24T21:00:00+01:00"


@dataclass(slots=True)
class Note:
    id: str
    words: str = ""


class Listening(InMemory):
    """Remembers what each save was told."""

    def __init__(self) -> None:
        super().__init__()
        self.forever: list[bool] = []

    def save(
        self, tables: Tables, *, allow_loss: bool = False, forever: bool = False
    ) -> tuple[Key, ...]:
        self.forever.append(forever)
        return super().save(tables, allow_loss=allow_loss, forever=forever)


@pytest.fixture
def keeper() -> InMemory:
    keeper = InMemory()
    keeper.save({"notes": {"a": {"words": "one", "colour": {"deep": 1}}, "b": {"words": "two"}}})
    return keeper


def notes(keeper: InMemory) -> Repository[Note]:
    return Repository(open_database(VaultStorage(keeper)), "notes", Note)


def test_what_is_held_is_hidden_and_comes_back_as_it_was(keeper: InMemory) -> None:
    before = keeper.tables()
    notes(keeper).hold("a", AT)
    assert keeper.tables()["notes"]["a"] == {**before["notes"]["a"], "deleted": AT}
    assert notes(keeper).get("a") is None
    assert notes(keeper).all() == [Note("b", "two")]
    assert Note("a", "one") in notes(keeper).everything()
    assert notes(keeper).held() == [Held(Note("a", "one"), AT)]
    notes(keeper).bring_back("a")
    assert keeper.tables() == before


def test_what_went_along_says_with_what(keeper: InMemory) -> None:
    notes(keeper).hold("a", AT, along_with="b")
    assert notes(keeper).held() == [Held(Note("a", "one"), AT, "b")]
    notes(keeper).hold("b", AT)
    notes(keeper).bring_back("a")
    assert "deleted_with" not in keeper.tables()["notes"]["a"]
    assert notes(keeper).held() == [Held(Note("b", "two"), AT)]


def test_putting_over_what_is_held_takes_the_words_and_leaves_it_held(keeper: InMemory) -> None:
    repository = notes(keeper)
    stale = repository.get("a")
    assert stale is not None
    repository.hold("a", AT)
    stale.words = "later"
    repository.put(stale)
    assert repository.get("a") is None
    assert repository.held() == [Held(Note("a", "later"), AT)]
    assert keeper.tables()["notes"]["a"]["colour"] == {"deep": 1}


def test_what_is_held_can_be_removed(keeper: InMemory) -> None:
    notes(keeper).hold("a", AT)
    notes(keeper).delete("a")
    assert notes(keeper).everything() == [Note("b", "two")]


def test_nothing_happens_to_what_is_not_there(keeper: InMemory) -> None:
    before = keeper.tables()
    notes(keeper).hold("c", AT)
    notes(keeper).bring_back("c")
    assert keeper.tables() == before


def test_what_goes_for_ever_is_said_to_the_keeper() -> None:
    keeper = Listening()
    store = Store(keeper)
    for name in "abcdefg":
        store.regrets.put(Regret(name, name))
    with store.removing():
        store.regrets.delete("a")
    assert keeper.forever == [False] * len(keeper.forever)
    with store.removing(forever=True):
        for name in "bcdefg":
            store.regrets.delete(name)
    assert keeper.forever[-1] is True
    assert store.regrets.everything() == []


def test_another_version_is_read_from_its_document() -> None:
    keeper = InMemory()
    mark = {"another_version": "first"}
    keeper.save(
        {
            "regrets": {"r": {"title": "the lake", **mark}},
            "sittings": {"s": {"exercise": "name", **mark}},
            "kept": {"k": {"name": "line", "value": "x", **mark}},
        }
    )
    store = Store(keeper)
    assert store.regrets.all() == [Regret("r", "the lake", another_version="first")]
    assert store.sittings.all() == [Sitting("s", "name", another_version="first")]
    assert store.kept.all() == [Kept("k", "line", "x", another_version="first")]
