"""An earlier copy in the place of the vault; what stood there is kept, and nobody cries wolf."""

import errno
import shutil
from datetime import timedelta
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
from regret_tui.vault.errors import AnotherJournal, InUse, Missing, StorageFailed, WrongPassphrase
from tests.support_vault import NOON, PASSPHRASE, TABLES, at, cheap_host, make, reopened

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


def test_the_copy_is_there_and_what_stood_there_is_aside(
    path: Path, host: Host, backup: Path
) -> None:
    before = path.read_bytes()
    done = restore(path, backup, host=host, secret=PASSPHRASE)
    assert (reopened(host, path), done.records) == (TABLES, 2)
    assert done.aside is not None
    assert done.aside.read_bytes() == before
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
    assert restore(path, backup, host=host, secret=PASSPHRASE).aside is None
    assert reopened(host, path) == TABLES
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
