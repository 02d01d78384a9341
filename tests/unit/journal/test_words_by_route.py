"""Words that may not appear: everything a person can meet on a route, against what is banned."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from regret_tui.domain.condition import Condition
from regret_tui.domain.exercise import Exercise, Kind, Step
from regret_tui.domain.gate import Passage, pass_gate
from regret_tui.domain.openness import Facts, opening
from tests.unit.journal.driver import ours

ABSOLVING = (
    "not yours to", "not your fault", "not to blame", "you are forgiven", "blameless", "innocent",
    "forgive", "make peace with yourself over", "carry as your own", "find a way back from",
    "be gentle with yourself", "everyone makes mistakes", "let yourself off",
)  # fmt: skip
"""Sentences that take it off someone."""
OWNING = (
    "what you did", "you did is", "your share", "your part", "responsib", "was yours", "own up",
    "answer for", "your fault", "blame", "you crossed", "make amends", "apolog", "regret is",
)  # fmt: skip
IMPACT = ("the other person's side", "what they lost", "hurt someone", "the harm you", "impact")
EXCUSING = (
    "an excuse",
    "to excuse",
    "at least",
    "not so bad",
    "no big deal",
    "explain an act away",
)
HARMING = (
    "you did", "harm", "at risk from you", "do not go to them", "respect, for", "specialist",
    "stopping is", "begin stopping", "not have been free", "said no", "did not know", "act away",
    "make it smaller", "worry about something", "stop it now", "get away from them first",
)  # fmt: skip
NAMES = (
    "ordinary route", "support route", "harm route", "careful route", "both route", "minors route",
    "the route", "your route", "this route", "perpetrator", "offender", "abuser", "victim",
    "survivor", "rapist", "assault", "crime", "guilty",
)  # fmt: skip
"""How the program calls a route, and what it never calls a person."""

ALLOWED = {
    # The support route says what its pages do not ask, in the reason one key away.
    (
        "support",
        "owning",
        "the others ask you to answer for it, and that is not the place to start",
    ),
    # Value cards and the values exercise are the person's own ground on every route.
    ("support", "owning", "answering for what i do"),
    ("support", "owning", "responsibility"),
    # In the support plan, lines are called by their names.
}


NOT_MET = {
    "support": ("afraid_of_you", "at_risk", "unable"),
    "minors": ("afraid_of_you", "at_risk"),
    "harm": ("unable",),
    "careful": ("unable",),
    "both": ("unable",),
}
"""Notices that are not given there; `test_after_gate` holds that they are not."""


def gate(own: str, other: str = "yes", **more: str) -> Passage:
    return pass_gate({"own": own, "other": other, **more})


OTHER_MINOR = gate("yes", "underage", adult2="yes", other_near="no")
NEAR = gate("yes", "underage", adult2="yes", other_near="yes")
CHILDHOOD = gate("underage", "yes", adult="yes", near="no")
SOMEONE = gate("underage", "silent", adult="yes", near="unsure")
PASSAGES: dict[str, list[Passage]] = {
    "support": [gate(own) for own in ("pressed", "asleep", "partly", "unsure", "silent")],
    "harm": [gate(own, other) for own in ("yes", "unable")
             for other in ("said_no", "asleep", "depended", "unknowing")],
    "careful": [gate(own, other) for own in ("yes", "unable")
                for other in ("circling", "unsure", "silent")],
    "both": [gate(own, other) for own in ("pressed", "partly", "unsure", "silent")
             for other in ("said_no", "circling", "silent")],
    "other_minor": [OTHER_MINOR, gate("unable", "underage"), gate("partly", "underage")],
    "near": [NEAR, gate("underage", "yes", adult="yes", near="yes"),
             gate("underage", "said_no", adult="yes", near="yes")],
    "childhood": [CHILDHOOD],
    "someone": [SOMEONE],
}  # fmt: skip


def of_step(step: Step) -> Iterator[str]:
    yield from (step.question, step.guidance, step.why, step.hint, *step.lines)
    for option in step.options:
        yield option.text
    for part in step.fields:
        yield part.question
        yield from (option.text for option in part.options)
    for variant in step.variants:
        yield from (variant.question, variant.guidance, variant.why, variant.hint)


def shown(condition: Condition, facts: dict[str, object]) -> bool:
    """Return whether a step can be met, as far as the shades, marks and route decide."""
    return all(test.holds(facts) for test in condition.tests if test.name in facts)


def of_exercise(exercise: Exercise, facts: dict[str, object]) -> Iterator[str]:
    yield from (exercise.title, exercise.about, exercise.closing)
    for step in (*exercise.steps, *exercise.asides):
        if not shown(step.when, facts):
            continue
        worded = [item for item in step.variants if "shades" in item.when.names]
        chosen = next((item for item in worded if item.when.holds(facts)), None)
        if chosen is not None:  # its words take the place of the step's own
            yield from (chosen.question, chosen.guidance or step.guidance, step.why)
            yield from (option.text for option in step.options)
        else:
            yield from (text for text in of_step(step) if not _of_other_shade(text, step))


def _of_other_shade(text: str, step: Step) -> bool:
    return any(
        text and text == item.question for item in step.variants if "shades" in item.when.names
    )


def met_on(passage: Passage) -> set[str]:
    """Return every sentence that a person can meet on a route, under one set of shades."""
    library = ours()
    facts: dict[str, object] = {
        "route": str(passage.route),
        "shades": [str(shade) for shade in passage.shades],
        "marks": [],
    }
    own = f"route-{passage.route}"
    texts: list[str] = []
    for exercise in library.exercises.values():
        screens = (own, "safety")
        if exercise.kind is Kind.SCREEN and exercise.id not in screens:
            continue
        facts_now = Facts(date(2026, 11, 24), passage)
        if opening(exercise, facts_now) == "open":
            texts += of_exercise(exercise, facts)
    for card in library.cards:
        texts += [card.text, card.meaning]
    for name, text in library.phrases["notices"].items():
        if name not in NOT_MET.get(str(passage.route), ()):
            texts.append(text)
    for table in (
        "closed",
        "choice",
        "next",
        "safety",
        "end",
        "support",
        "distress",
        "sitting",
        "do",
    ):
        texts += library.phrases[table].values()
    return {text for text in texts if text}


def sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for sentence in re.split(r"(?<=[.?!:])\s+|\n", text):
            yield sentence.strip().lower()


def banned(route: str, kind: str, words: tuple[str, ...]) -> set[str]:
    found = set()
    for passage in PASSAGES[route]:
        for sentence in sentences(met_on(passage)):
            allowed = any(
                (route, kind, text) in ALLOWED for text in (sentence, sentence.rstrip("."))
            )
            if not allowed and any(re.search(rf"\b{re.escape(word)}", sentence) for word in words):
                found.add(sentence)
    return found


@pytest.mark.parametrize("route", ["harm", "careful", "both", "other_minor"])
def test_nothing_absolves_where_the_other_could_not_choose(route: str) -> None:
    assert banned(route, "absolving", ABSOLVING) == set()


def test_nothing_asks_to_own_where_the_person_could_not_choose() -> None:
    assert banned("support", "owning", OWNING) == set()
    assert banned("support", "impact", IMPACT) == set()
    assert banned("support", "excusing", EXCUSING) == set()


@pytest.mark.parametrize("route", ["near", "childhood", "someone"])
def test_no_words_of_harm_about_the_person_where_all_were_near_that_age(route: str) -> None:
    assert banned(route, "harm", HARMING) == set()


@pytest.mark.parametrize("route", list(PASSAGES))
def test_no_route_is_named_and_nobody_is_called_a_name(route: str) -> None:
    assert banned(route, "names", NAMES) == set()


@pytest.mark.parametrize("route", ["support", "childhood"])
def test_the_sentence_is_said_where_it_belongs(route: str) -> None:
    for passage in PASSAGES[route]:
        texts = " ".join(met_on(passage)).lower()
        assert "what someone else did is not yours to {forgive_for}" in texts


@pytest.mark.parametrize("route", ["harm", "both"])
def test_what_was_marked_is_said_with_dignity(route: str) -> None:
    for passage in PASSAGES[route]:
        texts = " ".join(met_on(passage)).lower()
        assert "call you a name" in texts
        assert "make it smaller" in texts


@pytest.mark.parametrize("route", ["careful", "both"])
def test_what_was_left_open_convicts_nobody(route: str) -> None:
    for passage in PASSAGES[route]:
        unsure = route == "careful" or "unsure_theirs" in passage.shades
        texts = " ".join(met_on(passage)).lower()
        assert ("nothing here can settle that" in texts) is unsure
        assert ("you marked that someone may not have been free" in texts) is not unsure
