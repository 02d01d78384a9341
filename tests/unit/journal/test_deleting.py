"""Deleting: what goes with what, what comes back, what goes for ever."""

from datetime import date, timedelta

import pytest

from regret_tui.domain.kept import Kept
from regret_tui.domain.openness import Opening, opening
from regret_tui.domain.sitting import Sitting, State
from regret_tui.journal.deleting import (
    HELD_FOR,
    Thing,
    What,
    bring_back,
    expire,
    held,
    hold,
    shred,
)
from regret_tui.journal.exporting import sharable
from tests.unit.journal.driver import SKIP, STOP_HERE, Person, named, ours, ready
from tests.unit.journal.test_stop_rules import rest


def page(person: Person, exercise: str = "name") -> Thing:
    return Thing(What.PAGE, person.sittings(exercise)[-1].id)


def kept(person: Person, name: str) -> Kept | None:
    regret = person.regrets[-1].id if person.regrets else ""
    journal = person.session.journal
    return journal.newest(name, regret)


def shown(person: Person) -> set[str]:
    journal = person.session.journal
    return {
        *(item.id for item in journal.regrets()),
        *(item.id for item in journal.sittings()),
        *(item.id for item in journal.kept()),
    }


def stored(person: Person) -> str:
    return str(person.session.journal.store.tables())


def test_a_page_goes_with_what_it_kept_and_both_come_back() -> None:
    person = ready()
    before = person.session.journal.store.tables()
    thing = page(person)
    person.clock.moves(minutes=1)
    hold(person.session, thing)
    journal = person.session.journal
    assert person.sittings("name") == []
    assert kept(person, "sentence") is None
    assert thing.id not in {item.id for item in sharable(journal)}
    known = journal.known(ours().exercise("twovoice"), person.regret)
    assert not {"sentence", "name.seen"} & known.keys()
    assert "name" not in journal.facts(person.regret).done
    bring_back(person.session, thing)
    assert journal.store.tables() == before


def test_it_is_listed_with_the_day_until_which_it_is_held() -> None:
    person = ready()
    first, second = page(person), page(person, "values")
    hold(person.session, first)
    person.clock.moves(hours=1)
    hold(person.session, second)
    listed = held(person.session.journal)
    assert [item.thing for item in listed] == [second, first]
    assert {item.until for item in listed} == {person.clock().date() + timedelta(days=7)}


def test_a_regret_goes_whole_and_comes_back_whole() -> None:
    person = ready()
    before = person.session.journal.store.tables()
    thing = Thing(What.REGRET, person.regret.id)
    hold(person.session, thing)
    assert person.regrets == []
    assert {item.regret for item in person.session.journal.sittings()} == {""}
    assert {item.regret for item in person.session.journal.kept()} == {""}
    assert [item.thing for item in held(person.session.journal)] == [thing]
    bring_back(person.session, thing)
    assert person.session.journal.store.tables() == before


def test_a_page_that_was_deleted_before_its_regret_stays_deleted_when_that_comes_back() -> None:
    person = ready()
    first, thing = page(person), Thing(What.REGRET, person.regret.id)
    hold(person.session, first)
    person.clock.moves(days=1)
    hold(person.session, thing)
    assert [item.thing for item in held(person.session.journal)] == [thing]
    bring_back(person.session, thing)
    assert person.sittings("name") == []
    assert [item.thing for item in held(person.session.journal)] == [first]


def test_one_kept_thing_goes_from_its_page_too_and_comes_back() -> None:
    person = ready()
    before = person.session.journal.store.tables()
    item = kept(person, "sentence")
    assert item is not None
    hold(person.session, Thing(What.KEPT, item.id))
    journal = person.session.journal
    assert kept(person, "sentence") is None
    assert str(item.value) not in str(journal.sittings())
    assert "name.sentence" not in journal.known(ours().exercise("twovoice"), person.regret)
    assert person.sittings("name")[-1].value("seen") is not None
    bring_back(person.session, Thing(What.KEPT, item.id))
    assert journal.store.tables() == before


def test_a_kept_thing_that_was_written_anew_does_not_come_over_what_is_there() -> None:
    person = ready()
    item = kept(person, "sentence")
    assert item is not None
    hold(person.session, Thing(What.KEPT, item.id))
    sitting = person.sittings("name")[-1]
    sitting.answers["sentence"].value = "a later one"
    person.session.journal.store.sittings.put(sitting)
    bring_back(person.session, Thing(What.KEPT, item.id))
    assert person.sittings("name")[-1].value("sentence") == "a later one"


def test_a_page_that_was_begun_goes_on_though_a_kept_thing_of_it_went() -> None:
    person = named({"values.ratings": STOP_HERE})
    person.starts("values")
    item = person.session.journal.newest("values")
    assert item is not None
    hold(person.session, Thing(What.KEPT, item.id))
    person.opens("values")
    person.walks(values__ratings=SKIP)
    assert person.at == "end"


def test_a_page_under_way_ends_and_is_not_gone_on_with() -> None:
    person = named({"name.part": STOP_HERE})
    person.starts("name")
    thing = page(person)
    hold(person.session, thing)
    assert person.at == "home"
    assert "name" not in person.session.journal.facts(person.regret).part_way
    person.clock.moves(days=1)
    person.opens("name")
    walk = person.guide.walk
    assert walk is not None
    assert walk.sitting.id != thing.id
    assert not walk.sitting.trail
    person.guide.leave()
    bring_back(person.session, thing)
    back = person.session.journal.store.sittings.get(thing.id)
    assert back is not None
    assert (back.state, back.step) == (State.ENOUGH, "")
    assert back.value("seen") == "words at seen"


