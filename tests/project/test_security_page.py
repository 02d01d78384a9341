"""docs/security.md names tests that are there, and numbers that are the program's."""

import re
from typing import Final

from regret_tui.journal import keys
from regret_tui.settings import IDLE_MINUTES
from regret_tui.vault import CostPolicy, passphrase, payload, records, recovery, suggestion_bits
from tests.project.pages import table, text_of, tracked

PAGE: Final = "docs/security.md"


def flat() -> str:
    return " ".join(text_of(PAGE).split())


def test_every_test_that_it_names_is_there() -> None:
    named = set(re.findall(r"`(tests/[^`]+)`", text_of(PAGE)))
    assert len(named) > 15
    assert named <= set(tracked())


def test_every_promise_names_its_tests() -> None:
    rows = table(PAGE, "promise", "tested by")
    assert len(rows) > 15
    assert all(re.fullmatch(r"`tests/[^`]+`(, `tests/[^`]+`)*", where) for _, where in rows)


def test_every_hazard_is_met_by_something() -> None:
    assert all(len(row) == 2 and row[1] for row in table(PAGE, "hazard", "how it is met"))


def test_its_numbers_are_those_of_the_program() -> None:
    cost = CostPolicy.standard()
    assert (cost.default.m_kib, cost.default.t, cost.floor_kib) == (256 << 10, 3, 64 << 10)
    assert cost.ceiling_kib == 2 << 20
    assert "256 MiB of memory and three passes" in flat()
    assert "less than 64 MiB on your passphrase, nor more than 2 GiB" in flat()
    assert (payload.BLOCK, payload.SMALLEST) == (64 << 10, 256 << 10)
    assert "in steps of 64 KiB (256 KiB at least)" in flat()
    assert f"has {suggestion_bits():.0f} bits" in flat()
    assert passphrase.SUGGESTED_WORDS == 6
    assert IDLE_MINUTES == 5
    assert "five minutes without a key" in flat()
    assert keys.ASKED_GROUPS + keys.DRILL_GROUPS == 5
    signs = 58
    assert len("".join(recovery.RecoveryKey.generate().groups)) == signs
    assert f"{signs - 5 * keys.FULL_GROUP} of its {signs} signs" in flat()
    lost = records.check_loss.__doc__ or ""
    assert "more than a fifth of the records, five or more" in lost
    assert "more than a fifth, five or more" in flat()
