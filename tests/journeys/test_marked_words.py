"""Ten made-up words in ten kinds of places. They get nowhere but into the vault and the page.

Looked at: every file under the folder that holds the program's own places, the home and the
temporary files; arguments and environment while it ran; the normal screen afterwards, also after a
crash; window titles; the terminal's clipboard.
"""

import base64
import gzip
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest

from tests.journeys.evening import Evening, files_under
from tests.journeys.records import tables_in
from tests.journeys.terminal import terminal
from tests.journeys.walking import ByKeys, keeps_a_vault, unlocks
from tests.journeys.words import PASSPHRASE, WORDS
from tests.world import command

POINTER: Final = b"22"
"""The shape of the mouse pointer, which holds nobody's words."""
NEVER_STORED: Final = {"passphrase", "words that were taken back"}


def forms(word: str) -> list[bytes]:
    """Return how a word could stand in a file, apart from being compressed."""
    plain = word.encode()
    found = [plain, plain.upper(), word.encode("utf-16-le"), plain.hex().encode(), plain[::-1]]
    for shift in range(3):  # what stands before it decides how it comes out
        coded = base64.b64encode(b"\0" * shift + plain)
        found.append(coded[4 if shift else 0 : -4])
    return found


def unpacked(data: bytes) -> bytes:
    """Return what is compressed in a file, wherever it begins."""
    found = b""
    for start, bits in (
        (b"\x1f\x8b\x08", 31),
        (b"\x78\x9c", 15),
        (b"\x78\xda", 15),
        (b"\x78\x01", 15),
    ):
        at = data.find(start)
        while at >= 0:
            with suppress(zlib.error):
                found += zlib.decompressobj(bits).decompress(data[at:], 1_000_000)
            at = data.find(start, at + 1)
    return found


def hits(data: bytes) -> list[str]:
    """Return the kinds of places whose word is somewhere in these bytes."""
    whole = data + unpacked(data)
    return [kind for kind, word in WORDS.items() if any(form in whole for form in forms(word))]


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


@pytest.mark.parametrize("kind", ["key", "draft", "paint"])
def test_a_crash_shows_no_word(tmp_path: Path, kind: str) -> None:
    beside = keeps_a_vault(tmp_path)
    line = command(tmp_path)
    line[2:3] = ["tests.journeys.falling", kind]
    word = WORDS["draft that was cut off"]
    with terminal(tmp_path, line=line) as opened:
        hand = ByKeys(opened, beside)
        unlocks(opened)
        hand.chooses("Go on")
        hand.sees_what_is_asked()
        opened.types(f"the {word}, now")
        if kind == "key":
            opened.presses("f1")
        assert opened.ends() == 70
        assert (
            "Something went wrong inside the program (ValueError at falling.py"
            in opened.normal_screen
        )
        assert "Traceback" not in opened.normal_screen
        assert hits(opened.normal_screen.encode()) == []
    for name in files_under(tmp_path):
        assert hits((tmp_path / name).read_bytes()) == [], name


def test_a_crash_in_line_mode_shows_no_word(tmp_path: Path) -> None:
    keeps_a_vault(tmp_path)
    line = command(tmp_path, "guide", "name")
    line[2:3] = ["tests.journeys.falling", "line"]
    word = WORDS["draft that was cut off"]
    with terminal(tmp_path, line=line) as opened:
        opened.until_sees("Passphrase")
        opened.types(PASSPHRASE)
        opened.presses("enter")
        opened.until_sees("full stop alone on a line ends it.")
        opened.types(f"the {word}, now")
        opened.presses("enter")
        assert opened.ends() == 70
        said = opened.normal_screen.split(f"the {word}, now")[1]
        assert "ValueError" in said
        assert hits(said.encode()) == []
        assert PASSPHRASE.encode() not in opened.raw
