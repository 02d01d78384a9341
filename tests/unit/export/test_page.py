"""Front matter, the first line, the foot, and the size."""

import json
from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from regret_tui.export import Page, Source, regret_page, session_page
from regret_tui.export.page import COLUMNS, LINES, count_pages, count_words, front_matter
from regret_tui.export.parts import Parts
from regret_tui.export.pen import Pen
from regret_tui.export.sentences import OWN
from tests.unit.export.samples import NOW, journal, regret, sitting, source

MAKERS: list[Callable[[Source], Page]] = [session_page, lambda given: regret_page(given, "r1")]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("given_source", [journal(), source()])
def test_the_first_words_and_the_last_are_ours(
    make: Callable[[Source], Page], given_source: Source
) -> None:
    lines = [line for line in make(given_source).markdown.splitlines() if line]
    assert lines[0] == lines[6] == "---"
    assert lines[7].startswith("# ")
    assert lines[8] == (
        "A counsellor may have to act if a child or someone is in danger. "
        "Ask before showing details."
    )
    assert lines[-2:] == [
        "Fixed prompts, own items. Risk was not assessed: please ask.",
        "No study has tested this program.",
    ]


NOTE = "These pages are practice in answering yourself."


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("exercise", ["name", "twovoice", "align"])
def test_what_these_pages_are_not_is_said_at_the_foot(
    make: Callable[[Source], Page], exercise: str
) -> None:
    step = {"name": "sentence", "twovoice": "agreed", "align": "step"}[exercise]
    given_source = source(sittings=[sitting("s1", exercise, {step: "I hid it."})])
    assert NOTE in make(given_source).markdown.splitlines()[-5]


@pytest.mark.parametrize("make", MAKERS)
def test_it_is_not_said_of_what_one_stands_for(make: Callable[[Source], Page]) -> None:
    words = {"older": "Someone who said it."}
    given_source = source(sittings=[sitting("s1", "values", words, about="")])
    assert "Someone who said it" in make(given_source).markdown
    assert NOTE not in make(given_source).markdown
    assert NOTE not in make(source()).markdown


def test_front_matter() -> None:
    given_source = source(since=date(2026, 11, 1), until=date(2026, 11, 24))
    assert front_matter(given_source, "session") == (
        "---\n"
        'kind: "session"\n'
        'made: "2026-11-24T23:30:00+01:00"\n'
        'from: "2026-11-01"\n'
        'until: "2026-11-24"\n'
        'program: "regret-tui 0.1.0"\n'
        "---\n"
    )
    assert "\nfrom: null\nuntil: null\n" in front_matter(source(), "regret")


@given(st.text())
def test_front_matter_cannot_be_broken_out_of(version: str) -> None:
    lines = front_matter(source(version=version), "session").split("\n")
    assert len(lines) == 8
    assert str(json.loads(lines[5].removeprefix("program: "))).startswith("regret-tui")


def test_front_matter_holds_no_word_of_the_persons() -> None:
    page = regret_page(journal(), "r1")
    assert "weekend" not in page.markdown.split("---")[1]
    assert page.title == "The weekend in March, A."


def test_the_clock_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        source(now=datetime(2026, 11, 24))


def test_the_same_journal_makes_the_same_page_twice() -> None:
    assert session_page(journal()) == session_page(journal())


@pytest.mark.parametrize("make", MAKERS)
def test_phrases_of_the_prompt_files_come_before_ours(make: Callable[[Source], Page]) -> None:
    given_source = journal(phrases={**OWN, "export.foot": "Another *foot*."}.__getitem__)
    assert "Another \\*foot\\*." in make(given_source).markdown
    assert "Fixed prompts" not in make(given_source).markdown


def test_two_entries_of_one_title_stay_two() -> None:
    twins = [sitting(f"s{n}", "name", {"seen": f"text {n}"}) for n in range(3)]
    for make in MAKERS:
        markdown = make(source(sittings=twins)).markdown
        heads = [line for line in markdown.splitlines() if line.startswith("#")]
        assert len(set(heads)) == len(heads)
        assert sum("22:14 (+01:00)" in head for head in heads) == 3
        assert all(f"text {n}" in markdown for n in range(3))


@pytest.mark.parametrize("make", MAKERS)
@given(title=st.text(), text=st.text())
def test_a_page_has_only_the_headings_that_are_ours(
    make: Callable[[Source], Page], title: str, text: str
) -> None:
    item = sitting("s", "name", {"seen": text or None, "sentence": title or None})
    plain = sitting(
        "s", "name", {"seen": "x" if text else None, "sentence": "x" if title else None}
    )
    wild = make(source(regrets=[regret(title=title)], sittings=[item]))
    tame = make(source(regrets=[regret(title="x" if title else "")], sittings=[plain]))

    def kinds(page: Page) -> list[str]:
        tokens = MarkdownIt("gfm-like").parse(page.markdown.partition("\n---\n")[2])
        paragraphs = ("paragraph_open", "paragraph_close", "inline")
        return [token.type + token.tag for token in tokens if token.type not in paragraphs]

    assert kinds(wild) == kinds(tame)
    wild.markdown.encode("utf-8")
    assert "\n" not in wild.title


def test_a_number_that_makes_headings_differ_is_not_taken_twice() -> None:
    parts = Parts(source(), Pen(source()))
    heads = [parts.heading(text, 2) for text in ("a", "a (2)", "a", "a", "a (2)")]
    assert heads == ["## a", "## a (2)", "## a (3)", "## a (4)", "## a (2) (2)"]


def test_words_are_counted_as_read() -> None:
    assert count_words("## A title\n\n- one\n\n> it\\'s \\*two\\*\n\n.....\n\n→ – 4") == 6


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", 1),
        ("word", 1),
        ("word\n" * LINES, 1),
        ("word\n" * (LINES + 1), 2),
        ("w" * COLUMNS * LINES, 1),
        ("w" * (COLUMNS * LINES + 1), 2),
        ("a " * 500, 1),
        ("a " * 501, 2),
        ("word\n\n" * 40, 1),
        ("word\n\n" * 41, 2),
        ("\u5b57" * (COLUMNS * LINES // 2 + 1), 2),
    ],
    ids=range(11),
)
def test_sheets_are_estimated_from_lines_and_words(text: str, wanted: int) -> None:
    assert count_pages(text) == wanted


def test_a_page_counts_itself() -> None:
    page = session_page(journal())
    body = page.markdown.partition("\n---\n")[2]
    assert page.words == count_words(body)
    assert page.pages == count_pages(body)
    assert NOW.isoformat() in page.markdown
