"""A page for an hour with a counsellor."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from regret_tui.domain.exercise import Value
from regret_tui.domain.sitting import Sitting, State
from regret_tui.export import session_page
from regret_tui.export.page import count_pages
from tests.unit.export.samples import NOW, journal, kept, regret, sitting, source

GOLDEN = Path(__file__).with_name("session.golden.md")


def test_the_page_is_the_golden_one() -> None:
    assert session_page(journal()).markdown == GOLDEN.read_text(encoding="utf-8")


WRITTEN = "What was written, and how hard it was before and after, 0 to 10"


def section(markdown: str, title: str) -> str:
    return markdown.partition(f"## {title}\n")[2].partition("\n## ")[0].strip()


def days_apart(count: int, apart: int = 1) -> list[str]:
    return [
        (NOW - timedelta(days=apart * (count - 1 - n))).isoformat(timespec="seconds")
        for n in range(count)
    ]


@pytest.mark.parametrize(
    "long",
    ["many words of a line " * 40, "w" * 5000, "\u5b57" * 5000, "a\n" * 40, "x x x\n\n" * 9],
    ids=["words", "a word", "wide", "lines", "paragraphs"],
)
@pytest.mark.parametrize(
    "title", ["A private name of some length, for a page", "w" * 900], ids=["name", "a word"]
)
def test_the_first_sheet_fits_on_one_sheet_when_it_is_fullest(long: str, title: str) -> None:
    name: dict[str, Value | None] = {"before": 6, "seen": "word " * 900, "after": 4}
    sittings = [sitting(f"s{n}", "name", name, at=at) for n, at in enumerate(days_apart(40, 3))]
    things = [kept(f"k{n}", f"own{n}", long, share="full") for n in range(30)]
    things += [
        kept(f"n{name}", name, long, of="a", share="full")
        for name in ("step", "step_day", "obstacle")
    ]
    page = session_page(source(regrets=[regret(title=title)], sittings=sittings, kept=things))
    body = page.markdown.partition("\n---\n")[2]
    first, more, _ = body.partition("## What was written before these")
    assert more
    assert count_pages(first) == 1
    assert page.pages > 10


@pytest.mark.parametrize(
    ("since", "until", "wanted"),
    [
        (None, None, "20 November 2026 to 24 November 2026. Written on 2 of 5 days"),
        (15, None, "15 November 2026 to 24 November 2026. Written on 2 of 10 days"),
        (15, 22, "15 November 2026 to 22 November 2026. Written on 1 of 8 days"),
        (24, 30, "24 November 2026 to 30 November 2026. Written on 1 of 1 days"),
    ],
)
def test_the_window_counts_the_days_that_are_shown(
    since: int | None, until: int | None, wanted: str
) -> None:
    sittings = [
        sitting("a", "name", {}, at="2026-11-20T10:00:00+01:00"),
        sitting("b", "name", {}, at="2026-11-24T10:00:00+01:00"),
        sitting("c", "name", {}, at="2026-11-24T11:00:00+01:00"),
        sitting("d", "name", {}, at="2026-11-22T11:00:00+01:00", share="never"),
    ]
    window = [date(2026, 11, day) if day else None for day in (since, until)]
    page = session_page(source(sittings=sittings, since=window[0], until=window[1]))
    assert wanted in page.markdown


def test_the_list_shows_gaps_in_days_and_in_numbers() -> None:
    sittings = [
        sitting("a", "name", {"before": 6, "after": 4}, at="2026-11-02T10:00:00+01:00"),
        sitting("b", "name", {"before": "numb", "before.again": 7}, at="2026-11-03T10:00:00+01:00"),
        sitting("c", "align", {}, at="2026-11-24T10:00:00+01:00", about=""),
        sitting("d", "name", {"after": 0}, at="2026-11-24T11:00:00+01:00"),
    ]
    listed = section(session_page(source(sittings=sittings)).markdown, WRITTEN)
    assert listed.splitlines()[:4] == [
        "- 2 November 2026, 10:00 (+01:00): Naming it, “The weekend in March”; 6 → 4.",
        "- 3 November 2026, 10:00 (+01:00): Naming it, “The weekend in March”; "
        "unreal or numb, 7 → –.",
        "- 24 November 2026, 10:00 (+01:00), after 21 days: This and what you stand for; "
        "not rated.",
        "- 24 November 2026, 11:00 (+01:00): Naming it, “The weekend in March”; – → 0.",
    ]


def test_a_long_list_counts_the_older_ones() -> None:
    sittings = [sitting(f"s{n}", "align", {}, at=at) for n, at in enumerate(days_apart(9, 2))]
    listed = section(session_page(source(sittings=sittings)).markdown, WRITTEN)
    lines = [line for line in listed.splitlines() if line.startswith("- ")]
    assert lines[0] == "- 5 more before these."
    assert len(lines) == 5
    assert ", after 2 days:" in lines[1]
    markdown = session_page(source(sittings=sittings)).markdown
    earlier = section(markdown, "What was written before these").splitlines()
    assert [line[:8] for line in (*earlier, *lines[1:])] == [
        f"- {day} November"[:8] for day in range(8, 25, 2)
    ]


def test_three_lines_newest_first_marked_ones_before_others() -> None:
    things = [
        kept("a", "agreed", "OLD AGREED", at="2026-11-01T10:00:00+01:00", share="full"),
        kept("b", "goal", "GOAL", at="2026-11-02T10:00:00+01:00", share="full"),
        kept("c", "promise", "PROMISE", at="2026-11-03T10:00:00+01:00", share="summary"),
        kept("d", "line", "LINE", at="2026-11-04T10:00:00+01:00", share="full"),
        kept("e", "agreed", "AGREED", at="2026-11-05T10:00:00+01:00", share="full"),
        kept("f", "belief", "HIDDEN", at="2026-11-06T10:00:00+01:00"),
        kept("g", "people", "PEOPLE", at="2026-11-07T10:00:00+01:00", share="full"),
        kept("h", "sentence", "HELD", of="s", step="sentence", at="2026-11-24T23:00:00+01:00"),
    ]
    item = sitting("s", "name", {"sentence": "HELD"}, share="summary")
    markdown = session_page(source(kept=things, sittings=[item])).markdown
    lines = [line for line in section(markdown, "In my words").splitlines() if line[:1] == ">"]
    assert lines == ["> AGREED", "> LINE", "> PROMISE"]
    rest = section(markdown, "More lines")
    assert all(f"> {word}" in rest for word in ("HELD", "OLD AGREED", "GOAL", "PEOPLE"))
    assert "> AGREED" not in rest
    assert "HIDDEN" not in markdown


def test_a_list_is_on_one_line_of_the_first_sheet() -> None:
    five = ["honesty", "long walks", "play", "d", "e"]
    item = kept("k", "values", five, exercise="values", step="five", share="full", about="")
    markdown = session_page(source(kept=[item])).markdown
    assert "\n> Honesty, long walks, Play, d, e\n" in markdown
    assert "## More lines" not in markdown


def test_ratings_are_whole_further_on() -> None:
    value: Value = {"honesty": {"whose": "mine", "lived": 4}}
    for share, more in (("full", True), ("summary", False)):
        item = kept("k", "ratings", value, exercise="values", step="ratings", share=share, about="")
        markdown = session_page(source(kept=[item])).markdown
        assert section(markdown, "In my words").endswith("> Honesty")
        assert ("How much have you lived it? 4" in markdown) is more


def test_the_line_of_a_summary_is_said_once() -> None:
    item = sitting("s", "name", {"sentence": "LINE"}, share="summary")
    thing = kept("k", "sentence", "LINE", of="s", exercise="name", step="sentence", share="summary")
    for things in ([thing], []):
        assert session_page(source(sittings=[item], kept=things)).markdown.count("LINE") == 1


def test_a_line_cut_on_the_first_sheet_is_whole_further_on() -> None:
    long = kept("k", "goal", "word " * 35 + "END", exercise="values", step="older", share="full")
    markdown = session_page(source(kept=[long])).markdown
    assert "END" not in section(markdown, "In my words")
    assert "END" in section(markdown, "More lines")


def step_of(sitting_id: str, at: str, share: str, words: str = "STEP") -> list[object]:
    return [
        kept(f"{sitting_id}-{name}", name, value, of=sitting_id, at=at, share=share)
        for name, value in (("step", words), ("step_day", "2026-11-27"), ("obstacle", "OBSTACLE"))
    ]


def test_the_next_step_has_its_day_and_what_gets_in_the_way() -> None:
    things = step_of("a", "2026-11-01T10:00:00+01:00", "full")
    found = section(session_page(source(kept=things)).markdown, "The next step")
    assert found == ("> STEP\n\nIts day: 27 November 2026. What may get in the way:\n\n> OBSTACLE")


def test_an_older_step_is_no_stand_in_for_one_that_is_not_marked() -> None:
    things = [
        *step_of("a", "2026-11-01T10:00:00+01:00", "full", "OLD"),
        *step_of("b", "2026-11-02T10:00:00+01:00", "never", "NEW"),
    ]
    markdown = session_page(source(kept=things)).markdown
    assert section(markdown, "The next step") == "No step is marked to be shown."
    assert "NEW" not in markdown


def test_day_and_obstacle_need_a_mark_too() -> None:
    things = [
        kept("a", "step", "STEP", of="s", share="full"),
        kept("b", "step_day", "DAY", of="s"),
        kept("c", "obstacle", "OBSTACLE", of="other", share="full"),
    ]
    found = section(session_page(source(kept=things)).markdown, "The next step")
    assert found == "> STEP"


def test_room_to_write_by_hand() -> None:
    markdown = session_page(journal()).markdown
    for title in (
        "Questions to ask, and what I want from this hour",
        "What you may and may not ask",
        "Not ready to talk about",
    ):
        lines = section(markdown, title).splitlines()
        assert len(lines) == 2
        assert all(set(line.strip()) == {"."} for line in lines)


def ended(name: str, state: State, before: int | str, after: int | str, share: str) -> Sitting:
    return sitting(name, "name", {"before": before, "after": after}, state=state, share=share)


def test_endings_are_counted_among_what_is_shown() -> None:
    sittings = [
        ended("a", State.RESTED, 9, 9, "summary"),
        ended("b", State.RESTED, 9, 9, "never"),
        ended("c", State.ENOUGH, 3, 5, "full"),
        ended("d", State.OPEN, 3, 4, "full"),
        ended("e", State.DONE, 3, "numb", "full"),
        ended("f", State.DONE, 0, 2, "never"),
        sitting("g", "name", {"before": 9, "before.again": 4, "after": 6}),
    ]
    assert (
        "Of the pages shown here, stopped to rest: 1; ended at “enough for today”: 1; "
        "not finished yet: 1; 2 or more harder at the end: 2."
    ) in session_page(source(sittings=sittings)).markdown


@pytest.mark.parametrize(
    ("things", "wanted"),
    [
        ([], "There is no list yet of people"),
        ([kept("k", "people", ["ANNA"], about="")], "There is a list of people"),
        ([kept("k", "steadies", ["WATER"], about="")], "There is a list of people"),
        ([kept("k", "people", [], about="")], "There is no list yet of people"),
        ([kept("k", "line", "x")], "There is no list yet of people"),
    ],
)
def test_whether_there_is_a_plan_is_said_and_no_more(things: list[object], wanted: str) -> None:
    markdown = session_page(source(sittings=[sitting("s", "name", {})], kept=things)).markdown
    assert wanted in markdown
    assert "ANNA" not in markdown
    assert "WATER" not in markdown


def test_only_full_texts_follow() -> None:
    sittings = [
        sitting("a", "name", {"seen": "WHOLE"}),
        sitting("b", "align", {"smallest": "PART", "step": "STEP"}, share="summary"),
    ]
    markdown = session_page(source(sittings=sittings)).markdown
    full = section(markdown, "In full")
    assert "WHOLE" in full
    assert "STEP" not in full
    assert "PART" not in markdown
    assert "STEP" in section(markdown, "More lines")


def test_without_full_texts_the_page_ends_with_the_first_sheet() -> None:
    page = session_page(source(sittings=[sitting("a", "name", {"sentence": None}, share="full")]))
    assert "## In full" in page.markdown
    page = session_page(source(kept=[kept("k", "line", "x", share="full")]))
    assert "## In full" not in page.markdown
    assert "## More lines" not in page.markdown
    assert "No page of this time is marked to be shown." in page.markdown
