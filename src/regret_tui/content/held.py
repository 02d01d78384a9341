"""Screens that carry rules: whatever their words, the rules lean on these parts of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from regret_tui.content.reading import Fault
from regret_tui.domain.exercise import Exercise, Kind, Outcome, Role, Step, StepKind
from regret_tui.domain.gate import Mark, Other, Own, Route
from regret_tui.domain.pace import SAFETY_RESTS
from regret_tui.domain.routes import OPENING_SCREEN

SAFETY: Final = "safety"
_YES_NO: Final = frozenset({"yes", "no"})
_NEAR: Final = _YES_NO | {"unsure"}
_ASKED_FIRST: Final = tuple(
    OPENING_SCREEN[route] for route in (Route.SUPPORT, Route.HARM, Route.CAREFUL, Route.BOTH)
)
"""Opening screens that ask the self-harm question before their menu."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of one exercise.

    Attributes:
        kind: its kind.
        outcome: its outcome.
        kept: whether its answers may be written down; None where both are fine.
        steps: steps that have to be there, with their kind.
        options: for some of them, the ids that their options have to be.
        roles: ratings that have to be there.
    """

    kind: Kind = Kind.SCREEN
    outcome: Outcome = Outcome.NONE
    kept: bool | None = False
    steps: Mapping[str, StepKind] = field(default_factory=dict)
    options: Mapping[str, frozenset[str]] = field(default_factory=dict)
    roles: tuple[Role, ...] = ()


HELD: Final[Mapping[str, Held]] = {
    "begin": Held(
        outcome=Outcome.REGRET,
        kept=None,
        steps={"hard": StepKind.SCALE, "title": StepKind.LINE},
        roles=(Role.BEFORE,),
    ),
    "gate": Held(
        outcome=Outcome.ROUTE,
        steps={
            "own": StepKind.CHOICE,
            "adult": StepKind.CHOICE,
            "near": StepKind.CHOICE,
            "other": StepKind.CHOICE,
            "adult2": StepKind.CHOICE,
            "other_near": StepKind.CHOICE,
            "marks": StepKind.MARKS,
        },
        options={
            "own": frozenset(Own),
            "adult": _YES_NO,
            "near": _NEAR,
            "other": frozenset(Other),
            "adult2": _YES_NO,
            "other_near": _NEAR,
            "marks": frozenset(Mark),
        },
    ),
    SAFETY: Held(
        outcome=Outcome.SAFETY,
        steps={"thoughts": StepKind.CHOICE},
        options={"thoughts": frozenset({"no", "silent", *SAFETY_RESTS})},
    ),
    "arrive": Held(kind=Kind.STEADY, kept=None, roles=(Role.BEFORE, Role.AFTER)),
    **dict.fromkeys(OPENING_SCREEN.values(), Held()),
}
"""By the id of the exercise."""


def held(exercise: Exercise) -> Iterator[Fault]:
    """Yield every fault of an exercise in what the rules lean on."""
    file = f"exercises/{exercise.id}.toml"
    wanted = HELD.get(exercise.id)
    if wanted is None:
        if exercise.outcome is not Outcome.NONE:
            yield Fault(file, "", "outcome", "belongs to screens of the program alone.")
        return
    if exercise.kind is not wanted.kind:
        yield Fault(file, "", "kind", f"has to be `{wanted.kind}` here.")
    if exercise.outcome is not wanted.outcome:
        needed = f"has to be `{wanted.outcome}` here." if wanted.outcome else "has no place here."
        yield Fault(file, "", "outcome", needed)
    if wanted.kept is not None and exercise.kept is not wanted.kept:
        yield Fault(file, "", "kept", "has to be false here: its answers are never written down.")
    for role in wanted.roles:
        if role not in {step.role for step in exercise.steps}:
            yield Fault(file, "", "role", f"a rating with `{role}` has to be here.")
    yield from _steps(file, exercise, wanted)
    if exercise.id in _ASKED_FIRST and not _asks_first(exercise):
        yield Fault(file, "", "detour", f"`{SAFETY}` comes on every way to the first menu here.")


def missing(exercises: Mapping[str, Exercise]) -> Iterator[Fault]:
    """Yield a fault for each screen that the rules lean on and that is not there."""
    for name in sorted(HELD.keys() - exercises.keys()):
        yield Fault(f"exercises/{name}.toml", "", "", "is missing.")


def _steps(file: str, exercise: Exercise, wanted: Held) -> Iterator[Fault]:
    there = {step.id: step for step in exercise.steps}
    for name, kind in wanted.steps.items():
        step = there.get(name)
        if step is None:
            yield Fault(file, name, "step", "has to be here.")
        elif step.kind is not kind:
            yield Fault(file, name, "kind", f"has to be `{kind}` here.")
    for name, ids in wanted.options.items():
        if name in there and ({option.id for option in there[name].options} != ids):
            listed = ", ".join(sorted(ids))
            yield Fault(file, name, "options", f"have to be just these here: {listed}.")


def _asks_first(exercise: Exercise) -> bool:
    """Return whether the question comes before a menu, however the steps before it are answered."""
    for step in exercise.steps:
        if _is_way_out(step):
            return False
        if step.detour == SAFETY and not step.when.tests:
            return True
    return False


def _is_way_out(step: Step) -> bool:
    return bool(step.ends) or any(option.opens for option in step.options)
