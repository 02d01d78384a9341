"""Only what was asked and answered on the way that the answers lead is shown."""

import copy

import pytest

from regret_tui.domain.exercise import Exercise, Kind, Step, StepKind, Value, Variant
from regret_tui.domain.gate import Mark, Route
from regret_tui.domain.sitting import Sitting, State
from regret_tui.export import Source
from regret_tui.export.asked import Asked, asked, summary_of
from tests.unit.export.samples import (
    ALIGN,
    EXERCISES,
    NAME,
    TWO_VOICES,
    VALUES,
    kept,
    regret,
    sitting,
    source,
)
from tests.unit.export.samples import when as given_when


def ask(given: Source, item: Sitting) -> tuple[Asked, ...]:
    return asked(given, item, given.exercises[item.exercise])


def keys(answers: tuple[Asked, ...]) -> list[str]:
    return [item.key for item in answers]


def test_a_step_off_the_path_is_left_out_though_it_was_answered() -> None:
    hid = sitting("s", "name", {"kind": "hid", "whom": "them", "seen": "x"})
    did = sitting("s", "name", {"kind": "did", "whom": "them", "seen": "x"})
    assert keys(ask(source(), hid)) == ["kind", "seen", "whom"]
    assert keys(ask(source(), did)) == ["kind", "seen"]


def test_what_was_skipped_or_asks_nothing_or_is_unknown_is_left_out() -> None:
    item = sitting("s", "name", {"seen": None, "welcome": "x", "gone": "x", "sentence": "y"})
    assert keys(ask(source(), item)) == ["sentence"]


def test_the_rating_after_steadying_and_asides_stand_at_their_place() -> None:
    item = sitting(
        "s",
        "name",
        {
            "after": 3,
            "rest@before.again": "a line",
            "before.again": 5,
            "before": 9,
            "x@before": "y",
        },
    )
    assert keys(ask(source(), item)) == ["before", "before.again", "rest@before.again", "after"]


def test_an_exercise_words_its_own_aside_which_came_before_the_step() -> None:
    item = sitting("s", "twovoice", {"accepts": "it does", "pause@accepts": "a line"})
    asides = {"pause": Step("pause", StepKind.LINE, "The common one?")}
    answers = ask(source(asides=asides), item)
    assert [answer.question for answer in answers] == [
        "It has risen. One line?",
        "What does it accept?",
    ]


def test_wording_follows_answers_but_not_marks() -> None:
    marked = source(regrets=[regret(marks=[Mark.NO_CONTACT])])
    hid = sitting("s", "name", {"kind": "hid", "seen": "x"})
    did = sitting("s", "name", {"kind": "did", "seen": "x"})
    assert ask(marked, hid)[1].question == "What did you hide?"
    assert ask(marked, did)[1].question == "What happened?"


def asking(*steps: Step) -> Exercise:
    return Exercise("own", "Own", "", Kind.PLAN, steps)


def known_when(**tests: object) -> dict[str, Exercise]:
    step = Step("there", StepKind.LINE, "Q", when=given_when(**tests))
    return {**EXERCISES, "own": asking(step)}


EARLIER = "2026-11-20T10:00:00+01:00"
LATER = "2026-11-26T10:00:00+01:00"


@pytest.mark.parametrize(
    ("tests", "at", "about", "there"),
    [
        ({"name__kind": ["hid"]}, EARLIER, "r1", True),
        ({"name__kind": ["hid"]}, LATER, "r1", False),
        ({"name__kind": ["hid"]}, EARLIER, "r2", False),
        ({"name__kind": ["hid"]}, EARLIER, "", True),
        ({"values": "given"}, EARLIER, "r1", True),
        ({"values": "given"}, LATER, "r1", False),
        ({"values": "missing"}, LATER, "r1", True),
        ({"values": "given"}, EARLIER, "r2", False),
        ({"route": ["ordinary"]}, EARLIER, "r1", True),
        ({"route": ["harm"]}, EARLIER, "r1", False),
        ({"marks": ["law"]}, EARLIER, "r1", True),
        ({"again": ["yes"]}, EARLIER, "r1", False),
    ],
)
def test_conditions_see_what_was_known_then(
    tests: dict[str, object], at: str, about: str, there: bool
) -> None:
    given = source(
        regrets=[regret(marks=[Mark.LAW]), regret("r2")],
        exercises=known_when(**tests),
        sittings=[sitting("e", "name", {"kind": "hid"}, at=at, about=about)],
        kept=[kept("k", "values", ["x"], at=at, about=about)],
    )
    own = sitting("s", "own", {"there": "x"})
    assert bool(ask(given, own)) is there


