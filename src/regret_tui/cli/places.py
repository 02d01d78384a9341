"""Every folder and file that the program uses, and what each is for.

It is asked for by scripts, so nothing of the vault's room is loaded for it.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from regret_tui.content.places import bundled
from regret_tui.paths import Paths
from regret_tui.plain.console import Console


def places(paths: Paths, vault: Path | None = None) -> dict[str, Path]:
    """Return every place by its name. None of them need exist.

    Args:
        paths: the usual places.
        vault: the vault file, where it is not the usual one.
    """
    file = Path(os.path.realpath(vault or paths.vault))
    return {
        "vault": file,
        "draft": file.with_name(f"{file.name}.draft"),
        "lock": file.with_name(f"{file.name}.lock"),
        "lock holder": file.with_name(f"{file.name}.lock-holder"),
        "backups": file.parent / "backups",
        "state": paths.state,
        "settings": paths.settings,
        "own prompts": paths.prompts,
        "prompts": bundled(),
    }


def write_places(console: Console, found: Mapping[str, Path], *, as_json: bool) -> None:
    """Write them, a line each."""
    if as_json:
        console.say(json.dumps({name: str(path) for name, path in found.items()}))
        return
    for name, path in found.items():
        console.show(f"{name}: {path}")
