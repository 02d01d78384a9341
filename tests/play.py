"""Open a throwaway vault with some pages in it: `make play`.

So that nobody opens their own vault from a checkout. It lies in a temporary folder and goes when
the program is left. The passphrase is *play*.
"""

import sys
import tempfile
from pathlib import Path

from regret_tui.__main__ import main
from tests.scenes import PASSPHRASE, keep, written
from tests.world import make_world


def play(argv: list[str]) -> int:
    """Make the vault and run the program on it. Return its exit code."""
    with tempfile.TemporaryDirectory(prefix="play-") as root:
        world = make_world(Path(root))
        person = written(until="twovoice.again")
        keep(person.session, world)
        person.session.close()
        sys.stderr.write(f"A throwaway vault; the passphrase is: {PASSPHRASE}\n")
        return main(world, argv)


if __name__ == "__main__":
    sys.exit(play(sys.argv[1:]))