# -- what the rules look at ------------------------------------------------------------------


def delete_all(person: Person, exercise: str, *, shreds: bool) -> None:
    for item in person.sittings(exercise):
        if shreds:
            shred(person.session, Thing(What.PAGE, item.id))
        else:
            hold(person.session, Thing(What.PAGE, item.id))


@pytest.mark.parametrize("shreds", [False, True])
def test_memory_work_of_today_counts_though_it_was_deleted(shreds: bool) -> None:
    person = named()
    person.starts("name", name__after=7)
    delete_all(person, "name", shreds=shreds)
    facts = person.session.journal.facts(person.regret)
    assert (facts.memory_today, facts.rating) == (1, 7)
    assert opening(ours().exercise("name"), facts) is Opening.TOMORROW


@pytest.mark.parametrize("shreds", [False, True])
def test_a_rest_of_today_stands_though_it_was_deleted(shreds: bool) -> None:
    person = named({"name.before": 9, "arrive.after": 9, "name.rest": STOP_HERE})
    person.starts("name")
    delete_all(person, "name", shreds=shreds)
    until = person.session.journal.facts(person.regret).rests_until
    assert until == person.session.journal.today + timedelta(days=1)


@pytest.mark.parametrize("shreds", [False, True])
def test_rests_in_a_row_count_though_they_were_deleted(shreds: bool) -> None:
    person = named()
    for _ in range(2):
        rest(person)
        delete_all(person, "name", shreds=shreds)
        delete_all(person, "arrive", shreds=shreds)
    rest(person)
    assert "distress.third_time" in person.met


def test_a_row_of_rests_is_not_broken_by_what_was_deleted() -> None:
    person = named()
    rest(person)
    rest(person)
    person.starts("name", name__before=3)
    assert person.session.journal.rests_running() == 0
    hold(person.session, page(person))
    assert person.session.journal.rests_running() == 2


@pytest.mark.parametrize("shreds", [False, True])
def test_telling_again_is_noticed_though_it_was_deleted(shreds: bool) -> None:
    person = ready()
    person.starts("twovoice")
    delete_all(person, "twovoice", shreds=shreds)
    person.clock.moves(days=1)
    person.opens("twovoice")
    assert person.at == "gate.telling_again"


def test_what_counts_after_shredding_has_no_words_in_it() -> None:
    person = named()
    person.starts("name", name__seen="a word of mine")
    shred(person.session, page(person))
    assert person.session.journal.counted()
    assert "a word of mine" not in str(person.session.journal.counted())
    assert "a word of mine" not in stored(person)


# -- for ever ---------------------------------------------------------------------------------


def test_in_memory_shredding_is_at_once() -> None:
    person = ready()
    done = shred(person.session, Thing(What.REGRET, person.regret.id))
    assert (done.purged, done.trouble) == (None, None)
    assert person.regrets == []
    assert held(person.session.journal) == []
    assert "words at seen" not in stored(person)


def test_shredding_takes_what_was_deleted_before_with_it() -> None:
    person = ready()
    hold(person.session, page(person))
    shred(person.session, Thing(What.REGRET, person.regret.id))
    assert "words at seen" not in stored(person)


def test_shredding_one_kept_thing_takes_it_out_of_its_page() -> None:
    person = ready()
    item = kept(person, "sentence")
    assert item is not None
    shred(person.session, Thing(What.KEPT, item.id))
    assert str(item.value) not in stored(person)
    assert person.sittings("name")[-1].value("seen") is not None


def test_after_seven_days_it_goes_with_all_that_belongs_to_it() -> None:
    person = ready()
    thing = Thing(What.REGRET, person.regret.id)
    hold(person.session, thing)
    person.clock.moves(seconds=HELD_FOR.total_seconds() - 1)
    expire(person.session)
    assert [item.thing for item in held(person.session.journal)] == [thing]
    person.clock.moves(seconds=1)
    expire(person.session)
    assert held(person.session.journal) == []
    assert thing.id not in stored(person)
    assert person.session.journal.newest("values") is not None


@pytest.mark.parametrize("at", ["soon", "2026-01-01", "2026-01-01T00:00:00"])
def test_what_was_deleted_at_no_moment_that_can_be_read_stays_held(at: str) -> None:
    person = ready()
    thing = page(person)
    person.session.journal.store.sittings.hold(thing.id, at)
    person.clock.moves(days=400)
    expire(person.session)
    assert [(item.thing, item.until) for item in held(person.session.journal)] == [(thing, None)]


def test_under_age_leaves_nothing_that_is_held_either() -> None:
    person = named()
    person.starts("name")
    hold(person.session, page(person))
    person.clock.moves(days=20)
    person.starts("gate", gate__own="underage", gate__adult="no")
    assert person.session.guide.under_age
    assert "words at" not in stored(person)


def test_what_went_with_something_that_is_not_there_is_listed_by_itself() -> None:
    person = ready()
    thing = page(person)
    sittings, at = person.session.journal.store.sittings, "2026-11-24T21:00:00+01:00"
    sittings.hold(thing.id, at, along_with="x")
    [item] = held(person.session.journal)
    assert (item.thing, item.until) == (thing, date(2026, 12, 1))
    assert isinstance(item.record, Sitting)
