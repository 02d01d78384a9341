"""Running the program in a world of its own, as a child process."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from regret_tui.content.library import Library, load
from regret_tui.journal.journal import Outside
from regret_tui.journal.opening import unlock
from regret_tui.journal.session import Session
from tests import started
from tests.world import EVENING, clean_env, command, make_world

PASSPHRASE = "plain words for a test of mine"
LIMIT = 30
"""Seconds after which a child that hangs fails its test."""


@dataclass(frozen=True)
class Ran:
    """What came of a run."""

    code: int
    out: str
    err: str


def run(
    root: Path,
    *args: str,
    lines: Sequence[str] = (),
    secret: str | None = None,
    secrets: Mapping[str, str] | None = None,
    at: str = EVENING,
    env: dict[str, str] | None = None,
    fresh: bool = False,
) -> Ran:
    """Run the program with one answer a line.

    Args:
        root: the folder of its world.
        args: its arguments.
        lines: what is typed, over a pipe.
        secret: what is read from the descriptor of ``--passphrase-fd``, which is added.
        secrets: the same for any options that name a descriptor.
        at: when it starts.
        env: more for its environment.
        fresh: whether Python starts anew for it, whatever that costs.
    """
    fds: tuple[int, ...] = ()
    extra: tuple[str, ...] = ()
    given = {**({} if secret is None else {"--passphrase-fd": secret}), **(secrets or {})}
    for option, said in given.items():
        end, start = os.pipe()
        os.write(start, f"{said}\n".encode())
        os.close(start)
        fds, extra = (*fds, end), (*extra, option, str(end))
    try:
        done = started.run(
            command(root, *args, *extra, at=at),
            "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape"),
            env=clean_env(root, **(env or {})),
            pass_fds=fds,
            timeout=LIMIT,
            fresh=fresh,
        )
    finally:
        for fd in fds:
            os.close(fd)
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def make(root: Path, passphrase: str = PASSPHRASE) -> str:
    """Make an empty vault and return its recovery key."""
    ran = run(root, "vault", "create", secret=passphrase)
    assert ran.code == 0, ran.err
    return ran.out.strip()


def reopen(root: Path, passphrase: str = PASSPHRASE, at: str = EVENING) -> Session:
    """Open the vault of a world, to look at what is in it. Close it afterwards."""
    world = make_world(root, at)
    return unlock(
        world.paths.vault,
        library(),
        Outside(world.now, world.new_id),
        host=world.host,
        passphrase=passphrase,
    )


def library() -> Library:
    """Return the prompts that come with the program."""
    return load()


def files_under(root: Path) -> list[str]:
    """Return every file that the program made."""
    return sorted(
        str(path.relative_to(root))
        for path in root.rglob("*")
        if path.is_file() and "home" not in path.relative_to(root).parts
    )
