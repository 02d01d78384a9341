"""Start the program."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from regret_tui.cli.entry import run

if TYPE_CHECKING:
    from regret_tui.world import World


def main(world: "World | None" = None, argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code.

    Args:
        world: what comes from outside; tests pass in their own.
        argv: the arguments without the program's name; those of the process where None is given.
    """
    return run(world, sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    sys.exit(main())
