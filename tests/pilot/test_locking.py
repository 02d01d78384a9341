"""Locking by key, by itself and by the system: blank first, the words kept, and the end."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from regret_tui.journal.session import Session
from regret_tui.tui import leaving, signals
from regret_tui.tui.ending import Ending
from regret_tui.tui.screens.blank import BlankScreen
from regret_tui.tui.screens.sheet import Sheet
from regret_tui.tui.watch import JUMP
from regret_tui.tui.widgets import page as page_widget
from regret_tui.tui.widgets.page import Page
from regret_tui.vault.errors import DiskFull
from tests.journeys.walking import keeps_a_vault, read_groups
from tests.journeys.words import PASSPHRASE
from tests.pilot.person import LIBRARY, Person, sits_down

WRITTEN = "cut off in the mid"


@pytest.fixture(autouse=True)
def looks_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the clocks when a test says so, and keep no draft but then; end no process."""
    monkeypatch.setattr(page_widget, "PAUSE", 1_000.0)
    monkeypatch.setattr(leaving, "LOOK_EVERY", 1_000.0)
    monkeypatch.setattr(signals, "end_at_once", lambda: None)


@pytest.fixture
def stops(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what was on the screen each time the process would have stopped."""
    found: list[str] = []

    def stop() -> None:
        found.append("stopped")
        os.kill(os.getpid(), signal.SIGCONT)  # as whoever lets it go on

    monkeypatch.setattr(signals, "stop_process", stop)
    return found


async def ends(person: Person) -> Ending:
    """Wait until the app has ended. Return how.

    Nothing is asked of its screen meanwhile, since widgets that close answer no more.
    """
    for _ in range(2_000):
        if person.app.return_code is not None:
            break
        await asyncio.sleep(0.01)
    ending = person.app.return_value
    assert isinstance(ending, Ending), person.sees
    return ending


@asynccontextmanager
async def at_a_page(root: Path) -> AsyncIterator[tuple[Person, Page]]:
    """Open a vault, and go on to the page that is asked."""
    keeps_a_vault(root)
    async with sits_down(root) as person:
        await person.types(PASSPHRASE)
        await person.presses("enter")
        await person.until_sees("Go on")
        await person.presses("1")
        await person.waits_for(lambda: bool(person.app.screen.query(Page)), "waited for the page")
        yield person, person.app.screen.query_one(Page)


async def unkept_at_the_name(person: Person) -> None:
    await person.presses("n")
    await person.until_sees("How hard is it")
    await person.presses("3", "enter")


async def finds_it_again(root: Path) -> None:
    async with sits_down(root) as person:
        await person.types(PASSPHRASE)
        await person.presses("enter")
        await person.until_sees(WRITTEN)


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse every draft."""

    def refuses(*_: Any) -> bool:
        raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(Session, "write_draft", refuses)
        yield


# -- the order ------------------------------------------------------------------------------


def by_lock(person: Person) -> None:
    person.app.action_lock()


def by_leave(person: Person) -> None:
    person.app.action_leave()


def by_stop(person: Person) -> None:
    os.kill(os.getpid(), signal.SIGTSTP)


def by_going_on(person: Person) -> None:
    os.kill(os.getpid(), signal.SIGCONT)


def by_term(person: Person) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def by_interrupt(person: Person) -> None:
    os.kill(os.getpid(), signal.SIGINT)


def by_quit(person: Person) -> None:
    os.kill(os.getpid(), signal.SIGQUIT)


def by_hang_up(person: Person) -> None:
    os.kill(os.getpid(), signal.SIGHUP)


def by_sleep(person: Person) -> None:
    person.clock.jumps(seconds=JUMP + 1)
    person.app.leaving.look()


def by_clock_set_back(person: Person) -> None:
    person.clock.jumps(seconds=-JUMP - 1)
    person.app.leaving.look()


def by_idleness(person: Person) -> None:
    person.clock.pass_by(minutes=5)
    person.app.leaving.look()


WAYS = [
    (by_lock, Ending.LOCK),
    (by_leave, Ending.LEAVE),
    (by_stop, Ending.STOP),
    (by_going_on, Ending.LOCK),
    (by_term, Ending.LEAVE),
    (by_interrupt, Ending.LEAVE),
    (by_quit, Ending.LEAVE),
    (by_hang_up, Ending.LEAVE),
    (by_sleep, Ending.LOCK),
    (by_clock_set_back, Ending.LOCK),
    (by_idleness, Ending.IDLE),
]


@pytest.mark.parametrize(("goes", "ending"), WAYS)
async def test_blank_then_kept_then_the_end(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stops: list[str],
    goes: Callable[[Person], None],
    ending: Ending,
) -> None:
    order: list[str] = []
    keeps = Session.write_draft
    async with at_a_page(tmp_path) as (person, _):
        app = person.app

        def kept(session: Session, text: str, cursor: Any) -> bool:
            done = keeps(session, text, cursor)
            if text == WRITTEN:
                shown = app.screen
                if isinstance(shown, BlankScreen) and shown._drawn.is_set():
                    order.append("blank" if not person.sees.strip() else "not blank")
                order.append("kept")
            return done

        closes = Session.close

        def closed(session: Session) -> None:
            order.append("end" if isinstance(app.screen, BlankScreen) else "end in sight")
            closes(session)

        await person.types(WRITTEN)
        monkeypatch.setattr(Session, "write_draft", kept)
        monkeypatch.setattr(Session, "close", closed)
        goes(person)
        assert await ends(person) is ending
    gone = goes is by_hang_up  # then nobody sees it, and the words come first
    assert order == (["kept", "end"] if gone else ["blank", "kept", "end"])
    assert stops == []
    await finds_it_again(tmp_path)


@pytest.mark.parametrize("after", [0, 0.01, 0.02, 0.05])
async def test_a_hang_up_while_it_locks_leaves(tmp_path: Path, after: float) -> None:
    async with at_a_page(tmp_path) as (person, _):
        person.app.action_lock()
        await asyncio.sleep(after)
        person.app.leaving.hang_up(gone=True)
        assert await ends(person) is Ending.LEAVE


async def test_keys_that_follow_do_not_get_to_the_page(tmp_path: Path) -> None:
    async with at_a_page(tmp_path) as (person, page):
        await person.types(WRITTEN)
        await person.pilot.press("ctrl+l", "x", "y")
        assert await ends(person) is Ending.LOCK
        assert page.text == WRITTEN


# -- by itself ------------------------------------------------------------------------------


async def test_it_locks_after_the_minutes_that_were_set(tmp_path: Path) -> None:
    async with at_a_page(tmp_path) as (person, _):
        person.clock.pass_by(minutes=4, seconds=59)
        person.app.leaving.look()
        await person.waits()
        assert person.app.return_code is None
        await person.types("still here")
        person.clock.pass_by(minutes=4, seconds=59)
        person.app.leaving.look()
        await person.waits()
        assert person.app.return_code is None
        person.clock.pass_by(seconds=2)
        person.app.leaving.look()
        assert await ends(person) is Ending.IDLE


async def test_it_never_locks_where_that_is_set(tmp_path: Path) -> None:
    from dataclasses import replace

    async with at_a_page(tmp_path) as (person, _):
        person.app.settings = replace(person.app.settings, idle_minutes=0)
        person.clock.pass_by(days=1)
        person.app.leaving.look()
        await person.waits()
        assert person.app.return_code is None


async def test_it_looks_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "LOOK_EVERY", 0.05)
    async with at_a_page(tmp_path) as (person, _):
        person.clock.jumps(hours=8)
        assert await ends(person) is Ending.LOCK


