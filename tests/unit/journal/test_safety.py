"""The self-harm question: when it is asked, that a yes stops the memory work, and what is kept."""

from datetime import date

import pytest

from regret_tui.domain.sitting import State
from tests.unit.journal.driver import BACK, ENOUGH, SKIP, STEADY, STOP_HERE, Each, Person, named

LAW: dict[str, object] = {"gate.marks": ["law"]}


def rests(person: Person) -> str:
    return person.session.journal.store.profile.rests_until


@pytest.mark.parametrize(
    ("thoughts", "read", "until"),
    [
        ("no", [], ""),
        ("silent", ["safety.silent_too"], ""),
        (SKIP, [], ""),
        ("thoughts", ["safety.near_someone", "safety.then"], "2026-11-25"),
        ("act", ["safety.act_now", "safety.then"], "2026-11-27"),
    ],
)
def test_what_each_answer_leads_to(thoughts: object, read: list[str], until: str) -> None:
    person = Person(LAW | {"safety.thoughts": thoughts, "safety.then": "stop"})
    person.guide.start("begin")
    person.walks("name.kind" if not until else "safety.rest_until")
    at = person.met.index("safety.thoughts")
    assert person.met[at + 1 :] == read
    assert rests(person) == until


@pytest.mark.parametrize(("then", "after"), [("people", "people"), ("steady", "arrive.before")])
def test_a_yes_begins_no_memory_work(then: str, after: str) -> None:
    person = Person(LAW | {"safety.thoughts": "act", "safety.then": then})
    person.guide.start("begin")
    person.walks()
    at = person.met.index("safety.then")
    assert person.met[at + 1] == after
    assert not [name for name in person.met if name.startswith("name.")]
    assert "safety.rest_until" in person.met
    person.opens("name")
    assert person.at == "closed.rests"


@pytest.mark.parametrize("leaves", [ENOUGH, STOP_HERE])
def test_a_yes_counts_however_it_is_left(leaves: object) -> None:
    person = Person(LAW | {"safety.thoughts": "act", "safety.act_now": leaves})
    person.guide.start("begin")
    person.walks()
    person.guide.leave()
    assert rests(person) == "2026-11-27"


def test_a_slip_of_the_key_can_be_taken_back() -> None:
    person = Person(LAW | {"safety.thoughts": Each("act", "no"), "safety.act_now": BACK})
    person.guide.start("begin")
    person.walks("name.kind")
    assert rests(person) == ""


def test_a_no_in_the_days_of_rest_does_not_end_them() -> None:
    person = Person(LAW | {"safety.thoughts": Each("act", "no"), "safety.then": "stop"})
    person.guide.start("begin")
    person.walks()
    person.guide.start("begin")
    person.walks()
    assert person.met.count("safety.thoughts") == 2
    assert rests(person) == "2026-11-27"
    assert person.met[-2:] == ["safety.rest_until", "home"]


def test_a_lighter_yes_does_not_shorten_the_days_of_rest() -> None:
    person = Person(LAW | {"safety.thoughts": Each("act", "thoughts"), "safety.then": "stop"})
    for _ in range(2):
        person.guide.start("begin")
        person.walks()
    assert person.met.count("safety.thoughts") == 2
    assert rests(person) == "2026-11-27"


def test_when_its_day_has_come_it_is_asked_before_those_pages_open() -> None:
    person = Person(LAW | {"safety.thoughts": "thoughts", "safety.then": "stop"})
    person.guide.start("begin")
    person.walks()
    person.clock.moves(days=1)
    assert person.session.journal.today == date(2026, 11, 25)
    person.met.clear()
    person.starts("values", values__sort=STOP_HERE)
    assert person.at == "values.sort"
    person.guide.leave()
    person.starts("name", safety__thoughts="no", name__before=STOP_HERE)
    assert person.met[-3:] == ["safety.ask_again", "safety.thoughts", "name.before"]
    assert rests(person) == ""
    person.guide.leave()
    person.opens("name")
    assert person.at == "name.before"


def test_a_yes_again_rests_again() -> None:
    person = Person(LAW | {"safety.thoughts": "thoughts", "safety.then": "stop"})
    person.guide.start("begin")
    person.walks()
    person.clock.moves(days=1)
    person.met.clear()
    person.starts("name", safety__thoughts="act")
    assert person.met[:2] == ["safety.ask_again", "safety.thoughts"]
    assert person.met[-2:] == ["safety.rest_until", "home"]
    assert rests(person) == "2026-11-28"
    assert person.sittings("name") == []


def test_not_said_opens_them_and_is_asked_again_the_next_time() -> None:
    person = Person(LAW | {"safety.thoughts": "thoughts", "safety.then": "stop"})
    person.guide.start("begin")
    person.walks()
    person.clock.moves(days=1)
    for _ in range(2):
        person.opens("name")
        assert person.at == "safety.ask_again"
        person.walks("name.before", safety__thoughts="silent")
        assert person.met[-2:-1] == ["safety.thoughts"]
        person.guide.leave()


def test_the_question_that_is_asked_again_can_wait_and_so_does_the_page() -> None:
    person = Person(LAW | {"safety.thoughts": "thoughts", "safety.then": "stop"})
    person.guide.start("begin")
    person.walks()
    person.clock.moves(days=1)
    person.opens("name")
    person.walks("home", safety__ask_again="later")
    assert not person.sittings("name")
    person.opens("name")
    assert person.at == "safety.ask_again"


def test_a_yes_in_the_middle_lays_the_memory_work_aside_part_way() -> None:
    person = named({"name.seen": STEADY, "arrive.after": 9, "safety.thoughts": "thoughts"})
    person.starts("name", safety__then="people", distress__rose_end="go")
    assert person.met[-2:] == ["safety.rest_until", "home"]
    sitting = person.sittings("name")[-1]
    assert (sitting.state, sitting.step) == (State.OPEN, "seen")
    person.clock.moves(days=2)
    person.starts("name", safety__thoughts="no", name__seen=STOP_HERE)
    assert person.at == "name.seen"


def test_a_yes_after_steadying_that_the_rules_called_for_is_a_rest() -> None:
    person = named({"name.before": 9, "arrive.after": 9, "safety.thoughts": "act"})
    person.starts("name", safety__then="people")
    assert not [name for name in person.met if name in ("name.kind", "name.seen")]
    assert person.sittings("name")[-1].state is State.RESTED


def test_stopping_there_stops_everything() -> None:
    person = Person({"gate.other": "said_no", "safety.thoughts": "act", "safety.then": "stop"})
    person.guide.start("begin")
    person.walks()
    assert person.met[-2:] == ["safety.then", "home"]


def test_the_gate_and_this_question_leave_no_answer_anywhere() -> None:
    for own, other in (("pressed", "said_no"), ("underage", "circling"), ("silent", "unknowing")):
        person = Person({"gate.own": own, "gate.other": other, "safety.thoughts": "act"})
        person.guide.start("begin")
        person.walks()
        everything = repr(person.session.journal.store.tables())
        for word in (own, other, "thoughts", "'act'", "gate", "adult"):
            assert word not in everything.replace("'gated'", ""), word
        assert person.sittings("gate") == []
        assert person.sittings("safety") == []
