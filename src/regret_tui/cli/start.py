"""Starting without a command: the full screen, or line mode where there is no terminal."""

import os
import sys
from typing import TYPE_CHECKING

from regret_tui.cli.options import Options

if TYPE_CHECKING:
    from regret_tui.world import World


def start(world: "World | None", options: Options) -> int:
    """Start the full screen, or line mode. Return the exit code.

    Raises:
        RegretError: what keeps it from beginning.
    """
    here = place(world, options)
    if options.plain or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return line_mode(here, options)
    from regret_tui.tui.run import run

    return run(here, [sys.executable, *sys.orig_argv[1:]])


def line_mode(
    world: "World",
    options: Options,
    exercise: str = "",
    regret: str = "",
    *,
    read_only: bool = False,
) -> int:
    """Walk in line mode. Return the exit code.

    Raises:
        RegretError: what keeps it from beginning, or from being saved.
    """
    from regret_tui.content.library import load
    from regret_tui.plain.console import Console
    from regret_tui.plain.line_mode import LineMode
    from regret_tui.plain.secrets import Secrets

    console = Console.standard()
    secrets = Secrets(console, options.passphrase_fd)
    walk = LineMode(world, load(world.paths.prompts), console, secrets)
    return walk.run(exercise, regret, read_only=read_only)


def place(world: "World | None", options: Options) -> "World":
    """Return the world with the vault that was named, and without colour where that was asked."""
    from regret_tui.world import World

    if not options.color:
        os.environ["NO_COLOR"] = "1"
    return (world or World.real()).with_vault(options.vault)


def where(world: "World | None", options: Options, *, as_json: bool) -> int:
    """Say where everything lies. Return the exit code."""
    from regret_tui.cli.places import places, write_places
    from regret_tui.paths import Paths
    from regret_tui.plain.console import Console

    paths = world.paths if world else Paths.standard()
    write_places(Console.standard(), places(paths, options.vault), as_json=as_json)
    return 0
