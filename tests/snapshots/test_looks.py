"""The look, at several sizes and in every theme. `pytest --snapshot-update` after looking."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol

import pytest
from textual.pilot import Pilot

from regret_tui.tui.app import JournalApp
from tests.pilot.person import Clock, Person, still_world
from tests.scenes import at_the_screen, written
from tests.unit.journal.driver import ours

Scene = Callable[[Person], Awaitable[None]]


class SnapCompare(Protocol):
    def __call__(
        self,
        app: JournalApp,
        *,
        terminal_size: tuple[int, int],
        run_before: Callable[[Pilot[Any]], Awaitable[None]],
    ) -> bool: ...


SIZES = {"80x24": (80, 24), "100x30": (100, 30), "160x45": (160, 45), "60x20": (60, 20)}


def before(app: JournalApp, scene: Scene) -> Callable[[Pilot[Any]], Awaitable[None]]:
    async def run(pilot: Pilot[Any]) -> None:
        person = Person(app, pilot, Clock())
        await person.waits()
        await scene(person)
        for field in app.screen.query("Input, TextArea"):
            field.cursor_blink = False  # type: ignore[attr-defined]  # both have it
        await person.waits()

    return run


async def first(person: Person) -> None:
    await person.until_sees("Enter begin")


async def gate(person: Person) -> None:
    await person.begins()


async def marks(person: Person) -> None:
    await person.begins()
    await person.presses("1")
    await person.until_sees("Could each other person")
    await person.presses("1")
    await person.until_sees("Mark any, or none.")
    await person.presses("2", "5")


@pytest.mark.parametrize("size", SIZES)
def test_first_screen(snap_compare: SnapCompare, tmp_path: Path, size: str) -> None:
    app = JournalApp(still_world(tmp_path, Clock()), ours())
    assert snap_compare(app, terminal_size=SIZES[size], run_before=before(app, first))


@pytest.mark.parametrize("size", ["80x24", "60x20"])
@pytest.mark.parametrize("scene", [gate, marks])
def test_gate(snap_compare: SnapCompare, tmp_path: Path, size: str, scene: Scene) -> None:
    app = JournalApp(still_world(tmp_path, Clock()), ours())
    assert snap_compare(app, terminal_size=SIZES[size], run_before=before(app, scene))


async def voices(person: Person) -> None:
    person.app.begin("twovoice", person.app.session.journal.regrets()[0].id)
    await person.until_sees("What was yours?")


async def voices_covered(person: Person) -> None:
    await voices(person)
    await person.types("I hid the phone")
    await person.presses("ctrl+r")


async def voices_paused(person: Person) -> None:
    await voices(person)
    await person.presses("escape")


@pytest.mark.parametrize(
    ("size", "theme"),
    [
        ("80x24", "lamp"),
        ("80x24", "paper"),
        ("80x24", "contrast"),
        ("80x24", "terminal"),
        ("60x20", "paper"),
        ("160x45", "lamp"),
    ],
)
def test_two_voices(snap_compare: SnapCompare, tmp_path: Path, size: str, theme: str) -> None:
    app = at_the_screen(written(), tmp_path, theme)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=before(app, voices))


@pytest.mark.parametrize("scene", [voices_covered, voices_paused])
def test_over_the_page(snap_compare: SnapCompare, tmp_path: Path, scene: Scene) -> None:
    app = at_the_screen(written(), tmp_path)
    assert snap_compare(app, terminal_size=SIZES["80x24"], run_before=before(app, scene))


def test_no_colour(
    snap_compare: SnapCompare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = at_the_screen(written(), tmp_path)
    assert snap_compare(app, terminal_size=SIZES["80x24"], run_before=before(app, voices))


async def home(person: Person) -> None:
    person.app.session.guide.leave()
    person.app.go_home()
    await person.until_sees("Good evening.")


async def home_with_names(person: Person) -> None:
    await home(person)
    await person.presses("tab")


@pytest.mark.parametrize("size", ["80x24", "60x20", "160x45"])
@pytest.mark.parametrize("scene", [home, home_with_names])
def test_home(snap_compare: SnapCompare, tmp_path: Path, size: str, scene: Scene) -> None:
    app = at_the_screen(written(), tmp_path)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=before(app, scene))


async def people(person: Person) -> None:
    await home(person)
    await person.presses("f2")
    await person.until_sees("People and lines")


async def values(person: Person) -> None:
    person.app.session.guide.leave()
    person.app.begin("values")
    await person.until_sees("How much does this matter")


@pytest.mark.parametrize("scene", [people, values])
def test_others(snap_compare: SnapCompare, tmp_path: Path, scene: Scene) -> None:
    app = at_the_screen(written(), tmp_path)
    assert snap_compare(app, terminal_size=SIZES["100x30"], run_before=before(app, scene))
