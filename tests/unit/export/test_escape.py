"""Hostile text stays text: the same words, and nothing but words, in every renderer."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from regret_tui.export.bidi import balanced
from regret_tui.export.escape import clean, inline, prose, quote

PARSERS = [MarkdownIt("commonmark"), MarkdownIt("js-default"), MarkdownIt("gfm-like")]
BREAKS = ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]

SIGNS = [
    *"#-=+*_`~|<>[](){}!&\\:;.\"'^$@%/",
    *["# ", "---", "===", "***", "___", "```", "~~~", "> ", "- ", "+ ", "* ", "1. ", "1) "],
    *["    ", "\t", "<script>alert(1)</script>", "<!--", "-->", "<b>", "[x](y)", "![x](y)"],
    *["[x]: /url", "&amp;", "&#35;", "&", "<https://a.b>", "https://a.b/c", "www.a.b", "a@b.cd"],
    *["| a | b |", "| - | - |", "\\", "\\\n", "  \n", "\n\n", "\n", "[ ] ", "[^1]", "$x$", "{.a}"],
    *["\u202e", "\u202a", "\u202c", "\u2066", "\u2069", "\u200f", "\x00", "\u2028", "\ufeff"],
    *["Anna", "word", "\u0645\u0631\u062d\u0628\u0627", "\u05d0", "e\u0301", "\U0001f642", " "],
]
hostile = st.one_of(
    st.text(),
    st.lists(st.sampled_from(SIGNS), max_size=14).map("".join),
    st.lists(st.one_of(st.sampled_from(SIGNS), st.text(max_size=3)), max_size=10).map("".join),
)


def read_lines(text: str) -> list[str]:
    """What should be seen: each line with its spaces collapsed, empty ones left out."""
    for end in BREAKS:
        text = text.replace(end, "\n")
    text = unicodedata.normalize(
        "NFC",
        "".join(
            char
            for char in text
            if char in "\n\t"
            or (unicodedata.category(char) not in ("Cc", "Cs") and char != "\ufeff")
        ),
    )
    lines = [" ".join(balanced(line).split()) for line in text.split("\n")]
    return [line for line in lines if line]


def seen(inlines: list[Token]) -> list[str]:
    """What a reader sees, line by line. Fails on anything that is not plain text."""
    lines = []
    for token in inlines:
        line = ""
        for child in token.children or []:
            assert child.type in ("text", "hardbreak"), child.type
            if child.type == "hardbreak":
                lines.append(line)
                line = ""
            line += child.content
        lines.append(line)
    return lines


@pytest.mark.parametrize("parser", PARSERS)
@given(text=hostile)
@example(text="\u202e - x")
@example(text="\u2066\n1. x")
@example(text="a\\")
@example(text="   \\\n# x")
@example(text="Title\n===\n\nTitle\n---")
def test_a_quote_holds_exactly_the_text(parser: MarkdownIt, text: str) -> None:
    if any(ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef" for char in text):
        text = ""
    tokens = parser.parse(f"ours\n\n{quote(text)}\n\nours\n")
    types = [token.type for token in tokens]
    ours = ["paragraph_open", "inline", "paragraph_close"]
    assert types[:4] == [*ours, "blockquote_open"]
    assert types[-4:] == ["blockquote_close", *ours]
    assert set(types[4:-4]) <= set(ours)
    assert tokens[1].content == tokens[-2].content == "ours"
    inner = [token for token in tokens[4:-4] if token.type == "inline"]
    assert seen(inner) == read_lines(text)


@pytest.mark.parametrize("parser", PARSERS)
@given(text=hostile)
@example(text="\u202a\r\u202c")
def test_a_heading_holds_exactly_the_text(parser: MarkdownIt, text: str) -> None:
    if any(ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef" for char in text):
        text = ""
    tokens = parser.parse(f"## {inline(text)}\n\nours\n")
    assert [token.type for token in tokens] == [
        *["heading_open", "inline", "heading_close"],
        *["paragraph_open", "inline", "paragraph_close"],
    ]
    shown = seen([tokens[1]])[0].removeprefix("\u2068").removesuffix("\u2069")
    for end in BREAKS:  # a heading is one line, and what is opened on it is closed on it
        text = text.replace(end, " ")
    wanted = " ".join(read_lines(text))
    assert balanced(shown) == wanted or shown == wanted


@given(text=hostile)
def test_prose_holds_no_structure(text: str) -> None:
    tokens = PARSERS[0].parse(prose(text))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    seen([token for token in tokens if token.type == "inline"])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I said no. Then it was 10:30 (late).", "> I said no. Then it was 10:30 (late)."),
        ("well-known, isn't it?", "> well-known, isn't it?"),
        ("one\ntwo", "> one  \n> two"),
        ("one\n\n\n\ntwo", "> one\n>\n> two"),
        ("\n\n  one  \n\n", "> one"),
        ("1. x", "> 1\\. x"),
        ("a) x", "> a\\) x"),
        ("1984", "> 1984"),
        ("+ x", "> \\+ x"),
        ("a -- b", "> a \\-\\- b"),
        ("https://a.b", "> https\\://a.b"),
        ("a@b.cd", "> a\\@b.cd"),
        ("", ">"),
        ("\x00", ">"),
    ],
)
def test_only_what_has_a_meaning_is_escaped(text: str, wanted: str) -> None:
    assert quote(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f\vg\fh", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\x00b\x07c\x7f\ufeff\ud800\ufffe\ufdd0", "abc"),
        ("e\u0301", "\u00e9"),
        ("a\tb", "a b"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
        ("\U0001fadf", "\U0001fadf"),
    ],
)
def test_clean(text: str, wanted: str) -> None:
    assert clean(text) == wanted


@given(st.text(alphabet=st.characters()))
def test_a_quote_can_always_be_written_as_utf_8(text: str) -> None:
    quote(text).encode("utf-8")
