"""Screens that carry rules are held, and a person's own that breaks one gives way to ours."""

from collections.abc import Callable
from pathlib import Path

import pytest

from regret_tui.content.check import check
from regret_tui.content.held import HELD, held, missing
from regret_tui.content.library import Library, load, read_folder
from regret_tui.content.places import bundled
from regret_tui.domain.routes import SCREENS

Change = Callable[[str], str]


def swapped(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new)

    return change


BROKEN: list[tuple[str, Change, tuple[str, str]]] = [
    ("gate", swapped('outcome = "route"', 'outcome = "safety"'), ("", "outcome")),
    ("gate", swapped('outcome = "route"\n', ""), ("", "outcome")),
    ("gate", swapped("kept = false\n", ""), ("", "kept")),
    ("gate", swapped('kind = "screen"', 'kind = "plan"'), ("", "kind")),
    ("gate", swapped('{ id = "pressed"', '{ id = "forced"'), ("own", "options")),
    ("gate", swapped('  { id = "alone", text = "Nobody else was part of it" },\n', ""),
     ("own", "options")),
    ("gate", swapped('{ id = "said_no"', '{ id = "no"'), ("other", "options")),
    ("gate", swapped('{ id = "at_risk"', '{ id = "risk"'), ("marks", "options")),
    ("gate", swapped('kind = "marks"', 'kind = "choice"'), ("marks", "kind")),
    ("gate", swapped('id = "marks"', 'id = "others"'), ("marks", "step")),
    ("gate", swapped('id = "adult2"', 'id = "grown"'), ("adult2", "step")),
    ("safety", swapped('outcome = "safety"\n', ""), ("", "outcome")),
    ("safety", swapped("kept = false\n", ""), ("", "kept")),
    ("safety", swapped('id = "act", text', 'id = "acting", text'), ("thoughts", "options")),
    ("safety", swapped('id = "thoughts"\n', 'id = "asked"\n'), ("thoughts", "step")),
    ("begin", swapped('outcome = "regret"\n', ""), ("", "outcome")),
    ("begin", swapped('id = "hard"', 'id = "how"'), ("hard", "step")),
    ("begin", swapped('id = "title"', 'id = "called"'), ("title", "step")),
    ("begin", swapped('role = "before"\n', ""), ("", "role")),
    ("arrive", swapped('role = "before"\n', ""), ("", "role")),
    ("arrive", swapped('role = "after"\n', ""), ("", "role")),
    ("arrive", swapped('kind = "steady"', 'kind = "plan"'), ("", "kind")),
    *[(f"route-{name}", swapped("kept = false\n", ""), ("", "kept"))
      for name in ("support", "harm", "careful", "both", "minors")],
    *[(f"route-{name}", swapped('detour = "safety"\n', ""), ("", "detour"))
      for name in ("support", "harm", "careful", "both")],
    ("route-harm", swapped('detour = "safety"\n', 'detour = "safety"\nwhen = {marks = ["law"]}\n'),
     ("", "detour")),
    ("route-harm", swapped('id = "first"\nkind = "say"\n', 'id = "first"\nkind = "choice"\n'
     'options = [{ id = "a", text = "A" }]\nends = ["a"]\n'), ("", "detour")),
    ("route-harm", swapped('kept = false\n', 'kept = false\noutcome = "route"\n'), ("", "outcome")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "where"), BROKEN)
def test_an_own_screen_that_breaks_a_rule_gives_way_to_ours(
    tmp_path: Path, name: str, change: Change, where: tuple[str, str]
) -> None:
    text = (bundled() / "exercises" / f"{name}.toml").read_text("utf-8")
    place = tmp_path / "exercises" / f"{name}.toml"
    place.parent.mkdir()
    place.write_text(change(text), "utf-8")
    library = load(tmp_path)
    found = {(fault.file, fault.step, fault.field) for fault in library.faults}
    assert (f"exercises/{name}.toml", *where) in found
    assert library.exercise(name) == load().exercise(name)


@pytest.mark.parametrize("name", list(HELD))
def test_other_words_break_no_rule(tmp_path: Path, name: str) -> None:
    text = (bundled() / "exercises" / f"{name}.toml").read_text("utf-8")
    place = tmp_path / "exercises" / f"{name}.toml"
    place.parent.mkdir()
    place.write_text(text.replace('title = "', 'title = "My ', 1), "utf-8")
    library = load(tmp_path)
    assert library.faults == []
    assert library.exercise(name).title.startswith("My ")


def test_every_screen_that_is_open_to_everyone_is_held() -> None:
    assert {*SCREENS, "arrive"} == set(HELD)


def test_an_outcome_is_for_our_screens_alone(tmp_path: Path) -> None:
    place = tmp_path / "exercises" / "mine.toml"
    place.parent.mkdir()
    place.write_text(
        'title = "Mine"\nkind = "screen"\noutcome = "route"\n'
        '[[step]]\nid = "own"\nkind = "line"\nquestion = "?"\n'
    )
    library = load(tmp_path)
    assert [(fault.field, fault.what) for fault in library.faults] == [
        ("outcome", "belongs to screens of the program alone.")
    ]
    assert "mine" not in library.exercises


def test_ours_hold_all_of_it_and_lack_none() -> None:
    ours = read_folder(bundled())
    assert [fault for item in ours.exercises.values() for fault in held(item)] == []
    assert list(missing(ours.exercises)) == []
    for name in HELD:
        rest = {key: item for key, item in ours.exercises.items() if key != name}
        assert [fault.file for fault in missing(rest)] == [f"exercises/{name}.toml"]


def test_a_sentence_of_ours_that_the_rules_ask_for_is_missed() -> None:
    ours = read_folder(bundled())
    del ours.phrases["notices"]["law"]
    del ours.phrases["next"]
    found = [(fault.file, fault.step, fault.field) for fault in check(ours)]
    assert ("phrases.toml", "notices", "law") in found
    assert ("phrases.toml", "next", "gate") in found
    assert check(Library(), read_folder(bundled())) == []
