"""The vault and the draft, beside the same bytes put there with nothing else."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.timing import Row, in_turn, seconds
from regret_tui.vault import CostPolicy, Draft, Host, Vault, answer_digest

PASSPHRASE = "a passphrase of nobody"
ENTRY = "What was said that evening, and what was not. " * 89
"""About 4 KB."""
TABLE = "sittings"
PAGE = "A page that is being written, of some two hundred words or so. " * 20


def host(folder: Path) -> Host:
    """Return this computer, with a derivation that costs nothing."""
    return replace(Host.real(folder / "state"), costs=CostPolicy.cheap_for_tests())


def make(vault: Path, entries: int) -> Vault:
    """Make a vault with so many entries, open."""
    documents = {f"{number:032x}": {"text": f"{number} {ENTRY}"} for number in range(entries)}
    return Vault.create(
        vault,
        host=host(vault.parent),
        passphrase=PASSPHRASE,
        recovery=None,
        tables={TABLE: documents},
    )


def rows(folder: Path, rounds: int, entries: int) -> Iterator[Row]:
    """Measure opening, saving, and the draft.

    Args:
        folder: an empty folder.
        rounds: how often.
        entries: how many entries of about 4 KB there are.
    """
    path = folder / "journal.vault"
    make(path, entries).close()
    many = f"{entries:,} entries"
    opening = in_turn(
        rounds,
        {"ours": lambda: seconds(lambda: _open(path)), "bare": lambda: seconds(path.read_bytes)},
    )
    yield Row(f"open, {many}", opening["ours"], "reading its bytes", opening["bare"])
    with Vault.open(path, host=host(folder), passphrase=PASSPHRASE) as vault:
        count = 0

        def save() -> None:
            nonlocal count
            count += 1
            tables[TABLE]["0" * 32]["text"] = f"{count} {ENTRY}"
            vault.save(tables)

        tables = vault.tables()
        data = path.read_bytes()
        saving = in_turn(
            rounds,
            {
                "ours": lambda: seconds(save),
                "bare": lambda: seconds(lambda: put(folder / "bare", data)),
            },
        )
        yield Row(f"save one, {many}", saving["ours"], "a bare replace", saving["bare"])
        draft = Draft("0" * 32, "happened", [0, 0], PAGE, answer_digest(None))
        vault.write_draft(draft)
        small = path.with_name(f"{path.name}.draft").read_bytes()
        drafts = in_turn(
            rounds,
            {
                "ours": lambda: seconds(lambda: vault.write_draft(draft)),
                "bare": lambda: seconds(lambda: put(folder / "bare", small)),
            },
        )
        yield Row("keep a draft", drafts["ours"], "a bare replace", drafts["bare"])


def put(path: Path, data: bytes) -> None:
    """Write bytes to a new file, sync it, put it in place, sync the folder: the least there is."""
    beside = path.with_name(f"{path.name}.tmp")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _open(path: Path) -> None:
    Vault.open(path, host=host(path.parent), passphrase=PASSPHRASE).close()
