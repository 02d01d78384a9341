"""Putting another state in the place of a vault, whole or not. What stands there is kept aside."""

from collections.abc import Callable
from datetime import UTC
from pathlib import Path

from regret_tui.vault import saving
from regret_tui.vault.backups import keep_copy
from regret_tui.vault.committing import Committer, Secrets
from regret_tui.vault.disk import exists, make_folder, typed_failures
from regret_tui.vault.host import Host
from regret_tui.vault.lock import take_lock
from regret_tui.vault.payload import Payload
from regret_tui.vault.place import Place


def put_over(
    host: Host, place: Place, state: Callable[[], Payload], secrets: Secrets
) -> tuple[Payload, Path | None]:
    """Put a state where a vault stands, or stood.

    Args:
        host: this computer.
        place: the vault, whole, damaged or gone.
        state: makes what is put there, once nobody else has it open.
        secrets: what it must open with.

    Returns:
        What stands there now, and where the file is that stood there before, None where none did.

    Raises:
        InUse: the vault is open.
        VaultError: what `state` raises, or the system's error; then nothing was changed.
    """
    with typed_failures():
        make_folder(host.files, place.folder)
    held = take_lock(host, place)
    try:
        saving.clean(host.files, place)
        committer = Committer(host, place, state())
        fresh, aside = committer.committed, None
        with saving.written(host, place, fresh) as temp:
            for secret in secrets:
                if secret is not None:
                    saving.prove(host, place, temp, fresh, secret)
            with typed_failures():
                if exists(host.files, place.path):
                    aside = _keep_aside(host, place)
            saving.put_in_place(host, place, temp, fresh.front.revision)
        committer.sync_folder()
        committer.remember()
    finally:
        if held is not None:
            held.release()
    return fresh, aside


def _keep_aside(host: Host, place: Place) -> Path:
    stamp = host.now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = place.aside(stamp, host.token(4))
    keep_copy(host, place, aside)
    return aside
