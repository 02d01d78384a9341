"""A person at the full screen: what they see, and what they type."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from regret_tui.content.library import load
from regret_tui.tui.app import JournalApp
from regret_tui.tui.widgets.choices import Choices
from regret_tui.world import World
from tests.world import EVENING, make_world

PASSPHRASE = "lamp river seven quiet"
LIBRARY = load()


class Clock:
    """A clock that moves only when it is told to."""

    def __init__(self, at: str = EVENING) -> None:
        self.moment = datetime.fromisoformat(at)
        self.awake = 0.0

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, **time: float) -> None:
        """Let time pass, as ``timedelta`` counts it."""
        self.moment += timedelta(**time)
        self.awake += timedelta(**time).total_seconds()

    def jumps(self, **time: float) -> None:
        """Move the clock on the wall alone, as it is after the computer slept."""
        self.moment += timedelta(**time)

    def steady(self) -> float:
        """Return the seconds that the computer was awake."""
        return self.awake


def still_world(root: Path, clock: Clock) -> World:
    """Return a world whose clock stands until it is moved."""
    world = make_world(root)
    return replace(world, host=replace(world.host, now=clock), steady=clock.steady)


def _threads_work() -> bool:
    """Say whether a thread of the loop's is at work just now: a save, or a derivation."""
    executor = getattr(asyncio.get_running_loop(), "_default_executor", None)
    if executor is None:
        return False
    idle: int = executor._idle_semaphore._value
    return not executor._work_queue.empty() or idle < len(executor._threads)


class Person:
    """Somebody at one running app."""

    def __init__(self, app: JournalApp, pilot: Pilot[Any], clock: Clock) -> None:
        self.app = app
        self.pilot = pilot
        self.clock = clock

    @property
    def sees(self) -> str:
        """Everything on the screen, as text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    async def waits(self, seconds: float = 0.0) -> None:
        """Let the app settle, and its workers finish, but for those that wait for the person."""
        await self.pilot.pause(seconds)
        quiet = 0
        for _ in range(400):
            busy = [w for w in self.app.workers if w.is_running and w.group not in ("default", "")]
            screen_busy = getattr(self.app.screen, "_busy", False)
            if not screen_busy and not busy:
                break
            quiet = 0 if _threads_work() else quiet + 1
            if quiet > 3:
                break
            await asyncio.sleep(0.01)
            await self.pilot.pause()
        await self.pilot.pause()

    async def waits_for(self, condition: Callable[[], bool], why: str) -> None:
        """Wait until something is so. Fails, with what is on the screen, if it never is."""
        for _ in range(500):
            if condition():
                return
            await asyncio.sleep(0.01)
            await self.pilot.pause()
        raise AssertionError(f"{why}, but the screen shows:\n{self.sees}")

    async def until_sees(self, text: str) -> None:
        """Wait until a text is on the screen."""
        await self.waits_for(lambda: text in self.sees, f"waited for {text!r}")

    async def presses(self, *keys: str) -> None:
        """Press keys, and let each take effect."""
        for key in keys:
            await self.pilot.press(key)
            await self.waits()

    async def types(self, text: str) -> None:
        """Put text where the cursor is, as a terminal's paste does."""
        from textual.events import Paste

        focused = self.app.screen.focused
        assert focused is not None, f"nothing has the focus:\n{self.sees}"
        self.app.post_message(Paste(text))
        await self.waits()

    async def answers(self, text: str) -> None:
        """Type an answer and go on."""
        await self.types(text)
        await self.presses("ctrl+n")

    @property
    def step(self) -> str:
        """The id of the step that is asked, with its exercise; empty where none is."""
        walk = self.app.session.guide.walk
        return f"{walk.exercise.id}.{walk.sitting.step}" if walk else ""

    async def presses_until(self, key: str, reached: Callable[[], bool]) -> None:
        """Press one key until something is so, a bounded number of times."""
        for _ in range(40):
            if reached():
                return
            await self.presses(key)
        raise AssertionError(f"pressed {key!r} in vain:\n{self.sees}")

    async def steadies(self, after: str) -> None:
        """Go through the first practice, from its choice to the rating and the end."""
        await self.until_sees("What would you like to do?")
        await self.presses("1")
        for _ in range(40):
            if self.step == "arrive.after":
                break
            await self.presses("1" if self.app.screen.query(Choices) else "enter")
        await self.presses(after, "enter")
        await self.until_sees("What helped")
        await self.types("the cold window")
        await self.presses("enter")
        await self.presses_until("1", lambda: not self.step.startswith("arrive."))

    async def begins(self, hard: str = "4", title: str = "The weekend in March") -> None:
        """Go from the first screen to the gate."""
        await self.presses("enter")
        await self.until_sees("How hard is it")
        await self.presses(hard, "enter")
        await self.types(title)
        await self.presses("enter")
        await self.until_sees("Could you have said no")

    async def passes_the_gate(self, own: str = "1", other: str = "1", marks: str = "") -> None:
        """Answer the gate's three screens by number."""
        await self.presses(own)
        if own != "9":
            await self.until_sees("Could each other person")
            await self.presses(other)
        await self.until_sees("Mark any, or none.")
        await self.presses(*marks, "enter")

    async def comes_to_keeping(self) -> None:
        """Go from the first screen to where keeping is offered."""
        await self.begins()
        await self.passes_the_gate()
        await self.presses("1")
        await self.until_sees("Keep this?")

    async def keeps(self, passphrase: str = PASSPHRASE, recovery: str = "1") -> None:
        """Keep it, from the question on."""
        await self.until_sees("Keep this?")
        await self.presses("1")
        await self.until_sees("Make a passphrase")
        await self.types(passphrase)
        await self.presses("enter")
        await self.types(passphrase)
        await self.presses("enter")
        await self.until_sees("This is your recovery key")
        await self.presses(recovery)
        if recovery == "1":
            await self.until_sees("It is written down")
            await self.presses("1")
        await self.waits_for(lambda: self.app.session.is_kept, "waited for the vault")
        await self.waits()


@asynccontextmanager
async def sits_down(
    root: Path, *, size: tuple[int, int] = (80, 24), clock: Clock | None = None, told: str = ""
) -> AsyncIterator[Person]:
    """Start the app in a world under a folder."""
    clock = clock or Clock()
    app = JournalApp(still_world(root, clock), LIBRARY, told)
    async with app.run_test(size=size) as pilot:
        person = Person(app, pilot, clock)
        await person.waits()
        yield person
