"""A save that fails: nothing that was said is lost, and the next act stores all of it."""

from typing import Any

import pytest

from regret_tui.domain.sitting import State
from regret_tui.errors import RegretError
from regret_tui.store.storage import InMemory
from regret_tui.store.store import Store
from regret_tui.vault.records import Key, Tables
from tests.unit.journal.driver import Person, fitting


class Full(RegretError):
    """The disk is full."""


class Failing(InMemory):
    """A keeper that refuses to save while it is told to."""

    refuses = False

    def save(
        self, tables: Tables, *, allow_loss: bool = False, forever: bool = False
    ) -> tuple[Key, ...]:
        if self.refuses:
            raise Full("The disk is full.")
        return super().save(tables, allow_loss=allow_loss, forever=forever)


def someone(script: dict[str, object] | None = None) -> tuple[Person, Failing]:
    person = Person(script)
    keeper = Failing()
    person.session.journal.store = Store(keeper)
    return person, keeper


def stored(keeper: Failing) -> dict[str, Any]:
    """Return the answers that a fresh opening would find, by exercise and step."""
    found = Store(keeper)
    return {
        f"{sitting.exercise}.{key}": answer.value
        for sitting in found.sittings.all()
        for key, answer in sitting.answers.items()
    }


def test_each_answer_of_an_evening_may_fail_once_and_nothing_is_lost() -> None:
    calm, keeper_of_calm = someone({"gate.marks": ["law"]})
    calm.guide.start("begin")
    calm.walks()
    person, keeper = someone({"gate.marks": ["law"]})
    person.guide.start("begin")
    for _ in range(100):
        if person.at == "end":
            break
        walk = person.guide.walk
        if person.at.startswith("notices"):
            person.walks(until="safety.thoughts")
            continue
        assert walk is not None
        assert walk.step is not None
        given = person.script.get(person.at) or fitting(walk.step, walk)
        before, at, kept = stored(keeper), person.at, walk.exercise.kept
        keeper.refuses = True
        try:
            person.guide.answer(given)
        except Full:
            assert stored(keeper) == before
        keeper.refuses = False
        if person.at == at and not (walk.sitting.is_over or at.startswith("gate.marks")):
            assert walk.answer_now == given or not kept
            person.guide.answer(given)
        elif person.at == at:
            person.guide.answer(given)
        person.guide.save()
    assert stored(keeper) == stored(keeper_of_calm)
    assert [item.title for item in Store(keeper).regrets.all()] == ["words at title"]
    assert {item.name for item in Store(keeper).kept.all()} == {"sentence", "belief"}


def test_an_end_that_could_not_be_stored_is_tried_again_at_the_same_step() -> None:
    person, keeper = someone()
    person.guide.start("begin")
    person.walks("begin.title")
    keeper.refuses = True
    with pytest.raises(Full):
        person.guide.answer("the lake")
    assert person.at == "begin.title"
    walk = person.guide.walk
    assert walk is not None
    assert walk.answer_now == "the lake"
    assert person.regrets == []
    keeper.refuses = False
    person.guide.save()
    assert stored(keeper)["begin.title"] == "the lake"
    person.guide.answer("the lake")
    assert person.at == "gate.own"
    assert [item.title for item in person.regrets] == ["the lake"]


@pytest.mark.parametrize("act", ["enough", "stop"])
def test_leaving_that_could_not_be_stored_leaves_it_under_way(act: str) -> None:
    person, keeper = someone()
    person.guide.start("begin")
    person.walks("name.part")
    keeper.refuses = True
    with pytest.raises(Full):
        getattr(person.guide, act)()
    assert person.at == "name.part"
    keeper.refuses = False
    getattr(person.guide, act)()
    assert person.at == "end"
    assert person.sittings("name")[0].state is State.ENOUGH


def test_a_rating_that_could_not_be_stored_is_ruled_on_all_the_same() -> None:
    person, keeper = someone({"begin.hard": 3})
    person.guide.start("begin")
    person.walks("name.seen")
    person.guide.leave()
    person.clock.moves(days=1)
    person.guide.start("name", person.regret.id)
    person.guide.enough()
    person.clock.moves(days=1)
    person.guide.start("name", person.regret.id)
    assert person.at == "name.before"
    keeper.refuses = True
    with pytest.raises(Full):
        person.guide.answer(9)
    assert person.at == "distress.high"
    with pytest.raises(Full):
        person.guide.steady()
    keeper.refuses = False
    person.walks("name.again_here" if "name.again_here" in person.met else "name.kind",
                 arrive__after=4)  # fmt: skip
    assert stored(keeper)["name.before.again"] == 4


def test_beginning_when_nothing_can_be_stored_shows_it_and_is_stored_later() -> None:
    person, keeper = someone()
    keeper.refuses = True
    with pytest.raises(Full):
        person.guide.start("values")
    assert person.at == "values.sort"
    keeper.refuses = False
    person.guide.answer({"Care": "very"})
    assert stored(keeper)["values.sort"] == {"Care": "very"}


def test_under_eighteen_is_told_so_once_it_is_forgotten() -> None:
    person, keeper = someone({"gate.own": "underage"})
    person.guide.start("begin")
    person.walks("gate.adult")
    keeper.refuses = True
    with pytest.raises(Full):
        person.guide.answer("no")
    assert person.at == "gate.adult"
    keeper.refuses = False
    person.guide.answer("no")
    assert person.at == "first.under18"
    assert stored(keeper) == {}
