"""What counts as an answer to each kind of step, and what is cleaned away."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regret_tui.domain.answers import AnswerRefused, check, clean
from regret_tui.domain.exercise import Option, RateField, Step, StepKind

OPTIONS = (Option("did", "I did"), Option("hid", "I hid"))
FIELDS = (RateField("whose", "Whose?", OPTIONS), RateField("lived", "Lived?"))
ITEMS = ("Care", "Work")


def step(kind: str, **more: Any) -> Step:
    return Step("here", StepKind(kind), "?", **more)


SCALE = step("scale", options=(Option("numb", "Numb"),))
CHOICE = step("choice", options=OPTIONS)
MARKS = step("marks", options=OPTIONS)
OWN_MARKS = step("marks", options=OPTIONS, own=True)
PICK = step("pick", of="x", most=2)
OWN_PICK = step("pick", of="x", own=True)
RATE = step("rate", of="x", fields=FIELDS)


@pytest.mark.parametrize(
    ("asked", "value", "stored"),
    [
        (step("text"), " two\r\nlines \n", "two\nlines"),
        (step("text"), "tab\there", "tab\there"),
        (step("text"), "[/b] {value} # *", "[/b] {value} # *"),
        (step("line"), "one\n  line ", "one line"),
        (step("list"), "one\n\n two \none", ["one", "two"]),
        (step("list"), ["one", " ", "two"], ["one", "two"]),
        (step("list", most=2), "a\nb", ["a", "b"]),
        (SCALE, 0, 0),
        (SCALE, 10, 10),
        (SCALE, " 7 ", 7),
        (SCALE, "numb", "numb"),
        (step("scale", high=100), "100", 100),
        (CHOICE, "hid", "hid"),
        (MARKS, [], []),
        (MARKS, ["hid", "did", "hid"], ["hid", "did"]),
        (OWN_MARKS, ["did", " own  word "], ["did", "own word"]),
        (step("deck"), {"Care": "very", "Work": "not"}, {"Care": "very", "Work": "not"}),
        (step("deck"), {" Care ": "very", "  ": "not"}, {"Care": "very"}),
        (PICK, ["Work"], ["Work"]),
        (PICK, "Care", ["Care"]),
        (OWN_PICK, ["Care", "being  there"], ["Care", "being there"]),
        (RATE, {}, {}),
        (RATE, {"Care": {"whose": "did"}}, {"Care": {"whose": "did"}}),
        (
            RATE,
            {"Care": {"whose": "hid", "lived": "4", "more": 1}, "Work": {}},
            {"Care": {"whose": "hid", "lived": 4}, "Work": {}},
        ),
        (step("day"), " 2026-11-27 ", "2026-11-27"),
    ],
)
def test_what_is_taken(asked: Step, value: Any, stored: Any) -> None:
    assert check(asked, value, ITEMS) == stored


REFUSED: list[tuple[Step, list[Any]]] = [
    (step("text"), ["", " \n\t ", None, 5, ["a"], "\x00\ud800"]),
    (step("line"), ["", "\n", None]),
    (step("list"), ["", " \n ", [], None, 5]),
    (step("list", most=2), ["a\nb\nc"]),
    (SCALE, [-1, 11, "", "x", None, 7.5, True, [7], "nan", "9" * 5000]),
    (step("scale", high=100), [101]),
    (CHOICE, ["", "other", None, 1, ["did"], {"did": 1}]),
    (MARKS, [["other"], None, 5, "did"]),
    (step("deck"), [{}, {"Care": "not"}, {"Care": "?"}, {"Care": []}, None, [], {" ": "very"}]),
    (PICK, [[], None, 5, ["Rest"], ["Care", "Work", "Rest"]]),
    (RATE, [None, [], {"Rest": {}}, {"Care": 5}, {"Care": None}]),
    (RATE, [{"Care": rated} for rated in ({"whose": "?"}, {"lived": 11}, {"whose": ["did"]})]),
    (step("day"), ["", "tomorrow", "2026-13-01", None, 5]),
    (step("say"), ["words"]),
    (step("practice"), ["words"]),
]


@pytest.mark.parametrize(
    ("asked", "value"), [(asked, value) for asked, values in REFUSED for value in values]
)
def test_what_is_refused_in_a_sentence_without_their_words(asked: Step, value: Any) -> None:
    with pytest.raises(AnswerRefused) as refused:
        check(asked, value, ITEMS)
    assert str(refused.value).endswith(".")
    assert "Rest" not in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\x00\x07\x1bb\x7f\x85c", "abc"),
        ("half \ud83d and \udc00", "half  and "),
        ("e\u0301", "é"),
        ("whole 🙂 and \u202e", "whole 🙂 and \u202e"),
    ],
)
def test_cleaning(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


ANYTHING = st.text(st.characters(codec=None), max_size=60)


@given(ANYTHING)
@settings(max_examples=150, deadline=None)
def test_a_cleaned_text_stays_as_it_is_and_can_be_stored(typed: str) -> None:
    once = clean(typed)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert json.loads(json.dumps(once, ensure_ascii=False).encode()) == once
    for kind in ("text", "line"):
        try:
            stored = check(step(kind), typed)
        except AnswerRefused:
            continue
        assert check(step(kind), stored) == stored


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANYTHING | st.sampled_from(ITEMS),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(ANYTHING | st.sampled_from(ITEMS), inner, max_size=4)
    ),
    max_leaves=6,
)
STEPS = (
    *(step(kind) for kind in StepKind),
    SCALE, CHOICE, MARKS, OWN_MARKS, PICK, OWN_PICK, RATE,
)  # fmt: skip


@given(st.sampled_from(STEPS), VALUES)
@settings(max_examples=300, deadline=None)
def test_anything_is_taken_or_refused(asked: Step, value: Any) -> None:
    try:
        stored = check(asked, value, ITEMS)
    except AnswerRefused:
        return
    assert json.loads(json.dumps(stored, allow_nan=False).encode()) == stored
    assert check(asked, stored, ITEMS) == stored