def test_what_was_said_elsewhere_in_the_meantime_is_known() -> None:
    own = sitting("s", "own", {"there": "x"}, at=EARLIER)
    own.ended = LATER
    between = sitting("e", "name", {"kind": "hid"}, at="2026-11-22T10:00:00+01:00")
    given = source(exercises=known_when(name__kind=["hid"]), sittings=[own, between])
    assert ask(given, own)
    between.exercise = "own"
    given = source(exercises=known_when(again=["yes"]), sittings=[own, between])
    assert not ask(given, own)


def test_again_is_known_from_an_earlier_sitting_that_is_over() -> None:
    exercises = known_when(again=["yes"])
    own = sitting("s", "own", {"there": "x"})
    for state, there in ((State.DONE, True), (State.OPEN, False)):
        earlier = sitting("e", "own", {}, at=EARLIER, state=state)
        assert bool(ask(source(exercises=exercises, sittings=[earlier, own]), own)) is there


def test_a_regret_without_a_route_has_no_facts() -> None:
    given = source(
        regrets=[regret(route=None)], exercises=known_when(route=[str(r) for r in Route])
    )
    assert not ask(given, sitting("s", "own", {"there": "x"}))


def test_nothing_is_changed() -> None:
    item = sitting("s", "name", {"seen": "x"}, state=State.OPEN)
    before = copy.deepcopy(item)
    ask(source(), item)
    assert item == before


def test_placeholders_are_filled_but_not_with_people() -> None:
    question = "{forgive} {my_people} {emergency} {line} {value} {x}"
    exercises = {"own": asking(Step("q", StepKind.LINE, question))}
    words = {
        "forgive": "make peace",
        "my_people": "ANNA",
        "emergency": "112",
        "line": "a line",
        "value": "V",
    }
    given = source(exercises=exercises, words=words)
    (item,) = ask(given, sitting("s", "own", {"q": "{forgive}"}))
    assert item.question == "make peace someone 112 a line that value {x}"
    assert item.value == "{forgive}"


def test_a_variant_without_a_question_keeps_the_first_that_holds() -> None:
    variants = (
        Variant(given_when(a=["x"]), guidance="only guidance"),
        Variant(given_when(a=["x"]), question="second"),
    )
    steps = (Step("a", StepKind.LINE, "A"), Step("q", StepKind.LINE, "Q", variants=variants))
    given = source(exercises={"own": asking(*steps)})
    assert ask(given, sitting("s", "own", {"a": "x", "q": "y"}))[1].question == "Q"


@pytest.mark.parametrize(
    ("exercise", "answers", "wanted"),
    [
        (NAME, {"belief": "b", "sentence": "s"}, "sentence"),
        (NAME, {"belief": "b"}, None),
        (TWO_VOICES, {"promise": "p", "agreed": "a"}, "agreed"),
        (TWO_VOICES, {"promise": "p", "agreed": None}, None),
        (VALUES, {"sort": {"honesty": "very"}, "five": ["honesty"], "older": "x"}, "five"),
        (VALUES, {"five": ["honesty"]}, None),
        (ALIGN, {"smallest": "x", "obstacle": "o", "step": "s"}, "step"),
        (ALIGN, {"smallest": "x"}, None),
    ],
)
def test_one_kept_line_stands_for_a_sitting(
    exercise: Exercise, answers: dict[str, Value | None], wanted: str | None
) -> None:
    found = summary_of(ask(source(), sitting("s", exercise.id, answers)), exercise)
    assert (found.key if found else None) == wanted
