"""Going back to an earlier copy in a terminal, from the list to the next unlock."""

from pathlib import Path
from typing import Final

from regret_tui.vault import Vault
from tests.journeys.terminal import Terminal, terminal
from tests.journeys.walking import LIBRARY, ByKeys, keeps_a_vault, unlocks
from tests.journeys.words import PASSPHRASE
from tests.world import make_world

LATER: Final = "2026-11-25T21:00:00+01:00"


def phrase(name: str) -> str:
    """Return the first sentence of a phrase."""
    return LIBRARY.phrase(name).split("{")[0].strip()


def records_at(root: Path) -> dict[str, object]:
    """Return the sittings that the file holds now."""
    world = make_world(root)
    path, host = world.paths.vault, world.host
    with Vault.open(path, host=host, passphrase=PASSPHRASE, read_only=True) as vault:
        return dict(vault.tables()["sittings"])


def to_the_copies(opened: Terminal, hand: ByKeys) -> None:
    """Go from home to the list of earlier copies."""
    hand.chooses(phrase("home.something_else"))
    hand.chooses(phrase("file.title"))
    hand.chooses(phrase("file.copies"))
    opened.until_sees(phrase("copies.about"), "Tuesday 24 November")


def test_an_earlier_copy_is_put_in_place_and_unlocked(tmp_path: Path) -> None:
    beside = keeps_a_vault(tmp_path)
    before = records_at(tmp_path)
    with terminal(tmp_path) as opened:
        unlocks(opened)
        hand = ByKeys(opened, beside)
        hand.chooses("Go on")
        hand.sees_what_is_asked()
        hand.answers()
        hand.sees_what_is_asked()
        opened.presses("ctrl+q")
        assert opened.ends() == 0
    assert records_at(tmp_path) != before
    with terminal(tmp_path, at=LATER) as opened:
        unlocks(opened)
        to_the_copies(opened, ByKeys(opened, beside))
        opened.types(PASSPHRASE)
        opened.presses("enter")
        opened.until_sees("records")
        oldest = opened.sees.count(" records")
        opened.presses(str(oldest))
        opened.until_sees(phrase("copies.restore"))
        opened.presses("2")
        opened.until_sees(phrase("file.copy_keys_now"))
        opened.types(PASSPHRASE)
        opened.presses("enter")
        opened.until_sees("is in place", "What stood there before is kept here")
        opened.presses("enter")
        opened.until_sees(phrase("lock.restored"), "Passphrase")
        unlocks(opened)
        opened.until_sees("You stopped part-way.")
        opened.presses("ctrl+q")
        assert opened.ends() == 0
        assert PASSPHRASE.encode() not in opened.raw
        assert not opened.shown.copied
    assert records_at(tmp_path) == before
    aside = list((tmp_path / "data").glob("journal-aside-*"))
    assert len(aside) == 1
