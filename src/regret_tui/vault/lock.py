"""One writer at a time: a lock file beside the vault, and a second file that says who holds it."""

import errno
import os
import platform
import threading
from contextlib import suppress
from dataclasses import dataclass

import msgspec
from filelock import FileLock, Timeout

from regret_tui.vault.disk import failure, opened, read_up_to, remove, write_new
from regret_tui.vault.errors import InUse, NotAVault
from regret_tui.vault.files import Files
from regret_tui.vault.host import Host
from regret_tui.vault.place import Place

_NO_LOCKS = {errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK}
_LONGEST_HOLDER = 1024
_OTHERS = 0o077
_MASK = threading.Lock()


class Holder(msgspec.Struct, frozen=True):
    """Who holds a lock.

    Attributes:
        host: the computer's name.
        pid: the process there.
    """

    host: str
    pid: int


@dataclass(frozen=True, slots=True)
class Held:
    """A lock that is held until `release`."""

    files: Files
    place: Place
    lock: FileLock

    def release(self) -> None:
        """Let the next one in."""
        remove(self.files, self.place.holder)
        with suppress(OSError):
            self.lock.release()


def take_lock(host: Host, place: Place) -> Held | None:
    """Take the vault's lock without waiting.

    Returns:
        The lock; None where the file system knows no locks.

    Raises:
        InUse: another process, or another vault in this one, holds it.
        VaultError: the lock file could not be made.
    """
    try:
        lock = host.files.lock(place.lock)
        _acquire(lock)
    except Timeout:
        raise _in_use(read_holder(host.files, place)) from None
    except NotImplementedError:
        return None
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return None
        raise failure(error) from error
    held = Held(host.files, place, lock)
    _write_holder(host.files, place)
    return held


def read_holder(files: Files, place: Place) -> Holder | None:
    """Return who wrote the holder file last. Only meaningful while the lock is held."""
    try:
        with opened(files, place.holder) as (fd, _):
            return msgspec.json.decode(read_up_to(files, fd, _LONGEST_HOLDER), type=Holder)
    except (OSError, NotAVault, ValueError, RecursionError):
        return None


def holder_now(host: Host, place: Place) -> Holder | None:
    """Return who holds the lock just now, None when nobody does or it cannot be told."""
    try:
        host.files.lstat(place.lock)
        lock = host.files.lock(place.lock)
        _acquire(lock)
    except Timeout:
        return read_holder(host.files, place) or Holder("", 0)
    except (OSError, NotImplementedError):
        return None
    lock.release()
    return None


def _acquire(lock: FileLock) -> None:
    """Take a lock without waiting, for this person alone.

    A folder that went meanwhile is made again by filelock, with the mode that the mask leaves. The
    mask is the whole process's: what another thread makes in this moment is the more private.

    Raises:
        Timeout: somebody holds it.
        OSError, NotImplementedError: it cannot be taken.
    """
    with _MASK:
        before = os.umask(_OTHERS)
        try:
            lock.acquire(timeout=0)
        finally:
            os.umask(before)


def _write_holder(files: Files, place: Place) -> None:
    """Say who holds the lock; a courtesy, so a failure does not matter."""
    line = msgspec.json.encode(Holder(platform.node(), os.getpid()))
    remove(files, place.holder)
    with suppress(OSError):
        write_new(files, place.holder, [line], sync=False)


def _in_use(holder: Holder | None) -> InUse:
    if holder is None:
        return InUse()
    name = "".join(c for c in holder.host[:64] if c.isprintable())
    where = "" if name == platform.node() else f" on {name}"
    return InUse(f"This journal is open in another window (process {holder.pid}{where}).")
