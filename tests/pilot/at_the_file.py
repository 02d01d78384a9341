"""A person at *your file*, in a journal that is kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.widgets import Input

from regret_tui.domain.profile import RecoveryState
from regret_tui.journal.opening import unlock
from regret_tui.journal.session import Session
from regret_tui.tui.app import JournalApp
from regret_tui.vault import RecoveryKey, Vault
from regret_tui.world import World
from tests.pilot.person import LIBRARY, Clock, Person, sits_down, still_world
from tests.pilot.test_elsewhere import chooses
from tests.scenes import PASSPHRASE, at_the_screen, written

KEY = RecoveryKey.generate()
NEW = "window coat nine slow"
SIZE = (100, 40)


def say(name: str, **words: str) -> str:
    """Return the first words of a sentence, as far as they stand on one line."""
    return LIBRARY.phrase(name, words).split("{")[0][:36]


def kept(root: Path, *, key: RecoveryKey | None = None, days: tuple[int, ...] = ()) -> Session:
    """Return the open journal of somebody who came back after some days, each with a copy."""
    app = at_the_screen(written(), root)
    world, clock = app.world, app.world.now
    assert isinstance(clock, Clock)
    app.session.close()
    session = unlock(
        world.paths.vault, LIBRARY, world.outside, host=world.host, passphrase=PASSPHRASE
    )
    if key is not None:
        session.keys.add_recovery(RecoveryState.WRITTEN, key, bytes)
        session.keys.confirm_groups(dict(session.keys.asked_groups))
    for count in days:
        clock.pass_by(days=count)
        session.opened()
    return session


def clock_of(session: Session) -> Clock:
    """Return the clock that a journal goes by."""
    clock = session.outside.now
    assert isinstance(clock, Clock)
    return clock


def at_world(root: Path, session: Session) -> World:
    """Return the world of an open journal."""
    return still_world(root, clock_of(session))


@asynccontextmanager
async def at_home(session: Session, root: Path) -> AsyncIterator[Person]:
    """Start the app with a journal open, at home."""
    app = JournalApp(at_world(root, session), LIBRARY)
    app.session = session
    async with app.run_test(size=SIZE) as pilot:
        person = Person(app, pilot, clock_of(session))
        await person.waits()
        app.go_home()
        await person.until_sees("Something else")
        yield person


@asynccontextmanager
async def at_the_file(session: Session, root: Path) -> AsyncIterator[Person]:
    """Start the app with a journal open, at *your file*."""
    async with at_home(session, root) as person:
        await chooses(person, "Something else")
        await chooses(person, say("file.title"))
        await person.until_sees(say("file.whole"))
        yield person


async def types_it(person: Person, typed: str) -> None:
    """Type into the field that there is, and press Enter."""
    await person.waits_for(lambda: bool(person.app.screen.query(Input)), "waited for a field")
    await person.types(typed)
    await person.presses("enter")


async def makes_passphrase(person: Person, passphrase: str = NEW) -> None:
    """Type a new passphrase twice."""
    await person.until_sees("Make a passphrase")
    await types_it(person, passphrase)
    await types_it(person, passphrase)


async def writes_key_down(person: Person) -> None:
    """Choose to write the recovery key down, and say that it is."""
    await person.until_sees("This is your recovery key")
    await person.presses("1")
    await person.until_sees(say("recovery.written_down"))
    await person.presses("1")


def opens(root: Path, session: Session, passphrase: str) -> Vault:
    """Open what stands on the disk now, to look at it."""
    world = at_world(root, session)
    return Vault.open(world.paths.vault, host=world.host, passphrase=passphrase, read_only=True)


@asynccontextmanager
async def unlocked(root: Path, clock: Clock) -> AsyncIterator[Person]:
    """Start the app anew, and type the passphrase."""
    async with sits_down(root, size=SIZE, clock=clock) as person:
        await types_it(person, PASSPHRASE)
        yield person
