"""The look of *your file* and of the earlier copies."""

from pathlib import Path

import pytest

from regret_tui.domain.profile import RecoveryState
from regret_tui.tui.app import JournalApp
from regret_tui.tui.screens.copies import CopiesScreen
from regret_tui.tui.screens.groups import GroupsScreen
from regret_tui.tui.screens.your_file import YourFileScreen
from regret_tui.tui.widgets.words import Words
from regret_tui.vault import RecoveryKey, bech32, earlier_copies
from tests.pilot.person import Clock, Person
from tests.scenes import PASSPHRASE, at_the_screen, written
from tests.snapshots.test_looks import SIZES, Scene, SnapCompare, before, home
from tests.support_vault import CHEAP
from tests.unit.journal.driver import ours

KEY = RecoveryKey.parse(bech32.encode("age-secret-key-", bytes(32)).upper())
"""A key of nobody."""
PLACE = "/disk/sam/.local/share/journal-vault/journal.vault"


def with_years_of_copies(root: Path) -> JournalApp:
    """Return the app of somebody who came back on many days, and changed the passphrase once."""
    before_that = at_the_screen(written(), root)
    clock, session = before_that.world.now, before_that.session
    assert isinstance(clock, Clock)
    assert session.vault is not None
    session.keys.add_recovery(RecoveryState.WRITTEN, KEY, bytes)
    for days in (40, 35, 33, 20, 9, 8, 6, 3, 1):
        clock.pass_by(days=days, minutes=-7)
        session.opened()
        if days == 20:
            session.keys.change_passphrase("another one", CHEAP)
            session.keys.change_passphrase(PASSPHRASE, CHEAP)
    newest_first = earlier_copies(session.vault.path, host=before_that.world.host)
    newest_first[1].path.write_bytes(newest_first[1].path.read_bytes()[:-10])
    app = JournalApp(before_that.world, ours())
    app.session = session
    return app


async def the_screen(person: Person) -> None:
    await home(person)
    person.app.push_screen(YourFileScreen())
    await person.until_sees("Earlier copies")
    person.app.screen.query_one("#path", Words).text = PLACE


async def the_copies(person: Person) -> None:
    await home(person)
    person.app.push_screen(CopiesScreen())
    await person.until_sees("1  ")


async def the_copies_counted(person: Person) -> None:
    await the_copies(person)
    await person.types(PASSPHRASE)
    await person.presses("enter")
    await person.until_sees("records")


async def the_drill(person: Person) -> None:
    await home(person)
    keys, phrase = person.app.session.keys, person.app.library.phrase
    keys.confirm_groups(dict(keys.asked_groups))
    told = [phrase("opening.drill_offer"), phrase("opening.drill_groups")]
    person.app.push_screen(GroupsScreen(told, may_be_lost=True))
    await person.until_sees("Group")
    await person.types("QQQQ")
    await person.presses("enter", "enter", "enter")
    await person.until_sees("not the same")


async def an_earlier_copy(person: Person) -> None:
    await the_copies(person)
    await person.presses("tab", "7")
    await person.until_sees("Put it in place")


@pytest.mark.parametrize("size", ["80x24", "60x20"])
@pytest.mark.parametrize("scene", [the_drill, an_earlier_copy])
def test_over_it(snap_compare: SnapCompare, tmp_path: Path, size: str, scene: Scene) -> None:
    app = with_years_of_copies(tmp_path)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=before(app, scene))


@pytest.mark.parametrize("size", ["80x24", "60x20"])
def test_the_screen(snap_compare: SnapCompare, tmp_path: Path, size: str) -> None:
    app = with_years_of_copies(tmp_path)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=before(app, the_screen))


@pytest.mark.parametrize("size", ["80x24", "60x20"])
def test_the_copies(snap_compare: SnapCompare, tmp_path: Path, size: str) -> None:
    app = with_years_of_copies(tmp_path)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=before(app, the_copies))


@pytest.mark.parametrize("size", ["80x24", "60x20"])
def test_the_copies_counted(snap_compare: SnapCompare, tmp_path: Path, size: str) -> None:
    app = with_years_of_copies(tmp_path)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=before(app, the_copies_counted))
