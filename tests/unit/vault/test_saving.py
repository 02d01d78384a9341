"""What becomes of a file whose call failed: before it took effect, after it, or between."""

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from regret_tui.vault import Cost, Draft, Host, NoticeKind, RecoveryKey, Vault, answer_digest, info
from regret_tui.vault import errors as e
from regret_tui.vault.opening import load, unlock
from regret_tui.vault.place import Place
from regret_tui.vault.saving import prove, written
from tests.support_vault import (
    PASSPHRASE,
    TABLES,
    Call,
    Watched,
    cheap_host,
    make,
    nothing,
    reopened,
)
from tests.unit.vault.test_lock import NoLocks

NEW = {**TABLES, "t": {"a": {"n": 1}}}


def failing(
    name: str, failure: BaseException | int, of: str, *, afterwards: bool = False
) -> Watched:
    """Return a layer that fails each call of that name on a file of that name."""
    raised = OSError(failure, "injected") if isinstance(failure, int) else failure

    def step(count: int, call: Call) -> None:
        if call.name == name and Path(call.args[-1]).name == of:
            raise raised

    return Watched(after=step) if afterwards else Watched(before=step)


def kinds(vault: Vault) -> set[NoticeKind]:
    return {notice.kind for notice in vault.notices}


def left_over(folder: Path) -> list[Path]:
    return list(folder.rglob("*.tmp"))


def opened(path: Path, host: Host) -> Vault:
    return Vault.open(path, host=host, passphrase=PASSPHRASE)


@pytest.mark.parametrize(("number", "error"), [(errno.EBUSY, e.Busy), (errno.EIO, e.StorageFailed)])
def test_a_replacement_that_did_not_happen_leaves_the_old_vault(
    path: Path, tmp_path: Path, number: int, error: type[e.VaultError]
) -> None:
    files = failing("replace", number, path.name)
    with opened(path, cheap_host(tmp_path, files)) as vault:
        with pytest.raises(error):
            vault.save(NEW)
        assert left_over(tmp_path) == []
        assert (vault.tables(), vault.generation) == (TABLES, 1)
        assert reopened(cheap_host(tmp_path), path) == TABLES
        files.before = nothing
        vault.save(NEW)
        assert vault.generation == 2
    assert reopened(cheap_host(tmp_path), path) == NEW


def test_a_replacement_that_happened_although_it_failed_is_a_save(
    path: Path, tmp_path: Path
) -> None:
    files = failing("replace", errno.EIO, path.name, afterwards=True)
    with opened(path, cheap_host(tmp_path, files)) as vault:
        vault.save(NEW)
        assert (vault.tables(), vault.generation) == (NEW, 2)
        vault.save(TABLES)
        assert vault.generation == 3
    assert reopened(cheap_host(tmp_path), path) == TABLES


def test_a_replacement_whose_end_nobody_can_see_is_a_failure(path: Path, tmp_path: Path) -> None:
    def step(count: int, call: Call) -> None:
        if call.name == "replace" and call.args[-1] == path:
            path.unlink()
            raise OSError(errno.EIO, "injected")

    with (
        opened(path, cheap_host(tmp_path, Watched(before=step))) as vault,
        pytest.raises(e.StorageFailed),
    ):
        vault.save(NEW)


@pytest.mark.parametrize(("afterwards", "generation"), [(True, 3), (False, 2)])
def test_a_save_that_was_broken_off_is_settled_by_the_next(
    path: Path, tmp_path: Path, afterwards: bool, generation: int
) -> None:
    files = failing("replace", KeyboardInterrupt(), path.name, afterwards=afterwards)
    with opened(path, cheap_host(tmp_path, files)) as vault:
        with pytest.raises(KeyboardInterrupt):
            vault.save(NEW)
        assert left_over(tmp_path) == []
        files.before = files.after = nothing
        vault.save({**NEW, "u": {"b": {"n": 2}}})
        assert vault.generation == generation
        vault.save(NEW)
        assert vault.generation == generation + 1
    assert reopened(cheap_host(tmp_path), path) == NEW


