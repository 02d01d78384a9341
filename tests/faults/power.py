"""A model of a disk that loses what was not synced when the power fails.

It knows the order of the effects on a disk, and at every moment all that could be on the medium:

- a name that was made, replaced or removed since its folder was last synced is there or not, in
  any subset, whatever the order; one rename is whole or not at all;
- a file that was written to since it was last synced holds the old bytes, nothing, any beginning
  of the new bytes, or any mixture of old, new and empty blocks;
- what was synced stays.

That is more than any file system in use would do. Subsets are complete for up to `ALL_OF` names,
mixtures for up to `ALL_BLOCKS` blocks; beyond that a bounded number is drawn at random.
"""

import random
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

ALL_OF = 10
ALL_BLOCKS = 6
BLOCK = 4096
FOLDER = -1
"""What a folder's name means; files are counted from 0."""


@dataclass(frozen=True)
class Names:
    """Names that change together: the file that each means, None for a name that goes."""

    changes: tuple[tuple[Path, int | None], ...]


@dataclass(frozen=True)
class Write:
    """Bytes written into a file at a place."""

    file: int
    at: int
    data: bytes


@dataclass(frozen=True)
class Cut:
    """A file cut to a length."""

    file: int
    size: int


@dataclass(frozen=True)
class Sync:
    """A file's bytes brought to the medium."""

    file: int


@dataclass(frozen=True)
class SyncFolder:
    """A folder's names brought to the medium."""

    folder: Path


@dataclass(frozen=True)
class Acknowledged:
    """A person was told that a step is done."""


Effect = Names | Write | Cut | Sync | SyncFolder | Acknowledged
Tree = dict[Path, int]


@dataclass(frozen=True)
class Left:
    """What one power failure left.

    Attributes:
        moment: after how many effects it came.
        steps: how many steps were acknowledged by then.
        tree: the content of each name.
        folders: the folders that are there.
    """

    moment: int
    steps: int
    tree: dict[Path, bytes]
    folders: frozenset[Path]


@dataclass(frozen=True)
class Medium:
    """What the disk held before, all of it synced.

    Attributes:
        names: the file that each name means; `FOLDER` for a folder.
        contents: the bytes of each file.
    """

    names: Tree
    contents: dict[int, bytes]


def faults(
    before: Medium,
    effects: Sequence[Effect],
    judge: Callable[[Left], str],
    guesses: int,
    *,
    passing: Callable[[Path], bool] = lambda path: False,
) -> Iterator[str]:
    """Give each different thing that a power failure would have done wrong, the latest first.

    Args:
        before: what there was.
        effects: what happened, in order.
        judge: says what is wrong with what is left, nothing when nothing is.
        guesses: how many mixtures of blocks to draw where there are too many.
        passing: names whose content nobody reads, so that it need not be told apart.
    """
    judged: set[Hashable] = set()
    for left in failures(before, effects, guesses):
        told = frozenset((p, b"" if passing(p) else c) for p, c in left.tree.items())
        key = (left.steps, left.folders, told)
        if key not in judged:
            judged.add(key)
            fault = judge(left)
            if fault:
                yield f"after {left.moment} of {len(effects)}: {fault}"


def failures(before: Medium, effects: Sequence[Effect], guesses: int) -> Iterator[Left]:
    """Give everything that a power failure could leave, at every moment, the latest first.

    Args:
        before: what there was.
        effects: what happened, in order.
        guesses: how many mixtures of blocks to draw where there are too many.
    """
    for moment in range(len(effects), -1, -1):
        happened = effects[:moment]
        steps = sum(isinstance(effect, Acknowledged) for effect in happened)
        contents = _contents(before, happened, guesses)
        told: set[frozenset[tuple[Path, int]]] = set()
        for names in _trees(before.names, happened):
            there = _reachable(names)
            key = frozenset(there.items())
            if key in told:
                continue
            told.add(key)
            folders = frozenset(path for path, file in there.items() if file == FOLDER)
            files = {path: file for path, file in there.items() if file != FOLDER}
            for chosen in _choices(contents, set(files.values())):
                tree = {path: chosen[file] for path, file in files.items()}
                yield Left(moment, steps, tree, folders)


