"""*Your file*: what it says, the check, and earlier copies."""

from pathlib import Path

from regret_tui.domain.regret import Regret
from regret_tui.journal.opening import unlock
from regret_tui.tui.ending import Ending
from regret_tui.tui.widgets.choices import Choices
from regret_tui.tui.widgets.secret import Secret
from tests.pilot.at_the_file import (
    KEY,
    NEW,
    SIZE,
    at_the_file,
    at_world,
    kept,
    opens,
    say,
    types_it,
)
from tests.pilot.person import LIBRARY, Person, sits_down
from tests.pilot.test_elsewhere import chooses
from tests.scenes import PASSPHRASE
from tests.support_vault import CHEAP


async def test_it_says_what_is_so_of_the_file(tmp_path: Path) -> None:
    session = kept(tmp_path, key=KEY)
    async with at_the_file(session, tmp_path) as person:
        assert "or your recovery key" in person.sees
        assert f"Saves since it was made: {session.vault.generation}" in person.sees  # type: ignore[union-attr]  # kept
        assert "Tuesday 8 December" in person.sees or "From " in person.sees
        assert str(tmp_path)[:20] in person.sees
        await person.presses("escape")
        await person.until_sees("Good evening")


async def test_what_is_not_kept_has_no_file(tmp_path: Path) -> None:
    async with sits_down(tmp_path, size=SIZE) as person:
        await person.begins()
        person.app.session.guide.leave()
        person.app.go_home()
        await person.until_sees("Something else")
        await chooses(person, "Something else")
        await person.until_sees("Settings")
        assert say("file.title") not in person.sees


async def test_the_check_says_whether_it_is_whole(tmp_path: Path) -> None:
    session = kept(tmp_path)
    async with at_the_file(session, tmp_path) as person:
        await chooses(person, say("file.whole"))
        assert isinstance(person.app.screen.query_one("#typed"), Secret)
        await types_it(person, "not this one")
        await person.until_sees("This passphrase does not open")
        assert person.app.screen.query_one(Secret).value == ""
        await types_it(person, PASSPHRASE)
        await person.until_sees("It is whole:")
        assert session.vault is not None
        path = session.vault.path
        whole = path.read_bytes()
        path.write_bytes(whole[:-1])
        await chooses(person, say("file.whole"))
        await types_it(person, PASSPHRASE)
        await person.until_sees("The end of this file is missing.")
        path.write_bytes(whole)


async def test_only_looked_at_it_offers_no_change(tmp_path: Path) -> None:
    session = kept(tmp_path, key=KEY)
    session.close()
    world = at_world(tmp_path, session)
    looked = unlock(
        world.paths.vault,
        LIBRARY,
        session.outside,
        host=world.host,
        passphrase=PASSPHRASE,
        read_only=True,
    )
    async with at_the_file(looked, tmp_path) as person:
        assert say("file.copies") in person.sees
        for name in ("file.passphrase", "file.known", "file.key", "file.bring"):
            assert say(name) not in person.sees


async def to_the_copies(person: Person) -> Choices:
    await chooses(person, say("file.copies"))
    await person.until_sees("1  ")
    await person.waits_for(lambda: bool(person.app.screen.query(Choices)), "waited for the list")
    return person.app.screen.query_one(Choices)


async def test_dates_at_once_and_counts_for_the_passphrase(tmp_path: Path) -> None:
    session = kept(tmp_path, days=(1, 1))
    async with at_the_file(session, tmp_path) as person:
        listed = await to_the_copies(person)
        assert "November" in person.sees
        assert "records" not in person.sees
        assert len(listed._pairs) >= 2
        await types_it(person, "not this one")
        await person.until_sees(say("file.count_wrong"))
        await types_it(person, PASSPHRASE)
        await person.until_sees(" records")
        assert not person.app.screen.query_one(Secret).display


async def test_a_copy_is_put_in_place_and_opens_again(tmp_path: Path) -> None:
    session = kept(tmp_path, days=(1,))
    session.journal.store.regrets.put(Regret("a" * 32, "written after it was made"))
    async with at_the_file(session, tmp_path) as person:
        await to_the_copies(person)
        await types_it(person, PASSPHRASE)
        await person.until_sees(" records")
        await person.presses("1")
        await person.until_sees(say("copies.restore"))
        assert "It holds" in person.sees
        assert "earlier passphrase" not in person.sees
        await person.presses("2")
        await person.until_sees("Type the passphrase.")
        await types_it(person, "not this one")
        await person.until_sees("This passphrase does not open")
        assert session.vault is not None
        assert session.journal.store.profile  # it is still open
        await types_it(person, PASSPHRASE)
        await person.until_sees("is in place")
        await person.until_sees("aside")
        await person.presses("enter")
        await person.waits_for(lambda: person.app.return_code is not None, "waited for the end")
        assert person.app.return_value is Ending.RESTORED
    async with sits_down(tmp_path, size=SIZE, clock=person.clock, told="lock.restored") as again:
        await again.until_sees(say("lock.restored"))
        await types_it(again, PASSPHRASE)
        await again.until_sees("Something else")
        assert again.app.session.journal.store.regrets.get("a" * 32) is None


async def test_that_it_needs_an_earlier_passphrase_is_said_before_it_is_asked(
    tmp_path: Path,
) -> None:
    session = kept(tmp_path)
    session.keys.change_passphrase(NEW, CHEAP)
    async with at_the_file(session, tmp_path) as person:
        await to_the_copies(person)
        await person.until_sees(say("copies.earlier_passphrase"))
        await person.presses("tab", "1")
        await person.until_sees(say("file.copy_earlier"))
        await person.presses("2")
        await person.until_sees(say("file.copy_keys_then"))
        await types_it(person, NEW)
        await person.until_sees("This passphrase does not open")
        await types_it(person, PASSPHRASE)
        await person.until_sees("is in place")
    opens(tmp_path, session, PASSPHRASE).close()


async def test_a_damaged_copy_is_said_to_be_damaged(tmp_path: Path) -> None:
    session = kept(tmp_path, days=(1,))
    copy = max((tmp_path / "data" / "backups").iterdir())
    copy.write_bytes(copy.read_bytes()[:-1])
    async with at_the_file(session, tmp_path) as person:
        await to_the_copies(person)
        await person.until_sees(say("copies.damaged"))
        await person.presses("tab", "1")
        await person.until_sees("The end of this file is missing.")
        assert say("file.put") not in person.sees
