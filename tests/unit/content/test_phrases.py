"""Every sentence that the program asks for by name is there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import regret_tui
from regret_tui.content.library import Library, load
from regret_tui.domain.distress import Ruling
from regret_tui.domain.exercise import Voice
from regret_tui.domain.gate import Mark
from regret_tui.domain.openness import Opening
from regret_tui.domain.suggest import Reason
from regret_tui.export.sentences import OWN
from regret_tui.journal.now import Act
from regret_tui.journal.rulings import told

SOURCE = Path(regret_tui.__file__).parent
NOT_PHRASES = {"settings.toml"}
NAME = re.compile(r"[a-z0-9_]*[a-z0-9]")
"""Not the beginning of a name that goes on in an f-string: ``share_{mark}``."""


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def constants(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def asked_for(tables: set[str]) -> set[str]:
    """Return every constant of the source that is called like a phrase: ``table.name``."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for text in constants(path):
            table, dot, key = text.partition(".")
            if dot and table in tables and NAME.fullmatch(key):
                found.add(text)
    return found - NOT_PHRASES


def test_what_the_source_asks_for_by_name_is_there(library: Library) -> None:
    names = {f"{table}.{key}" for table, words in library.phrases.items() for key in words}
    asked = asked_for(set(library.phrases))
    assert len(asked) > 100
    assert asked - names - set(OWN) == set()


def test_no_sentence_is_left_that_nothing_asks_for(library: Library) -> None:
    said = {text for path in SOURCE.rglob("*.py") for text in constants(path)}
    unasked = {
        f"{table}.{key}"
        for table, words in library.phrases.items()
        for key in words
        if not {f"{table}.{key}", key, f"{table}."} & said
    }
    assert unasked == set()


def missing(library: Library, table: str, keys: Iterator[str] | list[str]) -> set[str]:
    return {str(key) for key in keys} - set(library.phrases[table])


def test_what_is_asked_for_by_a_rule_is_there(library: Library) -> None:
    assert missing(library, "choice", [*Act]) == set()
    assert missing(library, "next", [*Reason]) == set()
    assert missing(library, "notices", [*Mark]) == set()
    assert missing(library, "voices", [*Voice]) == set()
    assert missing(library, "piles", ["very", "somewhat", "not"]) == set()
    assert (
        missing(library, "closed", [item for item in Opening if item is not Opening.OPEN]) == set()
    )
    for ruling in Ruling:
        if ruling is Ruling.GO:
            continue
        for rating in (9, "numb"):
            for start in (3, 10, "numb", None):
                tell = told(ruling, rating, start)
                assert "{" not in library.phrase(tell.name, tell.words)


def test_support_has_its_words(library: Library) -> None:
    words = [
        "title", "might_hurt", "plan_first", "professional", "steadies", "away", "none_yet",
        "emergency", "lines", "checked", "stale", "cannot_call", "someone", "edit",
    ]  # fmt: skip
    assert missing(library, "support", words) == set()
