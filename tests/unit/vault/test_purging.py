"""Clearing away every other copy of a vault, and saying what stays."""

import errno
import shutil
from pathlib import Path

import pytest

from regret_tui.vault import Draft, Files, Host, Vault, Why, answer_digest, restore
from regret_tui.vault.errors import ReadOnly, StorageFailed
from tests.support_vault import PASSPHRASE, TABLES, cheap_host, make, reopened
from tests.unit.vault.test_front import rewrite


@pytest.fixture
def lived(path: Path, tmp_path: Path, host: Host) -> Path:
    """A vault with a backup, a conflict copy, what was set aside, and things of others."""
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.save({**TABLES, "t": {"a": {}}})
        vault.write_draft(Draft("r", "s", 0, "words", answer_digest(None)))
    (backup,) = (tmp_path / "backups").iterdir()
    shutil.copy(backup, tmp_path / "journal (conflict).vault")
    restore(path, backup, host=host, secret=PASSPHRASE)
    make(cheap_host(tmp_path), tmp_path / "other.vault")
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "link.vault").symlink_to(backup)
    (tmp_path / "folder.vault").mkdir()
    (tmp_path / "letter.vault").write_text("mine")
    (tmp_path / ".~journal.vault.0011.txt").write_text("mine")
    (tmp_path / "mine.tmp").write_text("mine")
    (tmp_path / "backups" / "notes.txt").write_text("mine")
    (tmp_path / "backups" / "ruin.vault").write_bytes(b"damaged")
    (tmp_path / "journal.vault.draft-aside-00").write_bytes(b"sealed")
    return path


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_only_copies_of_this_vault_go(lived: Path, tmp_path: Path, host: Host) -> None:
    with Vault.open(lived, host=host, passphrase=PASSPHRASE) as vault:
        (tmp_path / ".~journal.vault.0011.tmp").write_bytes(b"half")
        done = vault.purge()
        assert vault.tables() == TABLES
    assert all(path.is_absolute() and not path.exists() for path in done.removed)
    assert len(done.removed) == len(set(done.removed)) == 4
    assert {(path.name, why) for path, why in done.left} == {
        ("ruin.vault", Why.UNKNOWN),
        ("journal.vault.draft-aside-00", Why.UNKNOWN),
    }
    assert names(tmp_path) - {"state"} == {
        *("journal.vault", "journal.vault.draft", "journal.vault.lock", "backups"),
        *("other.vault", "notes.txt", "link.vault", "folder.vault"),
        *("other.vault.lock", "journal.vault.draft-aside-00"),
        *("letter.vault", ".~journal.vault.0011.txt", "mine.tmp"),
    }
    assert names(tmp_path / "backups") == {"ruin.vault", "notes.txt"}
    assert reopened(host, lived) == TABLES
    assert reopened(host, tmp_path / "other.vault") == TABLES


def test_a_vault_with_both_fronts_damaged_is_left_and_told(lived: Path, host: Host) -> None:
    ruin = lived.with_name("ruin.vault")
    ruin.write_bytes(b"journal-vault 1\n" + bytes(9000))
    with Vault.open(lived, host=host, passphrase=PASSPHRASE) as vault:
        assert (ruin, Why.UNKNOWN) in vault.purge().left


class Keeps(Files):
    def unlink(self, path: Path) -> None:
        if path.parent.name == "backups":
            raise OSError(errno.EPERM, "no")
        super().unlink(path)


def test_what_cannot_be_removed_is_told(lived: Path, tmp_path: Path) -> None:
    with Vault.open(lived, host=cheap_host(tmp_path, Keeps()), passphrase=PASSPHRASE) as vault:
        left = vault.purge().left
    assert [why for path, why in left if path.name.startswith("journal-")] == [Why.REFUSED]


class Closed(Files):
    def listdir(self, path: Path) -> list[str]:
        if path.name == "backups":
            raise OSError(errno.EIO, "no")
        return super().listdir(path)


def test_a_folder_that_cannot_be_read_is_an_error(lived: Path, tmp_path: Path) -> None:
    host = cheap_host(tmp_path, Closed())
    with (
        Vault.open(lived, host=host, passphrase=PASSPHRASE) as vault,
        pytest.raises(StorageFailed),
    ):
        vault.purge()


def test_without_backups_there_is_nothing_to_do(path: Path, host: Host) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        assert vault.purge().removed == ()


def test_where_it_is_only_looked_at_nothing_goes(lived: Path, host: Host) -> None:
    with (
        Vault.open(lived, host=host, passphrase=PASSPHRASE, read_only=True) as vault,
        pytest.raises(ReadOnly),
    ):
        vault.purge()


def test_a_copy_of_a_later_version_is_left_and_told(lived: Path, host: Host) -> None:
    later = lived.with_name("later.vault")
    shutil.copy(lived, later)
    rewrite(later, {"critical": ["compressed"]})
    with Vault.open(lived, host=host, passphrase=PASSPHRASE) as vault:
        assert (later, Why.UNKNOWN) in vault.purge().left