@pytest.mark.parametrize("seconds", [-JUMP, JUMP])
async def test_a_clock_that_is_set_right_locks_nothing(tmp_path: Path, seconds: float) -> None:
    async with at_a_page(tmp_path) as (person, _):
        for _ in range(3):
            person.clock.jumps(seconds=seconds)
            person.app.leaving.look()
        await person.types("still here")
        assert person.app.return_code is None


async def test_the_first_key_after_sleep_locks_and_is_not_typed(tmp_path: Path) -> None:
    async with at_a_page(tmp_path) as (person, page):
        await person.types(WRITTEN)
        person.clock.jumps(hours=1)
        await person.pilot.press("x")
        assert await ends(person) is Ending.LOCK
        assert page.text == WRITTEN


@pytest.mark.parametrize("goes", [by_idleness, by_sleep])
async def test_what_is_not_kept_is_covered_and_not_lost(
    tmp_path: Path, goes: Callable[[Person], None]
) -> None:
    async with sits_down(tmp_path) as person:
        await unkept_at_the_name(person)
        goes(person)
        await person.waits()
        assert person.app.covered
        await person.until_sees(LIBRARY.phrase("lock.idle_not_kept").split(",")[0])
        assert "What will you call it" not in person.sees
        assert person.step == "begin.title"


