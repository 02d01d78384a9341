"""The step machine on a small exercise: forward, back, left, branched, resumed, ended."""

from dataclasses import replace

import msgspec
import pytest

from regret_tui.domain.answers import AnswerRefused
from regret_tui.domain.exercise import Exercise, Kind, Role
from regret_tui.domain.sitting import Answer, Sitting, State
from regret_tui.domain.walk import Handed
from tests.unit.domain.walks import ASIDES, WHOLE, go, rating, step, walk

STRAIGHT = [
    "before", "intro", "kind", "seen", "again", "answer", "sentence", "sort", "two", "rated",
    "next", "asked", "hope", "after",
]  # fmt: skip


def ids(steps: object) -> list[str]:
    return [item.id for item in steps]  # type: ignore[attr-defined]  # steps


def resumed(sitting: Sitting) -> Sitting:
    return msgspec.json.decode(msgspec.json.encode(sitting), type=Sitting)


def test_straight_through() -> None:
    here = walk()
    assert go(here) == STRAIGHT
    assert here.sitting.state is State.DONE
    assert here.sitting.step == ""
    assert here.step is None
    assert here.sitting.value("sentence") == "I went away"
    assert here.sitting.trail == STRAIGHT


def test_a_branch_is_met_where_its_condition_holds() -> None:
    here = walk()
    assert "how_hid" in go(here, kind="hid")
    assert "how_hid" in ids(here.path)
    assert "how_hid" not in go(walk())


def test_an_option_that_ends_it() -> None:
    here = walk()
    go(here, kind="stop")
    assert here.sitting.state is State.DONE
    assert here.stopped
    assert "seen" not in here.sitting.answers


def test_the_first_variant_that_holds_words_it() -> None:
    here = walk()
    go(here, "seen", kind="hid")
    assert here.step is not None
    assert (here.step.question, here.step.guidance) == ("What did you hide?", "")
    other = walk()
    go(other, "seen")
    assert other.step is not None
    assert (other.step.question, other.step.guidance) == ("seen?", "Either way.")


def test_quotes_only_where_there_is_something() -> None:
    here = walk(known={"sentence": "I hid it", "seen": "", "zero": 0})
    go(here, "seen")
    assert here.handed == (Handed("Yours", "I hid it", "sentence"), Handed("", 0, "zero"))
    bare = walk()
    go(bare, "seen")
    assert bare.handed == ()


def test_a_step_that_quotes_itself_hands_back_an_earlier_sitting_and_not_this_one() -> None:
    here = walk()
    go(here, "sort")
    here.back()
    assert here.sitting.step == "sentence"
    assert here.answer_now == "I went away"
    assert here.handed == ()
    again = walk(known={"sentence": "older"}, sitting=resumed(here.sitting))
    assert again.handed == (Handed("Then", "older", "sentence"),)


def test_what_was_kept_here_is_known_by_its_name_at_once() -> None:
    here = walk()
    go(here, "rated")
    assert here.known["best"] == ["Care"]


def test_leaving_a_step() -> None:
    here = walk()
    go(here, "seen")
    here.skip()
    assert here.sitting.step == "again"
    assert here.sitting.answers["seen"].value is None
    go(here, "sentence")
    with pytest.raises(AnswerRefused):
        here.skip()
    assert here.sitting.step == "sentence"
    here.answer("I went")
    here.back()
    here.skip()
    assert here.sitting.step == "sort"
    assert here.sitting.value("sentence") == "I went"


def test_leaving_takes_no_answer_away() -> None:
    here = walk()
    go(here, "again")
    here.back()
    here.skip()
    assert here.sitting.value("seen") == "I went"


def test_what_has_nothing_to_work_on_is_passed_over() -> None:
    here = walk()
    go(here, "sort")
    here.skip()
    assert here.sitting.step == "next"
    assert not {"two", "rated"} & set(ids(here.path))
    here.back()
    here.answer({"Care": "very"})
    assert here.items == ("Care",)
    here.skip()
    assert here.sitting.step == "next"


def test_back_goes_the_way_that_was_come() -> None:
    here = walk()
    go(here, "seen", kind="hid")
    back = []
    while here.back():
        back.append(here.sitting.step)
    assert back == ["how_hid", "kind", "intro", "before"]
    assert here.answer_now == 3


def test_back_over_a_branch_that_is_no_longer_taken_keeps_what_was_written_there() -> None:
    here = walk()
    go(here, "seen", kind="hid")
    here.back()
    here.back()
    here.answer("did")
    assert here.sitting.step == "seen"
    here.back()
    assert here.sitting.step == "kind"
    assert here.sitting.value("how_hid") == "in a drawer"


def test_enough_is_complete_from_anywhere() -> None:
    here = walk()
    go(here, "answer")
    here.enough()
    assert here.sitting.state is State.ENOUGH
    assert here.sitting.is_over
    assert here.sitting.ended
    here.enough()
    assert not here.back()
    with pytest.raises(AnswerRefused):
        here.answer("more")
    with pytest.raises(AnswerRefused):
        here.skip()


