"""Open a throwaway vault with some pages in it: `make play`.

So that nobody opens their own vault from a checkout. It lies in a temporary folder and goes when
the program is left; a lock starts the program anew, and finds it again. The passphrase is *play*.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from regret_tui.__main__ import main
from regret_tui.tui.run import LOCKED
from tests.scenes import PASSPHRASE, keep, written
from tests.world import make_world


def play(argv: list[str]) -> int:
    """Make the vault and run the program on it. Return its exit code."""
    root = Path(tempfile.gettempdir()) / f"journal-play-{os.getuid()}"
    world = make_world(root)
    if LOCKED not in os.environ or not world.paths.vault.exists():
        shutil.rmtree(root, ignore_errors=True)
        person = written(until="twovoice.again")
        keep(person.session, world)
        person.session.close()
    sys.stderr.write(f"A throwaway vault; the passphrase is: {PASSPHRASE}\n")
    try:
        return main(world, argv)
    finally:
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(play(sys.argv[1:]))
