"""How the program speaks: short sentences, four wordings, and the words it does not use."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from regret_tui.content.library import Library, load
from regret_tui.content.places import bundled
from regret_tui.content.wording import FORGIVE_FORMS, KNOWN, fill, placeholders

FORBIDDEN = (
    "great", "well done", "proud", "that sounds", "it's okay", "it's ok", "don't worry", "at least",
    "journey", "healing", "heal", "process", "toxic", "triggered", "trauma", "inner child",
    "self-care", "resilience", "closure", "empower", "empowering", "maladaptive", "cognition",
    "streak", "badge", "good job", "awesome", "amazing", "should apologise", "victim",
    "perpetrator", "the user", "the client", "maybe you", "you must", "normal",
)  # fmt: skip
SHE_OR_HE = ("she", "he", "her", "his", "him", "husband", "wife", "girlfriend", "boyfriend")
MOST_WORDS = 25
FORGIVE_SAID = {
    "It asks, and keeps your words. It does not judge or forgive.",
}
"""The only sentences that say "forgive" whatever wording is chosen: they are about the program."""
NAMED_SO = {
    "No trial was found of self-forgiveness for sexual regret, nor of a program of this form."
}
"""What the studies are about is called what they call it."""
OF_A_STEP = ("value", "my_people", "n", "date", "path", "count")
OF_A_PHRASE = {"low", "high", "hint", "counts", "mark"}
"""Filled where the phrase is said, and in no prompt of an exercise."""
LOOKS_OUT = re.compile(r"(?<=[.?!:])\s+|\n")


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in (
                "id",
                "kind",
                "when",
                "source",
                "checked",
                "of",
                "keep",
                "opens",
                "ends",
            ):
                yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def prose() -> list[tuple[str, str]]:
    found = []
    for path in sorted(bundled().rglob("*.toml")):
        if path.name in ("wording.toml", "pack.toml"):
            continue
        for text in strings(tomllib.loads(path.read_text("utf-8"))):
            found.append((path.name, text))
    return found


PROSE = prose()
SENTENCES = [
    (file, sentence.strip())
    for file, text in PROSE
    for sentence in LOOKS_OUT.split(text)
    if sentence.strip()
]


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def test_there_is_a_lot_to_look_at() -> None:
    assert len(SENTENCES) > 700


def test_no_exclamation_marks_and_no_shouting() -> None:
    assert [found for found in PROSE if "!" in found[1]] == []
    shouted = re.compile(r"\b[A-Z]{4,}\b")
    names = {"RAINN", "SECRET", "TOML", "FILE"}
    assert [found for found in SENTENCES if set(shouted.findall(found[1])) - names] == []


def test_nothing_but_letters_and_plain_signs() -> None:
    plain = re.compile(r"[\w\s.,;:?'\"()\-+/{}|*…·—–%=]*")
    assert [found for found in PROSE if not plain.fullmatch(found[1])] == []


@pytest.mark.parametrize("word", FORBIDDEN)
def test_a_word_that_it_does_not_use(word: str) -> None:
    looked_for = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    assert [found for found in SENTENCES if looked_for.search(found[1])] == []


@pytest.mark.parametrize("word", SHE_OR_HE)
def test_it_assumes_no_gender(word: str) -> None:
    looked_for = re.compile(rf"\b{word}\b", re.IGNORECASE)
    assert [found for found in SENTENCES if looked_for.search(found[1])] == []


def test_sentences_are_short() -> None:
    long = [
        (file, len(sentence.split()), sentence)
        for file, sentence in SENTENCES
        if len(sentence.split()) > MOST_WORDS and not sentence.startswith(("Esc ", "Tab "))
    ]
    assert long == []


def test_at_most_three_sentences_of_guidance(library: Library) -> None:
    many = [
        f"{item.id}.{step.id}"
        for item in library.exercises.values()
        for step in (*item.steps, *item.asides)
        for text in (step.guidance, *(variant.guidance for variant in step.variants))
        if len([part for part in LOOKS_OUT.split(text) if part]) > 3
    ]
    assert many == []


def test_it_never_asks_why_someone_is_like_this(library: Library) -> None:
    for item in library.exercises.values():
        for step in item.steps:
            assert not re.match(r"(?i)why\b", step.question), f"{item.id}.{step.id}"


def test_nobody_asks_for_the_forgiveness_of_another() -> None:
    asks = re.compile(r"(?i)forgiv\w* (you|me)\b|will they forgive|ask for forgiveness")
    assert [found for found in PROSE if asks.search(found[1])] == []


def test_forgive_is_a_word_that_the_person_chose() -> None:
    said = {
        text
        for _, whole in PROSE
        for text in whole.splitlines()
        if re.search("forgiv", re.sub(r"\{\w+\}", "", text), re.IGNORECASE)
    }
    allowed = FORGIVE_SAID | NAMED_SO
    assert {text for text in said if not any(text.endswith(part) for part in allowed)} == set()


def test_there_are_four_wordings_of_the_same_forms(library: Library) -> None:
    assert list(library.wordings) == ["forgive", "peace", "carry", "path"]
    for forms in library.wordings.values():
        assert list(forms) == ["title", *FORGIVE_FORMS]


@pytest.mark.parametrize("wording", ["forgive", "peace", "carry", "path", "unknown"])
@pytest.mark.parametrize("region", ["us", "uk", "other", "nowhere"])
def test_each_sentence_reads_whole_in_each_wording(
    library: Library, wording: str, region: str
) -> None:
    words = library.words(wording, region)
    form = re.compile(r"\{(forgive|forgive_for|forgiving|forgiveness)\}")
    for _, sentence in SENTENCES:
        if form.search(sentence):
            filled = fill(sentence, {**dict.fromkeys(OF_A_STEP, "x"), **words})
            assert "{" not in filled
            assert "  " not in filled


def test_every_placeholder_is_known() -> None:
    for file, text in PROSE:
        more = OF_A_PHRASE if file == "phrases.toml" else set()
        assert placeholders(text) <= KNOWN | more, text


def test_placeholders_are_filled_once_and_only_ours() -> None:
    assert fill("{value} {line}", {"value": "{line}", "line": "x"}) == "{line} x"
    assert fill("{unknown} {VALUE} {}", {"value": "x"}) == "{unknown} {VALUE} {}"
    assert placeholders("{a} {b_2} {C} {{d}}") == {"a", "b_2", "d"}


def test_quotes_are_what_is_kept_and_no_prose_holds_markup() -> None:
    assert [found for found in PROSE if re.search(r"\[/?[a-z]+\]", found[1])] == []
