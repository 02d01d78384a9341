"""Every folder and file that the program uses, and what each is for."""

import json
from collections.abc import Mapping
from pathlib import Path

from regret_tui.content.places import bundled
from regret_tui.plain.console import Console
from regret_tui.vault.place import Place
from regret_tui.world import World


def places(world: World) -> dict[str, Path]:
    """Return every place by its name. None of them need exist."""
    beside = Place.of(world.host.files, world.paths.vault)
    return {
        "vault": beside.path,
        "draft": beside.draft,
        "lock": beside.lock,
        "lock holder": beside.holder,
        "backups": beside.backups,
        "state": world.paths.state,
        "settings": world.paths.settings,
        "own prompts": world.paths.prompts,
        "prompts": bundled(),
    }


def write_places(console: Console, found: Mapping[str, Path], *, as_json: bool) -> None:
    """Write them, a line each."""
    if as_json:
        console.say(json.dumps({name: str(path) for name, path in found.items()}))
        return
    for name, path in found.items():
        console.show(f"{name}: {path}")
