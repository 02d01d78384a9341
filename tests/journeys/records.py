"""What is in a vault, without what no two walks can share: ids, times and revisions.

Whatever is not left out here by name is compared, so that a new field is compared as well.
"""

from pathlib import Path
from typing import Any, Final, TypeAlias

from regret_tui.vault import Tables, Vault
from tests.journeys.words import PASSPHRASE
from tests.world import make_world

Records: TypeAlias = dict[str, list[dict[str, Any]]]

ONLY_TIMES: Final = {
    "regrets": {"id", "made"},
    "sittings": {"id", "started", "ended"},
    "kept": {"id", "at"},
    "profile": {"openings", "recovery", "recovery_groups", "drill_groups"},
}
"""What is left out, by table. The recovery key's groups are asked for at a terminal alone."""


def tables_in(root: Path, passphrase: str = PASSPHRASE) -> Tables:
    """Open the vault of a world for reading only, and return what is in it."""
    world = make_world(root)
    with Vault.open(
        world.paths.vault, host=world.host, passphrase=passphrase, read_only=True
    ) as vault:
        return vault.tables()


def records(tables: Tables) -> Records:
    """Return records in the order in which they were made, answers in theirs.

    An id of a regret is its private name, and an id of a sitting its exercise.
    """
    names = {key: document["title"] for key, document in tables.get("regrets", {}).items()}
    names |= {key: document["exercise"] for key, document in tables.get("sittings", {}).items()}
    return {
        table: [_plain(document, ONLY_TIMES[table], names) for document in documents.values()]
        for table, documents in tables.items()
    }


def _plain(document: dict[str, Any], left_out: set[str], names: dict[str, str]) -> dict[str, Any]:
    found = {key: value for key, value in document.items() if key not in left_out}
    for key in ("regret", "sitting"):
        if found.get(key):
            found[key] = names[found[key]]
    if "answers" in found:
        found["answers"] = [
            (step, {key: value for key, value in answer.items() if key != "at"})
            for step, answer in found["answers"].items()
        ]
    return found


def sitting(found: Records, exercise: str) -> dict[str, Any]:
    """Return the only sitting of an exercise."""
    (only,) = (item for item in found["sittings"] if item["exercise"] == exercise)
    return only
