"""A name that was listed is on no page."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regret_tui.domain.sitting import Share
from regret_tui.export import regret_page, session_page
from regret_tui.export.aliases import Aliases
from tests.unit.export.samples import NAME, journal, regret, sitting, source

NAMES = {
    "Anna": "A.",
    "Anna Lee": "her",
    "O'Brien": "O.",
    "José": "J.",
    "Straße": "S.",
    "İnci": "I.",
    "美咲": "M.",
    "Сергей": "C.",
    "Jean-Luc": "JL",
    "C. (work)": "C2",
    "Mo": "",
}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Anna said.", "A. said."),
        ("ANNA, anna; aNNa", "A., A.; A."),
        ("Anna Lee and Anna", "her and A."),
        ("Anna  Lee", "her"),
        ("Anna\nLee", "her"),
        ("Anna Leeson", "A. Leeson"),
        ("Annabel, Joanna", "Annabel, Joanna"),
        ("Anna's, (Anna) *Anna* _Anna_ #Anna @Anna", "A.'s, (A.) *A.* _A._ #A. @A."),
        ("O'Brien and O\u2019Brien", "O. and O."),
        ("Jose\u0301 JOSÉ josé", "J. J. J."),
        ("STRASSE strasse Straße", "S. S. S."),
        ("İnci i\u0307nci", "I. I."),
        ("私は美咲と話した", "私はM.と話した"),
        ("сергей СЕРГЕЙ Сергейка", "C. C. Сергейка"),
        ("Jean-Luc, jean\u2011luc", "JL, JL"),
        ("C. (work) rang", "C2 rang"),
        ("It was Anna. Or Anna... or Mo.", "It was A. Or A.... or someone."),
        ("Mo left", "someone left"),
        ("Mom, most", "Mom, most"),
    ],
)
def test_whole_words_in_any_case(text: str, wanted: str) -> None:
    assert Aliases(NAMES)(text) == wanted


def test_one_alias_is_not_replaced_by_another() -> None:
    assert Aliases({"Anna": "Ben", "Ben": "Anna"})("Anna, Ben") == "Ben, Anna"


def test_in_our_own_prose_a_capital_letter_makes_a_name() -> None:
    ours = Aliases({"Will": "W.", "anna": "A."}, any_case=False)
    assert ours("What will it not make smaller?") == "What will it not make smaller?"
    assert ours("Will, WILL, anna, Anna, ANNA") == "W., W., anna, A., A."


def test_questions_keep_their_words_and_lose_the_names() -> None:
    own = {"name": dataclasses.replace(NAME, title="For Anna: will and grace")}
    item = sitting("s", "name", {"kind": "did", "seen": "I will, Grace.", "sentence": "x"})
    names = {"Anna": "A.", "Will": "W.", "Grace": "G.", "What": "Q."}
    page = regret_page(source(sittings=[item], exercises=own, aliases=names), "r1")
    assert "## For A.: will and grace," in page.markdown
    assert "> I W., G." in page.markdown
    assert "Q\\. happened?" in page.markdown


def test_no_names_and_empty_names_change_nothing() -> None:
    assert Aliases({})("Anna") == "Anna"
    assert Aliases({"": "x", "  ": "y"})("Anna b") == "Anna b"


@given(st.text(max_size=8), st.text(max_size=8))
def test_a_name_by_itself_never_survives(before: str, after: str) -> None:
    text = Aliases({"Quillon": "Q"})(f"{before} Quillon {after} quillon\n_QUILLON_")
    assert "quillon" not in text.casefold()


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=3), max_size=5), st.text())
def test_any_names_and_any_text_are_taken(names: dict[str, str], text: str) -> None:
    Aliases(names)(text)


def test_no_page_holds_a_name_from_anywhere_in_the_journal() -> None:
    title = regret(title="Anna, in March")
    own_word = sitting("v", "values", {"sort": {"Anna's trust": "very"}}, about="")
    given_source = journal(regrets=[title])
    given_source = dataclasses.replace(given_source, sittings=[*given_source.sittings, own_word])
    for page in (session_page(given_source), regret_page(given_source, "r1")):
        assert "A." in page.markdown
        assert "anna" not in (page.markdown + page.title).casefold()


def test_an_alias_holds_no_structure_either() -> None:
    given_source = source(
        sittings=[sitting("s", "name", {"seen": "Anna came."})], aliases={"Anna": "# <b>x</b>"}
    )
    assert "> \\# \\<b\\>x\\</b\\> came." in regret_page(given_source, "r1").markdown


def test_a_summary_is_cut_after_the_aliases_are_in() -> None:
    words = "word " * 29 + "Anna Lee " + "word " * 9
    values = journal().sittings[1]
    values = dataclasses.replace(values, share=Share.NEVER)
    goal = dataclasses.replace(journal().kept[6], value=words, share=Share.SUMMARY)
    given_source = journal(sittings=[values], kept=[goal])
    page = regret_page(given_source, "r1")
    assert "Anna" not in page.markdown
    assert "word A. …" in page.markdown
