"""Ten made-up words in ten kinds of places. They get nowhere but into the vault and the page.

Looked at: every file under the folder that holds the program's own places, the home and the
temporary files; arguments and environment while it ran; the normal screen afterwards, also after a
crash; window titles; the terminal's clipboard.
"""

import base64
import gzip
import sys
from typing import Final

import pytest

from tests.journeys.evening import Evening, files_under
from tests.journeys.marked import forms, hits
from tests.journeys.records import tables_in
from tests.journeys.words import WORDS

POINTER: Final = b"22"
"""The shape of the mouse pointer, which holds nobody's words."""
NEVER_STORED: Final = {"passphrase", "words that were taken back"}


@pytest.mark.parametrize("form", range(8))
def test_a_word_would_be_seen(form: int) -> None:
    word = WORDS["list"]
    assert hits(b"\xff something " + forms(word)[form] + b" \x00") == ["list"]
    assert hits(b"..." + gzip.compress(f"about {word}".encode())) == ["list"]
    assert hits(base64.b64encode(f"{'.' * form}{word} and more".encode())) == ["list"]


def test_the_words_were_written(evening: Evening) -> None:
    tables = repr(tables_in(evening.root))
    missing = {kind for kind, word in WORDS.items() if word not in tables}
    assert missing == NEVER_STORED
    assert len(WORDS) == 10
    assert b"".join(shown.raw for shown in evening.terminals).find(b"zarnbeck") > 0


def test_they_are_in_no_file_but_the_page(evening: Evening) -> None:
    for name in files_under(evening.root):
        path = evening.root / name
        assert hits(name.encode()) == []
        if path != evening.page:
            assert hits(path.read_bytes()) == [], name
    assert set(hits(evening.page.read_bytes())) >= {"title", "page text", "own value"}
    assert not NEVER_STORED & set(hits(evening.page.read_bytes()))


def test_they_are_in_no_argument_and_no_environment(evening: Evening) -> None:
    if sys.platform == "linux":
        assert b"tests.world" in evening.processes
    assert hits(evening.processes) == []


def test_nothing_is_left_on_the_normal_screen(evening: Evening) -> None:
    assert [shown.normal_screen for shown in evening.terminals] == ["", ""]


def test_nothing_goes_into_titles_or_the_clipboard(evening: Evening) -> None:
    for shown in evening.terminals:
        assert shown.titles == []
        assert shown.copied == []
        assert shown.told_to_the_terminal <= {POINTER}
