"""Bringing another copy in, and a save that meets one in its place."""

import shutil
from collections.abc import Callable
from pathlib import Path

from textual.widgets import Input

from regret_tui.domain.regret import Regret
from regret_tui.domain.sitting import Share
from regret_tui.journal.deleting import held
from regret_tui.journal.opening import unlock
from regret_tui.journal.session import Session
from tests.pilot.at_the_file import (
    at_home,
    at_the_file,
    at_world,
    clock_of,
    kept,
    opens,
    say,
    types_it,
    unlocked,
)
from tests.pilot.person import LIBRARY, Person
from tests.pilot.test_elsewhere import chooses
from tests.scenes import PASSPHRASE


def written_elsewhere(session: Session, root: Path, title: str) -> Path:
    """Write in a copy of the journal on another computer. Return where it lies now."""
    assert session.vault is not None
    away = root / "away" / "journal.vault"
    away.parent.mkdir()
    shutil.copy(session.vault.path, away)
    there = unlock(
        away, LIBRARY, session.outside, host=at_world(root, session).host, passphrase=PASSPHRASE
    )
    there.journal.store.regrets.put(Regret("b" * 32, title))
    there.close()
    return away


async def brings_it_in(person: Person) -> None:
    await person.until_sees(say("file.bring_passphrase"))
    await types_it(person, "not this one")
    await person.until_sees("This passphrase does not open")
    await types_it(person, PASSPHRASE)
    await person.until_sees(say("copies.merge_would"))
    await person.until_sees("new here, or later there")


async def test_a_copy_beside_it_is_offered_and_brought_in(tmp_path: Path) -> None:
    session = kept(tmp_path)
    away = written_elsewhere(session, tmp_path, "the lake")
    assert session.vault is not None
    shutil.copy(away, session.vault.path.with_name("journal.sync-conflict-20261124.vault"))
    async with at_the_file(session, tmp_path) as person:
        await chooses(person, say("file.bring"))
        await chooses(person, "journal.sync-conflict")
        await brings_it_in(person)
        assert session.journal.store.regrets.get("b" * 32) is None
        await person.presses("1")
        await person.until_sees(say("copies.merge_done"))
        await person.presses("enter")
        await person.until_sees("Something else")
        await person.waits()
        await person.presses("ctrl+r")
        await person.until_sees("the lake")


async def test_a_copy_that_lies_elsewhere_is_brought_in_by_its_path(tmp_path: Path) -> None:
    session = kept(tmp_path)
    away = written_elsewhere(session, tmp_path, "the lake")
    async with at_the_file(session, tmp_path) as person:
        await chooses(person, say("file.bring"))
        await person.until_sees(say("file.bring_path"))
        await types_it(person, str(tmp_path / "nothing.vault"))
        await person.until_sees("There is no journal at this place.")
        person.app.screen.query_one(Input).value = ""
        await types_it(person, str(away))
        await brings_it_in(person)
        await person.presses("2")
        await person.until_sees(say("file.whole"))
        assert session.journal.store.regrets.get("b" * 32) is None


async def test_that_two_copies_grew_apart_is_said_and_one_can_be_brought_in(
    tmp_path: Path,
) -> None:
    session = kept(tmp_path)
    away = written_elsewhere(session, tmp_path, "the lake")
    assert session.vault is not None
    path = session.vault.path
    session.journal.store.regrets.put(Regret("a" * 32, "the letter"))
    session.close()
    shutil.copy(path, tmp_path / "ours.vault")
    shutil.copy(away, path)
    async with unlocked(tmp_path, clock_of(session)) as person:
        await person.until_sees(say("file.grew_apart_go"))
        await person.presses("1")
        await types_it(person, str(tmp_path / "ours.vault"))
        await brings_it_in(person)
        await person.presses("1")
        await person.until_sees(say("copies.merge_done"))
        titles = {item.title for item in person.app.session.journal.regrets()}
        assert {"the lake", "the letter"} <= titles


WORDS = "the lie, and each day that I let it stand"


async def refused_at_a_page(person: Person, root: Path) -> Callable[[], list[object]]:
    """Answer at a page while another file was put in the journal's place."""
    session = person.app.session
    assert session.vault is not None
    shutil.copy(written_elsewhere(session, root, "the lake"), session.vault.path)
    person.app.begin("twovoice", session.journal.regrets()[0].id)
    await person.until_sees("What was yours?")
    await person.types(WORDS)
    await person.presses("ctrl+n")
    await person.until_sees(say("file.conflict_do"))
    return lambda: [item.value("mine") for item in session.journal.sittings()]


