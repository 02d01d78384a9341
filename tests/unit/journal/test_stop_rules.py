"""The stop rules as a person meets them: steady first, pause, rest, close, a person."""

import pytest

from regret_tui.domain.sitting import Answer, Sitting, State
from regret_tui.journal.now import Act, Tell
from tests.unit.journal.driver import ENOUGH, SKIP, STEADY, STOP_HERE, Each, Person, named, ready

PEOPLE = Act.PEOPLE


def told(person: Person) -> Tell:
    now = person.guide.now
    assert isinstance(now, Tell), now
    return now


def acts(person: Person) -> set[str]:
    return {str(act) for act in told(person).acts}


def said(person: Person) -> str:
    tell = told(person)
    return person.session.library.phrase(tell.name, {**person.guide.words, **tell.words})


# -- at the start ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exercise", "rating", "met"),
    [
        ("name", 7, "name.again_here"),
        ("name", 8, "distress.high"),
        ("name", "numb", "distress.high_numb"),
        ("twovoice", 6, "twovoice.stand"),
        ("twovoice", 7, "distress.high"),
        ("twovoice", 10, "distress.high"),
    ],
)
def test_how_hard_it_may_be_to_begin(exercise: str, rating: object, met: str) -> None:
    person = ready()
    person.opens(exercise)
    person.walks(f"{exercise}.before")
    person.guide.answer(rating)
    assert person.at == met
    if met != "distress.high_numb" and met.startswith("distress"):
        assert f"You marked {rating}." in said(person)
        assert acts(person) == {"steady", "people", "stop"}


def test_steadying_then_the_second_rating_decides() -> None:
    person = named({"name.before": 9, "arrive.after": 7})
    person.starts("name", name__again_here=STOP_HERE)
    assert person.met == [
        "name.before", "distress.high",
        "arrive.what", "arrive.senses", "arrive.body_too", "arrive.after", "arrive.what_helped",
        "arrive.then", "name.again_here",
    ]  # fmt: skip
    assert [item.value for item in person.sittings("name")[-1].answers.values()] == [9, 7]


def test_where_steadying_was_left_the_second_rating_is_asked() -> None:
    person = named({"name.before": 9, "arrive.what": ENOUGH, "name.before.again": 5})
    person.starts("name", name__again_here=STOP_HERE)
    assert person.met[-3:] == ["arrive.what", "name.before.again", "name.again_here"]


def test_the_key_for_steadying_on_that_screen_is_its_first_choice() -> None:
    person = named()
    person.opens("name")
    person.guide.answer(9)
    person.guide.steady()
    assert person.at == "arrive.what"
    person.walks("name.again_here", arrive__after=5)
    assert "distress.high" not in person.met


@pytest.mark.parametrize("after", [8, 9, "numb"])
def test_still_high_asks_for_a_line_and_rests_for_today(after: object) -> None:
    person = named({"name.before": 9, "arrive.after": after, "name.rest": "the dog"})
    person.starts("name")
    assert person.met[-3:] == ["distress.still_high", "name.rest", "end"]
    assert person.sittings("name")[-1].state is State.RESTED
    assert person.session.journal.newest("line", person.regret.id).value == "the dog"  # type: ignore[union-attr]  # kept just now
    person.opens("name")
    assert person.at == "closed.rests"
    assert "Thursday 26 November" in said(person)
    person.guide.leave()
    person.clock.moves(days=1)
    person.opens("name")
    assert person.at == "name.before"


@pytest.mark.parametrize(("after", "asked"), [(8, []), (9, ["safety.thoughts"])])
def test_steadying_that_the_rules_sent_to_does_not_close_anything_itself(
    after: int, asked: list[str]
) -> None:
    person = named({"name.before": 5, "name.again_here": ENOUGH})
    person.starts("name", name__before=9, arrive__after=after)
    at = person.met.index("arrive.after")
    until = person.met.index("arrive.what_helped")
    assert person.met[at + 1 : until] == asked


def test_the_screen_of_a_rest_offers_people() -> None:
    person = named({"name.before": 8, "arrive.after": 8})
    person.opens("name")
    person.walks("distress.still_high")
    assert acts(person) == {"go", "people"}


def rest(person: Person) -> None:
    person.starts("name", name__before=9, arrive__after=9)
    person.clock.moves(days=1)


def test_the_third_time_running_is_for_a_person() -> None:
    person = named()
    for _ in range(2):
        rest(person)
        assert "distress.still_high" in person.met
        assert "distress.third_time" not in person.met
    rest(person)
    assert "distress.third_time" in person.met


def test_work_in_between_begins_the_row_anew() -> None:
    person = named()
    rest(person)
    rest(person)
    person.starts("name", name__before=3)
    person.clock.moves(days=1)
    person.met.clear()
    rest(person)
    assert "distress.still_high" in person.met