def test_a_save_that_was_broken_off_and_then_replaced_by_another_is_a_conflict(
    path: Path, tmp_path: Path, host: Host
) -> None:
    other = tmp_path / "other"
    other.write_bytes(path.read_bytes())
    with opened(other, host) as second:
        second.save(NEW)
    files = failing("replace", KeyboardInterrupt(), path.name, afterwards=True)
    with opened(path, cheap_host(tmp_path, files)) as vault:
        with pytest.raises(KeyboardInterrupt):
            vault.save(NEW)
        files.after = nothing
        other.replace(path)
        with pytest.raises(e.Conflict):
            vault.save({})
        assert vault.generation == 1


# -- the first file --------------------------------------------------------------------------


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP])
def test_without_hard_links_a_first_vault_is_renamed_into_place(
    tmp_path: Path, number: int
) -> None:
    path = tmp_path / "j"
    make(cheap_host(tmp_path, failing("link", number, path.name)), path)
    assert left_over(tmp_path) == []
    assert reopened(cheap_host(tmp_path), path) == TABLES


@pytest.mark.parametrize("number", [errno.EEXIST, errno.EIO])
def test_a_first_vault_that_was_linked_although_it_failed_is_there(
    tmp_path: Path, number: int
) -> None:
    path = tmp_path / "j"
    files = failing("link", number, path.name, afterwards=True)
    make(cheap_host(tmp_path, files), path)
    assert not [call for call in files.calls if call.name == "replace" and call.args[-1] == path]
    assert left_over(tmp_path) == []
    assert path.stat().st_nlink == 1
    assert reopened(cheap_host(tmp_path), path) == TABLES


@pytest.mark.parametrize("number", [0, errno.EPERM])
def test_what_appeared_meanwhile_is_not_overwritten(tmp_path: Path, number: int) -> None:
    path = tmp_path / "j"

    def step(count: int, call: Call) -> None:
        if call.name == "link":
            path.write_text("somebody's")
            if number:
                raise OSError(number, "injected")

    with pytest.raises(e.AlreadyExists):
        make(cheap_host(tmp_path, Watched(before=step)), path)
    assert path.read_text() == "somebody's"
    assert left_over(tmp_path) == []


def test_where_a_first_vault_can_neither_be_linked_nor_renamed_there_is_none(
    tmp_path: Path,
) -> None:
    path = tmp_path / "j"

    def step(count: int, call: Call) -> None:
        if call.name in ("link", "replace"):
            raise OSError(errno.EACCES, "injected")

    with pytest.raises(e.NoPermission):
        make(cheap_host(tmp_path, Watched(before=step)), path)
    assert not path.exists()
    assert left_over(tmp_path) == []


def test_a_first_vault_without_locks_is_made_and_says_so(tmp_path: Path, key: RecoveryKey) -> None:
    host = cheap_host(tmp_path, NoLocks(errno.ENOSYS))
    with Vault.create(
        tmp_path / "j", host=host, passphrase=PASSPHRASE, recovery=key, tables=TABLES
    ) as vault:
        assert kinds(vault) == {NoticeKind.LOCK_UNAVAILABLE}
    with pytest.raises(e.KdfTooWeak):
        Vault.create(
            tmp_path / "k",
            host=host,
            passphrase=PASSPHRASE,
            recovery=key,
            tables={},
            cost=Cost(1, 1, 1),
        )
    assert not (tmp_path / "k").exists()


def test_a_first_vault_that_is_refused_lets_go_of_the_lock(tmp_path: Path, host: Host) -> None:
    with pytest.raises(e.KdfTooWeak):
        Vault.create(
            tmp_path / "j",
            host=host,
            passphrase=PASSPHRASE,
            recovery=None,
            tables={},
            cost=Cost(1, 1, 1),
        )
    make(host, tmp_path / "j")


# -- proving ---------------------------------------------------------------------------------


