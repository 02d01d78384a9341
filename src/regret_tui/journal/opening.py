"""Beginning a journal in memory, and opening one that was kept."""

from pathlib import Path

from regret_tui.content.library import Library
from regret_tui.errors import RegretError
from regret_tui.journal.deleting import expire
from regret_tui.journal.journal import Outside
from regret_tui.journal.session import Session
from regret_tui.vault import RecoveryKey, Vault
from regret_tui.vault.host import Host


def begin(library: Library, outside: Outside) -> Session:
    """Return a journal in memory alone. Nothing of it is on disk until ``Session.keep``."""
    return Session(library, outside)


def unlock(
    path: Path,
    library: Library,
    outside: Outside,
    *,
    host: Host,
    passphrase: str | None = None,
    recovery: RecoveryKey | None = None,
    read_only: bool = False,
) -> Session:
    """Open a vault by its passphrase or its recovery key. This takes about a second.

    Opened by the recovery key it is read-only until a new passphrase is set.

    Raises:
        VaultError: it did not open; nothing was changed.
    """
    vault = Vault.open(
        path, host=host, passphrase=passphrase, recovery=recovery, read_only=read_only
    )
    session = Session(library, outside, vault)
    try:
        session.opened()
        if not vault.read_only:
            expire(session)
    except RegretError as trouble:  # a failing disk must not keep the journal shut
        session.trouble = trouble
    return session
