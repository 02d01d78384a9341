"""What is met after the gate: which notices in which order, and where each route begins."""

from itertools import product

import pytest

from tests.unit.journal.driver import STOP_HERE, Person

ORDER = ("at_risk", "seven_days", "afraid", "reader", "law", "no_contact", "ongoing")
"""At risk comes before everything, then what is tied to time."""
SETS = [
    [mark for mark, on in zip(ORDER, chosen, strict=True) if on]
    for chosen in product((False, True), repeat=7)
]
ANSWERS: dict[str, dict[str, object]] = {
    "ordinary": {"gate.own": "yes", "gate.other": "yes"},
    "support": {"gate.own": "pressed", "gate.other": "yes"},
    "harm": {"gate.own": "yes", "gate.other": "said_no"},
    "careful": {"gate.own": "yes", "gate.other": "circling"},
    "both": {"gate.own": "asleep", "gate.other": "depended"},
    "minors": {"gate.own": "yes", "gate.other": "underage", "gate.other_near": "no"},
}
FIRST = {
    "support": ["route-support.first", "route-support.people"],
    "harm": ["route-harm.first", "route-harm.now", "route-harm.who", "route-harm.here"],
    "careful": [
        "route-careful.first", "route-careful.now", "route-careful.who", "route-careful.here",
    ],
    "both": [
        "route-both.first", "route-both.now", "route-both.you", "route-both.who", "route-both.here",
    ],
    "minors": [
        "route-minors.other_minor", "route-minors.no_details", "route-minors.other_minor_who",
    ],
}  # fmt: skip
"""What is read first, up to the question about self-harm where the route asks it."""
ASKED = {"support", "harm", "careful", "both"}
FEARED = {"ordinary", "harm", "careful", "both"}
"""Where it is said that the fear, or the danger, may come from the person."""


def after_the_gate(person: Person) -> list[str]:
    person.guide.start("begin")
    person.walks("gate.marks")
    person.met.clear()
    person.walks()
    return person.met[1:]


def notices(route: str, marks: list[str]) -> list[str]:
    read = []
    for mark in marks:
        only = "_only" if mark == "at_risk" and route not in FEARED else ""
        read.append(f"notices.{mark}{only}")
        if mark == "afraid" and route in FEARED:
            read.append("notices.afraid_of_you")
    return read


def expected(route: str, marks: list[str]) -> list[str]:
    met = notices(route, marks)
    if route == "ordinary":
        met += ["safety.thoughts"] if "law" in marks else []
        return [*met, "values.sort" if "reader" in marks else "name.kind"]
    asked = ["safety.thoughts"] if route in ASKED or "law" in marks else []
    if route == "minors":
        return [*met, *asked, *FIRST[route], "route-minors.menu"]
    return [*met, *FIRST[route], *asked, f"route-{route}.menu"]


@pytest.mark.parametrize("route", list(ANSWERS))
def test_what_is_met_under_every_set_of_marks(route: str) -> None:
    stops: dict[str, object] = dict.fromkeys(["name.kind", "values.sort"], STOP_HERE)
    stops[f"route-{route}.menu"] = STOP_HERE
    for marks in SETS:
        person = Person(ANSWERS[route] | stops | {"gate.marks": marks})
        assert after_the_gate(person) == expected(route, marks), marks
        assert person.regret.route == route
        assert person.guide.under_age is False


SHADED = [
    ("unsure", "yes", ["route-support.unsure", "route-support.first", "route-support.people"]),
    ("silent", "yes", ["route-support.unsure", "route-support.first", "route-support.people"]),
    ("partly", "yes", ["route-support.split", "route-support.first", "route-support.people"]),
    ("unable", "yes", ["notices.unable"]),
    ("unable", "said_no", [*FIRST["harm"][:3], "route-harm.unable", "route-harm.here"]),
    ("unable", "silent", [*FIRST["careful"][:3], "route-careful.unable", "route-careful.here"]),
    ("unsure", "said_no", [*FIRST["both"][:3], "route-both.unsure", *FIRST["both"][3:]]),
    ("pressed", "circling", FIRST["both"]),
    ("alone", "", []),
]


@pytest.mark.parametrize(("own", "other", "read"), SHADED)
def test_the_shades_choose_the_words(own: str, other: str, read: list[str]) -> None:
    person = Person({"gate.own": own, "gate.other": other, "gate.marks": ["law"]})
    met = after_the_gate(person)
    where = met.index("safety.thoughts")
    assert [name for name in met[:where] if name != "notices.law"] == read


@pytest.mark.parametrize(
    ("answers", "read"),
    [
        ({"own": "underage", "adult": "yes", "near": "yes", "other": "yes"}, ["near"]),
        ({"own": "underage", "adult": "yes", "near": "no", "other": "yes"}, ["childhood"]),
        ({"own": "underage", "adult": "yes", "near": "no", "other": "said_no"}, ["someone"]),
        ({"own": "underage", "adult": "yes", "near": "unsure", "other": "yes"}, ["someone"]),
        ({"own": "yes", "other": "underage", "adult2": "yes", "other_near": "yes"}, ["near"]),
        ({"own": "yes", "other": "underage", "adult2": "yes", "other_near": "no"}, ["other_minor"]),
        (
            {"own": "underage", "adult": "yes", "near": "yes", "other": "underage",
             "other_near": "unsure"},
            ["other_minor"],
        ),
    ],
)  # fmt: skip
def test_someone_was_under_age(answers: dict[str, object], read: list[str]) -> None:
    person = Person({f"gate.{key}": value for key, value in answers.items()})
    met = [name.removeprefix("route-minors.") for name in after_the_gate(person)]
    assert met[: met.index("menu")] == [*read, "no_details", f"{read[0]}_who"]


@pytest.mark.parametrize(
    "answers",
    [
        {"gate.own": "underage", "gate.adult": "no"},
        {"gate.own": "yes", "gate.other": "underage", "gate.adult2": "no"},
    ],
)
def test_under_eighteen_now_nothing_is_left_of_it(answers: dict[str, object]) -> None:
    person = Person(answers | {"begin.title": "the secret lake"})
    person.guide.start("begin")
    person.walks()
    assert person.met[-2:] == ["first.under18", "home"]
    assert not [name for name in person.met if name.startswith(("notices", "route", "safety"))]
    assert person.guide.under_age
    assert not person.session.offers_keeping
    assert not person.session.has_words
    assert all(not table for table in person.session.journal.store.tables().values())


def test_under_eighteen_with_much_before_it_can_still_be_forgotten() -> None:
    person = Person({"gate.own": "yes"})
    person.guide.start("begin")
    person.walks()
    person.clock.moves(days=15)
    person.starts("gate", gate__own="underage", gate__adult="no")
    assert "first.under18" in person.met
    assert not person.regrets
    assert not person.session.journal.sittings()
    assert not person.session.journal.kept()


def test_the_gate_without_marks_leads_on_at_once() -> None:
    person = Person({"name.kind": STOP_HERE, "gate.own": "alone"})
    person.guide.start("begin")
    person.walks()
    assert person.met == ["begin.hard", "begin.title", "gate.own", "gate.marks", "name.kind"]
