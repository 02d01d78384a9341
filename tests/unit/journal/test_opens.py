"""Screens that lead somewhere: menus, people and lines, another exercise in the middle of one."""

import pytest

from regret_tui.domain.sitting import State
from tests.unit.journal.driver import BACK, SKIP, STOP_HERE, Each, Person, named
from tests.unit.journal.test_after_gate import ANSWERS

ROUTES = [name for name in ANSWERS if name != "ordinary"]


@pytest.mark.parametrize("route", ROUTES)
def test_the_menu_is_there_again_after_people(route: str) -> None:
    menu = f"route-{route}.menu"
    person = Person(ANSWERS[route] | {menu: Each("people", "people", "enough")})
    person.guide.start("begin")
    person.walks()
    assert person.met[-6:] == [menu, "people", menu, "people", menu, "home"]


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    ("option", "first"), [("steady", "arrive.before"), ("values", "values.sort")]
)
def test_what_the_menu_opens(route: str, option: str, first: str) -> None:
    menu = f"route-{route}.menu"
    person = Person(ANSWERS[route] | {menu: option})
    person.guide.start("begin")
    person.walks(first)
    assert person.at == first
    person.walks()
    assert person.at == "end"


@pytest.mark.parametrize("route", ROUTES)
def test_what_a_route_closes_is_not_begun(route: str) -> None:
    person = Person(ANSWERS[route] | {f"route-{route}.menu": "enough"})
    person.guide.start("begin")
    person.walks()
    for exercise in ("name", "twovoice", "align"):
        person.opens(exercise)
        assert person.at == "closed.route"
        person.walks(closed__route="later")
        assert person.at == "home"


def test_a_part_written_apart_comes_back_to_the_next_step() -> None:
    person = Person(
        {
            "gate.own": "partly",
            "begin.title": Each("both", "mine"),
            "route-support.apart": "yes",
            "route-support.menu": "enough",
        }
    )
    person.guide.start("begin")
    person.walks()
    at = person.met.index("route-support.apart")
    assert person.met[at:] == ["route-support.apart", "begin.title", "route-support.menu", "home"]
    assert [item.title for item in person.regrets] == ["both", "mine"]
    assert [str(item.route or "") for item in person.regrets] == ["support", ""]
    person.starts("name", route_menu="enough", closed__gate="go", gate__own="yes")
    assert person.regret.route == "ordinary"


def test_values_first_in_the_middle_of_naming() -> None:
    person = Person({"name.kind": "told", "name.told_then": "values"})
    person.guide.start("begin")
    person.walks()
    at = person.met.index("name.told_then")
    assert person.met[at + 1] == "values.sort"
    back = person.met.index("name.told_back")
    assert person.met[back : back + 3] == ["name.told_back", "name.told_mine", "name.seen"]
    assert person.sittings("values")[0].state is State.DONE
    assert person.sittings("name")[0].state is State.DONE


def test_told_wrong_with_values_at_hand_is_asked_whose_rule_it_is() -> None:
    person = Person({"name.kind": STOP_HERE})
    person.guide.start("values")
    person.walks()
    person.guide.start("begin")
    person.walks()
    person.walks("name.seen", name__kind="told")
    assert "name.told_first" not in person.met
    assert "name.told_mine" in person.met


def test_stopping_at_told_wrong_ends_it() -> None:
    person = Person({"name.kind": "told", "name.told_then": "stop"})
    person.guide.start("begin")
    person.walks()
    assert person.met[-2:] == ["name.told_then", "end"]


def test_going_on_at_told_wrong() -> None:
    person = Person({"name.kind": "told", "name.told_then": "here"})
    person.guide.start("begin")
    person.walks()
    at = person.met.index("name.told_then")
    assert person.met[at + 1] == "name.seen"


