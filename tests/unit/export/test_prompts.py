"""The pages with the prompts that come with the program: the whole core path."""

import subprocess
import sys

import pytest

from regret_tui.content.library import Library, load
from regret_tui.domain.exercise import Kind, Step, StepKind, Value
from regret_tui.export import Source, regret_page, session_page
from regret_tui.export.firstpage import OBSTACLE, PLAN, STEP, STEP_DAY
from regret_tui.export.sentences import OWN
from tests.unit.export.samples import sitting as make_sitting
from tests.unit.export.samples import source


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def answer_to(step: Step) -> Value | None:
    match step.kind:
        case StepKind.TEXT | StepKind.LINE:
            return f"answer {step.id}"
        case StepKind.LIST | StepKind.PICK | StepKind.MARKS:
            return [f"answer {step.id}"]
        case StepKind.SCALE:
            return step.high
        case StepKind.CHOICE:
            return step.options[0].id
        case StepKind.DECK:
            return {"honesty": "very"}
        case StepKind.RATE:
            return {"honesty": {step.fields[0].id: step.fields[0].options[0].id}}
        case StepKind.DAY:
            return "2026-11-27"
        case _:
            return None


def journal_of(library: Library) -> Source:
    sittings = [
        make_sitting(
            exercise.id,
            exercise.id,
            {step.id: value for step in exercise.steps if (value := answer_to(step)) is not None},
            about="r1" if exercise.per_regret else "",
        )
        for exercise in library.exercises.values()
    ]
    return source(
        sittings=sittings,
        exercises=library.exercises,
        asides=library.asides,
        phrases=library.phrase,
        words=library.words("peace", "uk"),
        cards={card.id: card.text for card in library.cards},
    )


def test_the_whole_core_path_is_on_the_page(library: Library) -> None:
    given = journal_of(library)
    markdown = regret_page(given, "r1").markdown
    for name in ("name", "values", "twovoice", "align"):
        exercise = library.exercise(name)
        assert f"## {exercise.title}, 24 November 2026" in markdown
        for step in exercise.steps:
            plain = step.kind in (StepKind.TEXT, StepKind.LINE) and not step.when.tests
            assert not plain or f"> answer {step.id.replace('_', chr(92) + '_')}" in markdown


def test_no_opening_screen_and_no_passing_question_is_on_a_page(library: Library) -> None:
    given = journal_of(library)
    markdown = session_page(given).markdown + regret_page(given, "r1").markdown
    for exercise in library.exercises.values():
        if exercise.kind is Kind.SCREEN or not exercise.kept:
            assert f"{exercise.title}, 24 November" not in markdown


def test_no_placeholder_is_left_in_a_question(library: Library) -> None:
    given = journal_of(library)
    markdown = session_page(given).markdown + regret_page(given, "r1").markdown
    assert "{" not in markdown


def test_what_the_first_sheet_looks_for_is_kept_by_some_exercise(library: Library) -> None:
    kept = {step.keep for item in library.exercises.values() for step in item.steps}
    assert {STEP, STEP_DAY, OBSTACLE, *PLAN} <= kept


def test_the_first_and_the_last_words_are_the_ones_agreed(library: Library) -> None:
    for name in ("export.safe_use_head", "export.foot"):
        assert library.phrase(name) == OWN[name]


def test_making_a_page_loads_no_other_room_and_no_disk() -> None:
    code = (
        "import sys, regret_tui.export\n"
        "print(*[m for m in sys.modules if m.startswith(('regret_tui', 'textual', 'tinydb'))])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = run.stdout.split()
    allowed = ("regret_tui.domain", "regret_tui.export", "regret_tui.errors")
    assert [name for name in loaded if not name.startswith(allowed)] == ["regret_tui"]
    assert "regret_tui.export.file" not in loaded
