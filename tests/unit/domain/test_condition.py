"""The small tests that a prompt file can ask for."""

import pytest

from regret_tui.domain.condition import Condition, parse_test

KNOWN: dict[str, object] = {
    "kind": "did",
    "marks": ["law", "afraid"],
    "none": [],
    "hard": 8,
    "zero": 0,
    "numb": "numb",
    "empty": "",
    "deck": {"Care": "very"},
}


@pytest.mark.parametrize(
    ("name", "wanted", "holds"),
    [
        ("kind", ["did", "hid"], True),
        ("kind", ["hid"], False),
        ("kind", "did", True),
        ("kind", "hid", False),
        ("marks", ["no_contact", "afraid"], True),
        ("marks", ["no_contact"], False),
        ("none", ["law"], False),
        ("deck", ["Care"], True),
        ("hard", ">=8", True),
        ("hard", ">8", False),
        ("hard", "<= 8", True),
        ("hard", "<8", False),
        ("hard", ["8"], True),
        ("numb", "<=10", False),
        ("unknown", "<=10", False),
        ("kind", "given", True),
        ("zero", "given", True),
        ("empty", "given", False),
        ("none", "given", False),
        ("unknown", "given", False),
        ("unknown", "missing", True),
        ("none", "missing", True),
        ("zero", "missing", False),
        ("unknown", ["did"], False),
    ],
)
def test_one_test(name: str, wanted: str | list[str], holds: bool) -> None:
    assert parse_test(name, wanted).holds(KNOWN) is holds


def test_all_must_hold_and_nothing_always_holds() -> None:
    did, hid = parse_test("kind", ["did"]), parse_test("kind", ["hid"])
    assert Condition().holds({})
    assert Condition((did,)).holds(KNOWN)
    assert not Condition((did, hid)).holds(KNOWN)
    assert Condition((did, hid)).names == ("kind", "kind")