def test_an_end_that_could_not_be_stored_is_taken_back() -> None:
    here = walk()
    go(here, "after")
    here.answer(3)
    assert here.sitting.is_over
    here.reopen()
    assert (here.sitting.step, here.sitting.state, here.sitting.ended) == ("after", "open", "")
    assert here.answer_now == 3
    assert here.sitting.trail == STRAIGHT[:-1]
    here.answer(3)
    assert here.sitting.trail == STRAIGHT


def test_reopening_what_is_under_way_does_nothing() -> None:
    here = walk()
    go(here, "seen")
    here.reopen()
    assert here.sitting.step == "seen"


def test_what_an_option_opens_and_what_a_step_calls_for() -> None:
    here = walk()
    go(here, "next")
    here.answer("away")
    assert (here.opens, here.detour) == ("other", "")
    here.go_on()
    assert (here.opens, here.detour) == ("", "safety")
    here.back()
    here.skip()
    assert here.detour == "safety"


def test_putting_takes_what_is_on_the_page_and_stays() -> None:
    here = walk()
    go(here, "seen")
    here.put("half of")
    assert here.sitting.step == "seen"
    assert here.sitting.value("seen") == "half of"
    with pytest.raises(AnswerRefused):
        here.put("")


def test_a_refused_answer_changes_nothing() -> None:
    here = walk()
    go(here, "kind")
    before = resumed(here.sitting)
    with pytest.raises(AnswerRefused):
        here.answer("else")
    assert here.sitting == before


@pytest.mark.parametrize("at", STRAIGHT)
def test_resumed_at_the_same_step_with_the_same_end(at: str) -> None:
    one, other = walk(), walk()
    go(one)
    go(other, at)
    later = walk(sitting=resumed(other.sitting))
    assert later.sitting.step == at
    go(later)
    bare = {name: answer.value for name, answer in one.sitting.answers.items()}
    assert {name: answer.value for name, answer in later.sitting.answers.items()} == bare
    assert later.sitting.trail == one.sitting.trail


@pytest.mark.parametrize(
    ("removed", "at", "goes_to"),
    [("seen", "seen", "again"), ("intro", "intro", "kind"), ("before", "before", "intro")],
)
def test_a_step_that_the_prompts_no_longer_have(removed: str, at: str, goes_to: str) -> None:
    here = walk()
    go(here, at)
    changed = replace(WHOLE, steps=tuple(item for item in WHOLE.steps if item.id != removed))
    later = walk(changed, sitting=resumed(here.sitting))
    assert later.sitting.step == goes_to
    go(later)
    assert later.sitting.state is State.DONE


def test_back_passes_over_a_step_that_the_prompts_no_longer_have() -> None:
    here = walk()
    go(here, "seen")
    changed = replace(WHOLE, steps=tuple(item for item in WHOLE.steps if item.id != "kind"))
    later = walk(changed, sitting=resumed(here.sitting))
    assert later.back()
    assert later.sitting.step == "intro"


def test_an_exercise_of_which_nothing_is_shown_is_over() -> None:
    nothing = Exercise("none", "", "", Kind.PLAN, ())
    assert walk(nothing).sitting.state is State.DONE


# -- the stop rules in the walk -----------------------------------------------------------------


def test_a_high_number_that_is_come_back_to_and_left_decides_still() -> None:
    here = walk()
    here.answer(8)
    here.back()
    here.skip()
    assert here.ruling == "steady_first"
    assert here.steadied


def test_high_at_the_start_asks_a_second_time_and_that_one_decides() -> None:
    here = walk()
    here.answer(8)
    assert (here.ruling, here.rating) == ("steady_first", 8)
    assert here.sitting.step == "before.again"
    assert here.steadied
    with pytest.raises(AnswerRefused):
        here.skip()
    here.answer(7)
    assert here.ruling is None
    assert here.sitting.step == "intro"
    assert here.start_rating == 7


@pytest.mark.parametrize(("running", "ruling"), [(0, "rest"), (1, "rest"), (2, "person")])
def test_still_high_rests_with_a_line(running: int, ruling: str) -> None:
    here = walk(rests_running=running)
    here.answer(8)
    here.answer("numb")
    assert here.ruling == ruling
    assert here.resting
    here.answer("the dog")
    assert here.sitting.state is State.RESTED
    assert here.sitting.value("rest@before.again") == "the dog"


@pytest.mark.parametrize("leaves", ["skip", "enough"])
def test_a_rest_is_a_rest_however_it_is_left(leaves: str) -> None:
    here = walk()
    here.answer(9)
    here.answer(9)
    getattr(here, leaves)()
    assert here.sitting.state is State.RESTED


def test_a_rest_without_a_question_for_it_is_one_too() -> None:
    here = walk(asides={})
    here.answer(9)
    here.answer(9)
    assert here.sitting.state is State.RESTED


def test_the_line_to_keep_is_no_second_rating() -> None:
    here = walk()
    here.answer(9)
    here.answer(9)
    assert not here.steadied