def test_another_page_comes_first_and_is_offered() -> None:
    person = named()
    person.opens("align")
    assert person.at == "closed.needs"
    assert person.session.library.phrase("closed.needs", {"value": "X"}).endswith("X.")
    person.walks("values.sort")
    person.guide.leave()
    person.opens("align")
    person.walks(closed__needs="later")
    assert person.at == "home"


def test_the_gate_comes_first_and_is_offered() -> None:
    person = Person({"gate.own": STOP_HERE})
    person.guide.start("begin")
    person.walks()
    person.guide.leave()
    person.opens("name")
    assert person.at == "closed.gate"
    person.walks("name.kind", gate__own="yes")
    other = Person()
    other.guide.start("name")
    other.walks("begin.hard")
    assert other.met == ["closed.gate"]


def test_people_from_a_screen_of_words_comes_back_to_it() -> None:
    person = Person({"gate.marks": ["at_risk"], "notices.at_risk": Each("people", "go")})
    person.guide.start("begin")
    person.walks()
    at = person.met.index("notices.at_risk")
    assert person.met[at : at + 4] == ["notices.at_risk", "people", "notices.at_risk", "name.kind"]


def test_backing_out_of_steadying_leaves_nothing_half_done() -> None:
    person = named()
    person.starts("values", values__five=STOP_HERE)
    person.guide.steady()
    assert person.at == "arrive.before"
    assert person.guide.back()
    assert person.at == "values.five"
    assert person.sittings("arrive") == []
    person.guide.steady()
    person.walks("arrive.what")
    person.walks("arrive.before", arrive__what=BACK)
    assert person.guide.back()
    assert person.at == "values.five"
    assert [item.state for item in person.sittings("arrive")] == [State.ENOUGH]


def test_back_at_the_very_first_step_goes_nowhere() -> None:
    person = Person()
    person.guide.start("begin")
    assert not person.guide.back()
    assert person.at == "begin.hard"
    person.guide.leave()
    assert not person.guide.back()


def test_leaving_and_coming_back_finds_the_same_step() -> None:
    person = named()
    person.starts("values", values__ratings=STOP_HERE)
    person.guide.leave()
    assert person.at == "home"
    for regret in ("", person.regret.id):
        person.opens("values", regret)
        assert person.at == "values.ratings"
        person.guide.leave()
    assert len(person.sittings("values")) == 1


def test_the_end_offers_what_comes_next() -> None:
    person = Person()
    person.guide.start("begin")
    person.walks()
    now = person.guide.now
    assert person.at == "end"
    assert getattr(now, "suggestion").exercise == "values"  # noqa: B009
    assert getattr(now, "line") == "words at sentence"  # noqa: B009


def test_the_end_without_any_regret_offers_nothing_that_needs_one() -> None:
    person = Person()
    person.starts("arrive")
    now = person.guide.now
    assert getattr(now, "suggestion").exercise == ""  # noqa: B009


def test_people_at_the_end_of_steadying_leaves_one_sitting() -> None:
    person = Person({"arrive.then": "people"})
    person.starts("arrive")
    assert person.met[-3:] == ["arrive.then", "people", "end"]
    assert len(person.sittings("arrive")) == 1


def test_skipping_the_words_before_it_does_not_leave_the_question_out() -> None:
    person = Person(ANSWERS["harm"] | {"route-harm.here": SKIP})
    person.guide.start("begin")
    person.walks()
    at = person.met.index("route-harm.here")
    assert person.met[at + 1] == "safety.thoughts"


def test_an_exercise_that_does_not_exist() -> None:
    person = Person()
    with pytest.raises(KeyError):
        person.guide.start("nothing")
    assert person.at == "home"


def test_starting_what_is_under_way_goes_on_with_it() -> None:
    person = Person({"support.region": STOP_HERE})
    person.starts("support")
    person.opens("support")
    assert person.at == "support.region"
    person.walks(support__region="uk")
    assert person.met.count("end") == 1
    assert len(person.sittings("support")) == 1
    assert person.sittings("support")[0].value("people") == ["one", "two"]