async def test_a_refused_save_is_brought_together_with_what_stands_there(tmp_path: Path) -> None:
    session = kept(tmp_path)
    async with at_home(session, tmp_path) as person:
        answers = await refused_at_a_page(person, tmp_path)
        assert WORDS not in answers()
        await person.presses("1")
        await types_it(person, PASSPHRASE)
        await person.until_sees(say("file.conflict_done"))
        assert WORDS in answers()
        session.close()
    with opens(tmp_path, session, PASSPHRASE) as vault:
        assert "b" * 32 in vault.tables()["regrets"]
        assert WORDS in repr(vault.tables()["sittings"])


async def test_or_the_words_are_kept_as_a_draft_and_come_back(tmp_path: Path) -> None:
    session = kept(tmp_path)
    clock = clock_of(session)
    async with at_home(session, tmp_path) as person:
        await refused_at_a_page(person, tmp_path)
        await person.presses("2")
        await person.waits_for(lambda: person.app.return_code is not None, "waited for the end")
    with opens(tmp_path, session, PASSPHRASE) as vault:
        assert WORDS not in repr(vault.tables())
    async with unlocked(tmp_path, clock) as person:
        await person.until_sees("What was yours?")
        await person.until_sees(WORDS)


async def test_leaving_meets_it_too_and_loses_nothing(tmp_path: Path) -> None:
    session = kept(tmp_path)
    clock = clock_of(session)
    async with at_home(session, tmp_path) as person:
        await refused_at_a_page(person, tmp_path)
        await person.presses("3")
        await person.types("and then some")
        await person.presses("ctrl+q")
        await person.until_sees(say("file.conflict_leave"))
        await person.presses("2")
        await person.waits_for(lambda: person.app.return_code is not None, "waited for the end")
    async with unlocked(tmp_path, clock) as person:
        await person.until_sees(WORDS)
        await person.until_sees("and then some")


async def test_names_that_meet_it_are_stored_once_the_two_are_together(tmp_path: Path) -> None:
    session = kept(tmp_path)
    async with at_home(session, tmp_path) as person:
        assert session.vault is not None
        shutil.copy(written_elsewhere(session, tmp_path, "the lake"), session.vault.path)
        await chooses(person, "Something else")
        await chooses(person, say("home.aliases"))
        await types_it(person, "Mo")
        await types_it(person, "M.")
        await person.until_sees(say("file.conflict_do"))
        await person.presses("1")
        await types_it(person, PASSPHRASE)
        await person.until_sees("Mo → M.")
        assert session.journal.store.regrets.get("b" * 32) is not None


async def brings_together(person: Person) -> None:
    await person.until_sees(say("file.conflict_do"))
    await person.presses("1")
    await types_it(person, PASSPHRASE)


async def test_a_mark_that_meets_it_is_set_once_the_two_are_together(tmp_path: Path) -> None:
    session = kept(tmp_path)
    async with at_home(session, tmp_path) as person:
        assert session.vault is not None
        shutil.copy(written_elsewhere(session, tmp_path, "the lake"), session.vault.path)
        await chooses(person, "Something else")
        await chooses(person, LIBRARY.phrase("home.export"))
        await person.until_sees("stays here")
        await person.presses("space", "space", "enter")
        await brings_together(person)
        await person.until_sees("A page for the hour")
        assert {item.share for item in session.journal.sittings()} >= {Share.FULL}
        assert session.journal.store.regrets.get("b" * 32) is not None
        session.close()
    with opens(tmp_path, session, PASSPHRASE) as vault:
        assert '"share": "full"' in repr(vault.tables()).replace("'", '"')


async def test_what_is_deleted_and_meets_it_goes_once_the_two_are_together(tmp_path: Path) -> None:
    session = kept(tmp_path)
    async with at_home(session, tmp_path) as person:
        assert session.vault is not None
        away = written_elsewhere(session, tmp_path, "the lake")
        shutil.copy(away, session.vault.path)
        await chooses(person, "Something else")
        await chooses(person, session.journal.regrets()[0].title)
        await chooses(person, LIBRARY.phrase("deleted.delete_regret"))
        await chooses(person, LIBRARY.phrase("deleted.hold"))
        await brings_together(person)
        await person.until_sees("Something else")
        assert [item.title for item in session.journal.regrets()] == ["the lake"]
        shutil.copy(away, session.vault.path)
        await chooses(person, "Something else")
        await chooses(person, LIBRARY.phrase("deleted.title"))
        await person.presses("1")
        await chooses(person, LIBRARY.phrase("deleted.shred"))
        await types_it(person, PASSPHRASE)
        await person.until_sees(say("file.conflict_do"))
        await person.presses("3")
        await person.until_sees("changed elsewhere")
        assert held(session.journal)
        await types_it(person, PASSPHRASE)
        await brings_together(person)
        await person.waits_for(lambda: not held(session.journal), "waited for it to be gone")
