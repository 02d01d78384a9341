"""The few sentences of the unlock screen, read before everything else.

So that the screen is painted while the rest of the prompts is still unread.
"""

import tomllib
from pathlib import Path
from typing import Final

from regret_tui.content.places import bundled

TABLES: Final = ("unlock", "lock")


def door_phrases(own: Path | None = None) -> dict[str, str]:
    """Return the sentences by ``table.name``; none where their file cannot be read.

    What is wrong with a file is told when the whole library is read.

    Args:
        own: a folder of a person's own prompts, laid over ours.
    """
    found: dict[str, str] = {}
    for folder in (bundled(), own):
        if folder is None:
            continue
        try:
            phrases = tomllib.loads((folder / "phrases.toml").read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            continue
        for table in TABLES:
            named = phrases.get(table)
            if isinstance(named, dict):
                found |= {
                    f"{table}.{name}": words.strip()
                    for name, words in named.items()
                    if isinstance(words, str) and words.strip()
                }
    return found
