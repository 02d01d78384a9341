"""An earlier copy in the place of the vault; what stood there is kept, and nobody cries wolf."""

import errno
import hashlib
import re
import shutil
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from regret_tui.vault import (
    Files,
    Host,
    RecoveryKey,
    Tables,
    Vault,
    earlier_copies,
    info,
    look_at,
    restore,
    verify,
)
from regret_tui.vault.errors import (
    Altered,
    AnotherJournal,
    InUse,
    Missing,
    StorageFailed,
    TrailingData,
    WrongPassphrase,
)
from regret_tui.vault.front import BODY_AT, SIZE, read_page, write_page
from tests.support_vault import (
    NOON,
    PASSPHRASE,
    TABLES,
    Call,
    Watched,
    at,
    cheap_host,
    make,
    reopened,
)
from tests.unit.vault.test_front import rewrite
from tests.unit.vault.test_lock import NoLocks

LATER: Tables = {**TABLES, "t": {"c" * 32: {"n": 1}}}


@pytest.fixture
def backup(path: Path, host: Host) -> Path:
    """A backup that holds less than the vault."""
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.save(LATER)
    return info(path, host=host).backups[0].path


def quiet(path: Path, host: Host) -> bool:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        return not vault.notices


@pytest.mark.usefixtures("far_off")
def test_the_copy_is_there_and_what_stood_there_is_aside(
    path: Path, host: Host, backup: Path
) -> None:
    before = path.read_bytes()
    done = restore(path, backup, host=host, secret=PASSPHRASE)
    assert (reopened(host, path), done.records) == (TABLES, 2)
    assert done.aside is not None
    assert done.aside.read_bytes() == before
    assert f"{NOON:%Y%m%dT%H%M%SZ}" in done.aside.name
    assert backup.is_file()
    assert quiet(path, host)
    assert verify(path, host=host, passphrase=PASSPHRASE).generation == 3


def test_a_copy_of_what_was_restored_is_later_than_all_that_was(
    path: Path, tmp_path: Path, host: Host, backup: Path
) -> None:
    """A second computer that had seen the newer state is not told that it was rolled back."""
    second, away = cheap_host(tmp_path / "second"), tmp_path / "second" / "j.vault"
    away.parent.mkdir()
    shutil.copy(path, away)
    assert quiet(away, second)
    restore(path, backup, host=host, secret=PASSPHRASE)
    shutil.copy(path, away)
    assert quiet(away, second)


def test_what_was_written_since_can_be_merged_back(path: Path, host: Host, backup: Path) -> None:
    aside = restore(path, backup, host=host, secret=PASSPHRASE).aside
    assert aside is not None
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.merge(vault.read_copy(aside, passphrase=PASSPHRASE))
        assert vault.tables() == LATER


@pytest.mark.parametrize("left", [b"", b"words of something else", b"journal-vault 1\n" * 2000])
def test_in_the_place_of_a_ruin(path: Path, host: Host, backup: Path, left: bytes) -> None:
    path.write_bytes(left)
    done = restore(path, backup, host=host, secret=PASSPHRASE)
    assert done.aside is not None
    assert done.aside.read_bytes() == left
    assert reopened(host, path) == TABLES
    assert quiet(path, host)


@pytest.mark.parametrize("at_byte", [5, 9000, -1])
def test_in_the_place_of_a_damaged_vault(
    path: Path, host: Host, backup: Path, at_byte: int
) -> None:
    raw = bytearray(path.read_bytes())
    raw[at_byte] ^= 1
    path.write_bytes(raw)
    restore(path, backup, host=host, secret=PASSPHRASE)
    assert reopened(host, path) == TABLES
    assert quiet(path, host)


def test_where_nothing_stands_any_more(path: Path, host: Host, backup: Path) -> None:
    path.unlink()
    done = restore(path, backup, host=host, secret=PASSPHRASE)
    assert (done.aside, done.records) == (None, 2)
    assert reopened(host, path) == TABLES
    assert verify(path, host=host, passphrase=PASSPHRASE).generation == 3
    assert quiet(path, host)


