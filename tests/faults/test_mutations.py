"""Whatever happens to the bytes: a typed error or the right data, never anything else."""

import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from regret_tui.vault import Host, Tables, Vault
from regret_tui.vault.errors import Truncated, VaultError
from regret_tui.vault.front import BODY_AT, SIZE, read_page
from tests.faults.acts import OLD_KEY
from tests.faults.counts import COUNTS
from tests.faults.memory_files import MemoryFiles
from tests.faults.mutations import MUTATIONS
from tests.support_vault import PASSPHRASE, cheap_host, make

HOME = Path("/somewhere")
PATH = HOME / "j"
CHUNK = 65_536 + 16
"""Bytes of one of age's chunks, with its tag."""

pytestmark = pytest.mark.timeout(COUNTS.seconds)


@dataclass(frozen=True)
class Two:
    """Two generations of one vault.

    Attributes:
        raws: the files.
        tables: what each holds.
    """

    raws: tuple[bytes, bytes]
    tables: tuple[Tables, Tables]


@pytest.fixture(scope="module")
def two() -> Two:
    """Two generations, of a little more than one chunk: more would only take longer to read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("regret_tui.vault.payload.BLOCK", 4_096)
        patch.setattr("regret_tui.vault.payload.SMALLEST", 65_536 + 4_096)
        files = MemoryFiles({HOME / "x": b""})
        host = cheap_host(HOME, files)
        first: Tables = {"t": {f"{n:032x}": {"words": "some words " * n} for n in range(9)}}
        second: Tables = {"t": {**first["t"], "a" * 32: {"words": "new"}}}
        make(host, PATH, key=OLD_KEY, tables=first)
        old = files.tree()[PATH]
        with Vault.open(PATH, host=host, passphrase=PASSPHRASE) as vault:
            vault.save(second)
        return Two((old, files.tree()[PATH]), (first, second))


class Bytes:
    """Opens bytes as if they stood on a disk."""

    def __init__(self) -> None:
        self._files = MemoryFiles({PATH: b""})
        self.host: Host = cheap_host(HOME, self._files)

    def read(self, raw: bytes) -> Tables:
        """Return what is in them, by the recovery key.

        Raises:
            VaultError: they do not open.
        """
        self._files.contents[self._files.names[PATH]] = raw
        with Vault.open(PATH, host=self.host, recovery=OLD_KEY, read_only=True) as vault:
            return vault.tables()


@pytest.mark.parametrize("share", range(COUNTS.shares))
def test_a_mutation_is_found_or_harmless(two: Two, share: int) -> None:
    chance, opener = random.Random(20260314 + share), Bytes()
    ended: Counter[str] = Counter()
    opened: Counter[str] = Counter()
    for turn in range(COUNTS.mutations // COUNTS.shares):
        mutation = MUTATIONS[turn % len(MUTATIONS)]
        generation = chance.randrange(2)
        raw = mutation(two.raws[generation], two.raws[1 - generation], chance)
        try:
            found = opener.read(raw)
        except VaultError as error:
            ended[type(error).__name__] += 1
        else:
            assert found in two.tables, mutation.__name__
            opened[mutation.__name__] += 1
    assert len(ended) >= 6, ended
    assert {"flip", "graft", "edit_front", "marry"} <= opened.keys()
    assert not opened.keys() & {"cut", "put_in"}


def test_every_bit_of_a_front_counts(two: Two) -> None:
    raw = two.raws[1][:SIZE]
    assert read_page(raw) is not None
    for at in range(SIZE * 8):
        flipped = bytearray(raw)
        flipped[at // 8] ^= 1 << at % 8
        assert read_page(bytes(flipped)) is None, at


@pytest.mark.parametrize("share", range(COUNTS.shares))
def test_a_flipped_bit_of_either_front_leaves_the_other(two: Two, share: int) -> None:
    opener, raw = Bytes(), two.raws[1]
    every = COUNTS.bits * COUNTS.shares
    for at in range(share * COUNTS.bits, BODY_AT * 8, every):
        flipped = bytearray(raw)
        flipped[at // 8] ^= 1 << at % 8
        assert opener.read(bytes(flipped)) == two.tables[1], at


def test_a_flipped_bit_of_both_fronts_leaves_the_recovery_key(two: Two) -> None:
    opener, raw, chance = Bytes(), two.raws[1], random.Random(1)
    for _ in range(max(200, SIZE * 8 // COUNTS.bits // 10)):
        flipped = bytearray(raw)
        for front in (0, SIZE):
            flipped[front + chance.randrange(SIZE)] ^= 1 << chance.randrange(8)
        assert opener.read(bytes(flipped)) == two.tables[1]


def test_a_cut_is_found_wherever_it_is(two: Two) -> None:
    opener, raw = Bytes(), two.raws[1]
    header = raw.index(b"\n---", BODY_AT) + 4 + 44 + 16
    chunks = range(header, len(raw), CHUNK)
    near = {at + step for at in (*chunks, len(raw)) for step in (-1, 0, 1)}
    for at in sorted({*range(header + 2), *near} - {len(raw), len(raw) + 1}):
        with pytest.raises(VaultError) as caught:
            opener.read(raw[:at])
        assert at < SIZE or isinstance(caught.value, Truncated), at
