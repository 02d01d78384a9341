"""Three evenings with a clock that moves: sittings go on part-way, and days are as they were lived.

The first evening is a night: at half past three it is still the day before.
"""

from pathlib import Path
from typing import Final

from tests.journeys.records import records, tables_in
from tests.journeys.terminal import Terminal, terminal
from tests.journeys.walking import Beside, ByKeys, keep_it, unlocks
from tests.journeys.words import LIVED_ONE

NIGHT: Final = "2026-11-25T03:30:00+01:00"
SAME_NIGHT: Final = "2026-11-25T03:50:00+01:00"
EVENING: Final = "2026-11-25T21:00:00+01:00"
LATE: Final = "2026-11-25T22:30:00+01:00"
ABROAD: Final = "2026-11-27T05:10:00+05:30"
"""On Friday by the clock on the wall there."""


def leaves(opened: Terminal) -> None:
    opened.presses("ctrl+q")
    assert opened.ends() == 0


def puts_off_the_groups(opened: Terminal) -> None:
    opened.until_sees("type these groups of it")
    opened.presses("escape")


def test_three_days(tmp_path: Path) -> None:
    root, beside = tmp_path / "world", Beside(tmp_path / "beside")
    beside.comes_back(NIGHT)
    with terminal(root, at=NIGHT) as opened:
        hand = ByKeys(opened, beside)
        hand.begins()
        hand.walks(to="name.wanted", keeps=lambda: keep_it(opened))
        leaves(opened)

    beside.comes_back(SAME_NIGHT)
    with terminal(root, at=SAME_NIGHT) as opened:
        hand = ByKeys(opened, beside)
        unlocks(opened)
        puts_off_the_groups(opened)
        opened.until_sees("Tuesday 24 November")
        opened.until_sees("Hello. You stopped part-way.")
        hand.chooses("Go on")
        beside.guide.start("name", beside.session.journal.regrets()[0].id)
        hand.sees_what_is_asked()
        hand.walks(to="end")
        leaves(opened)

    beside.comes_back(EVENING)
    with terminal(root, at=EVENING) as opened:
        hand = ByKeys(opened, beside)
        unlocks(opened)
        puts_off_the_groups(opened)
        opened.until_sees("Wednesday 25 November", "Good evening.")
        assert "You stopped part-way." not in opened.words
        hand.chooses("What matters to you")
        beside.guide.start("values", beside.session.journal.regrets()[0].id)
        hand.sees_what_is_asked()
        hand.walks(to="values.lived_one")
        opened.types(LIVED_ONE[:30])
        leaves(opened)

    beside.comes_back(LATE)
    with terminal(root, at=LATE) as opened:
        hand = ByKeys(opened, beside)
        unlocks(opened)
        puts_off_the_groups(opened)
        beside.guide.start("values")
        hand.sees_what_is_asked()
        opened.until_sees(LIVED_ONE[:30])
        hand.written = LIVED_ONE[:30]
        hand.walks(to="align.crossed", says=no_pace)
        leaves(opened)

    beside.comes_back(ABROAD)
    with terminal(root, at=ABROAD) as opened:
        hand = ByKeys(opened, beside)
        unlocks(opened)
        puts_off_the_groups(opened)
        opened.until_sees("Friday 27 November", "Good morning. You stopped part-way.")
        hand.chooses("Go on")
        beside.guide.start("align", beside.session.journal.regrets()[0].id)
        hand.sees_what_is_asked()
        hand.walks()
        opened.until_sees("This is done enough for now.")
        leaves(opened)

    tables = tables_in(root)
    found, wanted = records(tables), records(beside.session.journal.store.tables())
    assert {table: found[table] for table in wanted} == wanted
    lived = {
        item["exercise"]: (item["day"], item["started"][:13], item["ended"][:13])
        for item in tables["sittings"].values()
    }
    assert lived == {
        "begin": ("2026-11-24", "2026-11-25T03", "2026-11-25T03"),
        "name": ("2026-11-24", "2026-11-25T03", "2026-11-25T03"),
        "values": ("2026-11-25", "2026-11-25T21", "2026-11-25T22"),
        "twovoice": ("2026-11-25", "2026-11-25T22", "2026-11-25T22"),
        "align": ("2026-11-25", "2026-11-25T22", "2026-11-27T05"),
    }
    (aligned,) = (item for item in tables["sittings"].values() if item["exercise"] == "align")
    assert aligned["ended"].endswith("+05:30")
    assert all(item["at"].endswith("+05:30") for item in aligned["answers"].values())
    (regret,) = tables["regrets"].values()
    assert regret["gated"] == "2026-11-24"


def no_pace(name: str) -> None:
    """What was named before four in the morning was one such page of the day before."""
    assert not name.startswith("pace."), name
