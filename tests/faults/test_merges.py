"""Copies that grew apart: nothing is dropped, nothing comes back, both come to the same."""

import random
from dataclasses import dataclass
from pathlib import Path

import pytest

from regret_tui.vault import Host, Later, Vault
from tests.faults.counts import COUNTS
from tests.faults.memory_files import MemoryFiles
from tests.faults.plain_merge import Keys, Side, changed_between, check_merged
from tests.support_vault import PASSPHRASE, cheap_host, make

HOME = Path("/somewhere")
TABLES = ("sittings", "values")
pytestmark = [pytest.mark.usefixtures("small_files"), pytest.mark.timeout(COUNTS.seconds)]


@dataclass(frozen=True)
class Copy:
    """One copy on a computer of its own."""

    host: Host
    path: Path

    def open(self) -> Vault:
        return Vault.open(self.path, host=self.host, passphrase=PASSPHRASE)

    def tables(self) -> dict[str, dict[str, dict[str, object]]]:
        with self.open() as vault:
            return vault.tables()


class Copies:
    """A vault and copies of it, each in a folder of its own.

    Attributes:
        files: the disk.
        first: the vault.
    """

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self._gone: Keys = set()
        self.files = MemoryFiles({HOME / name / "x": b"" for name in "abcd"})
        self.first = self._at("a")
        make(self.first.host, self.first.path, tables={})
        self._gone = self.live(self.first, chance.randrange(1, 12)).forever

    def _at(self, name: str) -> Copy:
        return Copy(cheap_host(HOME / name, self.files), HOME / name / "j")

    def copied(self, copy: Copy, name: str) -> Copy:
        """Copy a vault into another folder, as a person or a sync program does."""
        there = self._at(name)
        self.files.names.pop(there.path, None)
        with_content = self.files.tree()[copy.path]
        fd = self.files.open_new(there.path)
        self.files.write(fd, memoryview(with_content))
        self.files.close(fd)
        return there

    def live(self, copy: Copy, saves: int) -> Side:
        """Save so often, something else each time; return what came of it."""
        side, chance = Side(copy.tables(), forever=set(self._gone)), self.chance
        before = side.model
        with copy.open() as vault:
            for _ in range(saves):
                tables, forever = vault.tables(), chance.random() < 0.4
                name = chance.choice(TABLES)
                table = tables.setdefault(name, {})
                record = f"{chance.randrange(12):032x}"
                what = chance.randrange(4)
                if what == 0:
                    table.pop(record, None)
                elif (name, record) not in side.forever:
                    table[record] = {"text": chance.random()} if what > 1 else {"text": "the same"}
                vault.save(tables, allow_loss=True, forever=forever)
                different = changed_between(before, vault.tables())
                side.touched |= different
                before = vault.tables()
                if forever:
                    side.forever |= {
                        key for key in different if key[1] not in before.get(key[0], {})
                    }
        side.model = before
        return side


def merged(into: Copy, other: Copy) -> None:
    """Merge a copy, as it was planned."""
    with into.open() as vault:
        copy = vault.read_copy(other.path, passphrase=PASSPHRASE)
        planned = vault.plan_merge(copy)
        assert vault.merge(copy) == planned


@pytest.mark.parametrize("share", range(COUNTS.shares))
def test_two_copies_that_grew_apart(share: int) -> None:
    for number in range(share, COUNTS.merges, COUNTS.shares):
        copies = Copies(random.Random(number))
        one, chance = copies.first, copies.chance
        known = copies.copied(one, "c")
        other = copies.copied(one, "b")
        ours = copies.live(one, chance.randrange(15))
        theirs = copies.live(other, chance.randrange(15))
        before = copies.copied(one, "d")
        merged(one, other)
        found = one.tables()
        check_merged(ours, theirs, found)
        merged(other, before)
        assert other.tables() == found, number
        for copy in (other, before, known):
            with one.open() as vault:
                again = vault.plan_merge(vault.read_copy(copy.path, passphrase=PASSPHRASE))
                assert again.brings == 0, number
                assert again.later is Later.OURS or copy is other
            merged(one, copy)
            assert one.tables() == found, number


@pytest.mark.parametrize("share", range(COUNTS.shares))
def test_three_copies_in_any_order_drop_nothing(share: int) -> None:
    """Every text that a copy ended with, and no other copy had changed or deleted, is there."""
    for number in range(share, COUNTS.merges // 4, COUNTS.shares):
        copies = Copies(random.Random(-1 - number))
        others = [copies.copied(copies.first, name) for name in "bc"]
        sides = [copies.live(copy, copies.chance.randrange(10)) for copy in (copies.first, *others)]
        copies.chance.shuffle(others)
        for other in others:
            merged(copies.first, other)
        found = copies.first.tables()
        texts = {str(doc["text"]) for table in found.values() for doc in table.values()}
        forever = set().union(*(side.forever for side in sides))
        assert not any(record in found.get(name, {}) for name, record in forever)
        for side in sides:
            for name, record in side.touched - forever:
                document = side.model.get(name, {}).get(record)
                if document is not None:
                    assert str(document["text"]) in texts, number
