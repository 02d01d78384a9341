"""Another copy of this journal: read it, say what merging would do, and do it."""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from regret_tui.vault.committing import Committer
from regret_tui.vault.errors import AnotherJournal
from regret_tui.vault.merging import Later, Merged, Outcome, Unify, merge_lines
from regret_tui.vault.opening import Secret, load, unlock
from regret_tui.vault.payload import Payload, joined
from regret_tui.vault.place import Place


@dataclass(frozen=True, slots=True)
class Copy:
    """Another copy of the open vault, as it was read.

    Attributes:
        path: where it stands.
        payload: what is in it.
        revision: the one that its readable front tells, None with both fronts damaged.
    """

    path: Path
    payload: Payload
    revision: str | None

    def __repr__(self) -> str:
        return f"Copy({self.path.name!r})"


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging does, or would do.

    Attributes:
        counts: how many records came to each outcome.
        later: which of the two grew out of the other, if one did.
        keys_differ: whether the copy opens with other keys; those of the open vault stay.
    """

    counts: Counter[Outcome]
    later: Later
    keys_differ: bool

    @property
    def brings(self) -> int:
        """How many records would be new or different here."""
        return sum(
            count
            for outcome, count in self.counts.items()
            if outcome not in (Outcome.SAME, Outcome.OURS)
        )


def read_copy(state: Committer, path: Path, secret: Secret) -> Copy:
    """Read another copy of an open vault, without a lock: it may stand in a synced folder.

    Raises:
        AnotherJournal: it is whole, and another journal.
        VaultError: it does not open.
    """
    place = Place.of(state.host.files, path)
    loaded = load(state.host.files, place.path)
    payload = unlock(state.host, place, loaded, secret).payload
    if payload.front.vault != state.committed.front.vault:
        raise AnotherJournal
    return Copy(place.path, payload, loaded.fronts.revision)


def plan(state: Committer, copy: Copy, unify: Unify) -> Merge:
    """Say what merging would do. Nothing is written."""
    return _told(state.committed, copy, _merged(state.committed, copy, unify))


def merge(state: Committer, copy: Copy, unify: Unify) -> Merge:
    """Bring a copy's records into the open vault, after a backup. The copy stays as it is.

    A copy that stands in the vault's own place, since something else put it there while the vault
    was open, is merged too, and then replaced.

    Raises:
        VaultError: as `Committer.write`; nothing was changed.
    """
    state.require_writable()
    state.settle_attempt()
    now = state.committed
    merged = _merged(now, copy, unify)
    told = _told(now, copy, merged)
    in_place, on_disk = copy.path == state.place.path, state.on_disk
    if told.later is Later.OURS and not told.brings and not in_place:
        return told
    fresh = state.next(lines=merged.lines)
    theirs = (*copy.payload.ancestors, copy.payload.front.revision[:16])
    fresh = replace(
        fresh,
        generation=max(fresh.generation, copy.payload.generation + 1),
        ancestors=joined(theirs, fresh.ancestors),
        extra={**copy.payload.extra, **fresh.extra},
    )
    if in_place:
        state.on_disk = copy.revision
    try:
        state.write(fresh, backup=True)
    finally:
        if in_place and state.committed is now:
            state.on_disk = on_disk
    return told


def _merged(now: Payload, copy: Copy, unify: Unify) -> Merged:
    return merge_lines(now.lines, copy.payload.lines, unify, _later(now, copy.payload))


def _told(now: Payload, copy: Copy, merged: Merged) -> Merge:
    differ = now.recipients != copy.payload.recipients
    return Merge(merged.counts, _later(now, copy.payload), differ)


def _later(ours: Payload, theirs: Payload) -> Later:
    if theirs.front.revision[:16] in (*ours.ancestors, ours.front.revision[:16]):
        return Later.OURS
    return Later.THEIRS if ours.front.revision[:16] in theirs.ancestors else Later.NEITHER
