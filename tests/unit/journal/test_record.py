"""What is stored of a walk: answers, kept things, and what another exercise may quote."""

from typing import Any

import msgspec
import pytest

from regret_tui.domain.gate import Mark, Route
from regret_tui.domain.kept import Kept
from regret_tui.domain.sitting import Share, Sitting, State
from regret_tui.store.storage import InMemory
from regret_tui.store.store import Store
from tests.unit.journal.driver import BACK, ENOUGH, SKIP, STOP_HERE, Each, Person, named, ready

CORE = ("name", "values", "twovoice", "align")


def kept(person: Person, name: str) -> list[Kept]:
    return [item for item in person.session.journal.kept() if item.name == name]


def test_the_core_path_from_end_to_end_in_one_evening() -> None:
    person = Person({"name.sentence": "I hid the letters", "twovoice.agreed": "I hid, I will say"})
    person.guide.start("begin")
    person.walks()
    suggested = []
    for exercise in CORE[1:]:
        suggestion = getattr(person.guide.now, "suggestion")  # noqa: B009
        suggested.append(suggestion.exercise)
        person.starts(exercise, pace__one_a_day="go")
    assert suggested == list(CORE[1:])
    assert getattr(person.guide.now, "suggestion").exercise == ""  # noqa: B009
    assert [item.state for name in CORE for item in person.sittings(name)] == [State.DONE] * 4
    assert {item.name for item in person.session.journal.kept()} == {
        "sentence", "belief", "values", "ratings", "goal", "intention", "promise", "agreed",
        "crossed", "step", "step_day", "obstacle", "helped",
    } - {"helped"}  # fmt: skip
    assert person.guide.next_step == "words at step (Friday 27 November)"
    assert person.session.has_words


def test_the_pinned_sentence_and_the_value_are_at_hand_in_two_voices() -> None:
    person = ready({"name.sentence": "I hid the letters", "values.five": ["Honesty"]})
    person.script["name.belief"] = "I am a liar"
    person.starts("name")
    person.clock.moves(days=1)
    person.opens("twovoice")
    person.walks("twovoice.happened", twovoice__stand=["Honesty"])
    walk = person.guide.walk
    assert walk is not None
    assert [item.value for item in walk.handed] == ["I hid the letters", "I am a liar"]
    person.walks("twovoice.accepts")
    assert "{value}" in person.step.guidance
    assert person.guide.words["value"] == "Honesty"


def test_each_step_keeps_one_thing_however_often_it_is_answered() -> None:
    person = named()
    person.starts("name", name__sentence=Each("first", "second"), name__after=Each(BACK, 3))
    mine = [
        item for item in kept(person, "sentence") if item.sitting == person.sittings("name")[-1].id
    ]
    assert [item.value for item in mine] == ["second"]
    assert len(kept(person, "sentence")) == 2


def test_a_kept_thing_stays_the_same_record_with_the_mark_of_its_sitting() -> None:
    person = named()
    person.starts("name", name__sentence="first", name__after=STOP_HERE)
    before = kept(person, "sentence")[-1]
    journal = person.session.journal
    before.share = Share.FULL
    journal.store.kept.put(before)
    person.guide.back()
    person.walks(name__sentence="second", name__after=3)
    after = kept(person, "sentence")[-1]
    assert (after.id, after.value, after.share) == (before.id, "second", Share.FULL)


def test_what_was_left_keeps_nothing() -> None:
    person = named()
    person.starts("name", name__belief=SKIP)
    assert [item.sitting for item in kept(person, "belief")] == [person.sittings("name")[0].id]


@pytest.mark.parametrize(("at", "following"), [("after", "values"), ("part", "name")])
def test_enough_is_done_where_something_is_kept_of_it(at: str, following: str) -> None:
    person = Person({f"name.{at}": ENOUGH, "name.belief": SKIP})
    person.guide.start("begin")
    person.walks()
    assert person.sittings("name")[0].state is State.ENOUGH
    assert getattr(person.guide.now, "suggestion").exercise == following  # noqa: B009


