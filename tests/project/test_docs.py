"""What the pages say is so: each command on them is run, each number is compared."""

import importlib
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Final

import pexpect
import pytest

import regret_tui
from regret_tui import crash
from regret_tui.cli import entry
from regret_tui.content.library import load
from regret_tui.content.wording import KNOWN
from regret_tui.domain import distress, pace
from regret_tui.domain.exercise import Exercise, Step, StepKind
from regret_tui.domain.profile import RecoveryState
from regret_tui.errors import RegretError
from regret_tui.journal.deleting import HELD_FOR
from regret_tui.vault import RecoveryKey
from tests.project.pages import LINK, Told, commands, pages, table, text_of
from tests.scenes import written
from tests.world import EVENING, TOP, clean_env, command, make_world

PASSPHRASE: Final = "plain words for a page"
TITLE: Final = "The lake"
LIMIT: Final = 60

NOT_RUN: Final = {
    "python3 -m pip install uv && python3 -m uv run --no-dev regret-tui": (
        "test_wheel.py runs its second half in an environment of its own; the first half is what"
        " everything here was installed by"
    ),
    "python3 -m pip install uv && python3 -m uv run pytest": (
        "it would run itself; test_set_up.py finds it in the check on every change"
    ),
    "python3 -m uv tool install .": "test_wheel.py runs it, with folders of its own",
    "python3 -m uv run pytest tests/snapshots --snapshot-update": (
        "it would change the pictures that other tests look at; its option is looked for below"
    ),
}
"""Commands that no test runs as they stand, each with the reason."""


def ids(told: Told) -> str:
    return str(told)


