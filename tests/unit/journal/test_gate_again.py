"""Asking the gate again: at once towards what is closed, after 14 days towards what is open."""

import pytest

from regret_tui.journal.now import Tell
from tests.unit.journal.driver import STOP_HERE, Person
from tests.unit.journal.test_after_gate import ANSWERS

STOPS: dict[str, object] = {f"route-{route}.menu": "enough" for route in ANSWERS}


def said(person: Person) -> str:
    now = person.guide.now
    assert isinstance(now, Tell)
    return person.session.library.phrase(now.name, {**person.guide.words, **now.words})


def passed(route: str, **more: object) -> Person:
    """Return a person who has passed the gate just now, and gone home."""
    person = Person({**ANSWERS[route], **STOPS, **more})
    person.guide.start("begin")
    person.walks()
    person.guide.leave()
    person.met.clear()
    return person


def asked_again(person: Person, route: str, marks: list[str] | None = None) -> None:
    """Ask the gate again, with the answers that lead to a route, and stop at what follows."""
    person.script |= {**ANSWERS[route], "gate.marks": marks or [], "gate.stands": STOP_HERE}
    person.script["gate.settled"] = "go"
    person.opens("gate")
    if person.at == "gate.stands_careful":
        person.walks("gate.own", **{"gate__stands_careful": "go"})
    person.walks("gate.marks")
    person.guide.answer(marks or [])


@pytest.mark.parametrize("route", [name for name in ANSWERS if name != "ordinary"])
def test_towards_a_closed_route_it_is_taken_at_once(route: str) -> None:
    person = passed("ordinary")
    person.clock.moves(hours=1)
    asked_again(person, route)
    assert person.regret.route == route
    assert person.at.startswith(f"route-{route}.")
    person.guide.leave()
    person.opens("name")
    assert person.at == "closed.route"


@pytest.mark.parametrize("route", ["support", "harm", "both", "minors"])
@pytest.mark.parametrize(("days", "taken"), [(0, False), (13, False), (14, True)])
def test_towards_an_open_route_it_is_taken_after_fourteen_days(
    route: str, days: int, taken: bool
) -> None:
    person = passed(route)
    person.clock.moves(days=days)
    asked_again(person, "ordinary")
    assert (person.regret.route == "ordinary") is taken
    assert (person.at == "gate.stands") is not taken
    if taken:
        return
    assert "Tuesday 24 November" in said(person)
    assert "scruples" not in said(person)
    assert person.regret.gated == "2026-11-24"
    person.walks("home", gate__stands="later")
    person.opens("name")
    assert person.at == "closed.route"


def test_what_opens_a_page_that_the_answers_closed_waits_too() -> None:
    person = passed("harm")
    asked_again(person, "support")
    assert (person.regret.route, person.at) == ("harm", "gate.stands")
    person = passed("ordinary", **{"gate.marks": ["reader"]})
    asked_again(person, "ordinary")
    assert (person.regret.marks, person.at) == (["reader"], "gate.stands")


def test_answers_that_open_no_more_can_be_given_as_often_as_wanted() -> None:
    person = passed("ordinary")
    for hours, marks in enumerate((["law"], ["law", "no_contact"], [])):
        person.clock.moves(days=1, hours=hours)
        asked_again(person, "ordinary", marks)
        assert person.regret.marks == sorted(marks)
        assert person.regret.gated == "2026-11-24"
        person.guide.leave()


def test_what_was_closed_on_the_way_stands_fourteen_days_of_its_own() -> None:
    person = passed("ordinary")
    person.clock.moves(days=13)
    asked_again(person, "ordinary", ["reader"])
    assert person.regret.gated == "2026-12-07"
    person.guide.leave()
    person.clock.moves(days=1)
    asked_again(person, "ordinary")
    assert (person.regret.marks, person.at) == (["reader"], "gate.stands")


def test_that_someone_is_unsafe_is_taken_even_where_the_rest_waits() -> None:
    person = passed("support")
    asked_again(person, "ordinary", ["at_risk", "law"])
    assert person.at == "notices.at_risk_only"
    assert (person.regret.route, person.regret.marks) == ("support", ["at_risk"])
    person.walks("gate.stands")
    person.walks("gate.own", gate__stands="unsafe")


def test_the_gate_is_asked_at_once_where_someone_is_unsafe_now() -> None:
    person = passed("ordinary")
    asked_again(person, "ordinary", ["at_risk"])
    assert person.at == "notices.at_risk"
    person.guide.leave()
    person.opens("gate")
    assert person.at == "gate.own"


# -- where nothing can settle it ------------------------------------------------------------------


def test_checking_is_met_before_it_where_nothing_can_settle_it() -> None:
    person = passed("careful")
    person.opens("gate")
    assert person.at == "gate.stands_careful"
    assert "scruples" in said(person)
    assert "{" not in said(person)
    person.walks("home", gate__stands_careful="later")
    person.opens("gate")
    person.walks("gate.own", gate__stands_careful="go")


def test_what_cannot_be_known_is_looked_at_once_more_and_then_no_more() -> None:
    person = passed("careful")
    person.clock.moves(days=14)
    person.starts("gate")
    assert person.met[0] == "gate.own"
    person.clock.moves(days=90)
    person.opens("gate")
    assert person.at == "gate.settled"
    assert "{" not in said(person)
    person.walks("gate.own", gate__settled="unsafe")


def test_checking_within_the_days_does_not_use_up_the_one_look_that_is_left() -> None:
    person = passed("careful")
    for _ in range(3):
        person.clock.moves(days=1)
        asked_again(person, "careful")
        person.guide.leave()
    assert not person.regret.is_settled
    assert person.regret.gated == "2026-11-24"


def test_what_became_clear_is_not_settled_for_good() -> None:
    person = passed("careful")
    person.clock.moves(days=14)
    asked_again(person, "harm")
    assert person.regret.route == "harm"
    person.guide.leave()
    person.clock.moves(days=14)
    person.opens("gate")
    assert person.at == "gate.own"