def test_back_from_the_rest_leads_to_the_rating() -> None:
    here = walk()
    here.answer(9)
    here.answer(9)
    here.back()
    assert here.sitting.step == "before.again"
    here.answer(5)
    assert here.sitting.step == "intro"


def test_a_lower_ceiling_for_a_second_sitting_on_one_day() -> None:
    here = walk(ceiling=6)
    here.answer(7)
    assert here.ruling == "steady_first"
    other = walk(ceiling=9)
    other.answer(7)
    assert other.ruling is None


@pytest.mark.parametrize(
    ("start", "now", "pauses"), [(3, 4, False), (3, 5, True), (7, 8, True), (3, "numb", True)]
)
def test_the_middle_pauses_with_one_line_first(start: int, now: int | str, pauses: bool) -> None:
    here = walk()
    go(here, "again", before=start)
    here.answer(now)
    assert here.sitting.step == ("pause@answer" if pauses else "answer")
    assert here.ruling is None
    if pauses:
        here.answer("I am here")
        assert here.sitting.step == "answer"
        assert [here.ruling, here.rating] == ["pause", now]


def test_the_pause_knows_its_rating_after_it_was_left_in_between() -> None:
    here = walk()
    go(here, "again")
    here.answer(9)
    later = walk(sitting=resumed(here.sitting))
    later.skip()
    assert later.ruling == "pause"
    assert (later.rating, later.start_rating) == (9, 3)


def test_back_from_the_pause_leads_to_the_rating_and_not_past_it() -> None:
    here = walk()
    go(here, "again")
    here.answer(9)
    here.back()
    assert here.sitting.step == "again"
    here.answer(4)
    assert here.sitting.step == "answer"
    assert here.sitting.trail[-1] == "again"


def test_going_back_after_a_pause_does_not_meet_it_again() -> None:
    here = walk()
    go(here, "again")
    here.answer(9)
    here.answer("a line")
    here.back()
    assert here.sitting.step == "again"


@pytest.mark.parametrize(("end", "ruling"), [(4, None), (5, "closing"), (9, "safety")])
def test_the_end(end: int, ruling: str | None) -> None:
    here = walk()
    go(here, "after")
    here.answer(end)
    assert here.ruling == ruling
    assert here.sitting.state is State.DONE


def test_where_the_first_rating_was_left_nothing_counts_as_risen() -> None:
    here = walk()
    here.skip()
    assert here.start_rating is None
    go(here, "again")
    here.answer(6)
    assert here.sitting.step == "answer"


def test_ratings_rule_at_the_start_of_memory_work_alone() -> None:
    plan = Exercise(
        "plan", "", "", Kind.PLAN, (rating("before", Role.BEFORE), step("line")), ceiling=7
    )
    here = walk(plan)
    here.answer(10)
    assert here.ruling is None
    assert here.sitting.step == "line"


# -- asides -------------------------------------------------------------------------------------


def test_in_the_first_voice_until_the_other_has_spoken() -> None:
    here = walk()
    go(here, "seen")
    found = [here.in_first_voice]
    here.answer("I went")
    found.append(here.in_first_voice)
    assert here.aside("leave")
    assert here.sitting.step == "leave@again"
    found.append(here.in_first_voice)
    here.back()
    assert here.sitting.step == "again"
    found.append(here.in_first_voice)
    go(here, "sentence")
    found.append(here.in_first_voice)
    assert found == [False, True, False, True, False]


def test_the_line_on_leaving_ends_it() -> None:
    here = walk()
    go(here, "again")
    here.aside("leave")
    here.answer("not only that")
    assert here.sitting.state is State.ENOUGH
    assert here.sitting.value("leave@again") == "not only that"


def test_an_aside_that_nobody_knows_is_not_asked() -> None:
    here = walk()
    assert not here.aside("else")
    assert not walk(asides={}).in_first_voice
    go(here)
    assert not here.aside("leave")


def test_an_aside_of_its_own_exercise_comes_before_the_common_one() -> None:
    own = replace(WHOLE, asides=(step("pause", hint="own"),))
    here = walk(own)
    go(here, "again")
    here.answer(9)
    assert here.step is not None
    assert here.step.hint == "own"


def test_an_aside_that_asks_nothing_can_be_passed() -> None:
    here = walk(asides=ASIDES | {"pause": step("pause", "say")})
    go(here, "again")
    here.answer(9)
    here.answer(None)
    assert (here.ruling, here.sitting.step) == ("pause", "answer")


def test_an_aside_whose_home_is_gone_leads_on() -> None:
    here = walk()
    go(here, "again")
    here.answer(9)
    changed = replace(WHOLE, steps=tuple(item for item in WHOLE.steps if item.id != "answer"))
    later = walk(changed, sitting=resumed(here.sitting))
    later.answer("a line")
    assert later.sitting.step == "sentence"


def test_values_of_what_was_never_asked() -> None:
    sitting = Sitting("1", "whole", answers={"a": Answer(None, "")})
    assert sitting.value("a") is None
    assert sitting.value("b") is None
