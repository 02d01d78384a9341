"""The step machine: it moves a sitting through its exercise. Both faces run on it.

It decides what is asked next, and says in ``ruling`` when the stop rules call for something else
first. It neither shows nor stores anything: after each move the caller stores ``sitting``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from regret_tui.domain import answers, distress
from regret_tui.domain.distress import Ruling
from regret_tui.domain.exercise import Exercise, Role, Step, StepKind, Value, Voice
from regret_tui.domain.sitting import Answer, Sitting, State

REST: Final = "rest"
PAUSE: Final = "pause"
LEAVE: Final = "leave"
STEADIED: Final = ".again"
"""Added to a step's id for the rating that is asked a second time, after steadying."""


@dataclass(frozen=True, slots=True)
class Handed:
    """Earlier words handed back at a step."""

    label: str
    value: Value
    of: str


class Walk:
    """One sitting on its way through one exercise.

    Args:
        exercise: the exercise.
        sitting: where it is; a fresh one starts at the first step.
        known: what was said before, by name: kept things (``sentence``), answers of other
            sittings (``name.belief``), and facts (``route``, ``again``).
        asides: questions that the rules may call for in any exercise, by id.
        now: the clock.
        rests_running: sittings in a row that ended in rest before this one.
    """

    def __init__(
        self,
        exercise: Exercise,
        sitting: Sitting,
        *,
        known: Mapping[str, object],
        asides: Mapping[str, Step],
        now: Callable[[], datetime],
        rests_running: int = 0,
    ) -> None:
        self.exercise = exercise
        self.sitting = sitting
        self.ruling: Ruling | None = None
        self.rating: distress.Rating = 0
        """The rating that the ruling was made on."""
        self.detour = ""
        """An exercise to walk before the next step, where the last one called for it."""
        self.opens = ""
        """The exercise that the option just chosen leads to."""
        self._before = dict(known)
        self._asides = {**asides, **{step.id: step for step in exercise.asides}}
        self._now = now
        self._rests_running = rests_running
        if not sitting.step and not sitting.is_over:
            self._go_to_first()

    # -- what is asked now ------------------------------------------------------------------

    @property
    def known(self) -> dict[str, object]:
        """Everything that conditions and quotes may look at, with this sitting's own answers."""
        own = {
            step_id: answer.value
            for step_id, answer in self.sitting.answers.items()
            if answer.value is not None
        }
        return {**self._before, **own}

    @property
    def step(self) -> Step | None:
        """The step that is asked now, worded for this person; None when the sitting is over."""
        if self.sitting.is_over:
            return None
        found = self.find(self.sitting.step)
        return self._worded(found) if found else None

    @property
    def steadied(self) -> bool:
        """Whether the step is a rating that is asked a second time, after steadying."""
        return self.sitting.step.endswith(STEADIED)

    @property
    def handed(self) -> tuple[Handed, ...]:
        """The earlier words that this step hands back, as far as there are any."""
        step = self.step
        known = self.known
        return tuple(
            Handed(quote.label, known[quote.of], quote.of)  # type: ignore[arg-type]  # stored values
            for quote in (step.quotes if step else ())
            if known.get(quote.of)
        )

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
        return tuple(self._worded(step) for step in self.exercise.steps if step.when.holds(known))

    @property
    def in_first_voice(self) -> bool:
        """Whether leaving now would leave in the middle of the voice that carries the regret."""
        step = self.step
        carried = [item for item in self.path if item.voice is Voice.CARRIES]
        begun = any(self.sitting.value(item.id) for item in carried)
        answered = any(
            self.sitting.value(item.id) for item in self.path if item.voice is Voice.ANSWERS
        )
        return bool(
            step
            and carried
            and begun
            and not answered
            and LEAVE in self._asides
            and not self._is_aside(self.sitting.step)
        )

    # -- moves ------------------------------------------------------------------------------

    def answer(self, value: Any) -> None:
        """Take the answer to the step that is asked, and move on.

        Raises:
            answers.AnswerRefused: it does not fit; nothing has changed.
        """
        step = self._asked()
        if step.kind in answers.ASKS_NOTHING:
            self.go_on()
            return
        checked = answers.check(step, value, self.items)
        self._clear()
        self.sitting.answers[self.sitting.step] = Answer(checked, self._stamp())
        self.ruling = self._rule(step, checked)
        if self._is_aside(self.sitting.step):
            self._leave_aside()
        elif isinstance(checked, str) and checked in step.ends:
            self._end(State.DONE)
            self._note(step, checked)
        else:
            self._move_on(step)
            self._note(step, checked)

    def go_on(self) -> None:
        """Pass a step that asks nothing."""
        step = self._asked()
        self._clear()
        self._advance(step.id)
        self.detour = step.detour

    def skip(self) -> None:
        """Leave the step unanswered.

        Raises:
            answers.AnswerRefused: this is one of the few that cannot be left.
        """
        step = self._asked()
        if not step.skip and not self._is_aside(self.sitting.step):
            raise answers.AnswerRefused("The next steps need this one. A few words are enough.")
        self._clear()
        self.sitting.answers.setdefault(self.sitting.step, Answer(None, self._stamp()))
        if self._is_aside(self.sitting.step):
            self._leave_aside()
        else:
            self._advance(step.id)

    def back(self) -> bool:
        """Go to the step before. Return False where this is the first."""
        self._clear()
        while self.sitting.trail:
            earlier = self.sitting.trail.pop()
            if self.find(earlier):
                self.sitting.step = earlier
                return True
        return False

    def enough(self) -> None:
        """End the sitting as complete, wherever it is."""
        self._clear()
        self._end(State.ENOUGH)

    def put(self, value: Any) -> None:
        """Take what is on the page without moving on. Raises answers.AnswerRefused."""
        step = self._asked()
        checked = answers.check(step, value, self.items)
        self.sitting.answers[self.sitting.step] = Answer(checked, self._stamp())

    def lasted(self, now: datetime) -> timedelta:
        """Return how long ago the sitting began."""
        return now - datetime.fromisoformat(self.sitting.started)

    def aside(self, name: str) -> bool:
        """Ask a question outside the order now. Return False where there is none of that name."""
        if name not in self._asides or self.sitting.is_over:
            return False
        self.sitting.trail.append(self.sitting.step)
        self.sitting.step = f"{name}@{self.sitting.step}"
        return True

    # -- inside -----------------------------------------------------------------------------

    def _clear(self) -> None:
        self.ruling, self.detour, self.opens = None, "", ""

    def _note(self, step: Step, chosen: Value) -> None:
        self.detour = step.detour
        self.opens = next((item.opens for item in step.options if item.id == chosen), "")

    def _asked(self) -> Step:
        step = self.step
        if step is None:
            raise answers.AnswerRefused("This sitting is over.")
        return step

    def find(self, step_id: str) -> Step | None:
        """Return a step or an aside by its place in the sitting, or None."""
        if self._is_aside(step_id):
            return self._asides.get(step_id.partition("@")[0])
        return self.exercise.step(step_id.removesuffix(STEADIED))

    @staticmethod
    def _is_aside(step_id: str) -> bool:
        return "@" in step_id

    def _worded(self, step: Step) -> Step:
        known = self.known
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

    def _items(self, name: str) -> tuple[str, ...]:
        source, _, pile = name.partition(".")
        known = self.known
        held = known.get(name, known.get(source))
        if isinstance(held, dict):
            return tuple(card for card, where in held.items() if where == pile or not pile)
        return tuple(held) if isinstance(held, list) else ()

    def _rule(self, step: Step, value: Value) -> Ruling | None:
        if step.role is None or not isinstance(value, int | str):
            return None
        self.rating = value
        start = self.start_rating
        if step.role is Role.BEFORE:
            ruling = distress.at_start(
                value,
                ceiling=self.exercise.ceiling,
                steadied=self.steadied,
                rests_running=self._rests_running,
            )
        elif step.role is Role.AGAIN:
            voices = any(item.voice for item in self.exercise.steps)
            ruling = distress.midway(start, value, voices=voices)
        else:
            ruling = distress.at_end(start, value)
        return None if ruling is Ruling.GO else ruling

    @property
    def start_rating(self) -> distress.Rating:
        """The rating that the sitting began with: the second one, where there was steadying."""
        for step in self.exercise.steps:
            if step.role is Role.BEFORE:
                steadied = self.sitting.value(step.id + STEADIED)
                first = self.sitting.value(step.id) if steadied is None else steadied
                return first if isinstance(first, int | str) else 0
        return 0

    def _move_on(self, step: Step) -> None:
        from_memory = self.exercise.kind == "memory"
        if self.ruling is Ruling.STEADY_FIRST and from_memory:
            self.sitting.trail.append(self.sitting.step)
            self.sitting.step = step.id + STEADIED
        elif self.ruling in (Ruling.REST, Ruling.PERSON) and from_memory:
            self.aside(REST)
        elif self.ruling is Ruling.PAUSE:
            self._advance(step.id)
            if self.aside(PAUSE):
                self.ruling = None
        else:
            if step.role is Role.BEFORE and not from_memory:
                self.ruling = None
            self._advance(step.id)

    def _leave_aside(self) -> None:
        name, _, home = self.sitting.step.partition("@")
        if name in (REST, LEAVE):
            self._end(State.RESTED if name == REST else State.ENOUGH)
            return
        if name == PAUSE:
            self.ruling = Ruling.PAUSE
        self.sitting.trail = [item for item in self.sitting.trail if not self._is_aside(item)]
        if self.sitting.trail and self.sitting.trail[-1] == home:
            self.sitting.trail.pop()
        self.sitting.step = home

    def _go_to_first(self) -> None:
        known = self.known
        for step in self.exercise.steps:
            if step.when.holds(known):
                self.sitting.step = step.id
                return
        self._end(State.DONE)

    def _advance(self, step_id: str) -> None:
        """Go to the next step that is shown, or end."""
        ids = [step.id for step in self.exercise.steps]
        self.sitting.trail.append(self.sitting.step)
        known = self.known
        for step in self.exercise.steps[ids.index(step_id) + 1 :]:
            if step.when.holds(known) and (step.kind is not StepKind.RATE or self._items(step.of)):
                self.sitting.step = step.id
                return
        self._end(State.DONE)

    def _end(self, state: State) -> None:
        self.sitting.state = state
        self.sitting.step = ""
        self.sitting.ended = self._stamp()

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")
