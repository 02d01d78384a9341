"""A person's own prompts on the full screen: theirs where they are whole, ours where not."""

from pathlib import Path

from regret_tui.tui.app import JournalApp
from tests.pilot.person import LIBRARY, PASSPHRASE, Clock, Person, still_world
from tests.scenes import keep, written
from tests.world import paths_under

OWN = """
title = "A walk I planned"
about = "Mine."
kind = "plan"
per_regret = false

[[step]]
id = "where"
kind = "line"
question = "Where will you walk?"
"""


async def home_with(root: Path, exercise: str) -> str:
    """Return what home shows to somebody who has put one file of their own there."""
    folder = paths_under(root).prompts / "exercises"
    folder.mkdir(parents=True)
    (folder / "values.toml").write_text(exercise, encoding="utf-8")
    clock = Clock()
    world = still_world(root, clock)
    session = written().session
    keep(session, world, PASSPHRASE)
    session.close()
    app = JournalApp(world)
    async with app.run_test(size=(100, 30)) as pilot:
        person = Person(app, pilot, clock)
        await person.until_sees("Passphrase")
        await person.types(PASSPHRASE)
        await person.presses("enter")
        await person.until_sees("Something else")
        title = app.library.exercise("values").title
        return f"{person.sees}\n{title}"


async def test_a_whole_file_takes_the_place_of_ours(tmp_path: Path) -> None:
    seen = await home_with(tmp_path, OWN)
    assert "A walk I planned" in seen
    assert "faults" not in seen


async def test_a_faulty_file_is_told_and_ours_is_used(tmp_path: Path) -> None:
    seen = await home_with(tmp_path, OWN.replace('kind = "line"', 'kind = "lion"'))
    assert LIBRARY.exercise("values").title in seen
    assert "regret-tui prompts check" in seen.replace("\n", " ")
