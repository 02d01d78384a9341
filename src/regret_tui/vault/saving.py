"""The saving steps that touch the disk.

Write a new file, sync it, read it back, prove it where keys change, make a backup, put it in the
place of the old one, sync the folder. Before the replacement the old vault stands; after it the
new one does, whatever follows.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from regret_tui.vault.agefile import encrypt
from regret_tui.vault.disk import (
    exists,
    failure,
    opened,
    read_up_to,
    remove,
    typed_failures,
    write_new,
)
from regret_tui.vault.errors import AlreadyExists, StorageFailed, VaultError
from regret_tui.vault.files import Files
from regret_tui.vault.front import write_page
from regret_tui.vault.host import Host
from regret_tui.vault.opening import Secret, load, read_fronts, unlock
from regret_tui.vault.payload import Payload, write_payload
from regret_tui.vault.place import Place


@dataclass(frozen=True, slots=True)
class Sealed:
    """A vault file ready to be written.

    Attributes:
        page: one front, 4,096 bytes; written twice.
        body: the age file, in pieces.
    """

    page: bytes
    body: list[bytes]


def seal(payload: Payload) -> Sealed:
    """Encrypt a payload to its recipients and make the front for it."""
    body = encrypt(write_payload(payload), payload.recipients)
    digest, length = hashlib.sha256(), sum(map(len, body))
    for piece in body:
        digest.update(piece)
    return Sealed(write_page(payload.front, length, digest.hexdigest()), body)


@contextmanager
def written(host: Host, place: Place, payload: Payload) -> Iterator[Path]:
    """Write a payload whole to a new file beside the vault, synced and read back.

    Yields:
        The new file's path. It is removed at the end unless it was renamed.

    Raises:
        StorageFailed: what was read back is not what was written.
        VaultError: the system's error.
    """
    sealed, temp = seal(payload), place.temp(host.token(8))
    with typed_failures():
        write_new(host.files, temp, (sealed.page, sealed.page, *sealed.body))
    try:
        with typed_failures():
            _read_back(host.files, temp, sealed)
        del sealed
        yield temp
    except BaseException:
        remove(host.files, temp)
        raise


def _read_back(files: Files, path: Path, sealed: Sealed) -> None:
    """Compare the file with what should be in it, byte by byte: cheaper than its digest."""
    with opened(files, path) as (fd, _):
        for piece in (sealed.page, sealed.page, *sealed.body, b""):
            if read_up_to(files, fd, max(1, len(piece))) != piece:
                raise StorageFailed


def prove(host: Host, place: Place, temp: Path, payload: Payload, secret: Secret) -> None:
    """Open the new file with a secret as a stranger would, and compare what is in it.

    Raises:
        StorageFailed: it holds something else.
        VaultError: it does not open.
    """
    found = unlock(host, place, load(host.files, temp), secret).payload
    if (found.front.line, found.lines) != (payload.front.line, payload.lines):
        raise StorageFailed


def revision_at(files: Files, path: Path) -> str | None:
    """Return the revision that stands at the path, None when both fronts are damaged.

    Raises:
        Missing: the file is gone.
        VaultError: it is something else, or the system's error.
    """
    return read_fronts(files, path).revision


def put_in_place(host: Host, place: Place, temp: Path, revision: str) -> None:
    """Put the new file in the place of the vault. A failure that happened after all is none.

    Raises:
        VaultError: the old vault still stands.
    """
    try:
        host.files.replace(temp, place.path)
    except OSError as error:
        if not _is_ours(host.files, place.path, revision):
            raise failure(error) from error


def put_first(host: Host, place: Place, temp: Path, revision: str) -> None:
    """Put a first vault at a path where nothing stands.

    Raises:
        AlreadyExists: something stands there.
        VaultError: the system's error.
    """
    files = host.files
    try:
        files.link(temp, place.path)
    except FileExistsError:
        if not _is_ours(files, place.path, revision):
            raise AlreadyExists from None
    except OSError as error:
        if _is_ours(files, place.path, revision):
            remove(files, temp)
            return
        with typed_failures():  # no hard links here: look, then rename
            if exists(files, place.path):
                raise AlreadyExists from error
        put_in_place(host, place, temp, revision)
        return
    remove(files, temp)


def clean(files: Files, place: Place) -> None:
    """Remove temporary files that an earlier process left; called under the lock only."""
    for folder in (place.folder, place.backups):
        with suppress(OSError):
            for name in files.listdir(folder):
                if name.startswith(place.temp_prefix) and name.endswith(".tmp"):
                    remove(files, folder / name)


def _is_ours(files: Files, path: Path, revision: str) -> bool:
    try:
        return revision_at(files, path) == revision
    except VaultError:
        return False