# -- stopped and let go on --------------------------------------------------------------------


@pytest.mark.parametrize("goes", [by_stop, by_going_on])
async def test_words_in_memory_alone_are_covered_and_wait(
    tmp_path: Path, stops: list[str], monkeypatch: pytest.MonkeyPatch, goes: Callable[..., None]
) -> None:
    seen: list[str] = []
    async with sits_down(tmp_path) as person:
        await unkept_at_the_name(person)
        driver = person.app._driver
        assert driver is not None
        for name in ("suspend", "resume"):
            monkeypatch.setattr(
                driver,
                f"{name}_application_mode",
                lambda name=name: seen.append(f"{name}:{person.sees.strip()}"),
            )
        goes(person)
        await person.waits_for(lambda: len(seen) == 2, "waited for the terminal")
        await person.waits(0.2)
        await person.until_sees(LIBRARY.phrase("lock.idle_not_kept").split(",")[0])
        assert "What will you call it" not in person.sees
        assert person.step == "begin.title"
    assert seen == ["suspend:", "resume:"]
    assert stops == (["stopped"] if goes is by_stop else [])


async def test_what_cannot_be_kept_is_covered_when_it_is_stopped(
    tmp_path: Path, stops: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_a_page(tmp_path) as (person, page):
        await person.types(WRITTEN)
        with full_disk(monkeypatch):
            by_stop(person)
            await person.waits_for(lambda: stops == ["stopped"], "waited for the stop")
            await person.until_sees(DiskFull.sentence.split(".")[0])
        assert person.app.covered
        assert WRITTEN not in person.sees
        assert page.text == WRITTEN
        assert person.app.return_code is None


async def test_what_cannot_be_kept_is_covered_when_it_would_lock_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_a_page(tmp_path) as (person, page):
        await person.types(WRITTEN)
        with full_disk(monkeypatch):
            by_idleness(person)
            await person.until_sees(DiskFull.sentence.split(".")[0])
        assert person.app.covered
        assert WRITTEN not in person.sees
        assert page.text == WRITTEN


@pytest.mark.parametrize(("key", "ended"), [("1", False), ("2", True)])
async def test_what_cannot_be_kept_is_asked_about_when_somebody_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, ended: bool
) -> None:
    async with at_a_page(tmp_path) as (person, page):
        await person.types(WRITTEN)
        with full_disk(monkeypatch):
            await person.presses("ctrl+l")
            await person.waits_for(
                lambda: isinstance(person.app.screen, Sheet), "waited to be asked"
            )
            await person.pilot.press(key)
            if ended:
                assert await ends(person) is Ending.LOCK
            else:
                await person.waits()
                assert person.app.return_code is None
            if not ended:
                assert page.has_focus
                assert WRITTEN in person.sees


async def test_the_end_comes_though_the_terminal_takes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The loop itself may wait for it, so that it hears of no signal."""
    ended: list[bool] = []
    monkeypatch.setattr(signals, "HANG_UP_WAIT", 0.05)
    monkeypatch.setattr(signals, "end_at_once", lambda: ended.append(True))
    async with at_a_page(tmp_path) as (person, _):
        by_term(person)
        await person.waits_for(lambda: bool(ended), "waited for the hard end")
        await asyncio.sleep(0)


async def test_keeping_is_still_offered_after_a_stop(tmp_path: Path, stops: list[str]) -> None:
    async with sits_down(tmp_path) as person:
        await person.comes_to_keeping()
        by_stop(person)
        await person.waits_for(lambda: stops == ["stopped"], "waited for the stop")
        await person.presses("ctrl+r")
        await person.keeps()


async def test_a_recovery_key_is_covered_too(tmp_path: Path) -> None:
    async with sits_down(tmp_path) as person:
        await person.comes_to_keeping()
        await person.presses("1")
        for _ in range(2):
            await person.types(PASSPHRASE)
            await person.presses("enter")
        await person.until_sees("This is your recovery key")
        group = read_groups(person.sees)[0]
        await person.presses("ctrl+r")
        assert group not in person.sees
        await person.presses("ctrl+r")
        assert group in person.sees
