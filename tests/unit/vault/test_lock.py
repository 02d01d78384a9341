import errno
import os
import platform
import shutil
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import pytest
from filelock import FileLock, Timeout

from regret_tui.vault import Files, Host, NoticeKind, Vault, info
from regret_tui.vault.errors import InUse, Missing, NoPermission, ReadOnly, WrongPassphrase
from regret_tui.vault.host import Cost, CostPolicy
from regret_tui.vault.lock import Holder
from tests.support_vault import PASSPHRASE, TABLES, Watched, cheap_host, make

HOLD = """
import sys
from pathlib import Path
from regret_tui.vault import Vault
from tests.support_vault import PASSPHRASE, cheap_host
with Vault.open(Path(sys.argv[1]), host=cheap_host(Path(sys.argv[2])), passphrase=PASSPHRASE):
    print("open", flush=True)
    sys.stdin.readline()
"""


def test_another_process_is_told_who_has_it_open(path: Path, host: Host, tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(path), str(tmp_path / "other")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(InUse) as in_use:
            Vault.open(path, host=host, passphrase=PASSPHRASE)
        assert f"process {other.pid}" in in_use.value.message
        holder = info(path, host=host).holder
        assert holder is not None
        assert holder.pid == other.pid
        with Vault.open(path, host=host, passphrase=PASSPHRASE, read_only=True) as vault:
            assert vault.tables() == TABLES
            with pytest.raises(ReadOnly):
                vault.save({})
        other.stdin.write("\n")
        other.stdin.flush()
        assert other.wait(10) == 0
    assert info(path, host=host).holder is None
    Vault.open(path, host=host, passphrase=PASSPHRASE).close()


def test_a_second_window_of_this_process_is_refused_too(path: Path, host: Host) -> None:
    with (
        Vault.open(path, host=host, passphrase=PASSPHRASE),
        pytest.raises(InUse),
    ):
        Vault.open(path, host=host, passphrase=PASSPHRASE)


def test_the_lock_outlives_a_save(path: Path, host: Host) -> None:
    """The vault file is replaced, so a lock on it would be lost with the first save."""
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.save({})
        with pytest.raises(InUse):
            Vault.open(path, host=host, passphrase=PASSPHRASE)


def test_a_wrong_passphrase_lets_go_of_the_lock(path: Path, host: Host) -> None:
    for _ in range(2):
        with pytest.raises(Exception, match="does not open"):
            Vault.open(path, host=host, passphrase="wrong")
    Vault.open(path, host=host, passphrase=PASSPHRASE).close()


def test_a_strange_holder_file_does_no_harm(path: Path, host: Host) -> None:
    holder = path.with_name(f"{path.name}.lock-holder")
    for content in (b"", b"\xff", b'{"host": "\x1b[31mx\\u001b[0m", "pid": 1}', b"[" * 900):
        lock = FileLock(path.with_name(f"{path.name}.lock"))
        holder.write_bytes(content)
        with lock, pytest.raises(InUse) as in_use:
            Vault.open(path, host=host, passphrase=PASSPHRASE)
        assert in_use.value.message.isprintable()


class NoLocks(Files):
    """A file system without locks, or a folder that cannot be written to."""

    def __init__(self, number: int) -> None:
        self.number = number

    def lock(self, path: Path) -> FileLock:
        number = self.number

        class Unavailable(FileLock):
            def _acquire(self) -> None:
                raise OSError(number, "no")

        return Unavailable(path, thread_local=False)


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP])
def test_without_locks_it_opens_with_a_warning(path: Path, tmp_path: Path, number: int) -> None:
    with Vault.open(
        path, host=cheap_host(tmp_path, NoLocks(number)), passphrase=PASSPHRASE
    ) as vault:
        assert [notice.kind for notice in vault.notices] == [NoticeKind.LOCK_UNAVAILABLE]
        vault.save({})


@pytest.mark.parametrize(
    ("number", "error"), [(errno.EROFS, ReadOnly), (errno.EACCES, NoPermission)]
)
def test_read_only_media_offer_reading_only(
    path: Path, tmp_path: Path, number: int, error: type[Exception]
) -> None:
    host = cheap_host(tmp_path, NoLocks(number))
    with pytest.raises(error, match="read"):
        Vault.open(path, host=host, passphrase=PASSPHRASE)
    with Vault.open(path, host=host, passphrase=PASSPHRASE, read_only=True) as vault:
        assert vault.tables() == TABLES


class Vanishing(Files):
    """A folder that goes while its lock is being taken."""

    def lock(self, path: Path) -> FileLock:
        shutil.rmtree(path.parent)
        return super().lock(path)


def test_a_folder_that_went_meanwhile_does_not_come_back_open_to_others(
    tmp_path: Path,
) -> None:
    place = tmp_path / "gone" / "journal.vault"
    make(cheap_host(tmp_path), place)
    host = cheap_host(tmp_path, Vanishing())
    before = os.umask(0)
    try:
        with pytest.raises(Missing):
            Vault.open(place, host=host, passphrase=PASSPHRASE)
        assert os.umask(0) == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_what_an_earlier_process_left_is_cleaned_and_nothing_else(path: Path, host: Host) -> None:
    folder = path.parent
    ours = [folder / ".~journal.vault.0011.tmp", folder / "backups" / ".~journal.vault.22.tmp"]
    others = [
        folder / ".~other.vault.0011.tmp",
        folder / "journal.vault.tmp",
        folder / ".~journal.vault.0011.txt",
    ]
    (folder / "backups").mkdir()
    (folder / ".~journal.vault.dir.tmp").mkdir()
    for name in ours + others:
        name.write_text("x")
    with Vault.open(path, host=host, passphrase=PASSPHRASE, read_only=True):
        assert all(name.exists() for name in ours)
    Vault.open(path, host=host, passphrase=PASSPHRASE).close()
    assert not any(name.exists() for name in ours)
    assert all(name.exists() for name in others)
    assert (folder / ".~journal.vault.dir.tmp").is_dir()


