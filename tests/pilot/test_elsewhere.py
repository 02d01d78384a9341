"""What lies behind *something else*: a page to take away, names, settings, letting it rest."""

import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.widgets import Input

from regret_tui import settings
from regret_tui.domain.regret import Standing
from regret_tui.tui.widgets.choices import Choices
from regret_tui.tui.widgets.secret import Secret
from regret_tui.vault import RecoveryKey
from tests.pilot.person import LIBRARY, PASSPHRASE, Clock, Person, sits_down, still_world
from tests.scenes import PASSPHRASE as PLAY
from tests.scenes import at_the_screen, written
from tests.world import paths_under

SENTENCE = "I hid the messages for two months."


@asynccontextmanager
async def at_home(root: Path) -> AsyncIterator[Person]:
    app = at_the_screen(written(), root)
    async with app.run_test(size=(100, 40)) as pilot:
        person = Person(app, pilot, Clock())
        await person.waits()
        app.session.guide.leave()
        app.go_home()
        await person.until_sees("Something else")
        yield person


async def chooses(person: Person, text: str) -> None:
    """Choose the line of a list that begins with a text."""
    listing = person.app.screen.query(Choices).last()
    await person.until_sees(text)
    at = next(at for at, (_, words) in enumerate(listing._pairs) if text in words)
    listing.highlighted = at
    listing.action_select()
    await person.waits(0.1)


async def to_the_preview(person: Person) -> None:
    await chooses(person, "Something else")
    await chooses(person, LIBRARY.phrase("home.export"))
    await person.until_sees("stays here")
    await person.presses("space", "space", "enter")
    await person.waits_for(
        lambda: bool(person.app.screen.query("#write")), "waited for the preview"
    )


async def writes_to(person: Person, path: Path, passphrase: str = PLAY) -> None:
    person.app.screen.query_one("#path", Input).value = str(path)
    person.app.screen.query_one("#secret", Secret).value = passphrase
    person.app.screen.query_one("#secret").focus()
    await person.presses("enter")


async def test_what_is_previewed_is_what_is_written_for_this_person_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    async with at_home(tmp_path) as person:
        await to_the_preview(person)
        previewed = str(person.app.screen.query_one("#preview").text)  # type: ignore[attr-defined]  # Words
        await writes_to(person, page, "not the passphrase")
        await person.until_sees("This passphrase does not open")
        assert not page.exists()
        await writes_to(person, page)
        await person.waits_for(page.exists, "waited for the page")
        await person.until_sees("Something else")
    assert page.read_text(encoding="utf-8") == previewed
    assert SENTENCE.split(".")[0] in previewed
    assert stat.S_IMODE(page.stat().st_mode) == 0o600


async def test_a_file_that_is_there_is_only_replaced_on_a_yes(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("older", encoding="utf-8")
    async with at_home(tmp_path) as person:
        await to_the_preview(person)
        await writes_to(person, page)
        await person.until_sees(LIBRARY.phrase("export.replace"))
        await person.presses("1")
        await person.waits()
        assert page.read_text(encoding="utf-8") == "older"
        await writes_to(person, page)
        await person.until_sees(LIBRARY.phrase("export.replace"))
        await person.presses("2")
        await person.waits_for(lambda: page.read_text("utf-8") != "older", "waited for the page")


async def test_nothing_marked_is_nothing_to_write(tmp_path: Path) -> None:
    async with at_home(tmp_path) as person:
        await chooses(person, "Something else")
        await chooses(person, LIBRARY.phrase("home.export"))
        await person.until_sees("stays here")
        await person.presses("enter")
        await person.until_sees(LIBRARY.phrase("export.nothing_chosen")[:30])
        assert not person.app.screen.query("#write")


async def test_a_name_is_replaced_on_the_page(tmp_path: Path) -> None:
    async with at_home(tmp_path) as person:
        await chooses(person, "Something else")
        await chooses(person, LIBRARY.phrase("home.aliases"))
        await person.types("messages")
        await person.presses("enter")
        await person.types("M.")
        await person.presses("enter")
        await person.until_sees("messages → M.")
        await person.presses("escape")
        await to_the_preview(person)
        previewed = str(person.app.screen.query_one("#preview").text)  # type: ignore[attr-defined]  # Words
        assert "I hid the M" in previewed
        assert "messages" not in previewed


async def test_settings_are_kept_and_the_wording_is_private(tmp_path: Path) -> None:
    async with at_home(tmp_path) as person:
        await chooses(person, "Something else")
        await chooses(person, LIBRARY.phrase("home.settings"))
        await chooses(person, LIBRARY.phrase("settings.theme"))
        await chooses(person, LIBRARY.phrase("settings.paper"))
        assert person.app.theme == "paper"
        await chooses(person, LIBRARY.phrase("settings.wording"))
        await chooses(person, LIBRARY.wordings["path"]["title"])
        await person.presses("escape")
        assert person.app.session.journal.store.profile.wording == "path"
    text = paths_under(tmp_path).settings.read_text(encoding="utf-8")
    assert settings.load(paths_under(tmp_path).settings).theme == "paper"
    assert "path" not in text


async def test_a_regret_can_rest_and_be_taken_up_again(tmp_path: Path) -> None:
    async with at_home(tmp_path) as person:
        for words, standing in (("home.rest", Standing.RESTING), ("home.open", Standing.OPEN)):
            await chooses(person, "Something else")
            await chooses(person, "The weekend in March")
            await chooses(person, LIBRARY.phrase(words))
            assert person.app.session.journal.regrets()[0].standing is standing


async def test_a_lost_passphrase_is_replaced_by_way_of_the_recovery_key(tmp_path: Path) -> None:
    world = still_world(tmp_path, Clock())
    key = RecoveryKey.generate()
    session = written().session
    session.keep(world.paths.vault, host=world.host, passphrase="forgotten", recovery=key)
    session.close()
    async with sits_down(tmp_path, size=(100, 40)) as person:
        await person.until_sees("Passphrase")
        await person.presses("ctrl+t")
        slip = key.text[:-1].lower() + ("q" if key.text[-1] != "Q" else "p")
        await person.types(slip)
        await person.presses("enter")
        await person.until_sees("The recovery key fits.")
        await person.types(PASSPHRASE)
        await person.presses("enter")
        await person.types(PASSPHRASE)
        await person.presses("enter")
        await person.until_sees("recovery key")
        await person.presses("1")
        await person.until_sees("It is written down")
        await person.presses("1")
        await person.until_sees("Something else")
        assert person.app.session.vault is not None
        await person.waits_for(
            lambda: not person.app.session.vault.read_only,  # type: ignore[union-attr]  # as above
            "waited for new keys",
        )
        person.app.leave_now()
        await person.waits_for(lambda: person.app.return_code is not None, "waited for the end")
    async with sits_down(tmp_path) as person:
        await person.types(PASSPHRASE)
        await person.presses("enter")
        await person.until_sees("type these groups")
