"""One regret, whole."""

from pathlib import Path

import pytest

from regret_tui.export import NoSuchRegret, regret_page
from tests.unit.export.samples import journal, kept, regret, sitting, source

GOLDEN = Path(__file__).with_name("regret.golden.md")


def test_the_page_is_the_golden_one() -> None:
    assert regret_page(journal(), "r1").markdown == GOLDEN.read_text(encoding="utf-8")


def test_the_dialogue_is_a_transcript_in_order() -> None:
    markdown = regret_page(journal(), "r1").markdown
    turns = [line for line in markdown.splitlines() if line.startswith("**")]
    assert turns == [
        "**The voice that carries it:** What happened?",
        "**The voice that answers:** It has risen. One line?",
        "**The voice that answers:** What does it accept?",
        "**The voice that answers:** What does it promise?",
        "**Both:** What would both sign?",
        "**The one who watched:** What did the one who watched see?",
        "**Who I want to have been**, 10 November 2026, 20:12 (+01:00)",
    ]


def test_sittings_stand_in_the_order_they_were_lived_across_zones() -> None:
    given = source(
        sittings=[
            sitting("b", "align", {"step": "later"}, at="2026-11-24T15:30:00+01:00"),
            sitting("a", "name", {"seen": "earlier"}, at="2026-11-24T23:00:00+09:00"),
        ]
    )
    markdown = regret_page(given, "r1").markdown
    assert markdown.index("earlier") < markdown.index("later")


def test_what_a_shown_sitting_holds_is_not_said_twice() -> None:
    assert regret_page(journal(), "r1").markdown.count("I hid the messages for two months.") == 1


def test_values_stand_beside_it_and_other_pages_of_the_person_do_not() -> None:
    given = source(
        sittings=[
            sitting("v", "values", {"sort": {"honesty": "very"}, "five": ["honesty"]}, about=""),
            sitting("p", "align", {"step": "MINE"}, about=""),
        ],
        kept=[kept("k", "helped", "WATER", exercise="align", share="full", about="")],
    )
    page = regret_page(given, "r1")
    assert "> Honesty" in page.markdown
    assert "MINE" not in page.markdown
    assert "WATER" not in page.markdown
    assert page.left_out == 0


def test_its_private_name_is_shown_only_where_something_of_it_is() -> None:
    values = sitting("v", "values", {"sort": {"honesty": "very"}, "five": ["honesty"]}, about="")
    assert regret_page(source(sittings=[values]), "r1").title == "A page to take with you"
    mine = kept("k", "line", "x", share="full")
    assert regret_page(source(kept=[mine]), "r1").title == "The weekend in March"


@pytest.mark.parametrize(
    ("share", "wanted"),
    [("summary", "word " * 30 + "…"), ("full", ("word " * 60).strip())],
)
def test_a_long_kept_text_is_cut_in_a_summary(share: str, wanted: str) -> None:
    long = kept("k", "goal", ("word " * 60).strip(), exercise="values", step="older", share=share)
    assert f"> {wanted}\n" in regret_page(source(kept=[long]), "r1").markdown


@pytest.mark.parametrize(("share", "rated"), [("summary", False), ("full", True)])
def test_rated_values_are_only_named_in_a_summary(share: str, rated: bool) -> None:
    value: dict[str, dict[str, str | int]] = {"honesty": {"whose": "mine", "lived": 4}}
    item = kept("k", "ratings", value, exercise="values", step="ratings", share=share)
    markdown = regret_page(source(kept=[item]), "r1").markdown
    assert "> Honesty" in markdown
    assert ("How much have you lived it? 4 (of 10)" in markdown) is rated
    assert ("Whose voice is it in? Mine" in markdown) is rated


@pytest.mark.parametrize(
    ("name", "step", "label"),
    [
        ("sentence", "sentence", "The sentence that was pinned"),
        ("own", "belief", "Did a sentence come with it?"),
        ("own", "gone", "A line that was kept"),
    ],
)
def test_a_kept_thing_says_what_it_is(name: str, step: str, label: str) -> None:
    item = kept("k", name, "x", exercise="name", step=step, share="full")
    assert (
        f"**{label}**, 24 November 2026, 22:40" in regret_page(source(kept=[item]), "r1").markdown
    )


def test_a_sitting_in_full_without_an_answer_says_so() -> None:
    page = regret_page(source(sittings=[sitting("s", "name", {"before": 6})]), "r1")
    assert "Nothing was written here." in page.markdown
    assert "before and after: 6 → –." in page.markdown


def test_there_is_no_such_regret() -> None:
    with pytest.raises(NoSuchRegret) as caught:
        regret_page(source(regrets=[regret("r2")]), "r1")
    assert caught.value.exit_code == 52
