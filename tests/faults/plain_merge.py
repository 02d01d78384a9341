"""What merging two copies must come to, said with plain dictionaries."""

from dataclasses import dataclass, field
from typing import Any

from regret_tui.vault.merging import ANOTHER_VERSION

Model = dict[str, dict[str, dict[str, Any]]]
Keys = set[tuple[str, str]]


@dataclass
class Side:
    """One of two copies since they parted.

    Attributes:
        model: what it holds.
        touched: the records that were changed there, there and back as well.
        forever: the records that were deleted for ever there, or before.
    """

    model: Model
    touched: Keys = field(default_factory=set)
    forever: Keys = field(default_factory=set)


def changed_between(before: Model, after: Model) -> Keys:
    """Return the records that differ."""
    keys = {(name, record) for model in (before, after) for name in model for record in model[name]}
    return {
        (name, record)
        for name, record in keys
        if before.get(name, {}).get(record) != after.get(name, {}).get(record)
    }


def check_merged(ours: Side, theirs: Side, found: Model) -> None:
    """Hold what was merged against the plain rules: nothing is dropped, nothing comes back."""
    left = {(name, record): doc for name, table in found.items() for record, doc in table.items()}
    for name, record in changed_between({}, ours.model) | changed_between({}, theirs.model):
        key = (name, record)
        mine, other = (side.model.get(name, {}).get(record) for side in (ours, theirs))
        there = left.pop(key, None)
        if key in ours.forever | theirs.forever:
            assert there is None
        elif key not in theirs.touched:
            assert there == mine
        elif key not in ours.touched:
            assert there == other
        elif mine is None or other is None or mine == other:
            assert there == (other if mine is None else mine)
        else:
            assert there in (mine, other)
            second = {**(other if there == mine else mine), ANOTHER_VERSION: record}
            beside = [k for k, document in left.items() if k[0] == name and document == second]
            assert beside
            del left[beside[0]]
    assert not left
