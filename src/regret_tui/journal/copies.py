"""Other copies of a journal: brought together with it, or cleared away."""

from pathlib import Path
from typing import Any

from regret_tui.content.library import Library
from regret_tui.domain.profile import PROFILE_ID
from regret_tui.journal.session import Session
from regret_tui.store.store import Store
from regret_tui.vault import Copy, Merge, Purged, RecoveryKey, Vault, Why

_OWN = ("recovery", "recovery_groups", "drill_groups", "drill_after", "stronger_after")
"""What a profile says of the keys of its own file."""


def read_copy(
    session: Session, path: Path, *, passphrase: str | None, recovery: RecoveryKey | None
) -> tuple[Copy, Merge]:
    """Read another copy of an open journal, and say what merging it would do.

    Raises:
        VaultError: it does not open, or is another journal.
    """
    vault = _vault(session)
    copy = vault.read_copy(path, passphrase=passphrase, recovery=recovery)
    return copy, vault.plan_merge(copy, unify)


def merge(session: Session, copy: Copy) -> Merge:
    """Bring a copy's records into the open journal, after a backup.

    What the profile says of the keys stays as it was: the file keeps its own.

    Raises:
        VaultError: as saving raises; nothing was changed.
    """
    vault = _vault(session)
    before = session.journal.store.profile
    done = vault.merge(copy, unify)
    session.journal.store = Store(vault)
    profile = session.journal.store.profile
    for name in _OWN:
        setattr(profile, name, getattr(before, name))
    session.journal.store.profile = profile
    return done


def unify(table: str, first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any] | None:
    """Make one profile of two, since it holds settings and no words; else both stay.

    Args:
        table: the records' table.
        first: the document that goes on.
        second: the other.
    """
    if table != PROFILE_ID:
        return None
    names = {**second.get("aliases", {}), **first.get("aliases", {})}
    return {
        **second,
        **first,
        "openings": max(first.get("openings", 0), second.get("openings", 0)),
        "rests_until": max(first.get("rests_until", ""), second.get("rests_until", "")),
        "aliases": names,
    }


def purged_in_words(library: Library, purged: Purged) -> list[str]:
    """Return what clearing away did, what stays and why, and what is out of reach."""
    said = [library.phrase("purge.removed", {"n": str(len(purged.removed))})]
    reasons = {Why.REFUSED: "purge.refused", Why.UNKNOWN: "purge.unknown"}
    said += [f"{library.phrase(reasons[why])} {path}" for path, why in purged.left]
    return [*said, library.phrase("purge.out_of_reach")]


def _vault(session: Session) -> Vault:
    if session.vault is None:
        raise TypeError("a journal in memory has no copies")
    return session.vault
