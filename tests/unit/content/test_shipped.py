"""The prompts that come with the program: without faults, and as the curriculum has them."""

import tomllib
from pathlib import Path

import pytest

from regret_tui.content.check import check
from regret_tui.content.exercises import read_exercise
from regret_tui.content.library import Library, load, read_folder
from regret_tui.content.places import bundled
from regret_tui.domain.critic import TURNS, WORDS
from regret_tui.domain.exercise import Exercise, Kind, Role, StepKind, Voice

TOP = Path(__file__).parents[3]
SOURCES = ["988lifeline.org", "rainn.org", "findahelpline.com"]
EXERCISES = [
    "align", "arrive", "begin", "gate", "name", "route-both", "route-careful", "route-harm",
    "route-minors", "route-support", "safety", "support", "twovoice", "values",
]  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def test_there_are_no_faults(library: Library) -> None:
    assert library.faults == []
    assert check(read_folder(bundled())) == []
    assert sorted(library.exercises) == EXERCISES


@pytest.mark.parametrize("name", EXERCISES)
def test_each_file_by_itself(name: str) -> None:
    path = bundled() / "exercises" / f"{name}.toml"
    exercise, faults = read_exercise(name, tomllib.loads(path.read_text("utf-8")), path.name)
    assert faults == []
    assert exercise.title
    assert exercise.steps


def test_the_core_path_is_as_it_was_thought_out(library: Library) -> None:
    found = {
        name: (item.kind, item.needs, item.ceiling, item.per_regret, item.kept)
        for name, item in library.exercises.items()
        if not name.startswith("route-")
    }
    assert found == {
        "align": (Kind.PLAN, ("name", "values"), 7, True, True),
        "arrive": (Kind.STEADY, (), 7, False, True),
        "begin": (Kind.SCREEN, (), 7, False, True),
        "gate": (Kind.SCREEN, (), 7, True, False),
        "name": (Kind.MEMORY, ("gate",), 7, True, True),
        "safety": (Kind.SCREEN, (), 7, False, False),
        "support": (Kind.PLAN, (), 7, False, True),
        "twovoice": (Kind.MEMORY, ("name", "values"), 6, True, True),
        "values": (Kind.VALUES, (), 7, False, True),
    }
    assert all(not library.exercise(name).kept for name in EXERCISES if name.startswith("route-"))
    assert library.exercise("twovoice").again_days == 7
    assert library.exercise("twovoice").reopens_at == "agreed"


def memory(library: Library) -> list[Exercise]:
    return [item for item in library.exercises.values() if item.kind is Kind.MEMORY]


def test_memory_work_begins_and_ends_with_a_rating_that_can_be_numb(library: Library) -> None:
    for exercise in memory(library):
        first, last = exercise.steps[0], exercise.steps[-1]
        assert (first.role, last.role) == (Role.BEFORE, Role.AFTER)
        for step in exercise.steps:
            if step.role:
                assert (step.low, step.high) == (0, 10)
                assert [option.id for option in step.options] == ["numb"]


def test_the_first_voice_has_three_turns_of_eighty_words(library: Library) -> None:
    assert (TURNS, WORDS) == (3, 80)
    steps = library.exercise("twovoice").steps
    middle = next(at for at, step in enumerate(steps) if step.role is Role.AGAIN)
    first = [step for step in steps[:middle] if step.voice is Voice.CARRIES]
    written = [step for step in first if step.kind is StepKind.TEXT]
    assert [step.id for step in written] == ["happened", "cost", "fears"]
    assert all(step.words == 80 for step in written)
    assert not [step for step in steps[:middle] if step.voice is Voice.ANSWERS]


def test_what_the_two_voices_are_asked_in_order(library: Library) -> None:
    steps = library.exercise("twovoice").steps
    asked = [(str(step.voice), step.id) for step in steps if step.voice]
    assert asked == [
        ("carries", "happened"), ("carries", "cost"), ("carries", "whose_rule"),
        ("carries", "fears"),
        ("answers", "accepts"), ("answers", "as_said"), ("answers", "mine"),
        ("answers", "not_mine"), ("answers", "hurt"), ("answers", "not_smaller"),
        ("answers", "need"), ("answers", "differently"), ("answers", "intends"),
        ("answers", "intends_day"),
        ("carries", "softens"), ("answers", "promise"), ("both", "agreed"),
        ("watches", "watches"),
    ]  # fmt: skip
    assert {step.id for step in library.exercise("twovoice").asides} == {"leave", "pause"}


def test_what_cannot_be_left(library: Library) -> None:
    found = {
        f"{item.id}.{step.id}"
        for item in library.exercises.values()
        for step in item.steps
        if not step.skip
    }
    assert found == {"begin.title", "gate.own", "gate.other", "name.sentence"}


def test_the_gate_asks_three_things(library: Library) -> None:
    gate = library.exercise("gate")
    options = {step.id: [option.id for option in step.options] for step in gate.steps}
    assert options["own"] == [
        "yes", "pressed", "asleep", "underage", "unable", "partly", "unsure", "silent", "alone",
    ]  # fmt: skip
    assert options["other"] == [
        "yes", "said_no", "asleep", "depended", "unknowing", "underage", "circling", "unsure",
        "silent",
    ]  # fmt: skip
    assert options["marks"] == [
        "seven_days", "ongoing", "afraid", "reader", "law", "no_contact", "at_risk",
    ]  # fmt: skip


def test_every_question_says_why_it_is_asked(library: Library) -> None:
    silent = {
        f"{item.id}.{step.id}"
        for item in library.exercises.values()
        for step in item.steps
        if not step.why and step.kind not in (StepKind.SAY, StepKind.PRACTICE)
    }
    assert silent == set()


def test_the_facts_that_may_ship_carry_their_day_and_their_source(library: Library) -> None:
    assert list(library.regions) == ["us", "ca", "uk", "ie", "other"]
    for region in library.regions.values():
        assert region.emergency == "your local emergency number"
        for line in region.lines:
            assert line.checked == "2026-11"
            by_name = line.name in ("Respect", "Stop It Now")
            assert line.source in (["name only"] if by_name else SOURCES)
            assert not (by_name and any(sign.isdigit() for sign in line.how))
            assert not any(word in line.how for word in ("press", "text HOME", "am to", "24/7"))
    numbers = {line.how for region in library.regions.values() for line in region.lines}
    assert {how for how in numbers if any(sign.isdigit() for sign in how)} == {
        "call or text 988", "call 800-656-4673, or rainn.org", "call 116 123",
    }  # fmt: skip


def test_the_example_of_the_guide_to_writing_parses() -> None:
    text = (TOP / "docs" / "writing-prompts.md").read_text("utf-8")
    example = text.split("## An exercise\n")[1].split("## The kinds of step")[0]
    lines = [line[4:] for line in example.splitlines() if line.startswith("    ")]
    bare = "\n".join(_without_remark(line) for line in lines)
    exercise, faults = read_exercise("twovoice", tomllib.loads(bare), "example")
    assert faults == []
    assert [step.id for step in exercise.steps] == ["cost"]
    assert exercise.steps[0].variants
    assert exercise.steps[0].quotes[1].label == "The sentence that came with it"


def _without_remark(line: str) -> str:
    """Take away what is said beside a line, two spaces or more to its right."""
    bare = line.strip()
    head, _, _ = bare.partition("   ")
    return head


@pytest.mark.parametrize("kind", list(StepKind))
def test_the_guide_to_writing_names_every_kind(kind: StepKind) -> None:
    assert f"| `{kind}` |" in (TOP / "docs" / "writing-prompts.md").read_text("utf-8")
