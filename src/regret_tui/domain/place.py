"""Where a sitting is in its exercise: the step as worded for this person, and what it hands back.

It only looks. The moves are in ``walk``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from regret_tui.domain.distress import Rating
from regret_tui.domain.exercise import Exercise, Role, Step, StepKind, Value, Voice
from regret_tui.domain.sitting import Sitting

LEAVE: Final = "leave"
STEADIED: Final = ".again"
"""Added to a step's id for the rating that is asked a second time, after steadying."""
_NOTHING: Final[tuple[object, ...]] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Handed:
    """Earlier words handed back at a step."""

    label: str
    value: Value
    of: str


class Place:
    """A sitting in its exercise.

    Args:
        exercise: the exercise.
        sitting: what happened so far.
        known: what was said before, by name: kept things (``sentence``), answers of other
            sittings (``name.belief``), and facts (``route``, ``again``).
        asides: questions that the rules may call for in any exercise, by id.
    """

    def __init__(
        self,
        exercise: Exercise,
        sitting: Sitting,
        *,
        known: Mapping[str, object],
        asides: Mapping[str, Step],
    ) -> None:
        self.exercise = exercise
        self.sitting = sitting
        self._before = dict(known)
        self._asides = {**asides, **{step.id: step for step in exercise.asides}}
        self._keeps = {step.id: step.keep for step in exercise.steps if step.keep}

    @property
    def known(self) -> dict[str, object]:
        """Everything that conditions and quotes may look at, with this sitting's own answers."""
        own: dict[str, object] = {}
        kept: dict[str, object] = {}
        for step_id, answer in self.sitting.answers.items():
            if answer.value is not None:
                own[step_id] = answer.value
                if step_id in self._keeps:
                    kept[self._keeps[step_id]] = answer.value
        return {**self._before, **kept, **own}

    @property
    def step(self) -> Step | None:
        """The step that is asked now, worded for this person; None when the sitting is over."""
        if self.sitting.is_over:
            return None
        found = self.find(self.sitting.step)
        return self._worded(found, self.known) if found else None

    @property
    def in_aside(self) -> bool:
        """Whether a question outside the order is asked."""
        return self._is_aside(self.sitting.step)

    @property
    def steadied(self) -> bool:
        """Whether the step is a rating that is asked a second time, after steadying."""
        here = self.sitting.step
        return here.endswith(STEADIED) and not self._is_aside(here)

    @property
    def handed(self) -> tuple[Handed, ...]:
        """The earlier words that this step hands back, as far as there are any.

        A step that quotes what it asks for itself hands back what was said in an earlier sitting.
        """
        step = self.step
        if step is None:
            return ()
        known = self.known
        handed = []
        for quote in step.quotes:
            itself = quote.of in (step.id, step.keep)
            value = (self._before if itself else known).get(quote.of)
            if value not in _NOTHING:
                handed.append(Handed(quote.label, value, quote.of))  # type: ignore[arg-type]  # stored values
        return tuple(handed)

    @property
    def items(self) -> tuple[str, ...]:
        """What the step's ``of`` holds: a pile of a deck (``sort.very``), or a list."""
        step = self.step
        return self._items(step.of) if step and step.of else ()

    @property
    def answer_now(self) -> Value | None:
        """What was answered to this step before, when the person has come back to it."""
        return self.sitting.value(self.sitting.step)

    @property
    def path(self) -> tuple[Step, ...]:
        """The steps in order that are shown, as far as is known now."""
        known = self.known
        shown = (step for step in self.exercise.steps if self._shows(step, known))
        return tuple(self._worded(step, known) for step in shown)

    @property
    def in_first_voice(self) -> bool:
        """Whether leaving now would leave in the middle of the voice that carries the regret."""
        if self.step is None or LEAVE not in self._asides or self._is_aside(self.sitting.step):
            return False
        return self._spoke(Voice.CARRIES) and not self._spoke(Voice.ANSWERS)

    @property
    def start_rating(self) -> Rating | None:
        """The rating that the sitting began with: the second one, where there was steadying.

        None where it was left.
        """
        for step in self.exercise.steps:
            if step.role is Role.BEFORE:
                steadied = self.sitting.value(step.id + STEADIED)
                first = self.sitting.value(step.id) if steadied is None else steadied
                return first if isinstance(first, int | str) else None
        return None

    def find(self, step_id: str) -> Step | None:
        """Return a step or an aside by its place in the sitting, or None."""
        if self._is_aside(step_id):
            return self._asides.get(step_id.partition("@")[0])
        return self.exercise.step(step_id.removesuffix(STEADIED))

    def know(self, known: Mapping[str, object]) -> None:
        """Take anew what was said elsewhere: another exercise was walked in the meantime."""
        self._before = dict(known)

    # -- inside -----------------------------------------------------------------------------

    @staticmethod
    def _is_aside(step_id: str) -> bool:
        return "@" in step_id

    def _spoke(self, voice: Voice) -> bool:
        return any(self.sitting.value(item.id) for item in self.path if item.voice is voice)

    @staticmethod
    def _worded(step: Step, known: Mapping[str, object]) -> Step:
        for variant in step.variants:
            if variant.when.holds(known):
                return replace(
                    step,
                    question=variant.question or step.question,
                    guidance=variant.guidance or step.guidance,
                    why=variant.why or step.why,
                    hint=variant.hint or step.hint,
                )
        return step

    def _shows(self, step: Step, known: Mapping[str, object]) -> bool:
        """Return whether a step has its turn: its condition holds, and it has what it works on."""
        if not step.when.holds(known):
            return False
        works_on = step.kind is StepKind.RATE or (step.kind is StepKind.PICK and not step.own)
        return bool(self._items(step.of)) if works_on else True

    def _items(self, name: str) -> tuple[str, ...]:
        known = self.known
        source, _, pile = name.partition(".")
        if name in known:
            source, pile = name, ""
        held = known.get(source)
        if isinstance(held, dict):
            return tuple(card for card, where in held.items() if where == pile or not pile)
        return tuple(held) if isinstance(held, list) else ()