def test_an_earlier_passphrase_opens_what_was_restored(
    path: Path, host: Host, backup: Path, key: RecoveryKey
) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.change_passphrase("another one now")
    with pytest.raises(WrongPassphrase):
        restore(path, backup, host=host, secret="another one now")
    assert reopened(host, path, passphrase="another one now") == LATER
    restore(path, backup, host=host, secret=key)
    assert quiet(path, host)


def test_another_journal_is_not_replaced(path: Path, tmp_path: Path, host: Host) -> None:
    other = tmp_path / "other.vault"
    make(host, other)
    with pytest.raises(AnotherJournal):
        restore(path, other, host=host, secret=PASSPHRASE)
    assert reopened(host, path) == TABLES


def test_unless_it_is_known_for_another_and_then_it_is_kept_aside(
    path: Path, tmp_path: Path, host: Host
) -> None:
    other, before = tmp_path / "other.vault", path.read_bytes()
    make(host, other, tables={})
    done = restore(path, other, host=host, secret=PASSPHRASE, over_another=True)
    assert done.aside is not None
    assert done.aside.read_bytes() == before
    assert info(path, host=host).vault == info(other, host=host).vault
    assert reopened(host, path) == {}


def test_an_open_vault_is_not_replaced(path: Path, host: Host, backup: Path) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE), pytest.raises(InUse):
        restore(path, backup, host=host, secret=PASSPHRASE)
    assert reopened(host, path) == LATER


class CannotBeKept(Files):
    def link(self, source: Path, target: Path) -> None:
        raise OSError(errno.EIO, "no")

    def open_new(self, path: Path) -> int:
        if "aside" in path.name or (path.name.endswith(".tmp") and self.seen):
            raise OSError(errno.EIO, "no")
        self.seen = path.name.endswith(".tmp")
        return super().open_new(path)

    seen = False


def test_what_cannot_be_kept_aside_is_not_replaced(
    path: Path, tmp_path: Path, host: Host, backup: Path
) -> None:
    with pytest.raises(StorageFailed):
        restore(path, backup, host=cheap_host(tmp_path, CannotBeKept()), secret=PASSPHRASE)
    assert reopened(host, path) == LATER


def test_the_backups_are_listed_with_what_can_be_told(
    path: Path, host: Host, backup: Path, key: RecoveryKey
) -> None:
    with Vault.open(path, host=at(host, NOON + timedelta(days=1)), passphrase=PASSPHRASE) as vault:
        vault.change_passphrase("another one now")
    newer, older = earlier_copies(path, host=host)
    assert (older.path, older.made, older.size) == (backup, NOON, backup.stat().st_size)
    assert older.earlier_passphrase
    assert newer.earlier_passphrase
    assert older.records is None
    counted = earlier_copies(path, host=host, secret=PASSPHRASE)
    assert [each.records for each in counted] == [3, 2]
    assert [each.records for each in earlier_copies(path, host=host, secret=key)] == [3, 2]
    assert [each.records for each in earlier_copies(path, host=host, secret="another one now")] == [
        None,
        None,
    ]
    raw = bytearray(backup.read_bytes())
    raw[-1] ^= 1
    backup.write_bytes(raw)
    path.unlink()
    (_, damaged) = earlier_copies(path, host=host, secret=PASSPHRASE)
    assert damaged.fault is not None
    assert damaged.fault.exit_code == 17
    assert damaged.earlier_passphrase is None
    backup.write_bytes(bytes(8192) + backup.read_bytes()[8192:])
    assert [each.fault is None for each in earlier_copies(path, host=host)] == [True, False]