def test_stopping_before_a_word_neither_counts_nor_breaks_the_row() -> None:
    person = named()
    rest(person)
    rest(person)
    person.starts("name", name__before=9, distress__high="stop")
    assert person.sittings("name")[-1].state is State.ENOUGH
    person.clock.moves(days=1)
    person.starts("name", name__before=9, distress__high="steady")
    assert "distress.third_time" in person.met


def test_stopping_before_a_word_is_no_memory_work() -> None:
    person = named({"distress.high": "stop"})
    person.starts("name", name__before=9)
    assert person.met[-2:] == ["distress.high", "end"]
    person.clock.moves(minutes=11)
    person.starts("name", name__before=4, name__again_here=STOP_HERE)
    assert person.at != "closed.tomorrow"


@pytest.mark.parametrize("then", ["stop", ENOUGH])
def test_stopping_at_the_end_of_steadying_stops_what_is_below(then: object) -> None:
    person = named({"name.before": 9, "arrive.after": 4, "arrive.then": then})
    person.starts("name", name__again_here=STOP_HERE)
    stopped = person.sittings("name")[-1].state is State.ENOUGH
    assert stopped is (then == "stop")
    assert person.at == ("end" if then == "stop" else "name.again_here")


def test_the_second_rating_cannot_be_left_but_it_can_be_enough() -> None:
    person = named({"name.before": 9, "arrive.what": ENOUGH, "name.before.again": ENOUGH})
    person.starts("name")
    assert person.at == "end"
    assert not person.session.journal.has_words(person.sittings("name")[-1])


# -- numb -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "offered"), [("numb", False), (8, True), (0, True), (SKIP, False)]
)
def test_numb_is_not_offered_its_body(before: object, offered: bool) -> None:
    person = Person({"arrive.before": before, "arrive.body_too": "yes"})
    person.starts("arrive")
    assert ("arrive.body_too" in person.met) is offered
    assert ("arrive.body" in person.met) is offered


def test_numb_at_the_start_of_memory_work_meets_no_body_practice() -> None:
    person = named({"name.before": "numb", "arrive.after": 3, "name.again_here": STOP_HERE})
    person.starts("name")
    assert "arrive.body_too" not in person.met
    assert "arrive.senses" in person.met


# -- in the middle --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "again", "words"),
    [
        (3, 4, ""),
        (3, 5, "It has risen by 2 since you began."),
        (5, 8, "It has risen by 3 since you began."),
        (6, 8, "It has risen by 2 since you began."),
        (3, "numb", "You marked numb."),
    ],
)
def test_after_the_first_voice(start: object, again: object, words: str) -> None:
    person = ready()
    person.opens("twovoice")
    person.walks("twovoice.accepts" if not words else "twovoice.pause", twovoice__before=start,
                 twovoice__again=again)  # fmt: skip
    if not words:
        return
    assert person.step.voice == "answers"
    person.guide.answer("I am on your side")
    assert words in said(person)
    assert acts(person) == {"steady", "go", "people", "stop"}


@pytest.mark.parametrize("line", ["a line", SKIP])
def test_the_pause_then_going_on(line: object) -> None:
    person = ready({"twovoice.again": 9, "twovoice.pause": line, "distress.rose": "go"})
    person.starts("twovoice")
    at = person.met.index("twovoice.again")
    assert person.met[at + 1 : at + 4] == ["twovoice.pause", "distress.rose", "twovoice.accepts"]
    assert person.sittings("twovoice")[0].state is State.DONE


def test_the_pause_then_steadying_and_back() -> None:
    person = ready({"twovoice.again": 6, "distress.rose": "steady", "twovoice.accepts": STOP_HERE})
    person.starts("twovoice")
    at = person.met.index("distress.rose")
    assert person.met[at + 1] == "arrive.what"
    assert person.met[-2:] == ["arrive.then", "twovoice.accepts"]


def test_the_pause_then_stopping() -> None:
    person = ready({"twovoice.again": 6, "distress.rose": "stop"})
    person.starts("twovoice")
    assert person.met[-3:] == ["twovoice.pause", "distress.rose", "end"]
    assert person.sittings("twovoice")[0].state is State.ENOUGH


def test_the_pause_after_it_was_left_in_between_still_says_how_far_it_rose() -> None:
    person = ready({"twovoice.again": 6, "twovoice.pause": STOP_HERE})
    person.starts("twovoice")
    person.guide.leave()
    person.opens("twovoice")
    assert person.at == "twovoice.pause"
    person.walks("distress.rose", twovoice__pause="here")
    assert "It has risen by 3" in said(person)


