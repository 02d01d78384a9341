"""An error, or a death, at every call that an act makes on the disk.

Afterwards the old or the new state opens, and what was acknowledged is there.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from regret_tui.errors import RegretError
from regret_tui.vault import Draft, Files, Host, RecoveryKey, Tables, Vault, answer_digest
from regret_tui.vault.errors import Missing, StorageFailed, VaultError
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
    make,
    nothing,
)

OLD_KEY, NEW_KEY = RecoveryKey.generate(), RecoveryKey.generate()
NEW_PASSPHRASE = "quite another one"
NEW_TABLES: Tables = {**TABLES, "t": {"c" * 32: {"n": 1}}}
OLD_DRAFT = Draft("r", "s", 0, "old words", answer_digest(None))
NEW_DRAFT = Draft("r", "s", 0, "new words", answer_digest(None))


@dataclass
class State:
    """What a fresh process finds."""

    tables: Tables | None
    draft: str | None


def find(path: Path, folder: Path) -> State:
    """Open with whatever opens it, for writing, on a sound disk."""
    host = cheap_host(folder)
    found: Vault | None = None
    for passphrase in (PASSPHRASE, NEW_PASSPHRASE):
        try:
            found = Vault.open(path, host=host, passphrase=passphrase)
            break
        except Missing:
            return State(None, None)
        except VaultError:
            continue
    assert found is not None, "no passphrase opens it any more"
    with found as vault:
        draft = vault.read_draft(lambda _: None)
        tables = vault.tables()
        vault.save({**tables, "after": {"d" * 32: {"n": 1}}})
        for key in (OLD_KEY, NEW_KEY):
            if vault.check_recovery(key):
                Vault.open(path, host=host, recovery=key, read_only=True).close()
        assert not list(path.parent.glob(".~*.tmp"))
        return State(tables, draft.draft.text if draft else None)


def create(host: Host, path: Path) -> None:
    make(host, path, key=OLD_KEY, tables=NEW_TABLES)


def opened(act: Callable[[Vault], object]) -> Callable[[Host, Path], None]:
    def run(host: Host, path: Path) -> None:
        with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
            act(vault)

    return run


ACTS: dict[str, Callable[[Host, Path], None]] = {
    "create": create,
    "save": opened(lambda vault: vault.save(NEW_TABLES)),
    "write draft": opened(lambda vault: vault.write_draft(NEW_DRAFT)),
    "drop draft": opened(lambda vault: vault.drop_draft()),
    "set passphrase": opened(lambda vault: vault.set_passphrase(NEW_PASSPHRASE, recovery=NEW_KEY)),
}

AFTER: dict[str, State] = {
    "create": State(NEW_TABLES, None),
    "save": State(NEW_TABLES, OLD_DRAFT.text),
    "write draft": State(TABLES, NEW_DRAFT.text),
    "drop draft": State(TABLES, None),
    "set passphrase": State(TABLES, OLD_DRAFT.text),
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with a draft beside it, saved today so that a backup is not the first thing."""
    folder = tmp_path_factory.mktemp("template")
    host = cheap_host(folder)
    make(host, folder / "j", key=OLD_KEY)
    with Vault.open(folder / "j", host=host, passphrase=PASSPHRASE) as vault:
        vault.write_draft(OLD_DRAFT)
    return folder


def prepared(template: Path, folder: Path, act: str) -> Path:
    if folder.exists():
        shutil.rmtree(folder)
    if act == "create":
        folder.mkdir()
    else:
        shutil.copytree(template, folder)
    return folder / "j"


def count_calls(template: Path, folder: Path, act: str) -> int:
    watched = Watched()
    ACTS[act](cheap_host(folder, watched), prepared(template, folder, act))
    return len(watched.calls)


def run(act: str, template: Path, folder: Path, files: Watched) -> State | None:
    """Run an act on a disk that fails; return what is found after, None when it was done."""
    path = prepared(template, folder, act)
    before = State(None, None) if act == "create" else State(TABLES, OLD_DRAFT.text)
    done = False
    try:
        ACTS[act](cheap_host(folder, files), path)
        done = True
    except (RegretError, Dead):
        pass
    files.bury()
    found = find(path, folder)
    after = AFTER[act]
    assert found.tables in (before.tables, after.tables)
    assert found.draft in (before.draft, after.draft)
    if done:
        assert found == after
    return found


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
    ACTS[act](cheap_host(tmp_path / "x", ShortWrites()), path)
    assert find(path, tmp_path / "x") == AFTER[act]


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
            assert find(path, tmp_path / "x").tables == NEW_TABLES


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
    assert find(path, tmp_path / "x").tables == TABLES


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
    assert find(path, tmp_path / "x").tables == {**NEW_TABLES, "more": {"e" * 32: {}}}


def test_the_watch_leaves_no_call_out() -> None:
    calls = {name for name, found in vars(Files).items() if callable(found)}
    assert calls == set(CALLS)
    assert NOON.tzinfo is not None
