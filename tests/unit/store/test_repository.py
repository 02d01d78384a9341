"""Documents seen as types: they come back, keep what they do not know, and are never guessed."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regret_tui.domain.exercise import Value
from regret_tui.domain.gate import Mark, Route, Shade
from regret_tui.domain.kept import Kept
from regret_tui.domain.profile import Profile, RecoveryState
from regret_tui.domain.regret import Regret, Standing
from regret_tui.domain.sitting import Answer, Share, Sitting, State
from regret_tui.store.database import Database, open_database
from regret_tui.store.errors import RecordUnknown
from regret_tui.store.repository import Repository
from regret_tui.store.storage import InMemory, VaultStorage
from regret_tui.store.store import Store


@dataclass(slots=True)
class Note:
    id: str
    words: str = ""
    marks: list[str] = field(default_factory=list)


@pytest.fixture
def keeper() -> InMemory:
    return InMemory()


def notes(keeper: InMemory) -> Repository[Note]:
    return Repository(database(keeper), "notes", Note)


def database(keeper: InMemory) -> Database:
    return open_database(VaultStorage(keeper))


def test_what_is_put_is_got_by_its_id(keeper: InMemory) -> None:
    repository = notes(keeper)
    repository.put(Note("a", "one"))
    repository.put(Note("b", "two"))
    assert repository.get("a") == Note("a", "one")
    assert repository.get("c") is None
    assert sorted(repository.all(), key=lambda note: note.id) == [
        Note("a", "one"),
        Note("b", "two"),
    ]
    assert notes(keeper).get("b") == Note("b", "two")
    assert keeper.tables()["notes"]["a"] == {"words": "one", "marks": []}


def test_putting_again_takes_its_place(keeper: InMemory) -> None:
    repository = notes(keeper)
    repository.put(Note("a", "one", ["x", "y"]))
    repository.put(Note("a", "two", ["y"]))
    assert repository.all() == [Note("a", "two", ["y"])]


def test_removing(keeper: InMemory) -> None:
    repository = notes(keeper)
    repository.put(Note("a"))
    repository.delete("a")
    repository.delete("a")
    assert repository.all() == []


def test_what_is_got_is_the_callers_own(keeper: InMemory) -> None:
    repository = notes(keeper)
    repository.put(Note("a", "one", ["x"]))
    got = repository.get("a")
    assert got is not None
    got.marks.append("y")
    assert repository.get("a") == Note("a", "one", ["x"])


def test_keys_that_a_newer_version_wrote_survive(keeper: InMemory) -> None:
    keeper.save({"notes": {"a": {"words": "one", "colour": {"deep": [1]}, "marks": []}}})
    repository = notes(keeper)
    note = repository.get("a")
    assert note is not None
    note.words = "two"
    repository.put(note)
    assert keeper.tables()["notes"]["a"] == {
        "words": "two",
        "colour": {"deep": [1]},
        "marks": [],
    }


@pytest.mark.parametrize("document", [{"words": 5}, {"marks": "x"}, {"words": None}])
def test_a_shape_that_is_not_known_is_said_and_left_as_it_is(
    keeper: InMemory, document: dict[str, Any]
) -> None:
    keeper.save({"notes": {"a": document}})
    repository = notes(keeper)
    for look in (lambda: repository.get("a"), repository.all):
        with pytest.raises(RecordUnknown) as unknown:
            look()
        assert "notes" in str(unknown.value)
        assert "5" not in str(unknown.value)
    assert keeper.tables()["notes"]["a"] == document


VALUES: list[Value] = ["words", 7, ["a", "b"], {"Care": "very"}, {"Care": {"lived": 4}}]


@pytest.mark.parametrize("value", VALUES)
def test_each_shape_of_an_answer_comes_back(keeper: InMemory, value: Value) -> None:
    store = Store(keeper)
    sitting = Sitting(
        "s", "name", "r", "2026-11-24T21:00:00+01:00", answers={"a": Answer(value, "t"),
        "b": Answer(None, "t")}, state=State.RESTED, trail=["a"], step="b", share=Share.SUMMARY,
    )  # fmt: skip
    kept = Kept("k", "sentence", value, "r", "s", "name", "a", "t", Share.FULL)
    store.sittings.put(sitting)
    store.kept.put(kept)
    again = Store(keeper)
    assert again.sittings.get("s") == sitting
    assert again.kept.all() == [kept]


def test_regrets_and_the_profile_come_back(keeper: InMemory) -> None:
    store = Store(keeper)
    assert store.profile == Profile()
    regret = Regret("r", "the lake", "t", Standing.RESTING, "2026-11-24", Route.BOTH,
                    [Mark.LAW], [Shade.SPLIT])  # fmt: skip
    store.regrets.put(regret)
    store.profile = Profile(recovery=RecoveryState.WRITTEN, recovery_groups={"3": "ABCD"})
    again = Store(keeper)
    assert again.regrets.all() == [regret]
    assert again.profile.recovery is RecoveryState.WRITTEN
    assert again.profile.recovery_groups == {"3": "ABCD"}


def test_an_older_document_without_later_fields_is_read(keeper: InMemory) -> None:
    keeper.save(
        {
            "sittings": {"s": {"exercise": "name"}},
            "regrets": {"r": {"title": "the lake"}},
            "profile": {"profile": {"recovery": "written"}},
        }
    )
    store = Store(keeper)
    assert store.profile == Profile(recovery=RecoveryState.WRITTEN)
    assert store.sittings.get("s") == Sitting("s", "name")
    assert store.regrets.get("r") == Regret("r", "the lake")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NOTES = st.builds(Note, st.sampled_from("abc"), TEXTS, st.lists(TEXTS, max_size=3))


@given(st.lists(st.tuples(st.booleans(), NOTES), max_size=15))
@settings(max_examples=60, deadline=None)
def test_any_deeds_leave_what_was_put_last(deeds: list[tuple[bool, Note]]) -> None:
    keeper, held = InMemory(), dict[str, Note]()
    for puts, note in deeds:
        if puts:
            notes(keeper).put(note)
            held[note.id] = note
        else:
            notes(keeper).delete(note.id)
            held.pop(note.id, None)
    assert {note.id: note for note in notes(keeper).all()} == held
