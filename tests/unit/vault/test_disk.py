"""The system's errors by their names."""

import errno
from pathlib import Path

import pytest

from regret_tui.vault import Draft, Files, Host, NoticeKind, Vault, answer_digest
from regret_tui.vault import errors as e
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

NAMED = [
    (errno.ENOSPC, e.DiskFull),
    (errno.EDQUOT, e.DiskFull),
    (errno.EROFS, e.ReadOnly),
    (errno.EACCES, e.NoPermission),
    (errno.EPERM, e.NoPermission),
    (errno.EBUSY, e.Busy),
    (errno.EIO, e.StorageFailed),
    (errno.EMFILE, e.StorageFailed),
]


@pytest.mark.parametrize(("number", "error"), NAMED)
@pytest.mark.parametrize("where", ["open_new", "write", "fsync", "close"])
def test_a_failed_save_says_why_and_leaves_nothing(
    path: Path, tmp_path: Path, number: int, error: type[e.VaultError], where: str
) -> None:
    files = Watched()
    host = cheap_host(tmp_path, files)
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        before = {entry.name: entry.read_bytes() for entry in path.parent.glob("[.j]*vault*")}
        files.before = failing_at(where, number)
        with pytest.raises(error) as raised:
            vault.save({})
        files.before = nothing
        after = {entry.name: entry.read_bytes() for entry in path.parent.glob("[.j]*vault*")}
        assert after == before
        assert vault.tables() == TABLES
        if isinstance(raised.value, e.StorageFailed):
            assert raised.value.errno == number
            assert str(number) in raised.value.message
        vault.save({})
    files.bury()


def failing_at(where: str, number: int) -> Step:
    """Return a step that fails one kind of call on the new file."""
    seen: list[str] = []

    def step(count: int, call: Call) -> None:
        seen.append(call.name)
        if call.name == where and (where != "close" or "fsync" in seen):
            raise OSError(number, "injected")

    return step


class NoFolderSync(Files):
    def __init__(self, number: int) -> None:
        self.number = number

    def fsync_dir(self, path: Path) -> None:
        raise OSError(self.number, "no")


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
def test_a_folder_that_cannot_be_synced_is_said_once(tmp_path: Path, number: int) -> None:
    host = cheap_host(tmp_path, NoFolderSync(number))
    make(host, tmp_path / "j")
    with Vault.open(tmp_path / "j", host=host, passphrase=PASSPHRASE) as vault:
        vault.save({})
        vault.save(TABLES)
        vault.write_draft(Draft("r", "s", 0, "x", answer_digest(None)))
        assert [notice.kind for notice in vault.notices] == [NoticeKind.FOLDER_NOT_SYNCED]


def test_a_folder_whose_sync_fails_leaves_it_unknown(tmp_path: Path) -> None:
    """The new state is in place and loaded; only the promise is missing."""
    host = cheap_host(tmp_path, NoFolderSync(errno.EIO))
    with Vault.create(
        tmp_path / "j", host=host, passphrase=PASSPHRASE, recovery=None, tables=TABLES
    ) as vault:
        assert [notice.kind for notice in vault.notices] == [NoticeKind.DURABILITY_UNKNOWN]
        with pytest.raises(e.DurabilityUnknown):
            vault.save({})
        assert vault.tables() == {}
        assert vault.generation == 2
        with pytest.raises(e.DurabilityUnknown):
            vault.save(TABLES)
    assert reopened(cheap_host(tmp_path), tmp_path / "j") == TABLES


def test_a_disk_that_keeps_something_else_is_found_by_reading_back(
    path: Path, tmp_path: Path, host: Host
) -> None:
    class Forgetful(Files):
        def write(self, fd: int, data: memoryview) -> int:
            wrong = bytearray(data)
            wrong[-1] ^= 1
            return super().write(fd, memoryview(wrong))

    with Vault.open(path, host=cheap_host(tmp_path, Forgetful()), passphrase=PASSPHRASE) as vault:
        with pytest.raises(e.StorageFailed):
            vault.save({})
        assert vault.tables() == TABLES
    assert reopened(host, path) == TABLES
