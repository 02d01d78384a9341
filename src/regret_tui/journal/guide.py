"""The guide: what is shown after what. Both faces follow it, and decide nothing themselves.

It holds what is under way: an exercise, on top of it steadying or a question that was called for,
and the words that are read before either.
"""

from datetime import date
from typing import Any

from regret_tui.domain import pace
from regret_tui.domain.answers import AnswerRefused
from regret_tui.domain.walk import LEAVE, Walk
from regret_tui.journal.course import DEED, STEADYING, Course
from regret_tui.journal.now import Act, Ask, Home, Now, People, Tell
from regret_tui.journal.recording import let_go, record
from regret_tui.journal.underway import Start


class Guide(Course):
    """Where a person is, and what comes after.

    Args:
        journal: the journal it reads and records in.
    """

    @property
    def now(self) -> Now:
        """What is shown now."""
        top = self._under_way.top
        if isinstance(top, Walk):
            return Ask(top)
        if isinstance(top, Tell | People):
            return top
        return self._end or Home()

    @property
    def words(self) -> dict[str, str]:
        """What the placeholders in prose stand for here and now."""
        stand = self.walk.known.get("stand") if self.walk else None
        value = ", ".join(stand) if isinstance(stand, list) else ""
        return {**self.journal.words, "value": value}

    @property
    def is_long(self) -> bool:
        """Whether the sitting on top has gone on for twenty minutes since it was opened."""
        began = self._began.get(self.walk.sitting.id) if self.walk else None
        return began is not None and self.journal.outside.now() - began > pace.QUIET_LINE_AFTER

    @property
    def next_step(self) -> str:
        """The small thing that was put on a day, while that day is ahead; else empty."""
        regret = self._end.regret if self._end else ""
        step, day = self.journal.newest("step", regret), self.journal.newest("step_day", regret)
        if step is None or day is None or str(day.value) < self.journal.today.isoformat():
            return ""
        return f"{step.value} ({pace.day_in_words(date.fromisoformat(str(day.value)))})"

    # -- acts -------------------------------------------------------------------------------

    def start(self, exercise_id: str, regret_id: str = "") -> None:
        """Begin or resume an exercise, if the rules leave it open; else say what closes it.

        Raises:
            KeyError: there is no such exercise.
            RegretError: whatever saving raises.
        """
        self.journal.library.exercise(exercise_id)
        self._end = None
        self._under_way.put(Start(exercise_id, regret_id))
        self._settle()

    def answer(self, value: Any) -> None:
        """Answer the step that is asked.

        Raises:
            AnswerRefused: it does not fit; nothing has changed.
            RegretError: whatever saving raises; the next act saves it all again.
        """
        walk = self._asked()
        walk.answer(value)
        self._moved(walk)

    def skip(self) -> None:
        """Leave the step. Raises AnswerRefused where it cannot be, and what saving raises."""
        walk = self._asked()
        walk.skip()
        self._moved(walk)

    def back(self) -> bool:
        """Go back a step. At the first step of a sitting on top of another, back to that one.

        Returns:
            False where there is nothing to go back to.

        Raises:
            RegretError: whatever saving raises.
        """
        walk = self._under_way.top
        if not isinstance(walk, Walk):
            return False
        if walk.back():
            record(self.journal, walk)
            return True
        if len(self._under_way.walks) == 1:
            return False
        self._under_way.remove(walk)
        self._come_back()
        let_go(self.journal, walk)
        self._settle()
        return True

    def enough(self) -> None:
        """Finish for today. In the first voice, one line of the other is offered before.

        Raises:
            AnswerRefused: no sitting is under way.
            RegretError: whatever saving raises.
        """
        walk = self._asked()
        if walk.in_first_voice and walk.aside(LEAVE):
            record(self.journal, walk)
            return
        walk.enough()
        self._moved(walk)

    def steady(self) -> None:
        """Steady first, on top of whatever is under way; the way back leads to the same step.

        How hard it is is asked anew, since something has brought the person here; only where the
        stop rules have just offered it, the rating that they ruled on is taken.

        Raises:
            RegretError: whatever saving raises.
        """
        top = self._under_way.top
        if isinstance(top, Tell) and top.ruled and Act.STEADY in top.acts:
            self.choose(Act.STEADY)
        elif not any(walk.exercise.id == STEADYING for walk in self._under_way.walks):
            self._push(STEADYING, None)

    def choose(self, act: Act) -> None:
        """Act on a screen of words.

        Raises:
            RegretError: whatever saving raises.
        """
        shown = self._under_way.top
        if not isinstance(shown, Tell | People):
            return
        if act is Act.PEOPLE:
            self._under_way.put(People())
            return
        self._under_way.take()
        match act:
            case Act.STEADY:
                self._push(STEADYING, None, fresh=isinstance(shown, Tell) and shown.ruled)
            case Act.STOP:
                self.stop()
            case Act.DEED:
                self._turn_to_a_deed()
            case Act.LATER:
                self._under_way.put_off()
        self._settle()

    def _turn_to_a_deed(self) -> None:
        """In place of what was to begin, begin what leads to one small thing on a day."""
        instead_of = self._under_way.top
        self._under_way.put_off()
        if isinstance(instead_of, Start):
            self._under_way.put(Start(DEED, instead_of.regret))

    def save(self) -> None:
        """Store every sitting under way once more, after a save that failed.

        Raises:
            RegretError: whatever saving raises.
        """
        for walk in self._under_way.walks:
            record(self.journal, walk)

    def leave(self) -> None:
        """Go home. What is under way stays as it is, to go on with later."""
        self._under_way.clear()
        self._end = None

    def _asked(self) -> Walk:
        walk = self._under_way.top
        if not isinstance(walk, Walk):
            raise AnswerRefused("Nothing is asked here.")
        return walk
