"""Two copies, record by record: the rules, and that nothing is dropped or comes back."""

import json
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regret_tui.vault.merging import ANOTHER_VERSION, Document, Later, Outcome, merge_lines
from regret_tui.vault.records import (
    Line,
    Lines,
    make_line,
    next_lines,
    read_record,
    tables_of,
)

KEY = ("t", "a")


def line(text: str | None, rev: int, *was: int, **marks: Any) -> Line:
    document = None if text is None else {"text": text}
    return make_line(KEY, document, f"{rev:016x}", [f"{old:016x}" for old in was], {}, marks)


def settled(mine: Line, other: Line, later: Later = Later.NEITHER) -> tuple[Lines, Outcome]:
    merged = merge_lines({KEY: mine}, {KEY: other}, later=later)
    (outcome,) = merged.counts or {Outcome.SAME: 0}
    return merged.lines, outcome


def texts(lines: Lines) -> list[str]:
    return sorted(doc["text"] for table in tables_of(lines).values() for doc in table.values())


@pytest.mark.parametrize(
    ("mine", "other", "outcome", "left"),
    [
        (line("x", 1), line("x", 1), Outcome.SAME, ["x"]),
        (line("y", 2, 1), line("x", 1), Outcome.OURS, ["y"]),
        (line("x", 1), line("y", 2, 1), Outcome.THEIRS, ["y"]),
        (line("x", 1), line(None, 2, 1), Outcome.DELETED, []),
        (line(None, 2, 1), line("x", 1), Outcome.OURS, []),
        (line(None, 2, 1), line("y", 3, 1), Outcome.BROUGHT_BACK, ["y"]),
        (line("y", 3, 1), line(None, 2, 1), Outcome.BROUGHT_BACK, ["y"]),
        (line("y", 3, 1), line(None, 2, 1, forever=True), Outcome.DELETED, []),
        (line(None, 2, 1, forever=True), line("y", 3, 1), Outcome.OURS, []),
        (line(None, 2, 1, forever=True), line("y", 3, 2), Outcome.OURS, []),
        (line("y", 2, 1), line("z", 3, 1), Outcome.BOTH, ["y", "z"]),
        (line("y", 2, 1), line("y", 3, 1), Outcome.UNIFIED, ["y"]),
        (line("y", 1), line("z", 1), Outcome.BOTH, ["y", "z"]),
        (line("y", 2, 3), line("z", 3, 2), Outcome.BOTH, ["y", "z"]),
    ],
)
def test_the_rules(mine: Line, other: Line, outcome: Outcome, left: list[str]) -> None:
    lines, found = settled(mine, other)
    assert found is outcome
    assert texts(lines) == left
    assert settled(other, mine)[0] == lines


def test_two_deletions_count_for_nothing() -> None:
    merged = merge_lines({KEY: line(None, 2, 1)}, {KEY: line(None, 3, 1)})
    assert not merged.counts
    assert merged.lines == merge_lines({KEY: line(None, 3, 1)}, {KEY: line(None, 2, 1)}).lines


def test_a_copy_that_grew_out_of_the_other_wins_however_often_it_was_changed() -> None:
    old, new = line("x", 1), line("y", 90, *range(50, 82))
    assert texts(settled(old, new, Later.THEIRS)[0]) == ["y"]
    assert texts(settled(new, old, Later.OURS)[0]) == ["y"]
    assert texts(settled(old, new)[0]) == ["x", "y"]


def test_the_second_version_is_marked_and_the_first_is_later_than_both() -> None:
    lines, _ = settled(line("y", 2, 1), line("z", 3, 1))
    (_, (_, name)) = lines
    first, second = (json.loads(found.raw) for found in lines.values())
    assert first[2] == {"text": "z"}
    assert first[3]["was"][-2:] == [f"{2:016x}", f"{3:016x}"]
    assert second[1] == name
    assert second[2] == {"text": "y", ANOTHER_VERSION: "a"}
    assert second[3]["rev"] == f"{2:016x}"


def test_merging_again_changes_nothing_and_a_second_version_that_went_stays_gone() -> None:
    mine, other = {KEY: line("y", 2, 1)}, {KEY: line("z", 3, 1)}
    once = merge_lines(mine, other).lines
    assert merge_lines(once, other).lines == once
    assert merge_lines(other, once).lines == once
    (name,) = [record for _, record in once if record != "a"]
    tables = tables_of(once)
    del tables["t"][name]
    tidied = next_lines(once, tables, lambda size: bytes(size), forever=False).lines
    assert texts(merge_lines(tidied, other).lines) == ["z"]
    assert texts(merge_lines(mine, tidied).lines) == ["z"]


def test_a_deletion_for_ever_wins_whichever_copy_comes_first() -> None:
    copies = [
        {KEY: line(None, 2, 1, forever=True)},
        {KEY: line("y", 3, 1)},
        {KEY: line("z", 4, 1)},
    ]
    for one, two, three in permutations(copies):
        left = merge_lines(merge_lines(one, two).lines, three).lines
        assert texts(left) == []
        assert all(found.forever for found in left.values())


def test_one_document_may_stand_for_both() -> None:
    def unify(table: str, first: Document, second: Document) -> Document | None:
        return {"text": f"{first['text']}+{second['text']}"} if table == "t" else None

    merged = merge_lines({KEY: line("y", 2)}, {KEY: line("z", 3)}, unify)
    assert texts(merged.lines) == ["z+y"]
    assert merged.counts == {Outcome.UNIFIED: 1}


