"""A journal that does not open: whether an earlier copy can help, and what is said then.

Where a passphrase or a key is wrong, nothing is said of damage; and of a damaged file it is never
said that they are wrong.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

from regret_tui.errors import RegretError
from regret_tui.vault import info
from regret_tui.vault.backups import list_backups
from regret_tui.vault.disk import exists
from regret_tui.vault.errors import (
    Altered,
    Damaged,
    FrontDamaged,
    KdfTooCostly,
    KdfTooWeak,
    Missing,
    NotAVault,
    TrailingData,
    Truncated,
    VaultError,
    WrongPassphrase,
    WrongRecoveryKey,
)
from regret_tui.vault.host import Host
from regret_tui.vault.place import Place

_NEXT: Final[dict[type[RegretError], str]] = {
    Altered: "unlock.helps_altered",
    Damaged: "unlock.helps",
    FrontDamaged: "unlock.helps_key",
    KdfTooCostly: "unlock.helps_key",
    KdfTooWeak: "unlock.helps_key",
    NotAVault: "unlock.helps_copy",
    TrailingData: "unlock.helps",
    Truncated: "unlock.helps_wait",
}
"""What lies with the file itself, by the sentence on what to do."""


def what_helps(trouble: RegretError, *, by_key: bool = False, another: bool = False) -> str:
    """Return the name of the sentence on what to do, or nothing where no other copy can help.

    Args:
        trouble: why it does not open.
        by_key: whether the recovery key was tried already.
        another: whether the earlier copies are of a journal that does not stand there
            (`is_another`, `is_gone`).
    """
    if isinstance(trouble, Missing):
        return "unlock.helps_gone" if another else ""
    if another and isinstance(trouble, WrongPassphrase | WrongRecoveryKey):
        return "unlock.helps_another"
    name = _NEXT.get(type(trouble), "")
    return "unlock.helps" if by_key and name == "unlock.helps_key" else name


def may_be_salvaged(trouble: RegretError) -> bool:
    """Return whether something may be whole in a file that does not open."""
    return type(trouble) in _NEXT and not isinstance(trouble, NotAVault)


def is_another(path: Path, host: Host) -> bool:
    """Return whether the journal at a path is another one than its earlier copies are of.

    As where another program put one journal in the place of another. It takes no secret to tell.
    """
    try:
        found = info(path, host=host)
    except VaultError:
        return False
    of = set()
    for backup in found.backups:
        with suppress(VaultError):
            of.add(info(backup.path, host=host).vault)
    return bool(of) and found.vault not in of


def is_gone(path: Path, host: Host) -> bool:
    """Return whether no journal stands at a path, and earlier copies of one are there."""
    try:
        place = Place.of(host.files, path)
        return not exists(host.files, place.path) and bool(list_backups(host.files, place))
    except (OSError, VaultError):
        return False
