"""A process that has children killed at random moments, and looks what they left.

It has no threads, so that it may fork: a killed child costs milliseconds. A child opens the vault
and saves and writes drafts in a loop, and acknowledges each on a pipe. Run as
`python -m tests.faults.killing FOLDER TIMES SEED`; it prints what it found as JSON.
"""

import json
import os
import random
import signal
import sys
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from regret_tui.vault import Draft, Host, Tables, Vault, answer_digest
from tests.support_vault import PASSPHRASE, cheap_host, make

RECORDS = 50
"""Saves go round among so many records, so that the file stays as it is."""

LONGEST = 0.005
"""Seconds at most between the acknowledgement that was waited for and the kill."""


@dataclass
class Found:
    """What was found over all.

    Attributes:
        kills: children killed.
        saves: saves acknowledged.
        drafts: drafts acknowledged.
        between: kills that left the state after the last acknowledged one.
        leftover: kills that left a temporary file of theirs or of an earlier one.
        wrong: what must not be.
    """

    kills: int = 0
    saves: int = 0
    drafts: int = 0
    between: int = 0
    leftover: int = 0
    wrong: tuple[str, ...] = ()


def expected(saves: int) -> Tables:
    """Return what a vault holds after so many saves."""
    return {"t": {f"{n % RECORDS:032x}": {"n": n} for n in range(max(0, saves - RECORDS), saves)}}


def work(host: Host, path: Path, saves: int, acknowledged: int) -> None:
    """Save for ever; write a byte for each save and each draft after it was acknowledged."""
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        os.write(acknowledged, b"o")
        while True:
            vault.write_draft(Draft("r", "s", 0, str(saves), answer_digest(None)))
            os.write(acknowledged, b"d")
            saves += 1
            vault.save(expected(saves))
            os.write(acknowledged, b"s")


def kill_one(host: Host, path: Path, saves: int, after: int, seconds: float) -> bytes:
    """Let a child work and kill it; return what it acknowledged.

    Args:
        host: this computer.
        path: the vault.
        saves: how many saves it holds.
        after: how many acknowledgements to wait for, so that a busy machine changes nothing.
        seconds: how long to wait then.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(host, path, saves, writing)
        finally:
            os._exit(1)
    os.close(writing)
    said = b""
    while len(said) < after and (part := os.read(reading, 1)):
        said += part
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    while part := os.read(reading, 4096):
        said += part
    os.close(reading)
    status = os.waitpid(child, 0)[1]
    if not os.WIFSIGNALED(status):
        raise RuntimeError("a child ended by itself")
    return said


def look(host: Host, path: Path, saves: int) -> tuple[int, int]:
    """Return how many saves a vault holds, and the number in its draft, -1 for none.

    Raises:
        AssertionError: it holds neither what was acknowledged last nor what came after.
    """
    with Vault.open(path, host=host, passphrase=PASSPHRASE, read_only=True) as vault:
        draft = vault.read_draft(lambda _: None)
        tables = vault.tables()
    found = next(
        (n for n in (saves, saves + 1) if tables == {k: v for k, v in expected(n).items() if v}),
        None,
    )
    assert found is not None, f"{saves} saves were acknowledged, and it holds {tables}"
    return found, -1 if draft is None else int(draft.draft.text)


def run(folder: Path, times: int, seed: int) -> Found:
    """Kill so many children, and look after each."""
    chance, found, path = random.Random(seed), Found(), folder / "j"
    host = replace(cheap_host(folder), token=os.urandom)
    make(host, path, tables={})
    saves, draft, wrong = 0, -1, []
    for _ in range(times):
        said = kill_one(host, path, saves, chance.randrange(5), chance.uniform(0, LONGEST))
        coming = saves + said.count(b"d")
        if said.count(b"d"):
            draft = coming - 1
        acknowledged = saves + said.count(b"s")
        found.kills += 1
        found.saves += said.count(b"s")
        found.drafts += said.count(b"d")
        found.leftover += any(name.endswith(".tmp") for name in os.listdir(folder))  # noqa: PTH208
        try:
            saves, there = look(host, path, acknowledged)
        except Exception as error:  # noqa: BLE001  # told, whatever it is
            wrong.append(repr(error))
            break
        if there not in (draft, coming):
            wrong.append(f"draft {draft} was acknowledged, and {there} is there")
        draft = there
        found.between += saves != acknowledged
    found.wrong = tuple(wrong)
    return found


if __name__ == "__main__":
    place, many, start = sys.argv[1:]
    print(json.dumps(asdict(run(Path(place), int(many), int(start)))))