def test_what_this_version_does_not_know_of_a_record_stays() -> None:
    mine = make_line(KEY, {"text": "y"}, f"{2:016x}", [], {"rev": "", "was": [], "new": 1})
    merged = merge_lines({KEY: mine}, {KEY: line("y", 3)})
    assert json.loads(merged.lines[KEY].raw)[3]["new"] == 1


def test_what_only_one_has_comes_and_what_it_deleted_is_remembered() -> None:
    other: Lines = {("t", "b"): line("new", 5), ("t", "c"): line(None, 6)}
    merged = merge_lines({KEY: line("x", 1)}, other)
    assert list(merged.lines) == [KEY, ("t", "b"), ("t", "c")]
    assert merged.counts == {Outcome.OURS: 1, Outcome.THEIRS: 1}


acts = st.lists(
    st.tuples(st.sampled_from("abcd"), st.none() | st.sampled_from(["x", "y", "z"])), max_size=12
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts, acts, acts, st.integers(0, 2**32))
def test_nothing_is_dropped_and_both_sides_come_to_the_same(
    before: list[tuple[str, str | None]],
    here: list[tuple[str, str | None]],
    there: list[tuple[str, str | None]],
    seed: int,
) -> None:
    count = iter(range(seed + 1, seed + 1000))

    def grown(lines: Lines, done: list[tuple[str, str | None]]) -> Lines:
        for name, text in done:
            tables = tables_of(lines)
            table = tables.setdefault("t", {})
            if text is None:
                table.pop(name, None)
            else:
                table[name] = {"text": text}
            lines = next_lines(
                lines, tables, lambda size: next(count).to_bytes(size), forever=False
            ).lines
        return lines

    base = grown({}, before)
    ours, theirs = grown(base, here), grown(base, there)
    merged = merge_lines(ours, theirs).lines
    again = merge_lines(theirs, ours).lines
    assert {key: found.raw for key, found in merged.items()} == {
        key: found.raw for key, found in again.items()
    }
    assert merge_lines(merged, theirs).lines == merged
    assert set(ours) | set(theirs) <= set(merged)
    left = texts(merged)
    for side, other in ((ours, theirs), (theirs, ours)):
        for key, found in side.items():
            if found.gone or base.get(key) == found:
                continue
            document = json.loads(found.raw)[2]
            known = key in other and found.rev in json.loads(other[key].raw)[3]["was"]
            assert known or document["text"] in left
    for key, old in base.items():
        for mine, others in ((ours[key], theirs[key]), (theirs[key], ours[key])):
            if mine == old:
                assert merged[key] == others


def test_every_record_is_counted() -> None:
    both: Lines = {("t", name): line("x", 1) for name in "ab"}
    ours: Lines = {("t", name): line("x", 1) for name in "cde"}
    theirs: Lines = {("t", name): line("x", 1) for name in "fg"}
    counts = merge_lines({**both, **ours}, {**theirs, **both}).counts
    assert counts == {Outcome.SAME: 2, Outcome.OURS: 3, Outcome.THEIRS: 2}


@pytest.mark.parametrize("text", ["x", None])
def test_the_same_revision_with_another_envelope_is_the_same(text: str | None) -> None:
    mine, other = line(text, 2, 1), line(text, 2, 1, 0)
    assert mine.raw != other.raw
    for one, two in ((mine, other), (other, mine)):
        assert merge_lines({KEY: one}, {KEY: two}).lines == {KEY: one}


def test_of_one_revision_written_and_deleted_what_was_written_stays() -> None:
    for one, two in ((line("x", 2), line(None, 2)), (line(None, 2), line("x", 2))):
        lines, outcome = settled(one, two)
        assert outcome is Outcome.BROUGHT_BACK
        assert texts(lines) == ["x"]


def version(of: str, name: str, rev: int) -> Line:
    document = {"text": name, ANOTHER_VERSION: of}
    return make_line(("t", name), document, f"{rev:016x}", [f"{1:016x}"], {"new": 1})


def test_versions_of_what_is_gone_for_ever_go_for_ever_whichever_comes_first() -> None:
    """A version of a version too, and what it leaves is read as a deletion for ever."""
    gone = {KEY: line(None, 9, forever=True)}
    versions = {
        ("t", "c"): version("b", "c", 4),
        ("t", "b"): version("a", "b", 3),
        ("t", "d"): version("z", "d", 5),
        ("u", "e"): version("a", "e", 6),
    }
    one, two = merge_lines(gone, versions).lines, merge_lines(versions, gone).lines
    assert one == two
    assert texts(one) == ["d", "e"]
    for name in "bc":
        left = one["t", name]
        assert read_record(left.raw) == (("t", name), left, None)
        assert (left.gone, left.forever) == (True, True)
        assert json.loads(left.raw)[3]["new"] == 1
        assert versions["t", name].rev in json.loads(left.raw)[3]["was"]
        assert left.rev not in (versions["t", name].rev, gone[KEY].rev)
    assert merge_lines(one, versions).lines == one


def test_a_record_that_is_no_version_follows_nothing() -> None:
    lines = {("t", "None"): line(None, 9, forever=True), KEY: line("x", 1)}
    assert merge_lines(lines, {}).lines == lines