@pytest.mark.parametrize(
    ("at", "line"), [("cost", True), ("fears", True), ("stand", False), ("as_said", False)]
)
def test_leaving_in_the_first_voice_offers_one_line_of_the_other(at: str, line: bool) -> None:
    person = ready({f"twovoice.{at}": ENOUGH, "twovoice.leave": "not only that"})
    person.starts("twovoice")
    assert ("twovoice.leave" in person.met) is line
    assert person.at == "end"
    sitting = person.sittings("twovoice")[0]
    assert sitting.state is State.ENOUGH
    assert sitting.value(f"leave@{at}") == ("not only that" if line else None)


# -- at the end -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (3, 4, ""),
        (3, 5, "distress.rose_end"),
        (7, 8, "distress.rose_end"),
        (3, 9, "distress.rose_end"),
        (3, "numb", "distress.high_end"),
    ],
)
def test_the_end_of_memory_work(start: object, end: object, name: str) -> None:
    person = named({"name.before": start, "name.after": end})
    person.starts("name")
    at = person.met.index("name.after")
    follows = [*([name] if name else []), *(["safety.thoughts"] if end == 9 else []), "end"]
    assert person.met[at + 1 :] == follows


def test_the_closing_can_be_steadying() -> None:
    person = named({"name.after": 6, "distress.rose_end": "steady"})
    person.starts("name")
    at = person.met.index("distress.rose_end")
    assert person.met[at + 1] == "arrive.what"
    now = person.guide.now
    assert getattr(now, "walk").exercise.id == "name"  # noqa: B009


def test_steadying_that_ends_at_nine_asks_about_self_harm() -> None:
    person = Person({"arrive.after": 9})
    person.starts("arrive")
    at = person.met.index("arrive.after")
    assert person.met[at + 1 : at + 3] == ["distress.rose_end", "safety.thoughts"]


# -- starting twice -------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "asked"), [(8, False), (11, True)])
def test_a_rating_that_was_just_given_is_not_asked_again(minutes: int, asked: bool) -> None:
    person = named()
    person.starts("name", name__before=SKIP, name__again_here=ENOUGH, name__after=SKIP)
    person.starts("arrive", arrive__after=5, arrive__then="stop")
    person.clock.moves(minutes=minutes)
    person.opens("name")
    assert (person.at == "name.before") is asked


def test_steadying_that_a_person_asks_for_asks_how_hard_it_is() -> None:
    person = named()
    person.starts("name", name__seen=STOP_HERE)
    person.guide.steady()
    assert person.at == "arrive.before"
    person.guide.leave()
    person.opens("arrive")
    assert person.at == "arrive.before"
    person.guide.leave()
    person.clock.moves(days=1)
    person.starts("name", name__seen=STEADY, arrive__before=STOP_HERE)
    assert person.at == "arrive.before"


def test_steadying_from_a_page_that_is_closed_asks_too() -> None:
    person = named({"closed.tomorrow": "steady", "arrive.before": STOP_HERE})
    person.starts("name", name__after=7)
    person.starts("name")
    assert person.met[-2:] == ["closed.tomorrow", "arrive.before"]


def test_steadying_comes_back_to_the_same_step_and_does_not_lie_on_itself() -> None:
    person = named()
    person.starts("name", name__part=STOP_HERE)
    person.guide.steady()
    person.guide.steady()
    person.walks("name.part")
    assert person.at == "name.part"
    assert len(person.sittings("arrive")) == 1


def test_steadying_on_a_screen_of_words_comes_before_it_and_back_to_it() -> None:
    person = Person({"gate.marks": ["no_contact"], "notices.no_contact": STOP_HERE})
    person.guide.start("begin")
    person.walks()
    person.guide.steady()
    assert person.at == "arrive.before"
    person.walks("notices.no_contact")
    person.walks("name.kind", notices__no_contact="go")


def test_the_first_evening_at_nine_names_it_gives_the_gate_and_steadies_first() -> None:
    person = Person({"begin.hard": 9, "arrive.after": 5, "name.kind": STOP_HERE})
    person.guide.start("begin")
    person.walks()
    assert person.met[:6] == [
        "begin.hard", "begin.title", "gate.own", "gate.other", "gate.marks", "distress.high",
    ]  # fmt: skip
    assert person.met[-2:] == ["arrive.then", "name.kind"]


def test_the_first_evening_at_seven_goes_straight_on() -> None:
    person = Person({"begin.hard": 7, "name.kind": STOP_HERE})
    person.guide.start("begin")
    person.walks()
    assert person.met[-2:] == ["gate.marks", "name.kind"]


def test_a_row_of_answers_moves_on() -> None:
    assert [Each(1, 2)() for _ in range(2)] == [1, 1]


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_of_two_ratings_in_one_second_the_one_stored_last_counts(names: tuple[str, str]) -> None:
    journal = Person().session.journal
    at = journal.outside.now().isoformat(timespec="seconds")
    for name, hard in zip(names, (9, 4), strict=True):
        answers = {"before": Answer(hard, at)}
        journal.store.sittings.put(Sitting(name * 32, "arrive", started=at, answers=answers))
    assert journal.rating_today() == 4