def test_any_file_can_be_looked_at(
    path: Path, tmp_path: Path, host: Host, key: RecoveryKey, backup: Path
) -> None:
    copied = tmp_path / "copied.vault"
    shutil.copy(backup, copied)
    there, here = look_at(path, [copied, path], host=host, secret=PASSPHRASE)
    assert (there.records, here.records) == (2, 3)
    assert abs(there.made.timestamp() - copied.stat().st_mtime) <= 1
    assert (there.earlier_passphrase, there.fault) == (False, None)
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.change_passphrase("another one now")
    (older,) = look_at(path, [copied], host=host, secret="another one now")
    assert (older.earlier_passphrase, older.records) == (True, None)
    (gone,) = look_at(path, [tmp_path / "nowhere"], host=host)
    assert isinstance(gone.fault, Missing)


def test_without_locks_it_is_restored_too(path: Path, tmp_path: Path, host: Host) -> None:
    copy = tmp_path / "copy.vault"
    shutil.copy(path, copy)
    lockless = cheap_host(tmp_path, NoLocks(errno.ENOSYS))
    assert restore(path, copy, host=lockless, secret=PASSPHRASE).records == 2
    assert reopened(host, path) == TABLES


def test_a_backup_that_was_altered_is_told_as_such(
    path: Path, host: Host, backup: Path, key: RecoveryKey
) -> None:
    raw = bytearray(backup.read_bytes())
    raw[-1] ^= 1
    page = read_page(bytes(raw[:SIZE]))
    assert page is not None
    digest = hashlib.sha256(raw[BODY_AT:]).hexdigest()
    backup.write_bytes(write_page(page.front, page.length, digest) * 2 + raw[BODY_AT:])
    for secret, fault in (
        (PASSPHRASE, Altered),
        (key, Altered),
        (None, type(None)),
        ("x", type(None)),
    ):
        (found,) = earlier_copies(path, host=host, secret=secret)
        assert type(found.fault) is fault
        assert found.records is None
        assert found.earlier_passphrase is False


def test_what_was_restored_is_a_new_save(path: Path, host: Host, backup: Path) -> None:
    now, earlier = (info(each, host=host).revision for each in (path, backup))
    restore(path, backup, host=host, secret=PASSPHRASE)
    assert info(path, host=host).revision not in (now, earlier)
    assert not path.with_name(f"{path.name}.lock-holder").exists()


@pytest.mark.parametrize("what", ["gone", "a ruin", "damaged", "older"])
def test_what_this_computer_saw_last_is_among_the_ancestors(
    path: Path, tmp_path: Path, host: Host, backup: Path, what: str
) -> None:
    """So a second computer that saw it is not told that anything was rolled back."""
    second, away = cheap_host(tmp_path / "second"), tmp_path / "second" / "j.vault"
    away.parent.mkdir()
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        for number in range(5):
            vault.save({**LATER, "u": {"d" * 32: {"n": number}}})
        assert vault.generation == 7
    shutil.copy(path, away)
    assert quiet(away, second)
    if what == "gone":
        path.unlink()
    elif what == "a ruin":
        path.write_bytes(b"")
    elif what == "damaged":
        path.write_bytes(path.read_bytes()[:-1])
    else:
        shutil.copy(backup, path)
    restore(path, backup, host=host, secret=PASSPHRASE)
    assert verify(path, host=host, passphrase=PASSPHRASE).generation == 8
    shutil.copy(path, away)
    assert quiet(away, second)


def test_what_stands_there_is_an_ancestor_although_nobody_saw_it_here(
    path: Path, tmp_path: Path, host: Host, backup: Path
) -> None:
    second, away = cheap_host(tmp_path / "second"), tmp_path / "second" / "j.vault"
    away.parent.mkdir()
    shutil.copy(path, away)
    with Vault.open(away, host=second, passphrase=PASSPHRASE) as vault:
        for number in range(5):
            vault.save({**LATER, "u": {"d" * 32: {"n": number}}})
    shutil.copy(away, path)
    restore(path, backup, host=host, secret=PASSPHRASE)
    assert verify(path, host=host, passphrase=PASSPHRASE).generation == 8
    shutil.copy(path, away)
    assert quiet(away, second)


