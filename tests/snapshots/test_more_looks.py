"""The look of what comes rarely: keeping, the recovery key, unlocking, scales, bars, an ending."""

from dataclasses import replace
from pathlib import Path

import pytest

from regret_tui.tui.app import JournalApp
from regret_tui.tui.screens.keep import PassphraseScreen, key_in_rows
from regret_tui.tui.screens.sheet import Sheet
from regret_tui.vault import RecoveryKey, bech32
from tests.pilot.person import Clock, Person, still_world
from tests.scenes import at_the_screen, written
from tests.snapshots.test_looks import SIZES, Scene, SnapCompare, before, home
from tests.unit.journal.driver import ours

KEY = RecoveryKey.parse(bech32.encode("age-secret-key-", bytes(32)).upper())
"""A key of nobody."""


async def unlock(person: Person) -> None:
    await person.until_sees("Passphrase")


@pytest.mark.parametrize("size", ["80x24", "60x20"])
def test_unlock(snap_compare: SnapCompare, tmp_path: Path, size: str) -> None:
    world = still_world(tmp_path, Clock())
    world.paths.vault.parent.mkdir(parents=True)
    world.paths.vault.write_bytes(b"anything")
    app = JournalApp(world, ours(), "lock.idle")
    assert snap_compare(app, terminal_size=SIZES[size], run_before=before(app, unlock))


async def passphrase(person: Person) -> None:
    person.app.push_screen(PassphraseScreen())
    await person.until_sees("Make a passphrase")


async def recovery(person: Person) -> None:
    phrase = person.app.library.phrase
    told = [("", phrase("recovery.shown")), ("key", key_in_rows(KEY, 5))]
    person.app.push_screen(Sheet(told, [("written", phrase("recovery.write_now"))]))
    await person.until_sees("recovery")


@pytest.mark.parametrize("size", ["80x24", "60x20"])
@pytest.mark.parametrize("scene", [passphrase, recovery])
def test_keys(snap_compare: SnapCompare, tmp_path: Path, size: str, scene: Scene) -> None:
    world = still_world(tmp_path, Clock())
    app = JournalApp(replace(world, host=replace(world.host, token=bytes)), ours())
    assert snap_compare(app, terminal_size=SIZES[size], run_before=before(app, scene))


async def scale(person: Person) -> None:
    await person.presses("enter")
    await person.until_sees("How hard is it")
    await person.presses("7")


def test_scale(snap_compare: SnapCompare, tmp_path: Path) -> None:
    app = JournalApp(still_world(tmp_path, Clock()), ours())
    assert snap_compare(app, terminal_size=SIZES["80x24"], run_before=before(app, scale))


async def bars(person: Person) -> None:
    person.app.session.guide.leave()
    person.app.begin("values")
    await person.until_sees("How much does this matter")
    await person.presses("1", "1", "1", "enter")
    await person.until_sees("Which five")
    await person.presses("1", "2", "3", "enter")
    await person.until_sees("Look at each one")
    for _ in range(2):
        await person.presses("1")
    await person.presses("9", "enter", "4", "enter")


@pytest.mark.parametrize("size", ["80x24", "60x20"])
def test_bars(snap_compare: SnapCompare, tmp_path: Path, size: str) -> None:
    app = at_the_screen(written(), tmp_path)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=before(app, bars))


async def ending(person: Person) -> None:
    person.app.begin("twovoice", person.app.session.journal.regrets()[0].id)
    await person.until_sees("What was yours?")
    await person.types("The lie, and each day that I let it stand.")
    await person.presses("escape", "e")
    await person.until_sees("ten minutes")


async def export(person: Person) -> None:
    from regret_tui.tui.screens.export import ExportScreen

    await home(person)
    await person.app.push_screen(ExportScreen("session"))
    await person.until_sees("stays here")
    await person.presses("space", "down", "space", "space")


@pytest.mark.parametrize("scene", [ending, export])
def test_after_the_page(snap_compare: SnapCompare, tmp_path: Path, scene: Scene) -> None:
    app = at_the_screen(written(), tmp_path)
    assert snap_compare(app, terminal_size=SIZES["80x24"], run_before=before(app, scene))