RUN = [told for told in commands() if told.line not in NOT_RUN]
IN_THE_PROGRAM = [told for told in RUN if re.match(r"regret-tui|tail", told.line)]
OF_THE_CHECKOUT = [told for told in RUN if told not in IN_THE_PROGRAM]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds a world with some pages in it, and a folder to stand in.

    In that folder are the files that the pages call FILE, KEY, BACKUP, OTHER and FOLDER. There is
    an earlier copy.
    """
    folder = tmp_path_factory.mktemp("docs")
    world = make_world(folder / "world")
    person = written(until="twovoice.again", at="2026-11-20T21:00:00+01:00")
    session = person.session
    regrets = session.journal.store.regrets
    regrets.put(replace(person.regret, title=TITLE))
    key = RecoveryKey.generate()
    session.keys.chose_recovery(RecoveryState.WRITTEN, key, world.host.token)
    session.keep(world.paths.vault, host=world.host, passphrase=PASSPHRASE, recovery=key)
    session.opened()
    session.close()
    here = folder / "here"
    (here / "FOLDER" / "exercises").mkdir(parents=True)
    shutil.copy(TOP / "prompts" / "en" / "exercises" / "values.toml", here / "FOLDER" / "exercises")
    for name in ("FILE", "BACKUP", "OTHER"):
        shutil.copy(world.paths.vault, here / name)
    (here / "KEY").write_text(f"{key.text}\n", encoding="ascii")
    return folder


@pytest.fixture
def copied(kept: Path, tmp_path: Path) -> Path:
    """Return the same as a copy that the test may change."""
    return Path(shutil.copytree(kept, tmp_path / "docs"))


def tools(folder: Path) -> dict[str, str]:
    """Return an environment in which the commands of the pages are found.

    `regret-tui` is the real program in the world of the folder; `pytest` only collects.
    """
    bin_folder = folder / "bin"
    bin_folder.mkdir()
    program = command(folder / "world")
    scripts = {
        "regret-tui": [*program],
        "python": [sys.executable],
        "pytest": [sys.executable, "-m", "pytest", "--collect-only", "-p", "no:cacheprovider"],
    }
    for name, words in scripts.items():
        script = bin_folder / name
        script.write_text(f'#!/bin/sh\nexec {" ".join(map(_quoted, words))} "$@"\n', "utf-8")
        script.chmod(0o700)
    path = os.pathsep.join((str(bin_folder), os.environ.get("PATH", os.defpath)))
    return clean_env(folder / "world", PATH=path, PYTHONPATH=str(TOP))


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"


@pytest.mark.parametrize("told", IN_THE_PROGRAM, ids=ids)
def test_a_command_of_the_program_does_what_it_says(told: Told, copied: Path) -> None:
    if told.line.startswith("tail") and shutil.which("age") is None:
        pytest.skip("no age on this computer; test_format_page.py opens a vault without us too")
    env, here = tools(copied), copied / "here"
    if told.line == "regret-tui":
        _starts(copied, env)
        return
    ran = subprocess.run(
        ["/bin/sh", "-c", told.line],
        input="".join(f"{line}\n" for line in typed(told.line, here)).encode(),
        capture_output=True,
        cwd=here,
        env=env,
        timeout=LIMIT,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    assert ran.stdout or (here / told.line.rpartition(" ")[2]).is_file(), "it has nothing to show"
    if told.line.startswith("tail"):
        assert ran.stdout.startswith(b'{"type":"vault"')


def typed(line: str, here: Path) -> list[str]:
    """Return what a person types who runs a command."""
    new = ["another one of a page"] * 2
    answers = {
        "regret-tui vault restore": ["1", PASSPHRASE, "y"],
        "regret-tui vault restore latest": [PASSPHRASE, "y"],
        "regret-tui vault passphrase": [(here / "KEY").read_text("ascii").strip(), *new],
        "regret-tui vault passphrase --somebody-knows-it": [PASSPHRASE, "y", *new],
        "regret-tui vault recovery --somebody-has-it": [PASSPHRASE, "y", *new],
        "regret-tui vault recovery --new": [PASSPHRASE, "y"],
        "regret-tui vault recovery --drill": [(here / "KEY").read_text("ascii").strip()],
    }
    return answers.get(line, [PASSPHRASE, PASSPHRASE])


def _starts(copied: Path, env: dict[str, str]) -> None:
    """Start the full screen in a pseudo-terminal, see it, and leave."""
    child = pexpect.spawn(
        str(copied / "bin" / "regret-tui"), env=env, timeout=LIMIT, dimensions=(24, 80)
    )
    try:
        child.expect_exact("Passphrase")
        child.send("\x11")
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0
    finally:
        child.close(force=True)


@pytest.mark.parametrize("told", OF_THE_CHECKOUT, ids=ids)
def test_a_command_of_the_checkout_does_what_it_says(told: Told, copied: Path) -> None:
    if told.line.startswith("make "):
        target = told.line.removeprefix("make ")
        assert re.search(rf"^{target}:", (TOP / "Makefile").read_text("utf-8"), re.MULTILINE)
        return
    line = told.line.removeprefix("python3 -m uv run ")
    assert line != told.line, "say in this test how such a command is run"
    ran = subprocess.run(
        ["/bin/sh", "-c", line],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=TOP,
        env=tools(copied),
        timeout=LIMIT,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout.decode()[-2000:] + ran.stderr.decode()[-2000:]


def test_each_command_that_is_not_run_is_on_a_page() -> None:
    assert set(NOT_RUN) == {told.line for told in commands() if told.line in NOT_RUN}


def test_the_pictures_are_drawn_anew_by_an_option_that_exists() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "pytest", "--help"], capture_output=True, cwd=TOP, check=True
    )
    assert b"--snapshot-update" in shown.stdout


def test_commands_are_found_wherever_they_stand() -> None:
    assert len(IN_THE_PROGRAM) > 10
    assert {told.page for told in commands()} >= {"README.md", "docs/recovery.md"}


# -- links ----------------------------------------------------------------------------------


def anchors(page: str) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", pages())
def test_links_lead_somewhere(page: str) -> None:
    for target in LINK.findall(text_of(page)):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        there = (pages()[page].parent / name).resolve() if name else pages()[page]
        assert there.is_file(), target
        if anchor:
            assert anchor in anchors(str(there.relative_to(TOP))), target


def test_every_page_is_linked_from_the_first() -> None:
    linked = set(LINK.findall(text_of("README.md")))
    assert {page for page in pages() if page != "README.md"} <= linked


def test_a_reference_shows_the_doi_that_it_links_to() -> None:
    shown = re.findall(
        r"\[(10\.[^\]]+)\]\(https://doi\.org/([^)]+)\)", text_of("docs/exercises.md")
    )
    assert len(shown) > 20
    assert all(text == target for text, target in shown)


# -- exit codes -----------------------------------------------------------------------------


def every_error() -> Iterator[type[RegretError]]:
    for module in pkgutil.walk_packages(regret_tui.__path__, "regret_tui."):
        importlib.import_module(module.name)
    waiting: list[type[RegretError]] = [RegretError]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("regret_tui."):
            yield kind


def test_every_error_has_an_exit_code_of_its_own() -> None:
    by_code: dict[int, set[str]] = {}
    for kind in every_error():
        by_code.setdefault(kind.exit_code, set()).add(kind.__qualname__)
    assert {code: names for code, names in by_code.items() if len(names) > 1} == {}
    ours = {crash.EXIT_CODE, entry.INTERRUPTED, entry.PIPE_CLOSED, 0, 2}
    assert not ours & set(by_code)


def test_the_exit_codes_on_the_pages_are_those_of_the_program() -> None:
    rows = [row for page in pages() for row in table(page, "exit code", "name", "meaning")]
    told = {int(code): name for code, name, _ in rows}
    assert len(told) == len(rows)
    leaves = {kind.exit_code: kind.__name__ for kind in every_error() if not kind.__subclasses__()}
    others = {2, crash.EXIT_CODE, entry.INTERRUPTED, entry.PIPE_CLOSED}
    assert told == leaves | dict.fromkeys(others, "")


# -- deleting -------------------------------------------------------------------------------


def test_the_page_on_deleting_names_what_is_shown_and_the_days_that_it_is_held() -> None:
    text = " ".join(text_of("docs/deleting.md").split())
    shown = set(re.findall(r"\*([^*]+)\*", text))
    assert len(shown) > 3
    assert shown <= {said for part in load().phrases.values() for said in part.values()}
    assert HELD_FOR.days == 7
    assert "seven days" in text


# -- the exercises --------------------------------------------------------------------------


def test_the_page_names_every_exercise_there_is() -> None:
    rows = table("docs/exercises.md", "page", "its file", "about", "when it is open")
    named = {name: row[0] for row in rows for name in re.findall(r"`([\w-]+)`", row[1])}
    assert named == {item.id: item.title for item in load().exercises.values()}


def test_every_step_in_the_list_of_techniques_exists() -> None:
    library = load()
    rows = table("docs/exercises.md", "technique", "where")
    assert rows
    for _, where in rows:
        for name, steps in re.findall(r"`([\w-]+)`(?:: ([\w, ]+))?", where):
            exercise = library.exercises[name]
            missing = [s for s in steps.split(", ") if steps and exercise.step(s) is None]
            assert not missing, (name, missing)


def test_the_numbers_of_the_rules_are_those_of_the_program() -> None:
    voices = load().exercises["twovoice"]
    rows = table("docs/exercises.md", "what", "number")
    assert [int(number) for _, number in rows] == [
        distress.HIGH,
        voices.ceiling,
        distress.RISE_IN_VOICES,
        distress.RISE_ELSEWHERE,
        distress.RISE_AT_END,
        distress.SAFETY_AT_END,
        distress.RUNNING_RESTS,
        pace.ON_REQUEST_BELOW,
        pace.QUIET_LINE_AFTER.total_seconds() / 60,
        pace.GATE_STANDS.days,
        voices.again_days,
        pace.SAFETY_RESTS["thoughts"],
        pace.SAFETY_RESTS["act"],
    ]


def test_the_page_about_prompts_names_every_field_kind_and_placeholder() -> None:
    text = text_of("docs/writing-prompts.md")
    written_otherwise = {
        "steps": "[[step]]",
        "asides": "[[aside]]",
        "variants": "[[step.variants]]",
    }
    written_otherwise |= {"fields": "[[step.fields]]"}
    for part in (*fields(Exercise), *fields(Step)):
        name = written_otherwise.get(part.name, part.name)
        assert re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text), part.name
    kinds = [
        row[0].strip("`")
        for row in table("docs/writing-prompts.md", "kind", "asks", "further fields")
    ]
    assert sorted(kinds) == sorted(StepKind)
    assert {name for name in KNOWN if f"{{{name}}}" not in text} == set()
    files = {path.name for path in (TOP / "prompts" / "en").glob("*.toml")}
    assert {name for name in files if name not in text} == set()


def test_the_moment_on_the_page_is_the_one_that_tests_begin_at() -> None:
    assert EVENING in text_of("docs/developing.md")
