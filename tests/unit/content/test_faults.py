"""Every fault names its file, its step and its field; and an own folder never breaks the rest."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regret_tui.content.check import check
from regret_tui.content.errors import PromptsFaulty, PromptsMissing
from regret_tui.content.exercises import read_exercise
from regret_tui.content.library import Library, load, read_folder
from regret_tui.content.places import bundled
from regret_tui.content.reading import Fault, Reader
from regret_tui.domain.condition import parse_test

GOOD = """
title = "Mine"
kind = "plan"

[[step]]
id = "here"
kind = "line"
question = "What is it?"
keep = "mine"
"""
STEP = '[[step]]\nid = "here"\nkind = "{kind}"\nquestion = "What?"\n'


def exercise(text: str) -> list[tuple[str, str, str]]:
    """Return the faults of reading and checking one exercise laid over ours, without its file."""
    ours = read_folder(bundled())
    read, faults = read_exercise("mine", tomllib.loads(text), "exercises/mine.toml")
    library = Library(exercises={"mine": read}, faults=faults)
    return [(fault.step, fault.field, fault.what) for fault in check(library, ours)]


def with_step(more: str, kind: str = "line") -> str:
    return 'title = "Mine"\nkind = "plan"\n' + STEP.format(kind=kind) + more


FAULTS: list[tuple[str, tuple[str, str, str]]] = [
    # the exercise
    (GOOD.replace('title = "Mine"', ""), ("", "title", "is missing.")),
    (GOOD.replace('"Mine"', '" "'), ("", "title", "is empty.")),
    (GOOD.replace('"Mine"', "5"), ("", "title", "should be words in quotes.")),
    (GOOD.replace('kind = "plan"', ""), ("", "kind", "is missing.")),
    (
        GOOD.replace('"plan"', '"game"'),
        ("", "kind", "should be one of: memory, values, steady, plan, screen."),
    ),
    (
        GOOD.replace('"plan"', "[1]"),
        ("", "kind", "should be one of: memory, values, steady, plan, screen."),
    ),
    ("minutes = -1\n" + GOOD, ("", "minutes", "should be a whole number from 0 to 1000.")),
    ("minutes = true\n" + GOOD, ("", "minutes", "should be a whole number from 0 to 1000.")),
    ("ceiling = 11\n" + GOOD, ("", "ceiling", "should be a whole number from 0 to 10.")),
    ('needs = "name"\n' + GOOD, ("", "needs", "should be a list of words in quotes.")),
    ('needs = ["nothing"]\n' + GOOD, ("", "needs", "`nothing` is no exercise.")),
    ('kept = "no"\n' + GOOD, ("", "kept", "should be true or false.")),
    ('outcome = "win"\n' + GOOD, ("", "outcome", "should be one of: , regret, route, safety.")),
    ('reopens_at = "there"\n' + GOOD, ("", "reopens_at", "`there` is no step here.")),
    ('titel = "x"\n' + GOOD, ("", "titel", "is not a field that is known here.")),
    ('about = "{nothing}"\n' + GOOD, ("", "about", "{nothing} is no placeholder that is known.")),
    ('closing = "{x}"\n' + GOOD, ("", "closing", "{x} is no placeholder that is known.")),
    ('title = "x"\nkind = "plan"', ("", "step", "is missing: an exercise needs at least one.")),
    ('title = "x"\nkind = "plan"\nstep = 5', ("", "step", "should be a list of tables.")),
    (GOOD.replace('"plan"', '"memory"'), ("", "role", "memory work needs a rating with `before`.")),
    (
        GOOD.replace('"plan"', '"memory"'),
        ("", "role", "memory work ends with a rating with `after`."),
    ),
    # a step
    (GOOD.replace('id = "here"', ""), ("step 1", "id", "is missing.")),
    (
        GOOD.replace('"here"', '"a.again"'),
        ("a.again", "id", "should be small letters, digits and _."),
    ),
    (GOOD.replace('"here"', '"a@b"'), ("a@b", "id", "should be small letters, digits and _.")),
    (GOOD.replace('question = "What is it?"', ""), ("here", "question", "is missing.")),
    (GOOD + STEP.format(kind="line"), ("here", "id", "is used twice.")),
    (
        with_step('[[aside]]\nid = "here"\nkind = "line"\nquestion = "?"'),
        ("here", "id", "is used twice."),
    ),
    (with_step("skip = 0"), ("here", "skip", "should be true or false.")),
    (
        with_step('voice = "loud"'),
        ("here", "voice", "should be one of: carries, answers, both, watches."),
    ),
    (with_step('role = "late"'), ("here", "role", "should be one of: before, again, after.")),
    (with_step('wrong = "x"'), ("here", "wrong", "is not a field that is known here.")),
    (with_step('why = "{nothing}"'), ("here", "why", "{nothing} is no placeholder that is known.")),
    (with_step('hint = "{x}"'), ("here", "hint", "{x} is no placeholder that is known.")),
    (with_step('lines = ["{x}"]'), ("here", "lines", "{x} is no placeholder that is known.")),
    (with_step('detour = "nowhere"'), ("here", "opens", "`nowhere` is no exercise.")),
    (with_step('ends = ["x"]'), ("here", "ends", "`x` is none of its options.")),
    (with_step("pace = [0]"), ("here", "pace", "should be a list of whole numbers above zero.")),
    (with_step("low = 10\nhigh = 10", "scale"), ("here", "high", "should be above `low`.")),
    (with_step("", "choice"), ("here", "options", "is missing.")),
    (with_step("", "marks"), ("here", "options", "is missing.")),
    (with_step("", "practice"), ("here", "lines", "is missing.")),
    (with_step("", "pick"), ("here", "of", "is missing.")),
    (with_step('of = "x"', "pick"), ("here", "of", "`x` is nothing that is known by then.")),
    (with_step('of = "values"', "rate"), ("here", "fields", "is missing.")),
    # parts of a step
    (with_step("options = [{}]", "choice"), ("here", "id", "is missing.")),
    (
        with_step('options = [{id="a", text="A", x=1}]', "choice"),
        ("here", "x", "is not a field that is known here."),
    ),
    (
        with_step('options = [{id="a", text="A"}, {id="a", text="B"}]', "choice"),
        ("here", "options", "`a` is used twice."),
    ),
    (
        with_step('options = [{id="a", text="{x}"}]', "choice"),
        ("here", "options", "{x} is no placeholder that is known."),
    ),
    (
        with_step('options = [{id="a", text="A", opens="x"}]', "choice"),
        ("here", "opens", "`x` is no exercise."),
    ),
    (with_step('quotes = "sentence"'), ("here", "quotes", "should be a list.")),
    (
        with_step("quotes = [5]"),
        ("here", "quotes", "should hold names, or tables with `of` and `label`."),
    ),
    (with_step("quotes = [{}]"), ("here", "of", "is missing.")),
    (with_step('quotes = ["x"]'), ("here", "quotes", "`x` is nothing that is kept or asked.")),
    (with_step('when = "x"'), ("here", "when", "should be a table in braces.")),
    (
        with_step("when = {kind = 5}"),
        ("here", "when", "`kind` should be words in quotes, or a list of them."),
    ),
    (with_step('when = {x = "given"}'), ("here", "when", "`x` is nothing that is known by then.")),
    (
        with_step('when = {route = "=> 8"}'),
        ("here", "when", "`route` compares with a whole number, like `>=8`."),
    ),
    (
        with_step('when = {route = "≥8"}'),
        ("here", "when", "`route` compares with a whole number, like `>=8`."),
    ),
    (with_step('[[step.variants]]\nquestion = "?"'), ("here", "variants", "needs a `when`.")),
    (
        with_step('[[step.variants]]\nwhen = {route = "x"}\nwhy = "{x}"'),
        ("here", "variants", "{x} is no placeholder that is known."),
    ),
    (
        with_step('of = "values"\n[[step.fields]]\nquestion = "?"', "rate"),
        ("here", "id", "is missing."),
    ),
    (
        with_step('of = "values"\n[[step.fields]]\nid = "a"\nquestion = "{x}"', "rate"),
        ("here", "fields", "{x} is no placeholder that is known."),
    ),
]


@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_a_fault_says_where_and_what(text: str, fault: tuple[str, str, str]) -> None:
    assert fault in exercise(text)


def test_without_a_fault_there_is_none() -> None:
    assert exercise(GOOD) == []
    assert exercise(with_step('quotes = ["sentence"]\nwhen = {"name.kind" = ["did"]}')) == []


def test_a_fault_reads_as_one_line() -> None:
    fault = Fault("exercises/mine.toml", "here", "id", "is used twice.")
    assert str(fault) == "exercises/mine.toml · here · id: is used twice."
    assert str(Fault("pack.toml", "", "", "is missing.")) == "pack.toml: is missing."
    assert "1 fault;" in str(PromptsFaulty([fault]))
    assert "2 faults;" in str(PromptsFaulty([fault, fault]))


def test_all_faults_are_told_and_not_only_the_first() -> None:
    found = exercise(with_step('skip = 0\nvoice = "loud"\nwrong = 1'))
    assert {field for _, field, _ in found} == {"skip", "voice", "wrong"}


# -- a folder -------------------------------------------------------------------------------------


def own(folder: Path, **files: str | bytes) -> Path:
    (folder / "exercises").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        place = folder / (name.replace("__", "/") + ".toml")
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def told(library: Library) -> list[tuple[str, str, str]]:
    return [(fault.file, fault.step, fault.field) for fault in library.faults]


def test_an_exercise_of_ones_own_comes_beside_ours_or_in_its_place(tmp_path: Path) -> None:
    mine = GOOD.replace('"Mine"', '"My align"')
    library = load(own(tmp_path, exercises__mine=GOOD, exercises__align=mine))
    assert library.faults == []
    assert library.exercise("mine").title == "Mine"
    assert library.exercise("align").title == "My align"
    assert library.exercise("name").title == "Naming it"


@pytest.mark.parametrize(
    "broken",
    [
        "title = ",
        b"\xff\xfe",
        GOOD.replace('"line"', '"verse"'),
        GOOD + STEP.format(kind="line"),
        'needs = ["nothing"]\n' + GOOD,
        with_step('options = [{id="a", text="A", opens="nowhere"}]', "choice"),
        with_step('detour = "nowhere"'),
        "a = " + "[" * 3000 + "]" * 3000,
        "a = " + "9" * 5000,
        "a = 2026-13-45",
    ],
)
def test_a_faulty_one_is_left_out_with_ours_in_its_place(
    tmp_path: Path, broken: str | bytes
) -> None:
    library = load(own(tmp_path, exercises__align=broken, exercises__mine=GOOD))
    assert library.exercise("align").title == "This and what you stand for"
    assert library.exercise("mine").title == "Mine"
    assert {file for file, _, _ in told(library)} == {"exercises/align.toml"}


def test_what_leans_on_a_faulty_one_is_left_out_too(tmp_path: Path) -> None:
    leans = 'needs = ["mine"]\n' + GOOD.replace('keep = "mine"', 'keep = "leaned"')
    folder = own(tmp_path, exercises__mine="title = 5", exercises__leans=leans)
    library = load(folder)
    assert "mine" not in library.exercises
    assert "leans" not in library.exercises
    assert ("exercises/leans.toml", "", "needs") in told(library)


def test_phrases_cards_asides_wordings_and_regions_of_ones_own(tmp_path: Path) -> None:
    region = (
        '[[region]]\nid = "nl"\nname = "Netherlands"\nemergency = "112"\nline = "113"\n'
        '[[region.lines]]\nname = "113"\nhow = "call 113"\nchecked = "2026-11"\nsource = "113.nl"\n'
    )
    wording = "[keep_on]\n" + "".join(
        f'{form} = "keep on"\n'
        for form in ("title", "forgive", "forgive_for", "forgiving", "forgiveness")
    )
    folder = own(
        tmp_path,
        phrases='[home]\nevening = "Evening."',
        cards='[[card]]\nid = "quiet"\ntext = "Quiet"',
        asides='[[aside]]\nid = "pause"\nkind = "line"\nquestion = "My pause?"',
        wording=wording,
        lines=region,
    )
    library = load(folder)
    assert library.faults == []
    assert library.phrase("home.evening") == "Evening."
    assert library.phrase("home.morning") == "Good morning."
    assert [card.id for card in library.cards] == ["quiet"]
    assert library.asides["pause"].question == "My pause?"
    assert library.asides["rest"].question
    assert library.words("keep_on", "nl") == {
        "title": "keep on", "forgive": "keep on", "forgive_for": "keep on",
        "forgiving": "keep on", "forgiveness": "keep on", "emergency": "112", "line": "113",
    }  # fmt: skip
    assert "us" in library.regions


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("phrases", "[home]\nevening = 5"),
        ("phrases", "home = 5"),
        ("phrases", '[home]\nevening = "Evening."\n[own]\nline = "mine"'),
        ("phrases", '[home]\nevning = "Evening."'),
        ("phrases", '[home]\nevening = "{nonsense}"'),
        ("cards", '[[card]]\nid = "quiet"\ntext = "{value}"'),
        (
            "wording",
            '[mine]\ntitle="x"\nforgive="{n}"\nforgive_for="x"\nforgiving="x"\nforgiveness="x"',
        ),
        ("lines", '[[region]]\nid = "nl"\nname = "N"\nemergency = "{emergency}"\nline = "113"'),
        ("cards", '[[card]]\nid = "quiet"'),
        ("asides", '[[aside]]\nid = "pause"\nkind = "line"'),
        ("wording", '[mine]\nforgive = "x"'),
        ("lines", '[[region]]\nid = "other"'),
        ("lines", "region = 5"),
        ("pack", "version = 1"),
    ],
)
def test_a_faulty_file_of_ones_own_takes_nothing_of_ours_away(
    tmp_path: Path, name: str, text: str
) -> None:
    ours, library = load(), load(own(tmp_path, **{name: text}))
    assert {file for file, _, _ in told(library)} == {f"{name}.toml"}
    assert (library.phrases, library.cards) == (ours.phrases, ours.cards)
    assert (library.asides, library.wordings, library.regions) == (
        ours.asides,
        ours.wordings,
        ours.regions,
    )


def test_what_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    folder = own(tmp_path)
    (folder / "exercises" / "folder.toml").mkdir()
    assert told(load(folder)) == [("exercises/folder.toml", "", "")]


def test_no_folder_of_ones_own_and_one_that_is_empty(tmp_path: Path) -> None:
    assert load(tmp_path / "nothing").faults == []
    assert load(own(tmp_path)).faults == []


def test_ours_that_are_damaged_or_gone_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("regret_tui.content.library.bundled", lambda: tmp_path / "gone")
    with pytest.raises(PromptsMissing):
        load()
    folder = own(tmp_path / "ours", exercises__mine=GOOD, lines="", wording="")
    monkeypatch.setattr("regret_tui.content.library.bundled", lambda: folder)
    with pytest.raises(PromptsFaulty) as damaged:
        load()
    assert {str(fault) for fault in damaged.value.faults} == {
        "asides.toml: is missing.",
        "cards.toml: is missing.",
        "pack.toml: is missing.",
        "phrases.toml: is missing.",
        "lines.toml · region: `other` is missing.",
        "wording.toml · forgive: is missing.",
    }


def test_a_reader_gives_what_is_there() -> None:
    reader = Reader({"a": " x ", "b": 5, "c": ["x"], "d": True}, "f")
    assert reader.text("a") == "x"
    assert reader.number("b", 0) == 5
    assert reader.texts("c") == ("x",)
    assert reader.flag("d", False)
    assert reader.number("e", 7) == 7
    reader.finish()
    assert reader.faults == []


def test_a_test_of_one_word_is_that_word() -> None:
    assert parse_test("a", "did").any_of == ("did",)


# -- anything at all ------------------------------------------------------------------------------

TOML_VALUES = st.recursive(
    st.text(max_size=8) | st.integers(-5, 200) | st.booleans() | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(min_size=1, max_size=6), inner, max_size=3)
    ),
    max_leaves=5,
)
FIELDS = [
    "title", "kind", "minutes", "needs", "step", "aside", "ceiling", "reopens_at", "outcome",
    "id", "question", "options", "quotes", "when", "variants", "fields", "lines", "pace", "low",
    "high", "voice", "role", "keep", "ends", "detour", "of", "most",
]  # fmt: skip


@given(st.dictionaries(st.sampled_from(FIELDS), TOML_VALUES, max_size=6), st.data())
@settings(max_examples=150, deadline=None)
def test_any_table_is_read_or_has_faults(table: dict[str, Any], data: st.DataObject) -> None:
    steps = st.lists(st.dictionaries(st.sampled_from(FIELDS), TOML_VALUES, max_size=6), max_size=3)
    table |= {"step": data.draw(steps)}
    read, faults = read_exercise("mine", table, "exercises/mine.toml")
    library = Library(exercises={"mine": read}, faults=faults)
    assert all(isinstance(fault, Fault) for fault in check(library, read_folder_once()))


def read_folder_once() -> Library:
    if not _read:
        _read.append(read_folder(bundled()))
    return _read[0]


_read: list[Library] = []
SHIPPED = {path: path.read_bytes() for path in sorted(bundled().rglob("*.toml"))}


@given(st.sampled_from(list(SHIPPED)), st.data())
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_damage_to_a_file_is_a_fault_or_none(
    tmp_path: Path, path: Path, data: st.DataObject
) -> None:
    text = SHIPPED[path]
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 40))
    put = data.draw(st.binary(max_size=6) | st.sampled_from([b'"', b"[", b"= 5\n", b"[[step]]\n"]))
    place = tmp_path / path.relative_to(bundled())
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(text[:at] + put + text[at + cut :])
    library = load(tmp_path)
    place.unlink()
    name = str(path.relative_to(bundled()))
    assert set(library.exercises) >= {"name", "values", "twovoice", "align", "gate"}
    if library.faults and name.startswith("exercises"):
        assert {fault.file for fault in library.faults} == {name}
        assert library.exercise(path.stem) == read_folder_once().exercise(path.stem)
