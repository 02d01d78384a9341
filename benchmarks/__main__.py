"""Measure everything and print a table."""

import argparse
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import disk, starting, typing_on
from benchmarks.timing import Row

HEADS = ("", "median ms", "95th", "beside", "median ms", "ratio")


def measure(folder: Path, *, rounds: int, entries: int) -> Iterator[Row]:
    """Measure everything, each in a folder of its own.

    Args:
        folder: an empty folder.
        rounds: how often each thing is measured.
        entries: how many entries the vault holds.
    """
    for name in ("start", "disk", "keys"):
        (folder / name).mkdir()
    yield from starting.rows(folder / "start", rounds)
    yield from disk.rows(folder / "disk", rounds, entries)
    yield from typing_on.rows(folder / "keys", rounds * 3)


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Return rows in columns."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at in (0, 3) else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def main(argv: Sequence[str]) -> int:
    """Run, and print. Return 0, whatever was measured."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="How long things take here.")
    parser.add_argument("--rounds", type=int, default=20, help="how often each is measured")
    parser.add_argument("--entries", type=int, default=1_000, help="entries of 4 KB in the vault")
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        found = measure(Path(folder), rounds=given.rounds, entries=given.entries)
        rows = [HEADS, *(row.cells() for row in found)]
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    print(f"{given.rounds} rounds, taken in turn\n")
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
