"""The same walk by keys on the screen and by lines through a pipe leaves the same records."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regret_tui.domain.exercise import Kind
from tests.cli.driving import run
from tests.journeys.evening import Evening
from tests.journeys.records import Records, records, tables_in
from tests.journeys.walking import LIBRARY, Beside, ByLines
from tests.journeys.words import PASSPHRASE

KEEPING = ["1", PASSPHRASE, PASSPHRASE, "1", ""]
"""Keep it; a passphrase twice; write the recovery key now; it is written."""
MARKED = ("name", "values", "twovoice", "align", "support")
SOMETHING_ELSE, AT_HOME_SOMETHING_ELSE, AT_HOME_EXPORT, IN_FULL = "2", "4", "5", "3"
MARKS_OF_A_SESSION_PAGE = ["1", "2"]


def lines_of_the_evening(beside: Beside) -> list[str]:
    """Return what is typed for the evening, with steadying on the way and everything after it."""
    hand = ByLines(beside)

    def steadies() -> None:
        hand.lines.append("/steady")
        beside.guide.steady()
        while beside.here != "twovoice.cost":
            hand.answers()

    hand.walks({"twovoice.cost": steadies}, KEEPING)
    listed = [item.id for item in LIBRARY.exercises.values() if item.kind is not Kind.SCREEN]
    hand.lines += [SOMETHING_ELSE, AT_HOME_SOMETHING_ELSE, str(listed.index("support") + 1)]
    beside.guide.leave()
    beside.guide.start("support")
    while beside.here:
        hand.answers()
    hand.lines += [SOMETHING_ELSE, AT_HOME_EXPORT, *MARKS_OF_A_SESSION_PAGE]
    hand.lines += [*[IN_FULL] * len(MARKED), "", "", ""]
    return hand.lines


def test_the_records_are_the_same(tmp_path: Path, evening: Evening) -> None:
    lines = lines_of_the_evening(Beside(tmp_path / "beside"))
    ran = run(tmp_path / "world", "guide", lines=lines)
    assert ran.code == 0, ran.err
    assert ran.out.rstrip().endswith("It is saved. You can close this window.")
    by_lines, by_keys = tables_in(tmp_path / "world"), tables_in(evening.root)
    assert records(by_lines) == records(by_keys)
    (profile,) = by_lines["profile"].values()
    assert len(profile["recovery_groups"]) == 2


def other_answer(found: Records) -> None:
    found["sittings"][1]["answers"][0][1]["value"] = "did"


def other_order(found: Records) -> None:
    found["sittings"][1]["answers"].reverse()


def other_state(found: Records) -> None:
    found["sittings"][2]["state"] = "enough"


def other_route(found: Records) -> None:
    found["regrets"][0]["route"] = "careful"


def other_kept(found: Records) -> None:
    found["kept"][0]["value"] = "something else"


def one_left_out(found: Records) -> None:
    found["kept"].pop()


def sittings_turned(found: Records) -> None:
    found["sittings"].reverse()


def other_share(found: Records) -> None:
    found["kept"][0]["share"] = "summary"


def one_more_field(found: Records) -> None:
    found["sittings"][1]["new"] = 1


@pytest.mark.parametrize(
    "changes",
    [
        other_answer, other_order, other_state, other_route, other_kept, one_left_out,
        sittings_turned, other_share, one_more_field,
    ],
)  # fmt: skip
def test_no_difference_goes_unseen(changes: Callable[[Any], None], evening: Evening) -> None:
    wanted = records(evening.tables)
    changed = copy.deepcopy(wanted)
    changes(changed)
    assert changed != wanted