def test_a_new_file_must_hold_what_it_should(path: Path, host: Host) -> None:
    place = Place(path)
    payload = unlock(host, place, load(host.files, path), PASSPHRASE).payload
    another = replace(payload.front, line=payload.front.line + b" ")
    with written(host, place, payload) as temp:
        prove(host, place, temp, payload, PASSPHRASE)
        for other in (replace(payload, lines={}), replace(payload, front=another)):
            with pytest.raises(e.StorageFailed):
                prove(host, place, temp, other, PASSPHRASE)
        with pytest.raises(e.WrongPassphrase):
            prove(host, place, temp, payload, "not it")
        with pytest.raises(e.WrongRecoveryKey):
            prove(host, place, temp, payload, RecoveryKey.generate())


def test_every_secret_must_open_the_new_file(
    path: Path, host: Host, key: RecoveryKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a journal could be locked away from whoever wrote it."""
    asked = []

    def watching(host: Host, place: Place, temp: Path, payload: object, secret: object) -> None:
        assert temp.exists()
        assert path.exists()
        asked.append(secret)

    monkeypatch.setattr("regret_tui.vault.saving.prove", watching)
    new = RecoveryKey.generate()
    with opened(path, host) as vault:
        vault.set_passphrase("one", recovery=new)
        vault.change_passphrase("two")
        vault.set_recovery(key)
    make(host, path.with_name("k"), key=key)
    assert asked == ["one", new, "two", key, PASSPHRASE, key]


# -- earlier copies and drafts ---------------------------------------------------------------


def test_the_same_backup_is_not_made_twice(path: Path, tmp_path: Path) -> None:
    files = failing("replace", errno.EIO, path.name)
    with opened(path, cheap_host(tmp_path, files)) as vault:
        for _ in range(2):
            with pytest.raises(e.StorageFailed):
                vault.change_passphrase("another one")
        files.before = nothing
        vault.change_passphrase("another one")
        assert kinds(vault) == set()
    (backup,) = info(path, host=cheap_host(tmp_path)).backups
    assert reopened(cheap_host(tmp_path), backup.path) == TABLES


def test_a_copy_that_cannot_be_renamed_is_no_backup_and_leaves_nothing(
    path: Path, tmp_path: Path
) -> None:
    def step(count: int, call: Call) -> None:
        if call.name == "link" or (
            call.name == "replace" and call.args[-1].parent.name == "backups"
        ):
            raise OSError(errno.EPERM, "injected")

    with opened(path, cheap_host(tmp_path, Watched(before=step))) as vault:
        vault.save(NEW)
        assert kinds(vault) == {NoticeKind.NO_BACKUP}
    assert list((tmp_path / "backups").iterdir()) == []
    assert reopened(cheap_host(tmp_path), path) == NEW


DRAFT = Draft("r", "s", 0, "words", answer_digest(None))


def test_a_draft_that_cannot_be_renamed_leaves_the_one_before(path: Path, tmp_path: Path) -> None:
    files = Watched()
    with opened(path, cheap_host(tmp_path, files)) as vault:
        vault.write_draft(DRAFT)
        files.before = failing("replace", errno.ENOSPC, f"{path.name}.draft").before
        with pytest.raises(e.DiskFull):
            vault.write_draft(replace(DRAFT, text="newer words"))
        assert left_over(tmp_path) == []
        files.before = nothing
        found = vault.read_draft(lambda _: None)
        assert found is not None
        assert found.draft == DRAFT
    with opened(path, cheap_host(tmp_path)) as vault:
        found = vault.read_draft(lambda _: None)
        assert found is not None
        assert found.draft == DRAFT


def test_a_draft_that_cannot_be_read_keeps_it_closed_and_lets_go_of_the_lock(
    path: Path, tmp_path: Path, host: Host
) -> None:
    with opened(path, host) as vault:
        vault.write_draft(DRAFT)
    refusing = cheap_host(tmp_path, failing("open_read", errno.EACCES, f"{path.name}.draft"))
    with pytest.raises(e.NoPermission):
        opened(path, refusing)
    opened(path, host).close()


@pytest.mark.parametrize("act", [lambda vault: vault.save(NEW), lambda vault: vault.drop_draft()])
def test_a_closed_vault_does_nothing(
    path: Path, host: Host, act: Callable[[Vault], object]
) -> None:
    vault = opened(path, host)
    vault.close()
    before = path.read_bytes()
    with pytest.raises(e.Closed):
        act(vault)
    assert path.read_bytes() == before
