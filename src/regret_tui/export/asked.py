"""What a sitting asked and what was answered: only the steps that its answers lead to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from regret_tui.domain.exercise import Exercise, Role, Step, StepKind, Value
from regret_tui.domain.place import STEADIED, Place
from regret_tui.domain.sitting import Sitting
from regret_tui.export.dates import order
from regret_tui.export.source import Source

_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")
_FILLED: Final = frozenset(
    {"forgive", "forgive_for", "forgiving", "forgiveness", "emergency", "line"}
)
_NEUTRAL: Final = {"my_people": "someone", "value": "that value"}
"""Stands where a person's own words would, which nobody marked for this place."""

_LINES: Final = (StepKind.LINE,)
_LISTS: Final = (StepKind.PICK, StepKind.LIST)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its answer.

    Attributes:
        step: the step, or the aside.
        key: the answer's place in the sitting.
        question: as it was worded, as far as the wording depends on answers. Wording that
            depends on a route or on marks is not followed, since it would show them.
        value: the answer.
    """

    step: Step
    key: str
    question: str
    value: Value


def asked(source: Source, sitting: Sitting, exercise: Exercise) -> tuple[Asked, ...]:
    """Return the questions of a sitting that are on its path and were answered, in order."""
    known = _known(source, sitting)
    facts = _facts(source, sitting)
    place = Place(exercise, sitting, known=known | facts, asides=source.asides)
    worded_by = known | {key: item.value for key, item in sitting.answers.items()}
    asides = {**source.asides, **{step.id: step for step in exercise.asides}}
    found = []
    for step in place.path:
        places = [(step, step.id), (step, step.id + STEADIED)]
        called = _asides(sitting, step, asides)
        places = [*places, *called] if step.role else [*called, *places]
        for own, key in places:
            value = sitting.value(key)
            if value is not None and own.kind not in (StepKind.SAY, StepKind.PRACTICE):
                plain = asides.get(own.id) or exercise.step(own.id) or own
                found.append(Asked(own, key, _question(source, plain, worded_by), value))
    return tuple(found)


def summary_of(answers: tuple[Asked, ...], exercise: Exercise) -> Asked | None:
    """Return the one kept line that stands for a sitting, or None.

    It is the last line that its exercise keeps (the pinned sentence, the agreed line, the step);
    where it keeps none, the first choice or list (the five values). If just that one was left
    open, nothing stands for it.
    """
    kept = [step for step in exercise.steps if step.keep]
    lines = [step for step in kept if step.kind in _LINES][-1:]
    stands = lines or [step for step in kept if step.kind in _LISTS][:1]
    return next((item for item in answers if stands and item.key == stands[0].id), None)


def ratings(answers: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """Return the distress ratings among the answers, in order."""
    return tuple(item for item in answers if item.step.role is not None)


def rated(answers: tuple[Asked, ...], role: Role) -> list[Asked]:
    """Return the ratings of one role: two before where it was asked again after steadying."""
    return [item for item in answers if item.step.role is role]


def _asides(sitting: Sitting, step: Step, asides: Mapping[str, Step]) -> list[tuple[Step, str]]:
    """Return the asides that were asked at a step, with the keys of their answers.

    A rating calls for them, and they stand after it; elsewhere they came before the step itself.
    """
    found = []
    for key in sitting.answers:
        name, at, home = key.partition("@")
        if at and name in asides and home.removesuffix(STEADIED) == step.id:
            found.append((asides[name], key))
    return found


def _question(source: Source, step: Step, known: Mapping[str, object]) -> str:
    question = step.question
    for variant in step.variants:
        if variant.when.holds(known):
            question = variant.question or question
            break
    words = _NEUTRAL | {name: text for name, text in source.words.items() if name in _FILLED}
    return _PLACEHOLDER.sub(lambda match: words.get(match[1], match[0]), question)


def _known(source: Source, sitting: Sitting) -> dict[str, object]:
    """Return what was known when the sitting ended, its own answers aside."""
    ended = order(sitting.ended) if sitting.ended else source.now
    mine = ("", sitting.regret)
    known: dict[str, object] = {"again": "no"}
    for other in sorted(source.sittings, key=lambda item: order(item.started)):
        began = order(other.started)
        if other.id == sitting.id or other.regret not in mine or began > ended:
            continue
        if other.exercise == sitting.exercise and began < order(sitting.started) and other.is_over:
            known["again"] = "yes"
        for key, answer in other.answers.items():
            if answer.value is not None:
                known[f"{other.exercise}.{key}"] = answer.value
    for item in sorted(source.kept, key=lambda item: order(item.at)):
        if item.regret in mine and item.sitting != sitting.id and order(item.at) <= ended:
            known[item.name] = item.value
    return known


def _facts(source: Source, sitting: Sitting) -> dict[str, object]:
    """Return the facts that decide which steps are there. No word of them reaches a page."""
    regret = next((item for item in source.regrets if item.id == sitting.regret), None)
    if regret is None or regret.route is None:
        return {}
    return {
        "route": str(regret.route),
        "marks": [str(item) for item in regret.marks],
        "shades": [str(item) for item in regret.shades],
    }
