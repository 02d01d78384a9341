"""The system's errors by their names."""

import errno
import os
import runpy
import stat
import sys
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from regret_tui.vault import Draft, Files, Host, NoticeKind, Vault, answer_digest
from regret_tui.vault import errors as e
from regret_tui.vault import files as files_module
from regret_tui.vault.disk import failure, opened, read_up_to, sync_folder
from regret_tui.vault.files import REPLACE_PAUSE, REPLACE_TRIES
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
    (errno.EFBIG, e.DiskFull),
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
        if number == errno.EFBIG:
            assert raised.value.message.startswith("No file may grow as large as this here. What ")
            assert raised.value.hint == "Raise that limit (ulimit -f shows it), then save again."
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


# -- other systems, as far as they can be played here ------------------------------------------


@pytest.mark.parametrize("refused", [False, True])
def test_macos_brings_bytes_to_the_medium_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: bool
) -> None:
    """Its fsync does not; some file systems know no F_FULLFSYNC."""
    fcntl = pytest.importorskip("fcntl")
    asked: list[tuple[int, int]] = []
    synced: list[int] = []

    def control(fd: int, what: int) -> int:
        asked.append((fd, what))
        if refused:
            raise OSError(errno.ENOTSUP, "no")
        return 0

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", control)
    monkeypatch.setattr(os, "fsync", synced.append)
    Files().fsync(7)
    Files().fsync_dir(tmp_path)
    assert asked[0] == (7, 51)
    assert [what for _, what in asked] == [51, 51]
    assert synced == ([fd for fd, _ in asked] if refused else [])


@pytest.mark.parametrize(
    ("platform", "shared", "tries"),
    [("win32", 3, 4), ("win32", 99, REPLACE_TRIES), ("linux", 3, 1)],
)
def test_windows_is_asked_again_while_another_program_shares_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, shared: int, tries: int
) -> None:
    asked: list[Path] = []
    waited: list[float] = []

    def replace(self: Path, target: Path) -> None:
        asked.append(target)
        if len(asked) <= shared:
            raise PermissionError(errno.EACCES, "shared")

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(time, "sleep", waited.append)
    monkeypatch.setattr(sys, "platform", platform)
    succeeds = shared < tries
    with nullcontext() if succeeds else pytest.raises(PermissionError):
        Files().replace(tmp_path / "a", tmp_path / "b")
    assert asked == [tmp_path / "b"] * tries
    assert waited == [REPLACE_PAUSE] * (tries - 1)


@pytest.mark.parametrize(("winerror", "error"), [(32, e.Busy), (33, e.Busy), (5, e.NoPermission)])
def test_a_file_that_windows_shares_is_busy(
    monkeypatch: pytest.MonkeyPatch, winerror: int, error: type[e.VaultError]
) -> None:
    refused = PermissionError(errno.EACCES, "no")
    refused.winerror = winerror  # type: ignore[attr-defined,unused-ignore]  # Windows sets it
    monkeypatch.setattr(sys, "platform", "win32")
    assert type(failure(refused)) is error


def test_no_folder_is_synced_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Untouched(Files):
        def fsync_dir(self, path: Path) -> None:
            raise AssertionError

    with monkeypatch.context() as patched:
        patched.setattr(os, "name", "nt")
        synced = sync_folder(Untouched(), tmp_path)
    assert synced is False


def test_a_system_without_its_flags_makes_and_reads_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK"):
        monkeypatch.delattr(os, name, raising=False)
    layer = runpy.run_path(files_module.__file__)["Files"]()
    made = layer.open_new(tmp_path / "a")
    os.write(made, b"words")
    os.close(made)
    for reader in (layer, Files()):
        read = reader.open_read(tmp_path / "a")
        assert reader.read(read, 10) == b"words"
        os.close(read)
    with pytest.raises(FileExistsError):
        layer.open_new(tmp_path / "a")


def test_a_new_file_is_for_this_person_alone_whatever_the_mask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        os.close(Files().open_new(tmp_path / "a"))
        Files().mkdir(tmp_path / "folder")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "folder").stat().st_mode) == 0o700


def test_an_error_without_a_number_is_told_without_one() -> None:
    failed = failure(OSError("no number"))
    assert isinstance(failed, e.StorageFailed)
    assert failed.errno is None
    assert failed.message == e.StorageFailed.sentence


@pytest.mark.parametrize("size", [0, 1, 2, 4, 7, 9])
def test_as_much_is_read_as_was_asked_for_however_it_comes(tmp_path: Path, size: int) -> None:
    class Slow(Files):
        def read(self, fd: int, size: int) -> bytes:
            return super().read(fd, min(size, 2))

    (tmp_path / "a").write_bytes(b"1234567")
    for files in (Files(), Slow()):
        with opened(files, tmp_path / "a") as (fd, length):
            assert length == 7
            assert read_up_to(files, fd, size) == b"1234567"[:size]
            assert read_up_to(files, fd, 9) == b"1234567"[size:]
