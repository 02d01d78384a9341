"""Reading what was written in the full screen, and deleting it: held, brought back, shredded."""

from dataclasses import replace
from pathlib import Path

import pytest

from regret_tui.journal.deleting import held
from regret_tui.journal.opening import unlock
from regret_tui.tui.app import JournalApp
from regret_tui.tui.screens.reading import ReadingScreen
from regret_tui.tui.screens.shred import ShredScreen
from regret_tui.tui.text import BAR
from regret_tui.vault import Vault
from regret_tui.vault.errors import DiskFull
from tests.pilot.person import LIBRARY, Clock, Person, still_world
from tests.pilot.test_elsewhere import at_home, chooses
from tests.scenes import PASSPHRASE, keep, written

PAGE = "Naming it, Sunday 22 November"
PINNED = "The sentence that was pinned"
SENTENCE = "I hid the messages for two months."
REGRET = "The weekend in March"
SEEN = "I turned my phone over"


def phrase(name: str) -> str:
    return LIBRARY.phrase(name)


async def to_the_pages(person: Person) -> None:
    await chooses(person, "Something else")
    await chooses(person, REGRET)
    await chooses(person, phrase("written.title"))


async def to_the_page(person: Person, title: str = PAGE) -> None:
    await to_the_pages(person)
    await chooses(person, title)
    await person.waits_for(
        lambda: isinstance(person.app.screen, ReadingScreen), "waited for the page"
    )


def exercises(person: Person) -> list[str]:
    return [item.exercise for item in person.app.session.journal.sittings()]


async def test_a_page_is_read_and_its_answers_go_under_bars(tmp_path: Path) -> None:
    async with at_home(tmp_path) as person:
        await to_the_page(person)
        assert SEEN in person.sees
        assert "a band around the ribs" in person.sees
        assert LIBRARY.exercise("name").steps[0].question[:20] in person.sees
        await person.presses("ctrl+r")
        assert SEEN not in person.sees
        assert BAR in person.sees
        await person.presses("ctrl+r", "escape", "escape")
        await person.until_sees("Something else")


async def test_own_pages_and_kept_things_are_there_too(tmp_path: Path) -> None:
    async with at_home(tmp_path) as person:
        await chooses(person, "Something else")
        await chooses(person, phrase("written.own"))
        await chooses(person, "What matters to you")
        assert "Honesty" in person.sees
        await person.presses("escape", "escape")
        await to_the_pages(person)
        await chooses(person, phrase("written.kept"))
        await chooses(person, PINNED)
        assert SENTENCE in person.sees


async def test_a_page_is_held_listed_and_brought_back(tmp_path: Path) -> None:
    async with at_home(tmp_path) as person:
        before = person.app.session.journal.store.tables()
        await to_the_page(person)
        await person.presses("d")
        assert "for ever" in person.sees
        await person.presses("2")
        await person.until_sees("held until Tuesday 1 December")
        assert "name" not in exercises(person)
        await person.presses("escape")
        await chooses(person, "Something else")
        await chooses(person, phrase("deleted.title"))
        await chooses(person, f"The page {PAGE}")
        await chooses(person, phrase("deleted.bring_back"))
        await person.until_sees(phrase("deleted.back"))
        assert person.app.session.journal.store.tables() == before


async def test_going_back_deletes_nothing(tmp_path: Path) -> None:
    async with at_home(tmp_path) as person:
        await to_the_page(person)
        for way in (("d", "1"), ("escape",)):
            await person.presses(*way)
            if way[0] == "d":
                await chooses(person, PAGE)
        assert "name" in exercises(person)
        assert held(person.app.session.journal) == []


async def test_a_page_under_way_is_not_offered_any_more(tmp_path: Path) -> None:
    async with at_home(tmp_path) as person:
        assert "You stopped part-way." in person.sees
        await to_the_page(person, "The two voices")
        await person.presses("d", "2")
        await person.until_sees("It is deleted")
        await person.presses("escape")
        await person.until_sees("Something else")
        assert "You stopped part-way." not in person.sees