def test_the_cheap_profile_is_marked() -> None:
    assert CostPolicy.cheap_for_tests().for_tests


class NoSuchThing(Files):
    """A system that knows no locks at all."""

    def lock(self, path: Path) -> FileLock:
        raise NotImplementedError


def test_where_a_system_knows_no_locks_it_opens_with_a_warning(path: Path, tmp_path: Path) -> None:
    host = cheap_host(tmp_path, NoSuchThing())
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        assert [notice.kind for notice in vault.notices] == [NoticeKind.LOCK_UNAVAILABLE]
    assert info(path, host=host).holder is None


def test_looking_who_holds_it_makes_no_lock_and_asks_for_nothing(
    path: Path, tmp_path: Path, host: Host
) -> None:
    lock = path.with_name(f"{path.name}.lock")
    lock.unlink()
    assert info(path, host=host).holder is None
    assert not lock.exists()
    lock.touch()
    assert info(path, host=cheap_host(tmp_path, NoLocks(errno.EACCES))).holder is None


def test_a_holder_that_says_nothing_of_itself_is_still_one(path: Path, host: Host) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE):
        path.with_name(f"{path.name}.lock-holder").unlink()
        assert info(path, host=host).holder == Holder("", 0)
    assert info(path, host=host).holder is None
    Vault.open(path, host=host, passphrase=PASSPHRASE).close()


@pytest.mark.parametrize(
    ("host_name", "where"),
    [
        (platform.node(), ""),
        ("elsewhere", " on elsewhere"),
        ("e\x1b[31mlse", " on e[31mlse"),
        ("x" * 65, f" on {'x' * 64}"),
    ],
)
def test_who_has_it_open_is_told_with_the_computer_where_it_is_another(
    path: Path, host: Host, host_name: str, where: str
) -> None:
    holder = path.with_name(f"{path.name}.lock-holder")
    with FileLock(path.with_name(f"{path.name}.lock")):
        holder.write_bytes(msgspec.json.encode({"host": host_name, "pid": 7}))
        with pytest.raises(InUse) as in_use:
            Vault.open(path, host=host, passphrase=PASSPHRASE)
        said = f"This journal is open in another window (process 7{where})."
        assert in_use.value.message == said
        holder.unlink()
        with pytest.raises(InUse) as in_use:
            Vault.open(path, host=host, passphrase=PASSPHRASE)
        assert in_use.value.message == InUse.sentence


def test_a_closed_vault_names_no_holder(path: Path, host: Host) -> None:
    holder = path.with_name(f"{path.name}.lock-holder")
    with Vault.open(path, host=host, passphrase=PASSPHRASE):
        assert info(path, host=host).holder == Holder(platform.node(), os.getpid())
    assert not holder.exists()
    with pytest.raises(WrongPassphrase):
        Vault.open(path, host=host, passphrase="not it")
    assert not holder.exists()


class Uncivil(Files):
    """A disk on which nobody can say that they hold a lock, or that they let it go."""

    def open_new(self, path: Path) -> int:
        if path.name.endswith(".lock-holder"):
            raise OSError(errno.EDQUOT, "no")
        return super().open_new(path)

    def lock(self, path: Path) -> FileLock:
        class Loud(FileLock):
            def release(self, force: bool = False) -> None:
                super().release(force)
                if not force:
                    raise OSError(errno.EIO, "no")

        return Loud(path, thread_local=False)


def test_saying_who_holds_it_is_a_courtesy(path: Path, tmp_path: Path) -> None:
    watched = Watched()
    for files in (Uncivil(), watched):
        with Vault.open(path, host=cheap_host(tmp_path, files), passphrase=PASSPHRASE) as vault:
            assert vault.tables() == TABLES
    assert "fsync" not in {call.name for call in watched.calls}


class Unwilling(FileLock):
    """A lock that is taken, and says how long it was waited for."""

    waited: ClassVar[list[float | None]] = []

    def acquire(self, timeout: float | None = None, *_: Any, **__: Any) -> Any:
        self.waited.append(timeout)
        raise Timeout(self.lock_file)


class Taken(Files):
    def lock(self, path: Path) -> FileLock:
        return Unwilling(path)


def test_a_lock_is_never_waited_for(path: Path, tmp_path: Path) -> None:
    host = cheap_host(tmp_path, Taken())
    assert info(path, host=host).holder == Holder("", 0)
    with pytest.raises(InUse):
        Vault.open(path, host=host, passphrase=PASSPHRASE)
    assert Unwilling.waited == [0, 0]


def test_the_lock_is_the_systems_own_and_never_a_mere_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another thread may let it go, and nobody else may read it."""
    asked: list[dict[str, object]] = []
    monkeypatch.setattr("filelock.FileLock", lambda path, **how: asked.append({"at": path, **how}))
    Files().lock(tmp_path / "l")
    assert asked == [
        {"at": tmp_path / "l", "thread_local": False, "fallback_to_soft": False, "mode": 0o600}
    ]


def test_the_cheap_profile_is_the_cheapest_that_argon2_knows() -> None:
    standard, cheap = CostPolicy.standard(), CostPolicy.cheap_for_tests()
    assert replace(cheap, default=standard.default, floor_kib=65_536, for_tests=False) == standard
    assert (cheap.default, cheap.floor_kib, cheap.for_tests) == (Cost(64, 1, 1), 8, True)
