"""The pace: one memory exercise a day, seven days between two voices, fourteen for the gate."""

from datetime import datetime

import pytest

from regret_tui.domain.sitting import State
from regret_tui.journal.now import Tell
from tests.unit.journal.driver import ENOUGH, SKIP, STOP_HERE, Person, named, ready


def said(person: Person) -> str:
    now = person.guide.now
    assert isinstance(now, Tell)
    return person.session.library.phrase(now.name, {**person.guide.words, **now.words})


def evening(person: Person, after: object) -> Person:
    """Name it again today, and sit down to the two voices."""
    person.starts("name", name__after=after)
    person.clock.moves(minutes=30)
    person.met.clear()
    person.opens("twovoice")
    return person


@pytest.mark.parametrize(
    ("after", "met"),
    [
        (3, "pace.one_a_day"),
        (6, "pace.one_a_day"),
        (7, "closed.tomorrow"),
        ("numb", "closed.tomorrow"),
    ],
)
def test_a_second_one_on_a_day(after: object, met: str) -> None:
    assert evening(ready(), after).at == met


def test_the_second_one_is_for_who_asks_for_it() -> None:
    person = evening(ready(), 3)
    person.walks("home", pace__one_a_day="later")
    person.opens("twovoice")
    person.walks("twovoice.before", pace__one_a_day="go")


@pytest.mark.parametrize(("rating", "met"), [(6, "name.again_here"), (7, "distress.high")])
def test_the_second_one_begins_at_six_or_lower(rating: int, met: str) -> None:
    person = ready()
    person.starts("twovoice", twovoice__after=4)
    person.clock.moves(minutes=30)
    person.opens("name")
    person.walks("name.before", pace__one_a_day="go")
    person.guide.answer(rating)
    assert person.at == met


def test_a_new_day_begins_at_four() -> None:
    person = evening(ready(at=datetime.fromisoformat("2026-11-24T22:00:00+01:00")), 7)
    person.guide.leave()
    for hour, met in (("03:59:00", "closed.tomorrow"), ("04:00:00", "twovoice.before")):
        person.clock.at = datetime.fromisoformat(f"2026-11-27T{hour}+01:00")
        person.opens("twovoice")
        assert person.at == met
        person.guide.leave()


def test_a_day_lived_elsewhere_counts_where_it_was_lived() -> None:
    person = ready(at=datetime.fromisoformat("2026-11-24T12:00:00+09:00"))
    person.starts("name", name__after=7)
    person.clock.at = datetime.fromisoformat("2026-11-25T21:00:00-08:00")
    person.opens("twovoice")
    assert person.session.journal.today.isoformat() == "2026-11-25"
    assert person.at == "twovoice.before"


def test_what_was_left_part_way_can_be_gone_on_with_and_counts() -> None:
    person = ready()
    person.starts("name", name__part=STOP_HERE)
    person.guide.leave()
    person.opens("twovoice")
    assert person.at == "pace.one_a_day"
    person.guide.leave()
    person.opens("name")
    assert person.at == "name.part"


def test_only_ratings_are_no_memory_work() -> None:
    person = ready()
    person.starts("name", name__again_here=ENOUGH)
    person.clock.moves(minutes=11)
    person.opens("twovoice")
    assert person.at == "twovoice.before"


def test_other_pages_are_open_on_the_same_day() -> None:
    person = named()
    person.starts("name", name__after=7)
    person.opens("values")
    assert person.at == "values.sort"


