"""Where each way through the gate leads, and what it leaves on disk: nothing."""

from pathlib import Path

import pytest

from regret_tui.domain.exercise import Exercise
from tests.cli.driving import files_under, library, run

GATE: Exercise = library().exercise("gate")


def number(step_id: str, option_id: str) -> str:
    """Return what is typed for an option of the gate."""
    step = GATE.step(step_id)
    assert step is not None
    return str([option.id for option in step.options].index(option_id) + 1)


def first_words(exercise_id: str, step_id: str) -> str:
    """Return how a step of an opening screen begins."""
    step = library().exercise(exercise_id).step(step_id)
    assert step is not None
    return step.question.splitlines()[0].partition("{")[0]


BEGUN = ["", "3", "The lake"]


@pytest.mark.parametrize(
    ("answers", "exercise", "step"),
    [
        ([("own", "yes"), ("other", "yes")], "name", "kind"),
        ([("own", "alone")], "name", "kind"),
        ([("own", "pressed"), ("other", "yes")], "route-support", "first"),
        ([("own", "unsure"), ("other", "yes")], "route-support", "unsure"),
        ([("own", "partly"), ("other", "yes")], "route-support", "split"),
        ([("own", "yes"), ("other", "said_no")], "route-harm", "first"),
        ([("own", "yes"), ("other", "circling")], "route-careful", "first"),
        ([("own", "asleep"), ("other", "asleep")], "route-both", "first"),
        ([("own", "yes"), ("other", "underage"), ("adult2", "yes"), ("other_near", "no")],
         "route-minors", "other_minor"),
    ],
)  # fmt: skip
def test_each_route_opens_where_it_should(
    tmp_path: Path, answers: list[tuple[str, str]], exercise: str, step: str
) -> None:
    lines = [*BEGUN, *(number(*answer) for answer in answers), ""]
    ran = run(tmp_path, "guide", lines=lines)
    assert ran.code == 0, ran.err
    assert first_words(exercise, step) in ran.out
    assert files_under(tmp_path) == []


def test_under_eighteen_nothing_is_kept_and_it_ends(tmp_path: Path) -> None:
    lines = [*BEGUN, number("own", "underage"), number("adult", "no"), "", "1", "1", "1"]
    ran = run(tmp_path, "guide", lines=lines)
    assert ran.code == 0, ran.err
    assert "This is made for adults." in ran.out
    assert "Keep this?" not in ran.out
    assert files_under(tmp_path) == []


def test_at_risk_comes_before_everything(tmp_path: Path) -> None:
    marks = f"{number('marks', 'law')} {number('marks', 'at_risk')}"
    ran = run(tmp_path, "guide", lines=[*BEGUN, "1", "1", marks, "1", ""])
    notices = library().phrases["notices"]
    at_risk = ran.out.index(notices["at_risk"].splitlines()[0])
    law = ran.out.index(notices["law"].splitlines()[0])
    assert at_risk < law


@pytest.mark.parametrize("rating", ["8", "numb"])
def test_eight_or_more_or_numb_steadies_first(tmp_path: Path, rating: str) -> None:
    ran = run(tmp_path, "guide", lines=["", rating, "The lake", "1", "1", "", "1"])
    assert first_words("arrive", "what") in ran.out
    assert first_words("name", "kind") not in ran.out