async def test_a_regret_is_shredded_after_the_passphrase_and_so_are_the_backups(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as person:
        path = person.app.world.paths.vault
        copy = path.with_name("journal (conflict).vault")
        copy.write_bytes(path.read_bytes())
        await chooses(person, "Something else")
        await chooses(person, REGRET)
        await chooses(person, phrase("deleted.delete_regret"))
        await chooses(person, phrase("deleted.shred"))
        assert isinstance(person.app.screen, ShredScreen)
        assert "cloud storage" in person.sees
        await person.types("not the passphrase")
        await person.presses("enter")
        await person.until_sees("This passphrase does not open")
        assert person.app.session.journal.regrets()
        assert copy.exists()
        await person.types(PASSPHRASE)
        await person.presses("enter")
        await person.until_sees(phrase("deleted.shredded"))
        assert "cloud storage" in person.sees
        assert not copy.exists()
        await person.presses("enter")
        await person.until_sees("Something else")
        assert REGRET not in str(person.app.session.journal.store.tables())
        assert SENTENCE not in str(person.app.session.journal.store.tables())


async def test_what_is_held_can_be_shredded(tmp_path: Path) -> None:
    async with at_home(tmp_path) as person:
        await to_the_page(person)
        await person.presses("d", "2")
        await person.until_sees("It is deleted")
        await person.presses("escape")
        await chooses(person, "Something else")
        await chooses(person, phrase("deleted.title"))
        await chooses(person, f"The page {PAGE}")
        await chooses(person, phrase("deleted.shred"))
        await person.types(PASSPHRASE)
        await person.presses("enter")
        await person.until_sees(phrase("deleted.shredded"))
        await person.presses("enter")
        await person.until_sees(phrase("deleted.none"))


async def test_what_keeps_it_from_being_deleted_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise DiskFull

    async with at_home(tmp_path) as person:
        await to_the_page(person)
        monkeypatch.setattr(Vault, "save", fails)
        await person.presses("d", "2")
        await person.until_sees(str(DiskFull()).split(".", maxsplit=1)[0])
        assert "name" in exercises(person)


async def test_in_memory_it_goes_without_a_passphrase(tmp_path: Path) -> None:
    app = JournalApp(still_world(tmp_path, Clock("2026-11-24T21:00:00+01:00")), LIBRARY)
    app.session = written().session
    async with app.run_test(size=(100, 40)) as pilot:
        person = Person(app, pilot, Clock())
        app.session.guide.leave()
        app.go_home()
        await person.until_sees("Something else")
        await to_the_page(person)
        await person.presses("d")
        assert "Nothing of this is on disk." in person.sees
        await person.presses("3")
        await person.until_sees(phrase("deleted.gone"))
        assert SEEN not in str(app.session.journal.store.tables())


async def test_where_it_is_only_looked_at_it_can_be_read_and_nothing_is_deleted(
    tmp_path: Path,
) -> None:
    world, session = still_world(tmp_path, Clock()), written().session
    keep(session, world)
    session.close()
    app = JournalApp(world, LIBRARY)
    app.session = unlock(
        world.paths.vault,
        LIBRARY,
        world.outside,
        host=world.host,
        passphrase=PASSPHRASE,
        read_only=True,
    )
    async with app.run_test(size=(100, 40)) as pilot:
        person = Person(app, pilot, Clock())
        app.go_home()
        await person.until_sees("Something else")
        await to_the_page(person)
        assert SEEN in person.sees
        assert phrase("deleted.delete") not in person.sees
        await person.presses("d")
        assert isinstance(app.screen, ReadingScreen)
        await person.presses("escape", "escape")
        await chooses(person, "Something else")
        await chooses(person, REGRET)
        assert phrase("deleted.delete_regret") not in person.sees


async def test_the_second_of_two_versions_says_so(tmp_path: Path) -> None:
    async with at_home(tmp_path) as person:
        store = person.app.session.journal.store
        first = store.regrets.all()[0]
        store.regrets.put(replace(first, id="f" * 32, another_version=first.id))
        await chooses(person, "Something else")
        await person.until_sees(f"{REGRET}, another version")
