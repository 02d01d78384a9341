"""A journal that does not open: an earlier copy, or what is whole, from where it is asked for."""

from pathlib import Path

import pytest

from regret_tui.domain.regret import Regret
from regret_tui.tui.ending import Ending
from regret_tui.tui.widgets.secret import Secret
from regret_tui.vault import Vault
from tests.pilot.at_the_file import (
    KEY,
    NEW,
    at_world,
    clock_of,
    kept,
    say,
    types_it,
    unlocked,
)
from tests.pilot.person import Clock, Person, sits_down, still_world
from tests.scenes import PASSPHRASE
from tests.support_vault import CHEAP

LOST = "a" * 32
COPIES, SALVAGE = say("unlock.copies"), say("unlock.salvage")


async def ends(person: Person, ending: Ending) -> None:
    """Open it again, and see how the app ended for that."""
    await person.presses("enter")
    await person.waits_for(lambda: person.app.return_code is not None, "waited for the end")
    assert person.app.return_value is ending


def closed(root: Path, *, cut: int = 0, bit: int = 0) -> tuple[Path, Clock]:
    """Leave a journal that was written in after its copies were made, and damage its file."""
    session = kept(root, key=KEY, days=(1,))
    session.keys.change_passphrase(NEW, CHEAP)
    session.journal.store.regrets.put(Regret(LOST, "written after they were made"))
    session.close()
    path = at_world(root, session).paths.vault
    raw = bytearray(path.read_bytes())
    if bit:
        raw[-bit] ^= 1
    path.unlink()
    path.write_bytes(raw[: len(raw) - cut])
    return path, clock_of(session)


async def test_a_wrong_passphrase_says_nothing_of_damage_and_offers_no_copy(
    tmp_path: Path,
) -> None:
    _, clock = closed(tmp_path)
    async with unlocked(tmp_path, clock) as person:
        await person.until_sees("This passphrase does not open")
        assert COPIES not in person.sees
        assert SALVAGE not in person.sees
        assert isinstance(person.app.screen.focused, Secret)


async def test_cut_off_an_earlier_copy_is_put_in_place_with_an_earlier_passphrase(
    tmp_path: Path,
) -> None:
    path, clock = closed(tmp_path, cut=1000)
    damaged = path.read_bytes()
    async with sits_down(tmp_path, clock=clock) as person:
        await types_it(person, "not this one")
        await person.until_sees("The end of this file is missing.")
        await person.until_sees("If it is still being copied")
        assert "passphrase does not open" not in person.sees
        await person.presses("enter")
        await person.until_sees(say("file.count_earlier"))
        assert say("copies.earlier_passphrase") in person.sees
        await types_it(person, PASSPHRASE)
        await person.until_sees(" records")
        await person.presses("1")
        await person.until_sees(say("copies.restore"))
        assert "It holds" in person.sees
        assert "now holds" not in person.sees
        await person.presses("2")
        await person.until_sees("is in place")
        await ends(person, Ending.RESTORED)
    assert damaged in [other.read_bytes() for other in path.parent.glob("*-aside-*")]
    async with unlocked(tmp_path, clock) as again:
        await again.until_sees("Something else")
        assert again.app.session.journal.store.regrets.get(LOST) is None


async def test_it_can_be_asked_for_with_the_key_and_left_as_it_is(tmp_path: Path) -> None:
    path, clock = closed(tmp_path, cut=1000)
    before = path.read_bytes()
    async with unlocked(tmp_path, clock) as person:
        await person.until_sees(COPIES)
        await person.presses("enter")
        await person.until_sees(" records")
        await person.presses("f2")
        await person.until_sees("People and lines")
        await person.presses("escape", "1", "1")
        await person.until_sees(say("copies.about"))
        await person.presses("escape")
        await person.until_sees(COPIES)
        await person.presses("enter")
        await person.until_sees(" records")
        await person.presses("ctrl+l")
        await person.waits_for(lambda: person.app.return_code is not None, "waited for the end")
        assert person.app.return_value is Ending.LOCK
    assert path.read_bytes() == before


@pytest.mark.parametrize("typed", [NEW, "not this one"])
async def test_damaged_what_is_whole_becomes_the_journal(tmp_path: Path, typed: str) -> None:
    path, clock = closed(tmp_path, bit=30)
    damaged = path.read_bytes()
    async with sits_down(tmp_path, clock=clock) as person:
        await types_it(person, typed)
        await person.until_sees("Part of this file is damaged.")
        assert "regret-tui" not in person.sees
        await person.presses("tab", "enter")
        if typed != NEW:
            await person.until_sees("This passphrase does not open")
            await types_it(person, NEW)
        await person.until_sees(say("copies.salvaged"))
        await person.presses("2")
        await person.until_sees("This is your recovery key")
        await person.presses("2")
        await person.until_sees(say("copies.salvage_in_place"))
        await ends(person, Ending.SALVAGED)
    assert damaged in [other.read_bytes() for other in path.parent.glob("*-aside-*")]
    host = still_world(tmp_path, clock).host
    with Vault.open(path, host=host, passphrase=NEW, read_only=True) as vault:
        assert LOST in vault.tables()["regrets"]
        assert not vault.has_recovery


async def test_another_journal_in_its_place_is_told_from_a_slip_and_kept_aside(
    tmp_path: Path,
) -> None:
    path, clock = closed(tmp_path)
    world = still_world(tmp_path, clock)
    path.unlink()
    Vault.create(
        path, host=world.host, passphrase="of somebody else", recovery=None, tables={}
    ).close()
    other = path.read_bytes()
    async with unlocked(tmp_path, clock) as person:
        await person.until_sees("This passphrase does not open")
        await person.until_sees("are of another journal")
        assert SALVAGE not in person.sees
        assert isinstance(person.app.screen.focused, Secret)
        await person.presses("tab", "enter")
        await person.until_sees(say("file.count_ask"))
        await types_it(person, PASSPHRASE)
        await person.until_sees(" records")
        await person.presses("1", "2")
        await person.until_sees("is in place")
        await ends(person, Ending.RESTORED)
    assert other in [there.read_bytes() for there in path.parent.glob("*-aside-*")]
    Vault.open(path, host=world.host, passphrase=PASSPHRASE).close()


async def test_where_it_is_gone_a_copy_is_put_back_or_a_new_one_begun(tmp_path: Path) -> None:
    path, clock = closed(tmp_path)
    path.unlink()
    async with sits_down(tmp_path, clock=clock) as person:
        await person.until_sees("There is no journal at this place.")
        await person.presses("1")
        await person.until_sees(say("copies.about"))
        await person.presses("escape")
        await person.until_sees("There is no journal at this place.")
        await person.presses("2")
        await person.until_sees("Enter begin")
        assert not path.exists()
    async with sits_down(tmp_path, clock=clock) as person:
        await person.until_sees("There is no journal at this place.")
        await person.presses("1")
        await person.until_sees(say("copies.about"))
        await types_it(person, PASSPHRASE)
        await person.until_sees(" records")
        await person.presses("1", "2")
        await person.until_sees("is in place")
        await ends(person, Ending.RESTORED)
    Vault.open(path, host=still_world(tmp_path, clock).host, passphrase=PASSPHRASE).close()
