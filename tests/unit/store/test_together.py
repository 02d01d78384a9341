"""Several changes that reach the disk as one save, or not at all."""

from typing import Any

import pytest

from regret_tui.domain.kept import Kept
from regret_tui.domain.regret import Regret
from regret_tui.store.storage import InMemory
from regret_tui.store.store import Store
from regret_tui.vault.errors import LossRefused
from regret_tui.vault.records import Key, Tables


class Counting(InMemory):
    """A keeper that counts its saves, and refuses while it is told to."""

    saves = 0
    refuses = False

    def save(
        self, tables: Tables, *, allow_loss: bool = False, forever: bool = False
    ) -> tuple[Key, ...]:
        if self.refuses:
            raise OSError("full")
        self.saves += 1
        return super().save(tables, allow_loss=allow_loss, forever=forever)


@pytest.fixture
def keeper() -> Counting:
    return Counting()


@pytest.fixture
def store(keeper: Counting) -> Store:
    return Store(keeper)


class Stopped(Exception):
    """Something goes wrong in between."""


def puts_and_stops(store: Store, *regrets: Regret) -> None:
    with store.together():
        for regret in regrets:
            store.regrets.put(regret)
        raise Stopped


def puts(store: Store, *regrets: Regret) -> None:
    with store.together():
        for regret in regrets:
            store.regrets.put(regret)


def removes(store: Store, numbers: range) -> None:
    with store.together():
        for number in numbers:
            store.regrets.delete(f"r{number}")


def titles(keeper: Counting) -> list[str]:
    return sorted(item.title for item in Store(keeper).regrets.all())


def fill(store: Store, count: int) -> None:
    with store.together():
        for number in range(count):
            store.regrets.put(Regret(f"r{number}", f"{number}"))


def test_many_changes_are_one_save(store: Store, keeper: Counting) -> None:
    with store.together():
        store.regrets.put(Regret("a", "one"))
        store.kept.put(Kept("k", "sentence", "I hid"))
        store.regrets.put(Regret("a", "two"))
        assert store.regrets.get("a") == Regret("a", "two")
        assert keeper.saves == 0
    assert keeper.saves == 1
    assert titles(keeper) == ["two"]
    assert Store(keeper).kept.get("k") is not None


def test_nothing_changed_is_no_save(store: Store, keeper: Counting) -> None:
    with store.together():
        store.regrets.all()
    assert keeper.saves == 0


def test_each_change_by_itself_is_saved_at_once(store: Store, keeper: Counting) -> None:
    store.regrets.put(Regret("a", "one"))
    store.regrets.put(Regret("b", "two"))
    assert keeper.saves == 2


def test_one_inside_another_is_one_save(store: Store, keeper: Counting) -> None:
    with store.together():
        store.regrets.put(Regret("a", "one"))
        with store.together():
            store.regrets.put(Regret("b", "two"))
        assert keeper.saves == 0
    assert keeper.saves == 1
    assert titles(keeper) == ["one", "two"]


def test_where_it_goes_wrong_inside_nothing_is_saved(store: Store, keeper: Counting) -> None:
    store.regrets.put(Regret("a", "one"))
    with pytest.raises(Stopped):
        puts_and_stops(store, Regret("a", "changed"), Regret("b", "two"))
    assert titles(keeper) == ["one"]
    assert [item.title for item in store.regrets.all()] == ["one"]
    store.regrets.put(Regret("c", "three"))
    assert titles(keeper) == ["one", "three"]


def test_a_save_that_fails_is_not_read_back(store: Store, keeper: Counting) -> None:
    store.regrets.put(Regret("a", "one"))
    keeper.refuses = True
    with pytest.raises(OSError, match="full"):
        puts(store, Regret("a", "changed"))
    assert [item.title for item in store.regrets.all()] == ["one"]
    keeper.refuses = False
    with store.together():
        store.regrets.put(Regret("b", "two"))
    assert titles(keeper) == ["one", "two"]


def test_one_that_fails_inside_another_takes_all_with_it(store: Store, keeper: Counting) -> None:
    with store.together():
        store.regrets.put(Regret("a", "one"))
        with pytest.raises(Stopped):
            puts_and_stops(store, Regret("b", "two"))
    assert titles(keeper) == []


def test_removing_many_has_to_be_meant(store: Store, keeper: Counting) -> None:
    fill(store, 8)
    with pytest.raises(LossRefused):
        removes(store, range(8))
    assert len(titles(keeper)) == 8
    with store.removing():
        for number in range(8):
            store.regrets.delete(f"r{number}")
    assert titles(keeper) == []


def test_after_removing_it_is_refused_again(store: Store) -> None:
    fill(store, 8)
    with store.removing():
        store.regrets.delete("r0")
    with pytest.raises(LossRefused):
        removes(store, range(1, 8))


def test_every_table_is_handed_out_as_the_readers_own(store: Store, keeper: Counting) -> None:
    fill(store, 1)
    tables: dict[str, Any] = store.tables()
    assert tables["regrets"]["r0"]["title"] == "0"
    tables["regrets"]["r0"]["title"] = "changed"
    tables["regrets"].clear()
    assert titles(keeper) == ["0"]
    assert [item.title for item in store.regrets.all()] == ["0"]
