"""Whatever a person presses, the guide shows something, loses nothing, and lets them home."""

from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from regret_tui.domain.answers import AnswerRefused
from regret_tui.domain.exercise import Kind, StepKind
from regret_tui.journal.now import Act, Ask, End, Home, People, Tell
from tests.unit.journal.driver import Person, fitting, ours

PLACES = ["begin", "gate", "name", "values", "twovoice", "align", "arrive", "support", "safety"]
MOVES = st.lists(
    st.one_of(
        *[st.just(("fits", 0))] * 6,
        st.tuples(st.just("option"), st.integers(0, 8)),
        st.tuples(st.just("option"), st.integers(0, 8)),
        st.tuples(st.just("choose"), st.sampled_from(list(Act))),
        st.tuples(st.just("start"), st.sampled_from(PLACES)),
        st.tuples(st.just("wait"), st.sampled_from([1, 30, 60 * 24, 60 * 24 * 8])),
        st.tuples(
            st.sampled_from(["skip", "back", "enough", "steady", "stop", "leave"]), st.just(0)
        ),
    ),
    min_size=20,
    max_size=120,
)


def said(person: Person) -> dict[tuple[str, str], Any]:
    return {
        (sitting.id, key): answer.value
        for sitting in person.session.journal.sittings()
        for key, answer in sitting.answers.items()
        if answer.value is not None
    }


def moves(person: Person, move: str, value: Any) -> None:
    guide = person.guide
    walk = guide.walk
    match move:
        case "fits" if isinstance(guide.now, Ask) and walk and walk.step:
            guide.answer(fitting(walk.step, walk))
        case "fits":
            guide.choose(Act.GO)
        case "option" if isinstance(guide.now, Ask) and walk and walk.step:
            options = [item.id for item in walk.step.options]
            if walk.step.kind is StepKind.SCALE and walk.step.role:
                guide.answer([*range(2, 11), "numb"][value])
            elif walk.step.kind is StepKind.MARKS:
                guide.answer(options[value : value + 2])
            else:
                guide.answer(options[value % len(options)] if options else "words")
        case "choose":
            guide.choose(value)
        case "start":
            guide.start(value, person.regret.id if person.regrets else "")
        case "wait":
            person.clock.moves(minutes=value)
        case "skip" | "back" | "enough" | "steady" | "stop" | "leave":
            getattr(guide, move)()


@given(MOVES)
@settings(max_examples=60, deadline=None)
def test_any_moves(made: list[tuple[str, Any]]) -> None:
    person = Person()
    person.guide.start("begin")
    before: dict[tuple[str, str], Any] = {}
    for move, value in made:
        at = person.guide.walk.sitting if person.guide.walk else None
        here = (at.id, at.step) if at else ("", "")
        with suppress(AnswerRefused):
            moves(person, move, value)
        now = said(person)
        if not person.guide.under_age:
            lost = {key for key in before if key not in now}
            assert not lost
            assert {key for key in before if now[key] != before[key]} <= {here, _second(here, now)}
        before = now
        _stands(person)
    person.guide.leave()
    assert isinstance(person.guide.now, Home)


def _second(here: tuple[str, str], now: dict[tuple[str, str], Any]) -> tuple[str, str]:
    """Return the one place that another answer may change: a second rating, after steadying."""
    return next((key for key in now if key[1].endswith(".again") and "@" not in key[1]), here)


def _stands(person: Person) -> None:
    now = person.guide.now
    library = ours()
    match now:
        case Ask(walk):
            assert walk.step is not None
            rests = person.session.journal.store.profile.rests_until
            if walk.exercise.kind is Kind.MEMORY and rests:
                assert person.session.journal.today.isoformat() >= rests
        case Tell(name, acts, words):
            assert acts
            assert "{" not in library.phrase(name, {**person.guide.words, **words})
        case End(_, _, suggestion):
            assert not suggestion.exercise or suggestion.exercise in library.exercises
        case People() | Home():
            pass
