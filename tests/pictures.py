"""Draw the pictures of the README: `python -m tests.pictures`."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.pilot.person import Clock, Person
from tests.scenes import at_the_screen, written
from tests.snapshots.test_looks import home, voices

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"


async def draw(name: str, scene: Callable[[Person], Awaitable[None]]) -> None:
    """Draw one scene into the docs."""
    with tempfile.TemporaryDirectory() as root:
        app = at_the_screen(written(), Path(root))
        async with app.run_test(size=(80, 24)) as pilot:
            person = Person(app, pilot, Clock())
            await person.waits()
            await scene(person)
            FOLDER.mkdir(parents=True, exist_ok=True)
            (FOLDER / f"{name}.svg").write_text(app.export_screenshot(), encoding="utf-8")


async def main() -> None:
    """Draw all of them."""
    await draw("two-voices", voices)
    await draw("home", home)


if __name__ == "__main__":
    asyncio.run(main())
