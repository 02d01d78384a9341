"""Whatever a person does, the step machine stands, and nothing that was said is lost."""

from typing import Any

import msgspec
from hypothesis import example, given, settings
from hypothesis import strategies as st

from regret_tui.domain.answers import AnswerRefused
from regret_tui.domain.distress import is_high
from regret_tui.domain.sitting import Sitting
from tests.unit.domain.walks import SOME, WHOLE, walk

RATINGS = st.sampled_from([0, 3, 5, 6, 7, 8, 9, 10, "numb"])
MOVES = st.lists(
    st.one_of(
        st.just(("fits", None)),
        st.just(("fits", None)),
        st.just(("fits", None)),
        st.tuples(st.just("says"), RATINGS | st.sampled_from(["did", "hid", "away", "", None])),
        st.sampled_from([("skip", None), ("back", None), ("leave", None), ("enough", None)]),
        st.just(("resume", None)),
    ),
    max_size=40,
)


def said(sitting: Sitting) -> dict[str, Any]:
    return {key: item.value for key, item in sitting.answers.items() if item.value is not None}


@given(MOVES)
@example([("says", 8), ("back", None), ("skip", None)])
@settings(max_examples=200, deadline=None)
def test_any_moves(moves: list[tuple[str, Any]]) -> None:
    here = walk()
    for move, value in moves:
        before, at = said(here.sitting), here.sitting.step
        try:
            match move:
                case "fits":
                    name = at.partition("@")[0].removesuffix(".again")
                    here.answer(SOME.get(name, 3))
                case "says":
                    here.answer(value)
                case "skip":
                    here.skip()
                case "back":
                    here.back()
                case "leave":
                    here.aside("leave")
                case "enough":
                    here.enough()
                case "resume":
                    stored = msgspec.json.encode(here.sitting)
                    here = walk(sitting=msgspec.json.decode(stored, type=Sitting))
        except AnswerRefused:
            assert said(here.sitting) == before
        now = said(here.sitting)
        assert all(now[key] == item for key, item in before.items() if key != at)
        assert set(before) <= set(now)
        _stands(here.sitting)
    # It can always be brought to an end.
    for _ in range(60):
        if here.sitting.is_over:
            break
        here.answer(SOME[here.sitting.step.partition("@")[0].removesuffix(".again")])
    assert here.sitting.is_over


def _stands(sitting: Sitting) -> None:
    assert sitting.is_over == (sitting.step == "")
    assert sitting.is_over == bool(sitting.ended)
    if sitting.is_over:
        return
    name, _, home = sitting.step.partition("@")
    assert WHOLE.step(name.removesuffix(".again")) or home
    # Nobody is at the memory whose rating, or second rating, stands high.
    first, second = sitting.value("before"), sitting.value("before.again")
    decides = first if second is None else second
    if name not in ("before", "before.again", "rest", "leave") and isinstance(decides, int | str):
        assert not is_high(decides)
