"""The gate's two questions: which route, and which words fit. Written out from the curriculum."""

from itertools import product

import pytest

from regret_tui.domain.gate import Mark, Passage, Route, pass_gate

OTHERS = [
    "yes",
    "said_no",
    "asleep",
    "depended",
    "unknowing",
    "underage",
    "circling",
    "unsure",
    "silent",
]
LETTERS = {
    "O": "ordinary",
    "S": "support",
    "H": "harm",
    "C": "careful",
    "B": "both",
    "M": "minors",
}
GRID = {
    #           yes said_no asleep depended unknowing underage circling unsure silent
    "yes": "     O   H       H      H        H         M        C        C      C",
    "pressed": " S   B       B      B        B         M        B        B      B",
    "asleep": "  S   B       B      B        B         M        B        B      B",
    "underage": "M   M       M      M        M         M        M        M      M",
    "unable": "  O   H       H      H        H         M        C        C      C",
    "partly": "  S   B       B      B        B         M        B        B      B",
    "unsure": "  S   B       B      B        B         M        B        B      B",
    "silent": "  S   B       B      B        B         M        B        B      B",
    "alone": "   O   O       O      O        O         O        O        O      O",
}
"""Nobody else was part of it: the second question falls away, whatever it would have said."""

ROUTES = [
    (own, other, LETTERS[letter])
    for own, row in GRID.items()
    for other, letter in zip(OTHERS, row.split(), strict=True)
]


def shades(passage: Passage) -> set[str]:
    return {str(shade) for shade in passage.shades}


@pytest.mark.parametrize(("own", "other", "route"), ROUTES)
def test_the_route(own: str, other: str, route: str) -> None:
    assert pass_gate({"own": own, "other": other}).route == route


def test_the_table_names_every_answer() -> None:
    assert len(ROUTES) == 81


@pytest.mark.parametrize(
    ("answers", "route"),
    [
        ({}, "both"),
        ({"own": "yes"}, "careful"),
        ({"own": "pressed"}, "both"),
        ({"own": "alone"}, "ordinary"),
        ({"other": "yes"}, "support"),
        ({"other": "said_no"}, "both"),
    ],
)
def test_what_was_left_counts_as_not_said(answers: dict[str, object], route: str) -> None:
    assert pass_gate(answers).route == route


OWN_SHADES = {"unsure": {"unsure"}, "silent": {"unsure"}, "unable": {"unable"}, "partly": {"split"}}


@pytest.mark.parametrize(("own", "other", "route"), [row for row in ROUTES if row[2] != "minors"])
def test_the_shades_of_adults(own: str, other: str, route: str) -> None:
    expected = OWN_SHADES.get(own, set())
    if route == "both" and other in ("circling", "unsure", "silent"):
        expected = expected | {"unsure_theirs"}
    assert shades(pass_gate({"own": own, "other": other})) == expected


UNDER_AGE_SELF = [
    # near that age, the other's choice, what is shown
    ("yes", "yes", {"near"}),
    ("yes", "said_no", {"near"}),
    ("yes", "circling", {"near"}),
    ("no", "yes", {"childhood"}),
    ("no", "said_no", set()),
    ("no", "depended", set()),
    ("no", "circling", set()),
    ("no", "silent", set()),
    ("unsure", "yes", set()),
    ("unsure", "said_no", set()),
    (None, "yes", set()),
]


@pytest.mark.parametrize(("near", "other", "expected"), UNDER_AGE_SELF)
def test_the_person_was_under_age(near: str | None, other: str, expected: set[str]) -> None:
    answers = {"own": "underage", "adult": "yes", "other": other}
    found = pass_gate(answers | ({"near": near} if near else {}))
    assert found.route == "minors"
    assert shades(found) == expected


UNDER_AGE_OTHER = [
    # was everyone near that age, as asked of oneself and of the other, what is shown
    (None, "yes", {"near"}),
    (None, "no", {"other_minor"}),
    (None, "unsure", {"other_minor"}),
    (None, None, {"other_minor"}),
    ("yes", "yes", {"near"}),
    ("yes", "no", {"other_minor"}),
    ("yes", "unsure", {"other_minor"}),
    ("yes", None, {"other_minor"}),
    ("no", "yes", {"near"}),
    ("no", "no", {"other_minor"}),
    ("unsure", "yes", {"near"}),
    ("unsure", None, {"other_minor"}),
]


@pytest.mark.parametrize(
    ("own", "near", "other_near", "expected"),
    [
        (own, *row)
        for own, row in product(GRID, UNDER_AGE_OTHER)
        if own != "alone" and (row[0] is None or own == "underage")
    ],
)
def test_someone_was_under_age(
    own: str, near: str | None, other_near: str | None, expected: set[str]
) -> None:
    answers: dict[str, object] = {"own": own, "other": "underage"}
    answers |= {"near": near} if near else {}
    answers |= {"other_near": other_near} if other_near else {}
    found = pass_gate(answers)
    assert found.route == "minors"
    assert shades(found) == expected | OWN_SHADES.get(own, set())


@pytest.mark.parametrize("asked", ["adult", "adult2"])
@pytest.mark.parametrize("own", ["underage", "yes", "pressed"])
def test_under_eighteen_now(own: str, asked: str) -> None:
    answers = {"own": own, "other": "underage"}
    assert "under_18" in shades(pass_gate(answers | {asked: "no"}))
    assert "under_18" not in shades(pass_gate(answers | {asked: "yes"}))
    assert "under_18" not in shades(pass_gate(answers))


def test_a_child_that_someone_harmed_is_told_so_only_where_the_other_was_free() -> None:
    for other in OTHERS:
        found = pass_gate({"own": "underage", "adult": "yes", "near": "no", "other": other})
        assert ("childhood" in shades(found)) is (other == "yes")


def test_every_set_of_marks_is_carried_over() -> None:
    names = ["seven_days", "ongoing", "afraid", "reader", "law", "no_contact", "at_risk"]
    for chosen in product((False, True), repeat=7):
        marks = [name for name, on in zip(names, chosen, strict=True) if on]
        found = pass_gate({"own": "yes", "other": "yes", "marks": marks})
        assert found.marks == {Mark(mark) for mark in marks}
        assert found.route is Route.ORDINARY


def test_a_mark_that_nobody_knows_is_left_out() -> None:
    assert pass_gate({"own": "yes", "other": "yes", "marks": ["law", "?"]}).marks == {Mark.LAW}
    assert pass_gate({"own": "yes", "other": "yes", "marks": "law"}).marks == set()


@pytest.mark.parametrize("said", ["?", "", 5, None, ["yes"], {"own": "yes"}])
def test_an_answer_that_nobody_knows_counts_as_not_said(said: object) -> None:
    assert pass_gate({"own": said, "other": "yes"}) == pass_gate({"own": "silent", "other": "yes"})
    assert pass_gate({"own": "yes", "other": said}) == pass_gate({"own": "yes", "other": "silent"})
    assert pass_gate({"own": "alone", "other": said}).route is Route.ORDINARY
    assert pass_gate({"own": "yes", "other": "yes", "marks": [said, "law"]}).marks == {Mark.LAW}
