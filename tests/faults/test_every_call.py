"""An error, or a death, at every call that an act makes on the disk.

Afterwards the old or the new state opens, and what was acknowledged is there.
"""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from regret_tui.errors import RegretError
from regret_tui.vault import Files, Vault
from regret_tui.vault.errors import StorageFailed, VaultError
from tests.faults.acts import ACTS, NEW_TABLES, find, prepare
from tests.support_vault import (
    CALLS,
    ERRORS,
    NOON,
    PASSPHRASE,
    TABLES,
    Call,
    Dead,
    ShortWrites,
    Watched,
    cheap_host,
    dying,
    failing,
    nothing,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with a draft beside it, saved today so that a backup is not the first thing."""
    folder = tmp_path_factory.mktemp("template")
    prepare(cheap_host(folder), folder / "j")
    return folder


def nobody() -> None:
    """Nobody counts the steps."""


def prepared(template: Path, folder: Path, act: str) -> Path:
    if folder.exists():
        shutil.rmtree(folder)
    if ACTS[act].begins_with_nothing:
        folder.mkdir()
    else:
        shutil.copytree(template, folder)
    return folder / "j"


def count_calls(template: Path, folder: Path, act: str) -> int:
    watched = Watched()
    ACTS[act].run(cheap_host(folder, watched), prepared(template, folder, act), nobody)
    return len(watched.calls)


def run(act: str, template: Path, folder: Path, files: Watched) -> None:
    """Run an act on a disk that fails, and look what a fresh process finds."""
    path = prepared(template, folder, act)
    steps: list[bool] = []
    with suppress(RegretError, Dead):
        ACTS[act].run(cheap_host(folder, files), path, lambda: steps.append(True))
    files.bury()
    assert find(cheap_host(folder), path) in ACTS[act].allowed(len(steps))


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("afterwards", [False, True])
def test_a_death_at_every_call(act: str, afterwards: bool, template: Path, tmp_path: Path) -> None:
    for at_call in range(1, count_calls(template, tmp_path / "x", act) + 1):
        run(act, template, tmp_path / "x", dying(at_call, afterwards=afterwards))


@pytest.mark.parametrize("act", ACTS)
def test_an_error_at_every_call(act: str, template: Path, tmp_path: Path) -> None:
    """Each call fails with each of the errors in turn, over all calls."""
    total = count_calls(template, tmp_path / "x", act)
    for at_call in range(1, total + 1):
        for number in ERRORS if at_call % 7 == 0 else (ERRORS[at_call % len(ERRORS)],):
            run(act, template, tmp_path / "x", failing(at_call, number))


@pytest.mark.parametrize("act", ACTS)
def test_an_error_although_it_took_effect(act: str, template: Path, tmp_path: Path) -> None:
    for at_call in range(1, count_calls(template, tmp_path / "x", act) + 1):
        run(act, template, tmp_path / "x", failing(at_call, ERRORS[2], afterwards=True))


@pytest.mark.parametrize("act", ACTS)
def test_short_writes_are_written_on(act: str, template: Path, tmp_path: Path) -> None:
    path = prepared(template, tmp_path / "x", act)
    ACTS[act].run(cheap_host(tmp_path / "x", ShortWrites()), path, nobody)
    assert find(cheap_host(tmp_path / "x"), path) == ACTS[act].states[-1]


def test_a_save_after_a_failed_one_succeeds(template: Path, tmp_path: Path) -> None:
    """Whatever failed, the same open vault saves again, and tells no conflict with itself."""
    total = count_calls(template, tmp_path / "x", "save")
    for afterwards in (False, True):
        for at_call in range(1, total + 1):
            path = prepared(template, tmp_path / "x", "save")
            files = failing(at_call, ERRORS[2], afterwards=afterwards)
            host = cheap_host(tmp_path / "x", files)
            try:
                vault = Vault.open(path, host=host, passphrase=PASSPHRASE)
            except VaultError:
                files.bury()
                continue
            with vault:
                try:
                    vault.save(NEW_TABLES)
                except VaultError:
                    assert vault.tables() in (TABLES, NEW_TABLES)
                files.before = files.after = nothing
                vault.save(NEW_TABLES)
                assert vault.tables() == NEW_TABLES
            files.bury()
            assert find(cheap_host(tmp_path / "x"), path).tables == NEW_TABLES


def test_a_replacement_that_happened_although_it_reported_an_error_is_saved(
    template: Path, tmp_path: Path
) -> None:
    path = prepared(template, tmp_path / "x", "save")
    files = Watched()

    def step(count: int, call: Call) -> None:
        if call.name == "replace" and call.args[1] == path:
            raise OSError(ERRORS[2], "although it happened")

    files.after = step
    with Vault.open(path, host=cheap_host(tmp_path / "x", files), passphrase=PASSPHRASE) as vault:
        vault.save(NEW_TABLES)
        vault.save(TABLES)
    assert find(cheap_host(tmp_path / "x"), path).tables == TABLES


def test_a_replacement_whose_end_could_not_be_seen_is_found_out_by_the_next_save(
    template: Path, tmp_path: Path
) -> None:
    path = prepared(template, tmp_path / "x", "save")
    files, blind = Watched(), [False]

    def after(count: int, call: Call) -> None:
        if call.name == "replace" and call.args[1] == path:
            blind[0] = True
            raise OSError(ERRORS[2], "although it happened")

    def before(count: int, call: Call) -> None:
        if blind[0] and call.name == "open_read":
            raise OSError(ERRORS[5], "no descriptor left")

    files.before, files.after = before, after
    with Vault.open(path, host=cheap_host(tmp_path / "x", files), passphrase=PASSPHRASE) as vault:
        with pytest.raises(StorageFailed):
            vault.save(NEW_TABLES)
        assert vault.tables() == TABLES
        files.before = files.after = nothing
        vault.save({**NEW_TABLES, "more": {"e" * 32: {}}})
    assert find(cheap_host(tmp_path / "x"), path).tables == {**NEW_TABLES, "more": {"e" * 32: {}}}


def test_the_watch_leaves_no_call_out() -> None:
    calls = {name for name, found in vars(Files).items() if callable(found)}
    assert calls == set(CALLS)
    assert NOON.tzinfo is not None
