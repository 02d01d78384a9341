"""A computer for vault tests: cheap derivations, a fixed clock, and disks that fail on request."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from regret_tui.vault import CostPolicy, Files, Host, RecoveryKey, Tables, Vault

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
CHEAP = CostPolicy.cheap_for_tests().default
PASSPHRASE = "plain words for a test"
TABLES: Tables = {
    "sittings": {"a" * 32: {"title": "first", "answers": ["one", "two"]}},
    "values": {"b" * 32: {"word": "care"}},
}

CALLS = (
    "realpath",
    "open_read",
    "open_new",
    "fstat",
    "read",
    "write",
    "fsync",
    "close",
    "lstat",
    "replace",
    "link",
    "unlink",
    "listdir",
    "mkdir",
    "fsync_dir",
    "lock",
)
"""Every call of the file layer; a test asserts that none is left out."""


def cheap_host(folder: Path, files: Files | None = None, now: datetime = NOON) -> Host:
    """Return a host whose derivations take no time; `folder` holds its own state."""
    return Host(
        files=Files() if files is None else files,
        now=lambda: now,
        token=os.urandom,
        costs=CostPolicy.cheap_for_tests(),
        state=folder / "state",
        available_memory=lambda: None,
    )


def at(host: Host, now: datetime) -> Host:
    """Return the same host at another time."""
    return replace(host, now=lambda: now)


def make(
    host: Host, path: Path, *, key: RecoveryKey | None = None, tables: Tables = TABLES
) -> None:
    """Make a vault and close it."""
    Vault.create(path, host=host, passphrase=PASSPHRASE, recovery=key, tables=tables).close()


def reopened(host: Host, path: Path, **how: Any) -> Tables:
    """Return what a fresh opening finds."""
    secret = how or {"passphrase": PASSPHRASE}
    with Vault.open(path, host=host, read_only=True, **secret) as vault:
        return vault.tables()


def decrypted(key: RecoveryKey, data: bytes) -> bytes:
    """Return the plain text of an age file."""
    return b"\n".join(key.identity.decrypt_lines(data))


class Dead(BaseException):
    """The process is gone: nothing after it runs, not even tidying up."""


@dataclass
class Call:
    """One call of the file layer, as it happened."""

    name: str
    args: tuple[Any, ...]


Step = Callable[[int, Call], None]


def nothing(count: int, call: Call) -> None:
    """Let the call be."""


@dataclass
class Watched(Files):
    """A file layer that counts its calls and lets a test step in before or after each."""

    before: Step = nothing
    after: Step = nothing
    calls: list[Call] = field(default_factory=list)
    fds: set[int] = field(default_factory=set)
    locks: list[FileLock] = field(default_factory=list)
    dead: bool = False

    def _run(self, name: str, args: tuple[Any, ...]) -> Any:
        if self.dead:
            raise Dead
        call = Call(name, args)
        self.calls.append(call)
        count = len(self.calls)
        self.before(count, call)
        result = getattr(Files, name)(self, *args)
        if name in ("open_read", "open_new"):
            self.fds.add(result)
        elif name == "close":
            self.fds.discard(args[0])
        elif name == "lock":
            self.locks.append(result)
        self.after(count, call)
        return result

    def bury(self) -> None:
        """Do what the system does for a dead process: close files, release locks."""
        for fd in self.fds:
            with suppress(OSError):
                os.close(fd)
        self.fds.clear()
        for lock in self.locks:
            lock.release(force=True)

    def die(self) -> None:
        """End the process here."""
        self.dead = True
        raise Dead


def _watched(name: str) -> Callable[..., Any]:
    def call(self: Watched, *args: Any) -> Any:
        return self._run(name, args)

    return call


for _name in CALLS:
    setattr(Watched, _name, _watched(_name))


def failing(at_call: int, number: int, *, afterwards: bool = False) -> Watched:
    """Return a layer whose call of that count fails, before or after it took effect."""

    def step(count: int, call: Call) -> None:
        if count == at_call:
            raise OSError(number, os.strerror(number))

    return Watched(after=step) if afterwards else Watched(before=step)


def dying(at_call: int, *, afterwards: bool = False) -> Watched:
    """Return a layer that dies at the call of that count, before or after it took effect."""
    watched = Watched()

    def step(count: int, call: Call) -> None:
        if count == at_call:
            watched.die()

    if afterwards:
        watched.after = step
    else:
        watched.before = step
    return watched


class ShortWrites(Files):
    """A disk that takes a few bytes at a time now and then."""

    def write(self, fd: int, data: memoryview) -> int:
        return super().write(fd, data[: max(1, len(data) // 3)])


ERRORS = (
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EIO,
    errno.EROFS,
    errno.EACCES,
    errno.EMFILE,
    errno.EINTR,
)
