"""Putting a first state where no file stands."""

from collections.abc import Callable
from pathlib import Path

from regret_tui.vault.committing import Committer, Secrets
from regret_tui.vault.disk import exists, make_folder, typed_failures
from regret_tui.vault.errors import AlreadyExists
from regret_tui.vault.host import Host
from regret_tui.vault.lock import Held, take_lock
from regret_tui.vault.notices import NoticeKind
from regret_tui.vault.payload import Payload
from regret_tui.vault.place import Place


def put_new(
    path: Path, host: Host, state: Callable[[], Payload], secrets: Secrets
) -> tuple[Committer, Held | None]:
    """Make a new vault file, for this person alone, and keep its lock.

    Args:
        path: where; missing folders are made.
        host: this computer.
        state: makes what it holds, once it is known that nothing stands there.
        secrets: what it must open with.

    Returns:
        The state as it was written, and the lock, None where there are no locks.

    Raises:
        AlreadyExists: a file stands there.
        VaultError: the system's error; then no vault was made.
    """
    place = Place.of(host.files, path)
    with typed_failures():
        if exists(host.files, place.path):
            raise AlreadyExists
        make_folder(host.files, place.folder)
    held = take_lock(host, place)
    try:
        committer = Committer(host, place, state())
        committer.write_first(secrets)
    except BaseException:
        if held is not None:
            held.release()
        raise
    if held is None:
        committer.note(NoticeKind.LOCK_UNAVAILABLE)
    return committer, held
