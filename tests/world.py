"""A world for tests, and the real program started in it.

    python -m tests.world --root DIR --at 2026-11-24T21:00:00+01:00 -- ARGS…

Folders under DIR, a key derivation that costs nothing, and a clock that starts at the given
moment and moves on as time does. Everything else is what people get. Run it with `clean_env`,
so that nothing of the machine it runs on gets in.
"""

import argparse
import os
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from regret_tui.__main__ import main as real_main
from regret_tui.paths import VAULT_FILE, Paths
from regret_tui.vault.host import CostPolicy, Host
from regret_tui.world import World

EVENING = "2026-11-24T21:00:00+01:00"
"""A Tuesday."""
TOP = Path(__file__).parent.parent
"""Where `tests` can be imported from."""


def paths_under(root: Path) -> Paths:
    """Return every place the program uses, under one folder."""
    return Paths(
        vault=root / "data" / VAULT_FILE,
        state=root / "state",
        settings=root / "config" / "settings.toml",
        prompts=root / "config" / "prompts",
    )


def clock_from(start: datetime) -> Callable[[], datetime]:
    """Return a clock that shows `start` now, and moves on."""
    begun = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - begun)


def make_world(root: Path, at: str = EVENING) -> World:
    """Return a world under a folder, at a moment."""
    paths = paths_under(root)
    host = replace(
        Host.real(paths.state),
        now=clock_from(datetime.fromisoformat(at)),
        costs=CostPolicy.cheap_for_tests(),
        available_memory=lambda: None,
    )
    return World(paths, host, lambda: uuid.uuid4().hex)


def clean_env(root: Path, **more: str) -> dict[str, str]:
    """Return an environment for a child process that holds nothing of this machine's person."""
    home = root / "home"
    home.mkdir(parents=True, exist_ok=True)
    return {
        "HOME": str(home),
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLUMNS": "80",
        "LINES": "24",
        **more,
    }


def command(root: Path, *args: str, at: str = EVENING) -> list[str]:
    """Return what to run, from `TOP`, for the program in such a world."""
    return [sys.executable, "-m", "tests.world", "--root", str(root), "--at", at, "--", *args]


def main(argv: Sequence[str]) -> int:
    """Run the real program in a world of its own."""
    parser = argparse.ArgumentParser(prog="tests.world")
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--at", default=EVENING)
    parser.add_argument("rest", nargs=argparse.REMAINDER)
    given = parser.parse_args(argv)
    rest = given.rest[1:] if given.rest[:1] == ["--"] else given.rest
    return real_main(make_world(given.root, given.at), rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
