"""How often each thing is done to a vault: a little on each change, all of it by `make faults`."""

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """One set of numbers.

    Attributes:
        mutations: random changes to a vault file.
        shares: parts that long tests are divided into, so that several processes share them.
        bits: every how many bits of a front one is flipped in a whole vault that is opened.
        kills: processes killed at a random moment.
        calls: every how many calls of the file layer one is failed or made the last.
        injections: every how many system calls one is failed or made the last.
        saves: saves of each of two processes.
        contents: guesses of what an unsynced file may hold after a power failure.
        merges: pairs of copies that grew apart.
        examples: walks of the state machine.
        steps: steps of each walk.
        seconds: what one test may take.
    """

    mutations: int
    shares: int
    bits: int
    kills: int
    calls: int
    injections: int
    saves: int
    contents: int
    merges: int
    examples: int
    steps: int
    seconds: int


QUICK = Counts(
    mutations=20_000,
    shares=2,
    bits=61,
    kills=300,
    calls=3,
    injections=97,
    saves=40,
    contents=8,
    merges=100,
    examples=25,
    steps=25,
    seconds=180,
)
FULL = Counts(
    mutations=200_000,
    shares=8,
    bits=1,
    kills=10_000,
    calls=1,
    injections=1,
    saves=500,
    contents=200,
    merges=2_000,
    examples=2_000,
    steps=50,
    seconds=3_600,
)
COUNTS = FULL if os.environ.get("REGRET_FAULTS") == "full" else QUICK
