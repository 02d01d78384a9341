"""Each shape of answer, as a person reads it."""

import pytest

from regret_tui.domain.exercise import Option, RateField, Step, StepKind, Value
from regret_tui.export.pen import Pen
from tests.unit.export.samples import source

OPTIONS = (Option("did", "Something I did"), Option("numb", "Unreal"))
FIELDS = (RateField("whose", "Whose?", OPTIONS), RateField("lived", "Lived?", high=7))


@pytest.mark.parametrize(
    ("kind", "value", "wanted"),
    [
        (StepKind.TEXT, "did", "did"),
        (StepKind.LINE, "did", "did"),
        (StepKind.LIST, ["one", "two"], "one\ntwo"),
        (StepKind.SCALE, 4, "4 (from 0 to 10)"),
        (StepKind.SCALE, "numb", "Unreal"),
        (StepKind.CHOICE, "did", "Something I did"),
        (StepKind.CHOICE, "gone", "gone"),
        (StepKind.MARKS, ["did", "own word"], "Something I did\nown word"),
        (StepKind.MARKS, [], ""),
        (StepKind.PICK, ["honesty", "own"], "Honesty\nown"),
        (StepKind.DAY, "2026-11-27", "27 November 2026"),
        (StepKind.DAY, "some day", "some day"),
        (
            StepKind.DECK,
            {"honesty": "very", "own": "very", "play": "somewhat", "safety": "not"},
            "very: Honesty, own\nsomewhat: Play",
        ),
        (
            StepKind.RATE,
            {"honesty": {"whose": "did", "lived": 3, "gone": 1}, "own": {}},
            "Honesty\nWhose? Something I did\nLived? 3 (of 7)\n\nown",
        ),
    ],
)
def test_an_answer(kind: StepKind, value: Value, wanted: str) -> None:
    step = Step("s", kind, "Q", options=OPTIONS, fields=FIELDS)
    assert Pen(source()).answer_text(step, value) == wanted


def test_a_scale_says_what_its_ends_mean() -> None:
    step = Step("s", StepKind.SCALE, "Q", high=100, low_text="not at all", high_text="completely")
    assert Pen(source()).answer_text(step, 70) == "70 (0: not at all, 100: completely)"
    step = Step("s", StepKind.SCALE, "Q", high_text="completely")
    assert Pen(source()).answer_text(step, 7) == "7 (0, 10: completely)"


@pytest.mark.parametrize(
    ("value", "wanted"), [("words", "words"), (7, "7"), (["a", "b"], "a\nb"), ({"a": {}}, "a")]
)
def test_an_answer_whose_step_is_gone(value: Value, wanted: str) -> None:
    assert Pen(source()).answer_text(None, value) == wanted