def test_a_regret_has_its_title_and_its_day() -> None:
    person = Person({"begin.title": " the\nlake "})
    person.guide.start("begin")
    person.walks()
    assert person.regret.title == "the lake"
    assert person.regret.gated == "2026-11-24"
    assert person.sittings("begin")[0].regret == person.regret.id
    assert all(item.day == "2026-11-24" for item in person.session.journal.sittings())


def test_two_regrets_do_not_quote_each_other() -> None:
    person = named({"name.sentence": "the first"})
    first = person.regret.id
    person.guide.start("begin")
    person.walks(name__sentence="the second")
    journal = person.session.journal
    for regret in person.regrets:
        known = journal.known(journal.library.exercise("twovoice"), regret)
        assert known["sentence"] == ("the first" if regret.id == first else "the second")


def closed(person: Person, route: Route, marks: list[Mark]) -> dict[str, object]:
    regret = person.regret
    regret.route, regret.marks = route, marks
    journal = person.session.journal
    return journal.known(journal.library.exercise("values"), regret)


@pytest.mark.parametrize(
    ("route", "marks", "quoted"),
    [
        (Route.ORDINARY, [], True),
        (Route.ORDINARY, [Mark.LAW, Mark.AFRAID, Mark.ONGOING], True),
        (Route.ORDINARY, [Mark.READER], False),
        (Route.SUPPORT, [], False),
        (Route.HARM, [], False),
        (Route.CAREFUL, [], False),
        (Route.BOTH, [], False),
        (Route.MINORS, [], False),
    ],
)
def test_what_a_route_closes_is_kept_but_not_quoted(
    route: Route, marks: list[Mark], quoted: bool
) -> None:
    person = ready()
    gone = Kept("9" * 32, "old_page", "words", person.regret.id, "s", "a page of mine", at="2026")
    person.session.journal.store.kept.put(gone)
    known = closed(person, route, marks)
    assert ("sentence" in known) is quoted
    assert ("name.seen" in known) is quoted
    assert ("old_page" in known) is quoted
    assert known["values"] == ["Honesty"]
    assert known["route"] == route
    assert kept(person, "sentence")


def test_what_is_stored_is_plain_and_comes_back() -> None:
    person = ready()
    person.starts("twovoice", pace__one_a_day="go")
    tables = person.session.journal.store.tables()
    memory = InMemory()
    memory.save(tables)
    assert Store(memory).tables() == tables
    for sitting in person.session.journal.sittings():
        assert msgspec.json.decode(msgspec.json.encode(sitting), type=Sitting) == sitting


def offered(person: Person) -> bool:
    return person.session.offers_keeping


def test_nothing_of_begin_counts_as_offering_to_keep_until_the_third_answer() -> None:
    person = Person({"begin.title": STOP_HERE})
    person.guide.start("begin")
    person.walks()
    assert not offered(person)
    person.walks("name.kind", begin__title="the lake")
    assert not offered(person)
    person.guide.skip()
    assert not offered(person)
    person.guide.answer("words")
    assert offered(person)
    person.session.declined = True
    assert not offered(person)


def test_steadying_alone_is_nothing_that_would_be_lost_before_an_answer() -> None:
    person = Person()
    person.guide.start("arrive")
    found = [person.session.has_words]
    person.guide.answer(4)
    found.append(person.session.has_words)
    assert found == [False, True]


def test_a_later_sitting_of_the_same_kind_knows_the_former() -> None:
    person = named({"name.belief": "I am bad"})
    person.opens("name")
    person.walks("name.belief")
    walk = person.guide.walk
    assert walk is not None
    assert [item.value for item in walk.handed] == ["I am bad"]
    person.guide.answer("I am worse")
    person.guide.back()
    assert [item.value for item in walk.handed] == ["I am bad"]
    again: Any = walk.answer_now
    assert again == "I am worse"
