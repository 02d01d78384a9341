"""Writes the known answers from the page alone: `python -m tests.unit.vault.vectors.make`.

Nothing here is the program's, and nothing is left to chance, so that the same answers come out
each time. A changed answer means that the format changed.
"""

import json
from pathlib import Path
from typing import Any, Final

from tests.unit.vault.vectors.of_files import opening, payloads
from tests.unit.vault.vectors.of_fronts import costs, front_case, fronts, identities, seeds
from tests.unit.vault.vectors.of_records import copies, merging, records
from tests.unit.vault.vectors.of_typing import drafts, typing

FOLDER: Final = Path(__file__).parent


def everything() -> dict[str, Any]:
    """Each file's content by its name."""
    return {
        "front": {"cases": [front_case(*case) for case in fronts()]},
        "seed": {"cases": list(seeds()), "costs": list(costs())},
        "identity": {"cases": list(identities())},
        "opening": opening(),
        "payload": {"cases": list(payloads())},
        "record": {"cases": list(records())},
        "copies": copies(),
        "draft": drafts(),
        "typing": typing(),
        "merging": {"cases": list(merging())},
    }


def text_of(content: Any) -> str:
    """A file's text."""
    return json.dumps(content, ensure_ascii=True, indent=1) + "\n"


def main() -> None:
    for name, content in everything().items():
        (FOLDER / f"{name}.json").write_text(text_of(content), encoding="ascii")


if __name__ == "__main__":
    main()