def _trees(before: Tree, effects: Sequence[Effect]) -> Iterator[Tree]:
    """Give all names that could be on the medium, in every allowed subset."""
    kept = dict(before)
    pending: list[Names] = []
    for at, effect in enumerate(effects):
        if isinstance(effect, Names):
            synced = {e.folder for e in effects[at:] if isinstance(e, SyncFolder)}
            if all(path.parent in synced for path, _ in effect.changes):
                _apply(kept, effect)
            else:
                pending.append(effect)
    for subset in _subsets(pending):
        tree = dict(kept)
        for effect in subset:
            _apply(tree, effect)
        yield tree


def _subsets(pending: list[Names]) -> Iterator[Iterable[Names]]:
    """Give every subset of the last `ALL_OF`, after all and after none of those before."""
    early, late = pending[:-ALL_OF], pending[-ALL_OF:]
    for size in range(len(late) + 1):
        for subset in combinations(late, size):
            yield (*early, *subset)
            if early:
                yield subset


def _apply(tree: Tree, effect: Names) -> None:
    for path, file in effect.changes:
        if file is None:
            tree.pop(path, None)
        else:
            tree[path] = file


def _reachable(names: Tree) -> Tree:
    """Leave out what lies in a folder that is not there itself."""
    there: set[Path] = set()
    for path in sorted((path for path, file in names.items() if file == FOLDER), key=_depth):
        if path.parent in there or path.parent == path:
            there.add(path)
    return {path: file for path, file in names.items() if path in there or path.parent in there}


def _depth(path: Path) -> int:
    return len(path.parts)


def _contents(before: Medium, effects: Sequence[Effect], guesses: int) -> dict[int, list[bytes]]:
    """Return what each file may hold, the newest first."""
    kept, now = dict(before.contents), dict(before.contents)
    for effect in effects:
        if isinstance(effect, Write):
            old = now.get(effect.file, b"").ljust(effect.at, b"\0")
            now[effect.file] = old[: effect.at] + effect.data + old[effect.at + len(effect.data) :]
        elif isinstance(effect, Cut):
            now[effect.file] = now[effect.file][: effect.size]
        elif isinstance(effect, Sync):
            kept[effect.file] = now.get(effect.file, b"")
    return {
        file: [new]
        if kept.get(file, b"") is new
        else list(mixtures(kept.get(file, b""), new, guesses))
        for file, new in now.items()
    }


@lru_cache(maxsize=512)
def mixtures(old: bytes, new: bytes, guesses: int) -> tuple[bytes, ...]:
    """Return what a file may hold between two contents: beginnings, and blocks of either.

    Args:
        old: what was synced last.
        new: what was written since.
        guesses: how many to draw where there are too many.
    """
    chance = random.Random(len(new))
    blocks = -(-max(len(old), len(new)) // BLOCK)
    cuts = {at * BLOCK for at in range(blocks)} | {1, len(new) // 2, len(new) - 1}
    cuts = {cut for cut in cuts if 0 < cut < len(new)}
    patterns: Iterable[int] = range(1 << blocks) if blocks <= ALL_BLOCKS else ()
    if not patterns:
        cuts = set(chance.sample(sorted(cuts), min(guesses, len(cuts))))
        patterns = [chance.getrandbits(blocks) for _ in range(guesses)]
    found = [new, old, b"", b"\0" * len(new)]
    for cut in sorted(cuts):
        found += [new[:cut], new[:cut] + old[cut:]]
    for pattern in patterns:
        mixed = b"".join(
            (new if pattern >> at & 1 else old)[at * BLOCK : (at + 1) * BLOCK].ljust(BLOCK, b"\0")
            for at in range(blocks)
        )
        found += [mixed[: len(old)], mixed[: len(new)]]
    return tuple(dict.fromkeys(found))


def _choices(contents: dict[int, list[bytes]], files: set[int]) -> Iterator[dict[int, bytes]]:
    """Give one content to each file: every one of one file, with the new or old ones of others."""
    ways = {file: contents.get(file, [b""]) for file in files}
    newest = {file: way[0] for file, way in ways.items()}
    oldest = {file: way[min(1, len(way) - 1)] for file, way in ways.items()}
    yield newest
    for file, way in ways.items():
        for content in way[1:]:
            yield {**newest, file: content}
            yield {**oldest, file: content}
