"""Marked words on whole journeys. They get nowhere but into the vault and the pages asked for.

A handful runs here; all of them, one after the other, with REGRET_FAULTS=full. What is looked at
after each is in `watching.Watched.leaks`: every file under the home, the XDG folders, the temporary
folder and the one it was started in; the name of every file that was opened to write to it,
wherever; arguments and environments while it ran; standard error; the normal screen; what was told
to the terminal itself, such as a title or a clipboard; who may read the files.

| leak | guard | held by |
|---|---|---|
| traceback with locals, messages | `crash`, `GuardedApp` | `falls_*`, test_leaks |
| a log of every key (TEXTUAL*) | `hardening.clean` | `told_to_log_everything`, test_leaks |
| clipboard, OSC 52 | `GuardedApp`, `Secret` | `palette_clipboard_and_cover`, test_leaks |
| palette, screenshots | `get_system_commands`, `GuardedApp` | the same |
| temporary files | none outside the vault's folder | every journey: `_outside`, `_strays` |
| arguments, environment | `Secrets` | every journey: `processes` |
| file modes, umask | `harden`, 0600 each | `without_a_mask_for_new_files`; every journey |
| scrollback | alternate screen alone | every journey: `normal_screen` |
| window title, notifications | none are set | every journey: `_told`; test_leaks |
| core dumps, memory read by others | `hardening` | test_leaks |
| memory after a lock | the process is replaced | test_memory |
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

import pytest

from tests.journeys import at_screen, by_lines, cut_off
from tests.journeys.at_screen import AT_SCREEN
from tests.journeys.by_lines import BY_LINES
from tests.journeys.cut_off import CUT_OFF
from tests.journeys.watching import ALL, Watched
from tests.journeys.words import WORDS

Journey: TypeAlias = Callable[[Watched], None]
JOURNEYS: Final[tuple[Journey, ...]] = (*AT_SCREEN, *CUT_OFF, *BY_LINES)
HANDFUL: Final[tuple[Journey, ...]] = (
    at_screen.without_a_mask_for_new_files,
    cut_off.falls_at_the_keyboard,
    cut_off.computer_slept,
    by_lines.exported_by_commands,
)
WALKED: Final = JOURNEYS if ALL else HANDFUL


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Watched]:
    watched = Watched(tmp_path)
    try:
        yield watched
    finally:
        watched.closes()


@pytest.mark.parametrize("journey", WALKED, ids=lambda journey: journey.__name__)
def test_no_word_gets_anywhere(here: Watched, journey: Journey) -> None:
    journey(here)
    here.closes()
    assert here.leaks() == []


def test_there_are_thirty_journeys() -> None:
    assert len(set(JOURNEYS)) >= 30
    assert set(HANDFUL) <= set(JOURNEYS)


def into_a_temporary_file(here: Watched, word: str) -> None:
    (here.root / "tmp").mkdir()
    (here.root / "tmp" / "x").write_text(word)


def into_a_name(here: Watched, word: str) -> None:
    (here.root / "home").mkdir()
    (here.root / "home" / word).mkdir()


def into_the_folder_of_the_start(here: Watched, word: str) -> None:
    (here.cwd / "core").write_bytes(word.encode("utf-16-le"))


def into_an_argument(here: Watched, word: str) -> None:
    here.runs(line=["sh", "-c", "sleep 0.5", word])


def into_the_environment(here: Watched, word: str) -> None:
    here.env["X"] = word
    here.runs(line=["sleep", "0.5"])


def into_the_errors(here: Watched, word: str) -> None:
    here.runs(line=["sh", "-c", f"set {word[:4]} {word[4:]}; echo $1$2 >&2"])


def onto_the_normal_screen(here: Watched, word: str) -> None:
    here.sits_down(line=["sh", "-c", f"set {word[:4]} {word[4:]}; echo $1$2"]).ends()


def into_the_title(here: Watched, word: str) -> None:
    here.sits_down(line=["printf", r"\033]2;a title\007"]).ends()


def into_a_file_elsewhere(here: Watched, word: str) -> None:
    name = here.root.parent / "elsewhere"
    here.runs(line=[sys.executable, "-c", f"open({str(name)!r}, 'w')"])


def into_a_file_for_everybody(here: Watched, word: str) -> None:
    here.vault.parent.mkdir(mode=0o700)
    here.vault.touch(0o644)


@pytest.mark.parametrize(
    "gets",
    [
        into_a_temporary_file, into_a_name, into_the_folder_of_the_start, into_an_argument,
        into_the_environment, into_the_errors, onto_the_normal_screen, into_the_title,
        into_a_file_elsewhere, into_a_file_for_everybody,
    ],
)  # fmt: skip
def test_what_gets_somewhere_is_seen(here: Watched, gets: Callable[[Watched, str], None]) -> None:
    gets(here, WORDS["page text"])
    here.closes()
    assert here.leaks() != []
