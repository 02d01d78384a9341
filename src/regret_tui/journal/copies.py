"""Other copies of a journal: brought together with it, or cleared away."""

import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from regret_tui.content.library import Library
from regret_tui.domain.profile import PROFILE_ID
from regret_tui.domain.sitting import Sitting, State
from regret_tui.journal.session import Session
from regret_tui.store.store import Store
from regret_tui.vault import (
    Copy,
    Draft,
    Merge,
    NoticeKind,
    Outcome,
    Purged,
    RecoveryKey,
    Vault,
    VaultError,
    Why,
    answer_digest,
    info,
)
from regret_tui.vault.errors import AnotherJournal
from regret_tui.vault.host import Host

_OWN: Final = (
    "recovery",
    "recovery_groups",
    "recovery_after",
    "drill_groups",
    "drill_after",
    "stronger_after",
)
"""What a profile says of the keys of its own file."""
_GREW_APART: Final = frozenset({NoticeKind.DIVERGED, NoticeKind.ROLLED_BACK})
_OUTCOMES: Final = (
    (Outcome.THEIRS, "copies.merge_new_one", "copies.merge_new"),
    (Outcome.DELETED, "copies.merge_deleted_one", "copies.merge_deleted"),
    (Outcome.BROUGHT_BACK, "copies.merge_back_one", "copies.merge_back"),
    (Outcome.BOTH, "copies.merge_both_one", "copies.merge_both"),
    (Outcome.UNIFIED, "copies.merge_unified_one", "copies.merge_unified"),
)
"""What is said of one record that came to an outcome, and of several."""


def grew_apart(session: Session) -> bool:
    """Return whether this copy is not a later one than the last that was open here."""
    vault = session.vault
    kinds = {item.kind for item in vault.notices} if vault else set()
    return bool((kinds & _GREW_APART) - session.heard)


def heard_of_it(session: Session) -> None:
    """Note that it was read that the copies grew apart; it is not said again at this opening."""
    session.heard |= _GREW_APART


def beside(session: Session, host: Host) -> list[Path]:
    """Return the other copies of an open journal in its folder, such as those of a sync service.

    Raises:
        OSError: the folder cannot be read.
    """
    vault, found = _vault(session), []
    for name in sorted(host.files.listdir(vault.path.parent)):
        path = vault.path.with_name(name)
        if path != vault.path and _is_copy(path, host, vault.vault_id):
            found.append(path)
    return found


def _is_copy(path: Path, host: Host, vault_id: str) -> bool:
    try:
        if not stat.S_ISREG(host.files.lstat(path).st_mode):
            return False
        return info(path, host=host).vault == vault_id
    except (OSError, VaultError):
        return False


def check_copy(session: Session, path: Path, host: Host) -> Path:
    """Return the path of another copy, known for one before its passphrase is asked for.

    Raises:
        AnotherJournal: it is another journal.
        VaultError: it is missing, no journal, or of a newer version.
    """
    found = info(path, host=host)
    if found.vault != _vault(session).vault_id:
        raise AnotherJournal
    return found.path


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
    heard_of_it(session)
    return done


def bring_together(session: Session, passphrase: str) -> Merge:
    """Bring in what something else put in the place of the open journal, then save what is here.

    A page that is under way and was changed there as well stays twice: ours goes on, and theirs
    is kept beside it as another version.

    Args:
        session: the journal, whose save was refused.
        passphrase: what opens the file that stands there.

    Raises:
        VaultError: as reading and saving raise. What was brought in stays.
    """
    vault = _vault(session)
    before = _pages(session)
    done = merge(session, vault.read_copy(vault.path, passphrase=passphrase))
    theirs = _pages(session)
    with session.journal.store.together():
        session.guide.save()
        for page, ours in _pages(session).items():
            was, brought = before.get(page), theirs.get(page)
            if was is not None and brought is not None and was != brought != ours:
                _keep_second(session, brought)
    return done


def records_now(session: Session) -> int:
    """Return how many records an open journal holds."""
    return sum(len(documents) for documents in session.journal.store.tables().values())


def keep_words(session: Session, words: Sequence[tuple[tuple[str, str], str]]) -> None:
    """Keep words that could not be saved as the draft, where the page they belong to stands.

    Args:
        session: the journal, whose save was refused.
        words: what was written, each with its sitting and step, the first written first.

    Raises:
        VaultError: as writing a draft raises.
    """
    stored = _pages(session)
    missing = [
        (place, text)
        for place, text in words
        if (page := stored.get(place[0])) is None or page.value(place[1]) != text
    ]
    if not missing:
        return
    sitting, step = missing[0][0]
    page = stored.get(sitting)
    step = page.step if page is not None and page.step else step
    before = page.value(step) if page is not None else None
    text = "\n\n".join(dict.fromkeys(text for _, text in missing))
    session.write_last_draft(
        Draft(
            record=sitting,
            step=step,
            cursor=[text.count("\n"), len(text) - text.rfind("\n") - 1],
            text=text,
            base=answer_digest(before if isinstance(before, str) else None),
        )
    )


def _pages(session: Session) -> dict[str, Sitting]:
    return {item.id: item for item in session.journal.store.sittings.all()}


def _keep_second(session: Session, page: Sitting) -> None:
    """Keep a page as another version of the one that goes on under its id."""
    state = page.state if page.is_over else State.ENOUGH
    second = replace(
        page, id=session.outside.new_id(), state=state, step="", another_version=page.id
    )
    session.journal.store.sittings.put(second)


def merge_in_words(library: Library, merge: Merge) -> list[str]:
    """Return what bringing a copy in does, a sentence for each kind of change."""
    said = [
        library.phrase(one if count == 1 else several, {"n": str(count)})
        for outcome, one, several in _OUTCOMES
        if (count := merge.counts[outcome])
    ] or [library.phrase("copies.merge_nothing")]
    if merge.keys_differ:
        said.append(library.phrase("copies.merge_keys"))
    return said


def records_in_words(library: Library, count: int) -> str:
    """Return how many records there are."""
    name = "copies.record" if count == 1 else "copies.records"
    return library.phrase(name, {"n": str(count)})


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
    count = len(purged.removed)
    removed = "purge.removed_one" if count == 1 else "purge.removed"
    said = [library.phrase(removed, {"n": str(count)})]
    reasons = {Why.REFUSED: "purge.refused", Why.UNKNOWN: "purge.unknown"}
    said += [f"{library.phrase(reasons[why])} {path}" for path, why in purged.left]
    return [*said, library.phrase("purge.out_of_reach")]


def _vault(session: Session) -> Vault:
    if session.vault is None:
        raise TypeError("a journal in memory has no copies")
    return session.vault
