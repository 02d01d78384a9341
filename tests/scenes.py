"""A person's pages that are there to be looked at: for snapshots, pictures and play.

What is written here is made up.
"""

from pathlib import Path
from typing import Final

from regret_tui.domain.profile import RecoveryState
from regret_tui.journal.session import Session
from regret_tui.tui.app import JournalApp
from regret_tui.world import World
from tests.pilot.person import Clock, still_world
from tests.unit.journal.driver import Person, ours

PASSPHRASE: Final = "play"
WRITTEN: Final = {
    "begin.hard": 4,
    "begin.title": "The weekend in March",
    "name.kind": "hid",
    "name.seen": "I said the trip was for work. I turned my phone over when a message came.",
    "name.part": "That I let him wait for a call, and then made up a reason.",
    "name.body": "a band around the ribs",
    "name.feelings": ["guilt", "fear"],
    "name.belief": "I am someone who lies",
    "name.sure": 70,
    "name.wanted": "To have said, on the Friday, that I was not coming back as before.",
    "name.sentence": "I hid the messages for two months.",
    "values.sort": {
        "Honesty": "very",
        "Tenderness": "very",
        "Loyalty": "very",
        "Play": "somewhat",
        "Courage": "very",
        "Faith": "not",
    },
    "values.five": ["Honesty", "Tenderness", "Loyalty", "Courage"],
    "values.ratings": {
        "Honesty": {"whose": "mine", "stance": "keep", "important": 9, "lived": 4},
        "Tenderness": {"whose": "mine", "stance": "keep", "important": 7, "lived": 6},
        "Loyalty": {"whose": "family", "stance": "adapt", "important": 5, "lived": 4},
    },
    "twovoice.stand": ["Honesty"],
    "twovoice.happened": "I said the trip was for work.",
    "twovoice.cost": "It cost him two months of not knowing. I guess that it cost him sleep.",
    "twovoice.fears": "That I would do it again, and call it nothing.",
    "twovoice.accepts": "That is what happened. I hear how afraid I was of losing him. "
    "I will not call it small.",
    "twovoice.as_said": "The trip, and the phone turned over.",
}  # fmt: skip


def written(until: str = "twovoice.mine", at: str = "2026-11-22T21:00:00+01:00") -> Person:
    """Return somebody who has come to a place in the two voices, two days after naming it."""
    from datetime import datetime

    person = Person(WRITTEN, at=datetime.fromisoformat(at))
    person.guide.start("begin")
    person.walks()
    person.clock.moves(days=1)
    person.starts("values")
    person.clock.moves(days=1)
    person.opens("twovoice")
    person.walks(until=until)
    return person


def keep(session: Session, world: World, passphrase: str = PASSPHRASE) -> None:
    """Make a vault of a session."""
    session.keys.chose_recovery(RecoveryState.WITHOUT, None, world.host.token)
    session.keep(world.paths.vault, host=world.host, passphrase=passphrase, recovery=None)


def at_the_screen(person: Person, root: Path, theme: str = "lamp") -> JournalApp:
    """Return the app with somebody's pages open, as if it had just been unlocked."""
    clock = Clock(person.clock().isoformat())
    world = still_world(root, clock)
    keep(person.session, world)
    app = JournalApp(world, ours())
    app.theme = theme
    app.session = person.session
    return app
