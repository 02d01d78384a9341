"""When even an unchanged state is written, what bars a save, and what is noted of it."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from regret_tui.vault import Host, NoticeKind, RecoveryKey, Vault, info, verify
from regret_tui.vault import errors as e
from regret_tui.vault.front import BODY_AT, SIZE, read_page, write_page
from tests.support_vault import (
    PASSPHRASE,
    TABLES,
    Call,
    Step,
    Watched,
    cheap_host,
    make,
    nothing,
    reopened,
)
from tests.unit.vault.test_front import damage, rewrite

NEW = {**TABLES, "t": {"a": {"n": 1}}}
REPAIR = "Repair the front under Something else, then write on."


def opened(path: Path, host: Host, *, read_only: bool = False) -> Vault:
    return Vault.open(path, host=host, passphrase=PASSPHRASE, read_only=read_only)


def kinds(vault: Vault) -> list[NoticeKind]:
    return [notice.kind for notice in vault.notices]


def failing(name: str, *, of: Callable[[Path], bool] = lambda path: True) -> Step:
    def step(count: int, call: Call) -> None:
        if call.name == name and of(call.args[-1]):
            raise OSError(errno.EIO, "injected")

    return step


def test_what_was_not_confirmed_is_written_again_although_it_is_the_same(
    path: Path, tmp_path: Path
) -> None:
    files = Watched()
    with opened(path, cheap_host(tmp_path, files)) as vault:
        files.before = failing("fsync_dir", of=lambda folder: folder == path.parent)
        for generation in (2, 3):
            with pytest.raises(e.DurabilityUnknown):
                vault.save(NEW)
            assert vault.generation == generation
        files.before = nothing
        for _ in range(2):
            vault.save(NEW)
            assert vault.generation == 4
    assert reopened(cheap_host(tmp_path), path) == NEW


def test_a_save_that_failed_is_tried_again_although_nothing_differs(
    path: Path, tmp_path: Path
) -> None:
    files = Watched()
    with opened(path, cheap_host(tmp_path, files)) as vault:
        files.before = failing("replace", of=lambda target: target == path)
        with pytest.raises(e.StorageFailed):
            vault.save(NEW)
        files.before = nothing
        vault.save(TABLES)
        assert vault.generation == 2


def test_a_first_vault_that_was_not_confirmed_is_written_again(tmp_path: Path) -> None:
    files = Watched(before=failing("fsync_dir", of=lambda folder: folder == tmp_path))
    with Vault.create(
        tmp_path / "j",
        host=cheap_host(tmp_path, files),
        passphrase=PASSPHRASE,
        recovery=None,
        tables=TABLES,
    ) as vault:
        assert kinds(vault) == [NoticeKind.DURABILITY_UNKNOWN]
        files.before = nothing
        for _ in range(2):
            vault.save(TABLES)
            assert vault.generation == 2


def test_a_first_vault_that_was_confirmed_is_not(tmp_path: Path, host: Host) -> None:
    with Vault.create(
        tmp_path / "j", host=host, passphrase=PASSPHRASE, recovery=None, tables=TABLES
    ) as vault:
        vault.save(TABLES)
        assert vault.generation == 1


def test_a_first_vault_where_links_are_not_and_a_rename_says_that_it_failed(tmp_path: Path) -> None:
    path = tmp_path / "j"

    def before(count: int, call: Call) -> None:
        if call.name == "link":
            raise OSError(errno.EPERM, "injected")

    files = Watched(before=before, after=failing("replace", of=lambda target: target == path))
    make(cheap_host(tmp_path, files), path)
    assert reopened(cheap_host(tmp_path), path) == TABLES


def test_going_on_from_an_older_copy_takes_both_lines_although_nothing_differs(
    path: Path, tmp_path: Path, host: Host
) -> None:
    older = Path(shutil.copy(path, tmp_path / "older"))
    with opened(path, host) as vault:
        vault.save(NEW)
    older.replace(path)
    with opened(path, host) as vault:
        assert kinds(vault) == [NoticeKind.ROLLED_BACK]
        vault.save(TABLES)
        assert vault.generation == 3
        vault.save(TABLES)
        assert vault.generation == 3
    with opened(path, host) as vault:
        assert kinds(vault) == []


def test_a_copy_of_the_same_generation_grew_apart(path: Path, tmp_path: Path, host: Host) -> None:
    other = Path(shutil.copy(path, tmp_path / "other"))
    with opened(other, cheap_host(tmp_path / "elsewhere")) as vault:
        vault.save(NEW)
    with opened(path, host) as vault:
        vault.save({})
    other.replace(path)
    with opened(path, host) as vault:
        assert kinds(vault) == [NoticeKind.DIVERGED]


def test_a_conflict_stays_one(path: Path, tmp_path: Path, host: Host) -> None:
    other = Path(shutil.copy(path, tmp_path / "other"))
    with opened(other, host) as vault:
        vault.save(NEW)
    files = Watched()
    with opened(path, cheap_host(tmp_path, files)) as vault:

        def breaking(count: int, call: Call) -> None:
            if call.name == "replace" and call.args[-1] == path:
                raise KeyboardInterrupt

        files.after = breaking
        with pytest.raises(KeyboardInterrupt):
            vault.save(NEW)
        files.after = nothing
        other.replace(path)
        for _ in range(3):
            with pytest.raises(e.Conflict):
                vault.save({})


# -- what is noted on this computer -----------------------------------------------------------


def seen(host: Host) -> dict[str, bytes]:
    folder = host.state / "seen"
    return {entry.name: entry.read_bytes() for entry in folder.iterdir()} if folder.exists() else {}


def test_reading_only_notes_nothing_here(path: Path, tmp_path: Path) -> None:
    stranger = cheap_host(tmp_path / "stranger")
    with opened(path, stranger, read_only=True):
        assert seen(stranger) == {}
    with opened(path, stranger) as vault:
        (name,) = seen(stranger)
        vault.save(NEW)
    assert len(Path(name).stem) == 32
    assert list(seen(stranger)) == [name]


def test_a_note_that_cannot_be_kept_is_said_and_leaves_nothing(path: Path, tmp_path: Path) -> None:
    notes = tmp_path / "state" / "seen"
    before = seen(cheap_host(tmp_path))

    def step(count: int, call: Call) -> None:
        if call.name == "replace" and call.args[-1].parent == notes:
            raise OSError(errno.EIO, "injected")

    with opened(path, cheap_host(tmp_path, Watched(before=step))) as vault:
        assert kinds(vault) == [NoticeKind.NOT_REMEMBERED]
        vault.save(NEW)
        assert kinds(vault) == [NoticeKind.NOT_REMEMBERED]
    assert seen(cheap_host(tmp_path)) == before

    def worse(count: int, call: Call) -> None:
        step(count, call)
        if call.name == "unlink" and call.args[-1].parent == notes:
            raise OSError(errno.EIO, "injected")

    with opened(path, cheap_host(tmp_path, Watched(before=worse))) as vault:
        assert kinds(vault) == [NoticeKind.NOT_REMEMBERED]


def test_a_note_is_not_waited_for(path: Path, tmp_path: Path) -> None:
    files = Watched()
    opened(path, cheap_host(tmp_path, files)).close()
    assert "replace" in [call.name for call in files.calls]
    assert "fsync" not in [call.name for call in files.calls]


def test_a_name_that_is_no_text_is_noted_too(tmp_path: Path, host: Host) -> None:
    path = tmp_path / os.fsdecode(b"j\xff.vault")
    make(host, path)
    older = path.read_bytes()
    with opened(path, host) as vault:
        vault.save(NEW)
        assert kinds(vault) == []
    path.write_bytes(older)
    with opened(path, host) as vault:
        assert kinds(vault) == [NoticeKind.ROLLED_BACK]


# -- fronts -----------------------------------------------------------------------------------


def test_two_good_fronts_that_differ_are_one_too_many(
    path: Path, host: Host, key: RecoveryKey
) -> None:
    rewrite(path, {"revision": "0" * 32}, pages=(1,))
    with pytest.raises(e.FrontDamaged):
        verify(path, host=host, recovery=key)
    with opened(path, host) as vault:
        assert kinds(vault) == [NoticeKind.ONE_FRONT_DAMAGED]
        vault.save(TABLES)
        assert vault.generation == 2
    assert verify(path, host=host, recovery=key).generation == 2


@pytest.mark.parametrize(
    ("first", "second", "error"),
    [
        (-1, 1, e.TrailingData),
        (1, -1, e.Truncated),
        (1, 2, e.Truncated),
        (-1, -2, e.TrailingData),
        (0, 1, None),
        (1, 0, None),
        (0, -1, None),
    ],
)
def test_the_front_that_fits_the_rest_is_taken_and_else_the_first_decides(
    path: Path, host: Host, first: int, second: int, error: type[e.VaultError] | None
) -> None:
    raw = path.read_bytes()
    page = read_page(raw[:SIZE])
    assert page is not None
    pages = [write_page(page.front, page.length + more, page.digest) for more in (first, second)]
    path.write_bytes(b"".join(pages) + raw[BODY_AT:])
    if error is None:
        assert reopened(host, path) == TABLES
    else:
        with pytest.raises(error):
            reopened(host, path)


def test_a_key_for_a_vault_without_one_is_told_so(tmp_path: Path, host: Host) -> None:
    make(host, tmp_path / "j")
    with pytest.raises(e.WrongRecoveryKey) as told:
        reopened(host, tmp_path / "j", recovery=RecoveryKey.generate())
    assert told.value.message == "This journal has no recovery key."
    assert told.value.hint == "Use its passphrase."


def test_a_passphrase_for_a_vault_that_derives_in_another_way_is_told_so(
    path: Path, host: Host
) -> None:
    rewrite(path, {"slots": [{"kind": "passphrase", "kdf": "later"}]})
    with pytest.raises(e.NewerVersion) as told:
        reopened(host, path)
    assert told.value.message == "This journal has no passphrase that this version knows."
    assert told.value.hint == e.NewerVersion.step


def test_a_vault_whose_fronts_are_both_damaged_says_how_to_go_on(path: Path, host: Host) -> None:
    with opened(path, host) as vault:
        vault.save(NEW)
    damage(path, 300, SIZE + 300)
    with opened(path, host) as vault:
        with pytest.raises(e.FrontDamaged) as told:
            vault.save({})
        assert (told.value.message, told.value.hint) == (e.FrontDamaged.sentence, REPAIR)
        vault.repair_front()
    names = {backup.path.stem.rpartition("-")[2] for backup in info(path, host=host).backups}
    assert "00000000" in names
    assert len(names) == 2
