"""Watched journeys in line mode and by commands."""

import signal
from typing import Final

from regret_tui.domain.sitting import Share
from regret_tui.journal.exporting import mark
from regret_tui.vault.errors import WrongPassphrase
from tests.cli.driving import reopen
from tests.journeys.cut_off import FELL, other_program
from tests.journeys.test_evening_both_faces import lines_of_the_evening
from tests.journeys.walking import Beside
from tests.journeys.watching import Watched, types_the_passphrase
from tests.journeys.words import DRAFTED, PASSPHRASE, TITLE

WRONG: Final = WrongPassphrase().exit_code


def with_a_mark(here: Watched) -> None:
    """Make a vault in which the first page may be shown in full."""
    here.keeps("name.after")
    session = reopen(here.root, PASSPHRASE)
    for sitting in session.journal.sittings():
        if sitting.exercise == "name":
            mark(session.journal, sitting.id, Share.FULL)
    session.close()


def evening_by_pipe(here: Watched) -> None:
    lines = lines_of_the_evening(Beside(here.root.parent / "beside"))
    assert here.runs("guide", lines=lines) == 0
    assert here.vault.exists()


def cut_off_pipe(here: Watched) -> None:
    here.keeps()
    assert here.runs("guide", "name", lines=[PASSPHRASE, DRAFTED]) == 0
    assert here.runs("guide", "name", lines=[PASSPHRASE.upper()]) == WRONG


def interrupted_at_a_terminal(here: Watched) -> None:
    here.keeps()
    opened = here.sits_down("guide", "name", echoes=True)
    types_the_passphrase(opened)
    opened.until_sees("full stop alone on a line ends it.")
    opened.types(DRAFTED)
    opened.presses("enter")
    opened.settles()
    opened.gets(signal.SIGINT)
    assert opened.ends() == 130
    assert "Traceback" not in opened.normal_screen


def gone_at_a_terminal(here: Watched) -> None:
    here.keeps()
    opened = here.sits_down("guide", "name", echoes=True)
    types_the_passphrase(opened)
    opened.until_sees("full stop alone on a line ends it.")
    opened.types(DRAFTED)
    opened.presses("enter")
    opened.hangs_up()


def falls_in_line_mode(here: Watched) -> None:
    here.keeps()
    line = [*other_program(here, "falling", "line"), "guide", "name"]
    assert here.runs(lines=[PASSPHRASE, DRAFTED, "."], line=line) == FELL
    assert b"ValueError" in here.outputs


def looked_at_by_commands(here: Watched) -> None:
    here.keeps()
    for args in (["vault", "info"], ["vault", "info", "--json"], ["vault", "path"], ["where"]):
        assert here.runs(*args) == 0
        here.outputs += here.out
    for typed, code in ((PASSPHRASE, 0), (PASSPHRASE.upper(), WRONG)):
        assert here.runs("vault", "verify", lines=[typed]) == code
        here.outputs += here.out


def made_by_a_command(here: Watched) -> None:
    assert here.runs("vault", "create", lines=[PASSPHRASE, PASSPHRASE]) == 0
    key = here.out.decode().split()[-1].removeprefix("AGE-SECRET-KEY-1")
    here.was_shown([key[at : at + 4] for at in range(0, len(key), 4)])
    assert len(key) == 58


def exported_by_commands(here: Watched) -> None:
    with_a_mark(here)
    page = here.root / "home" / "page.md"
    here.chosen.append(page)
    twice = [PASSPHRASE, PASSPHRASE]
    assert here.runs("export", "session", "--out", str(page), lines=twice) == 0
    assert "ulmgrove" in page.read_text()
    for args in (["--out", "-"], ["--preview"]):
        assert here.runs("export", "session", *args, lines=twice) == 0
        assert b"ulmgrove" in here.out  # as it was asked for
    other = here.root / "home" / "other.md"
    assert here.runs("export", "session", "--out", str(other), lines=[PASSPHRASE, TITLE]) == WRONG
    assert here.runs("export", "session", "--out", str(page), lines=twice) != 0
    assert not other.exists()


def falls_in_an_export(here: Watched) -> None:
    with_a_mark(here)
    page = here.root / "home" / "page.md"
    line = [*other_program(here, "falling", "export"), "export", "session", "--out", str(page)]
    assert here.runs(lines=[PASSPHRASE, PASSPHRASE], line=line) == FELL
    assert b"Something went wrong" in here.outputs
    assert not page.exists()


def reader_goes_away(here: Watched) -> None:
    """What is printed is read by a program that ends after the first line."""
    with_a_mark(here)
    inner = " ".join([*other_program(here, "falling", "none"), "export", "session", "--preview"])
    line = ["sh", "-c", f"{inner} | head -n 1"]
    assert here.runs(lines=[PASSPHRASE, PASSPHRASE], line=line) == 0


BY_LINES: Final = (
    evening_by_pipe,
    cut_off_pipe,
    interrupted_at_a_terminal,
    gone_at_a_terminal,
    falls_in_line_mode,
    looked_at_by_commands,
    made_by_a_command,
    exported_by_commands,
    falls_in_an_export,
    reader_goes_away,
)
