"""The step machine: it moves a sitting through its exercise. Both faces run on it.

It decides what is asked next, and says in ``ruling`` when the stop rules call for something else
first. It neither shows nor stores anything: after each move the caller stores ``sitting``.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from regret_tui.domain import answers, distress
from regret_tui.domain.distress import Ruling
from regret_tui.domain.exercise import Exercise, Kind, Role, Step, Value
from regret_tui.domain.place import LEAVE, STEADIED, Handed, Place
from regret_tui.domain.sitting import Answer, Sitting, State

__all__ = ["LEAVE", "PAUSE", "REST", "STEADIED", "Handed", "Walk"]

REST: Final = "rest"
PAUSE: Final = "pause"


class Walk(Place):
    """One sitting on its way through one exercise.

    Args:
        exercise: the exercise.
        sitting: where it is; a fresh one starts at the first step.
        known: as for ``Place``.
        asides: as for ``Place``.
        now: the clock.
        rests_running: sittings in a row that ended in rest before this one.
        ceiling: the highest distress to go on at, where it is lower than the exercise's own.
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
        ceiling: int | None = None,
    ) -> None:
        super().__init__(exercise, sitting, known=known, asides=asides)
        self.ruling: Ruling | None = None
        self.rating: distress.Rating = 0
        """The rating that the ruling was made on."""
        self.detour = ""
        """An exercise to walk before the next step, where the last one called for it."""
        self.opens = ""
        """The exercise that the option just chosen leads to."""
        self.stopped = False
        """An option was chosen that ends the sitting where it stands."""
        self._now = now
        self._rests_running = rests_running
        own = exercise.ceiling
        self._ceiling = own if ceiling is None else min(own, ceiling)
        self._ended_at: tuple[str, list[str]] = ("", [])
        if not sitting.is_over and self.find(sitting.step) is None:
            self._find_again()

    @property
    def resting(self) -> bool:
        """Whether the rules said to rest, and one line to keep is asked for."""
        return self.sitting.step.startswith(f"{REST}@")

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
            return
        if isinstance(checked, str) and checked in step.ends:
            self.stopped = True
            self._end(State.DONE)
        else:
            self._move_on(step)
        self.detour = step.detour
        self.opens = next((item.opens for item in step.options if item.id == checked), "")

    def go_on(self) -> None:
        """Pass a step that asks nothing."""
        step = self._asked()
        self._clear()
        self._pass(step)

    def skip(self) -> None:
        """Leave the step unanswered. A number from before that stands there decides still.

        Raises:
            answers.AnswerRefused: this is one of the few that cannot be left.
        """
        step = self._asked()
        if step.kind in answers.ASKS_NOTHING:
            self.go_on()
            return
        if self.steadied:
            raise answers.AnswerRefused("This number decides whether the writing waits.")
        if step.role is Role.BEFORE and self.answer_now is not None:
            self.answer(self.answer_now)
            return
        here = self.sitting.step
        if not step.skip and self.answer_now is None and not self._is_aside(here):
            raise answers.AnswerRefused("The next steps need this one. A few words are enough.")
        self._clear()
        self.sitting.answers.setdefault(here, Answer(None, self._stamp()))
        self._pass(step)

    def back(self) -> bool:
        """Go to the step before. Return False where this is the first."""
        self._clear()
        while self.sitting.trail and not self.sitting.is_over:
            earlier = self.sitting.trail.pop()
            if self.find(earlier):
                self.sitting.step = earlier
                return True
        return False

    def enough(self) -> None:
        """End the sitting as complete, wherever it is; where the rules said to rest, as rested."""
        if self.sitting.is_over:
            return
        self._clear()
        self._end(State.RESTED if self.resting else State.ENOUGH)

    def put(self, value: Any) -> None:
        """Take what is on the page without moving on. Raises answers.AnswerRefused."""
        step = self._asked()
        checked = answers.check(step, value, self.items)
        self.sitting.answers[self.sitting.step] = Answer(checked, self._stamp())

    def reopen(self) -> None:
        """Go back to where it ended, with its answers: the end was not stored, or is shown anew."""
        if self.sitting.is_over and self._ended_at[0]:
            self._clear()
            self.sitting.state, self.sitting.ended = State.OPEN, ""
            self.sitting.step, self.sitting.trail = self._ended_at

    def aside(self, name: str) -> bool:
        """Ask a question outside the order now. Return False where there is none of that name."""
        if name not in self._asides or self.sitting.is_over:
            return False
        self.sitting.trail.append(self.sitting.step)
        self._turn_aside(name)
        return True

    # -- inside -----------------------------------------------------------------------------

    def _clear(self) -> None:
        self.ruling, self.detour, self.opens, self.stopped = None, "", "", False

    def _asked(self) -> Step:
        step = self.step
        if step is None:
            raise answers.AnswerRefused("This sitting is over.")
        return step

    def _rule(self, step: Step, value: Value) -> Ruling | None:
        if step.role is None or not isinstance(value, int | str):
            return None
        self.rating = value
        if step.role is Role.BEFORE:
            if self.exercise.kind is not Kind.MEMORY:
                return None
            ruling = distress.at_start(
                value,
                ceiling=self._ceiling,
                steadied=self.steadied,
                rests_running=self._rests_running,
            )
        elif step.role is Role.AGAIN:
            voices = any(item.voice for item in self.exercise.steps)
            ruling = distress.midway(self.start_rating, value, voices=voices)
        else:
            ruling = distress.at_end(self.start_rating, value)
        return None if ruling is Ruling.GO else ruling

    def _move_on(self, step: Step) -> None:
        if self.ruling is Ruling.STEADY_FIRST:
            self.sitting.trail.append(self.sitting.step)
            self.sitting.step = step.id + STEADIED
        elif self.ruling in (Ruling.REST, Ruling.PERSON):
            if not self.aside(REST):
                self._end(State.RESTED)
        else:
            self._advance(step.id)
            if self.ruling is Ruling.PAUSE and PAUSE in self._asides and self.sitting.step:
                self._turn_aside(PAUSE)
                self.ruling = None

    def _turn_aside(self, name: str) -> None:
        self.sitting.step = f"{name}@{self.sitting.step}"

    def _pass(self, step: Step) -> None:
        if self._is_aside(self.sitting.step):
            self._leave_aside()
        else:
            self._advance(step.id)
            self.detour = step.detour

    def _leave_aside(self) -> None:
        name, _, home = self.sitting.step.partition("@")
        if name in (REST, LEAVE):
            self._end(State.RESTED if name == REST else State.ENOUGH)
            return
        if name == PAUSE:
            self.ruling, self.rating = Ruling.PAUSE, self._rated_midway()
        self.sitting.trail = [item for item in self.sitting.trail if not self._is_aside(item)]
        if self.sitting.trail and self.sitting.trail[-1] == home:
            self.sitting.trail.pop()
        self.sitting.step = home
        if self.find(home) is None:
            self._find_again()

    def _rated_midway(self) -> distress.Rating:
        """Return the last rating in the middle; the sitting may have been left since it."""
        given = [self.sitting.value(step.id) for step in self.path if step.role is Role.AGAIN]
        return next((item for item in reversed(given) if isinstance(item, int | str)), 0)

    def _find_again(self) -> None:
        """Go to the first step, or, where the prompts were changed, to after the last known one."""
        while self.sitting.trail:
            last = self.find(self.sitting.trail[-1])
            if last is not None and last in self.exercise.steps:
                self._advance(last.id, passed=False)
                return
            self.sitting.trail.pop()
        self._advance("", passed=False)

    def _advance(self, step_id: str, *, passed: bool = True) -> None:
        """Go to the next step that is shown, or end. From no step: to the first."""
        if passed:
            self.sitting.trail.append(self.sitting.step)
        ids = [step.id for step in self.exercise.steps]
        begin = ids.index(step_id) + 1 if step_id else 0
        known = self.known
        for step in self.exercise.steps[begin:]:
            if self._shows(step, known):
                self.sitting.step = step.id
                return
        if passed:
            self.sitting.step = self.sitting.trail.pop()
        self._end(State.DONE)

    def _end(self, state: State) -> None:
        self._ended_at = (self.sitting.step, list(self.sitting.trail))
        if self.sitting.step and state is State.DONE:
            self.sitting.trail.append(self.sitting.step)
        self.sitting.state = state
        self.sitting.step = ""
        self.sitting.ended = self._stamp()

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")