@pytest.mark.parametrize(("days", "met"), [(0, "closed.again"), (6, "closed.again"), (7, "")])
def test_two_voices_reopen_at_the_agreed_line_within_seven_days(days: int, met: str) -> None:
    person = ready()
    person.starts("twovoice", twovoice__agreed="I hid it and I will say it")
    sitting = person.sittings("twovoice")[0]
    person.clock.moves(days=days)
    person.met.clear()
    person.opens("twovoice")
    if not met:
        assert person.at == "gate.telling_again"
        return
    assert person.at == met
    assert "last 7 days" in said(person)
    person.walks("twovoice.agreed")
    assert person.guide.walk is not None
    assert person.guide.walk.sitting.id == sitting.id
    assert person.guide.walk.answer_now == "I hid it and I will say it"
    person.walks(twovoice__agreed="I hid it and I said it")
    assert person.sittings("twovoice")[0].state is State.DONE
    agreed = person.session.journal.newest("agreed", person.regret.id)
    assert agreed is not None
    assert agreed.value == "I hid it and I said it"
    assert len([item for item in person.session.journal.kept() if item.name == "agreed"]) == 1


def test_reopening_can_wait() -> None:
    person = ready()
    person.starts("twovoice")
    person.starts("twovoice", closed__again="later")
    assert person.at == "home"
    assert person.sittings("twovoice")[0].state is State.DONE


def test_a_dialogue_that_rested_or_was_left_early_does_not_count_as_told() -> None:
    person = ready()
    person.starts("twovoice", twovoice__before=9, arrive__after=9)
    person.clock.moves(days=1)
    person.opens("twovoice")
    assert person.at == "twovoice.before"


@pytest.mark.parametrize(("days", "met"), [(7, True), (13, True), (14, False)])
def test_telling_it_in_two_voices_again(days: int, met: bool) -> None:
    person = ready()
    person.starts("twovoice")
    person.clock.moves(days=days)
    person.opens("twovoice")
    assert (person.at == "gate.telling_again") is met
    if met:
        person.walks("twovoice.before")


def test_the_third_naming_is_met_gently_and_can_go_on() -> None:
    person = named()
    for _ in range(2):
        person.met.clear()
        person.starts("name")
        assert ("gate.telling_again" in person.met) is (len(person.sittings("name")) == 3)
        person.clock.moves(days=1)
    person.opens("name")
    assert person.at == "gate.telling_again"
    person.walks(gate__telling_again="later")
    assert person.at == "home"
    person.clock.moves(days=14)
    person.opens("name")
    assert person.at == "name.before"


def test_going_on_with_what_was_left_is_no_telling_again() -> None:
    person = named()
    person.starts("name")
    person.clock.moves(days=1)
    person.starts("name", name__part=STOP_HERE)
    person.guide.leave()
    person.opens("name")
    assert person.at == "name.part"


def test_the_third_naming_can_turn_to_a_deed() -> None:
    person = ready()
    for _ in range(2):
        person.starts("name")
        person.clock.moves(days=1)
    person.met.clear()
    person.starts("name", gate__telling_again="deed", align__crossed=STOP_HERE)
    assert person.met == ["gate.telling_again", "align.crossed"]
    person.guide.leave()
    assert person.at == "home"
    assert len(person.sittings("name")) == 3


def test_a_deed_instead_of_telling_brings_the_values_it_stands_on_first() -> None:
    person = named()
    for _ in range(2):
        person.starts("name")
        person.clock.moves(days=1)
    person.met.clear()
    person.starts("name", gate__telling_again="deed", values__sort=STOP_HERE)
    assert person.met == ["gate.telling_again", "closed.needs", "values.sort"]


def test_naming_again_hands_back_the_words_before() -> None:
    person = named({"name.sentence": "I hid the letters"})
    person.opens("name")
    person.walks("name.again_here")
    assert person.guide.walk is not None
    assert [item.value for item in person.guide.walk.handed] == ["I hid the letters"]


def test_a_naming_that_rested_is_not_said_to_have_named_it() -> None:
    person = Person({"begin.hard": 9, "arrive.after": 9})
    person.guide.start("begin")
    person.walks()
    person.clock.moves(days=1)
    person.starts("name", name__before=3, name__kind=STOP_HERE)
    assert "name.again_here" not in person.met[-3:]


def test_a_skipped_rating_is_not_taken_for_a_calm_one() -> None:
    person = ready()
    person.starts("name", name__before=SKIP, name__after=SKIP)
    person.opens("twovoice")
    assert person.at == "closed.tomorrow"