def test_the_name_of_what_is_kept_aside_says_when_in_utc(
    path: Path, host: Host, backup: Path
) -> None:
    there = at(host, NOON.astimezone(timezone(timedelta(hours=9))))
    aside = restore(path, backup, host=there, secret=PASSPHRASE).aside
    assert aside is not None
    assert re.fullmatch(r"journal-aside-20260314T120000Z-[0-9a-f]{8}\.vault", aside.name)


def test_a_replacement_that_happened_although_it_failed_is_restored(
    path: Path, tmp_path: Path, backup: Path, host: Host
) -> None:
    def step(count: int, call: Call) -> None:
        if call.name == "replace" and call.args[-1] == path:
            raise OSError(errno.EIO, "injected")

    failing = cheap_host(tmp_path, Watched(after=step))
    assert restore(path, backup, host=failing, secret=PASSPHRASE).records == 2
    assert reopened(host, path) == TABLES


def test_a_copy_with_two_damaged_fronts_is_restored_by_the_salt_beside_it(
    path: Path, host: Host, backup: Path
) -> None:
    copy = path.with_name("copy.vault")
    shutil.copy(backup, copy)
    with Vault.open(copy, host=host, passphrase=PASSPHRASE) as vault:
        vault.save(TABLES | {"t": {"x": {}}})
    raw = copy.read_bytes()
    copy.write_bytes(bytes(BODY_AT) + raw[BODY_AT:])
    assert restore(path, copy, host=host, secret=PASSPHRASE).records == 3


def test_a_fault_is_told_with_all_that_is_known_of_a_backup(
    path: Path, host: Host, backup: Path, key: RecoveryKey
) -> None:
    raw = backup.read_bytes()
    backup.write_bytes(raw + b"x")
    (found,) = earlier_copies(path, host=host, secret=PASSPHRASE)
    assert isinstance(found.fault, TrailingData)
    assert (found.path, found.made, found.size) == (backup, NOON, len(raw) + 1)
    assert (found.earlier_passphrase, found.records) == (False, None)
    backup.write_bytes(b"")
    (found,) = earlier_copies(path, host=host)
    assert (found.size, found.earlier_passphrase) == (0, None)
    for which in (0, 1):
        damaged = bytearray(raw)
        damaged[which * SIZE + 300] ^= 1
        backup.write_bytes(damaged)
        (found,) = earlier_copies(path, host=host, secret=key)
        assert (found.fault, found.earlier_passphrase, found.records) == (None, False, 2)
    path.write_bytes(bytes(BODY_AT) + path.read_bytes()[BODY_AT:])
    (found,) = earlier_copies(path, host=host)
    assert (found.fault, found.earlier_passphrase) == (None, None)


def test_a_secret_that_does_not_open_a_backup_is_no_fault_of_it(
    path: Path, tmp_path: Path, host: Host, backup: Path
) -> None:
    for secret in ("not it", RecoveryKey.generate()):
        (found,) = earlier_copies(path, host=host, secret=secret)
        assert (found.fault, found.records) == (None, None)
    plain = tmp_path / "plain.vault"
    make(host, plain)
    with Vault.open(plain, host=host, passphrase=PASSPHRASE) as vault:
        vault.save(LATER)
    (found,) = earlier_copies(plain, host=host, secret=RecoveryKey.generate())
    assert (found.fault, found.records) == (None, None)


def test_a_backup_without_a_passphrase_does_not_open_with_todays(
    path: Path, host: Host, backup: Path
) -> None:
    rewrite(backup, {"slots": [{"kind": "recovery", "check": "A" * 22 + "=="}]})
    (found,) = earlier_copies(path, host=host, secret=PASSPHRASE)
    assert (found.fault, found.earlier_passphrase, found.records) == (None, True, None)


def test_any_file_is_dated_in_utc(path: Path, tmp_path: Path, host: Host) -> None:
    found, missing = look_at(path, [path, tmp_path / "none"], host=host, secret=PASSPHRASE)
    assert found.made == datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    assert found.made.tzinfo is UTC
    assert (missing.made, missing.made.tzinfo) == (datetime(1970, 1, 1, tzinfo=UTC), UTC)
    assert (missing.size, type(missing.fault)) == (0, Missing)
