"""The guide: what is shown after what. Both faces follow it, and decide nothing themselves.

It holds the sittings under way (an exercise, and on top of it steadying or a question that was
called for), and the screens of words that wait to be shown.
"""

from collections import deque
from dataclasses import dataclass
from typing import Any

from regret_tui.domain import pace
from regret_tui.domain.distress import Ruling
from regret_tui.domain.exercise import Exercise, Kind, Outcome, Role
from regret_tui.domain.gate import Mark, Route, Shade
from regret_tui.domain.openness import Opening, missing_needs, opening
from regret_tui.domain.regret import Regret
from regret_tui.domain.routes import NOTICE_ORDER, OPENING_SCREEN, asks_about_self_harm
from regret_tui.domain.sitting import Sitting, State
from regret_tui.domain.suggest import what_next
from regret_tui.domain.walk import LEAVE, Walk
from regret_tui.journal.journal import FRESH, Journal
from regret_tui.journal.now import Act, Ask, End, Home, Now, People, Tell
from regret_tui.journal.recording import forget, record
from regret_tui.journal.rulings import told
from regret_tui.journal.telling import tells_again

STEADYING = "arrive"
SAFETY = "safety"
SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class _Start:
    """An exercise that begins when the words before it have been read."""

    exercise: str
    regret: str


class Guide:
    """Where a person is, and what comes after.

    Args:
        journal: the journal it reads and records in.
    """

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._stack: list[Walk] = []
        self._queue: deque[Tell | People | _Start] = deque()
        self._end: End | None = None
        self.under_age = False
        """The person said that they are under 18: nothing is to be kept."""

    @property
    def now(self) -> Now:
        """What is shown now."""
        while self._queue:
            head = self._queue[0]
            if not isinstance(head, _Start):
                return head
            self._queue.popleft()
            self._push(head.exercise, head.regret)
        if self._stack:
            return Ask(self._stack[-1])
        return self._end or Home()

    @property
    def walk(self) -> Walk | None:
        """The sitting on top, whatever is shown before it."""
        return self._stack[-1] if self._stack else None

    @property
    def words(self) -> dict[str, str]:
        """What the placeholders in prose stand for here and now."""
        stand = self.walk.known.get("stand") if self.walk else None
        value = ", ".join(stand) if isinstance(stand, list) else ""
        return {**self.journal.words, "value": value}

    # -- acts -------------------------------------------------------------------------------

    def start(self, exercise_id: str, regret_id: str = "") -> None:
        """Begin or resume an exercise, if the rules leave it open; else say what closes it.

        Raises:
            KeyError: there is no such exercise.
            RegretError: whatever saving raises.
        """
        exercise = self.journal.library.exercise(exercise_id)
        regret = self.journal.store.regrets.get(regret_id) if regret_id else None
        self._end = None
        if exercise.outcome is Outcome.ROUTE and regret and regret.gate_stands(self.journal.today):
            self._queue.append(Tell("gate.stands", (Act.LATER, Act.UNSAFE)))
            self._queue.append(_Start(exercise_id, regret_id))
            return
        facts = self.journal.facts(regret)
        match opening(exercise, facts):
            case Opening.OPEN | Opening.AGAIN:
                pass
            case Opening.PACE:
                self._queue.append(Tell("pace.one_a_day", (Act.LATER, Act.GO)))
            case Opening.NEEDS as closed:
                first = self.journal.library.exercise(missing_needs(exercise, facts)[0])
                self._queue.append(Tell(f"closed.{closed}", words={"value": first.title}))
                return
            case closed:
                date = facts.rests_until.isoformat() if facts.rests_until else ""
                acts = (Act.STEADY, Act.PEOPLE, Act.LATER)
                self._queue.append(Tell(f"closed.{closed}", acts, {"date": date}))
                return
        if regret and tells_again(self.journal, exercise, regret):
            self._queue.append(Tell("gate.telling_again", (Act.GO, Act.PEOPLE, Act.LATER)))
        self._queue.append(_Start(exercise_id, regret_id))

    def answer(self, value: Any) -> None:
        """Answer the step that is asked.

        Raises:
            AnswerRefused: it does not fit; nothing has changed.
            RegretError: whatever saving raises; the next act saves it all again.
        """
        walk = self._stack[-1]
        walk.answer(value)
        self._moved(walk)

    def skip(self) -> None:
        """Leave the step. Raises AnswerRefused where it cannot be, and what saving raises."""
        walk = self._stack[-1]
        walk.skip()
        self._moved(walk)

    def back(self) -> bool:
        """Go back a step. At the first step of a sitting on top of another, back to that one."""
        walk = self._stack[-1]
        if walk.back():
            record(self.journal, walk)
            return True
        if len(self._stack) > 1:
            self._stack.pop()
            return True
        return False

    def enough(self) -> None:
        """Finish for today. In the first voice, one line of the other is offered before.

        Raises:
            RegretError: whatever saving raises.
        """
        walk = self._stack[-1]
        if walk.in_first_voice and walk.aside(LEAVE):
            record(self.journal, walk)
            return
        walk.enough()
        self._moved(walk)

    def steady(self) -> None:
        """Steady first, on top of whatever is under way; the way back leads to the same step."""
        if not any(walk.exercise.id == STEADYING for walk in self._stack):
            self._push(STEADYING, "")

    def choose(self, act: Act) -> None:
        """Act on a screen of words.

        Raises:
            RegretError: whatever saving raises.
        """
        if not self._queue:
            return
        if act is Act.PEOPLE:
            self._queue.appendleft(People())
            return
        self._queue.popleft()
        match act:
            case Act.STEADY:
                self._push(STEADYING, "")
            case Act.STOP:
                self._queue.clear()
                self.stop()
            case Act.LATER:
                self._queue.clear()

    def stop(self) -> None:
        """End every sitting under way as it is."""
        while self._stack:
            walk = self._stack[-1]
            walk.enough()
            self._moved(walk)

    def save(self) -> None:
        """Store every sitting under way once more, after a save that failed.

        Raises:
            RegretError: whatever saving raises.
        """
        for walk in self._stack:
            record(self.journal, walk)

    def leave(self) -> None:
        """Go home. What is under way stays as it is, to go on with later."""
        self._stack.clear()
        self._queue.clear()
        self._end = None

    # -- inside -----------------------------------------------------------------------------

    def _push(self, exercise_id: str, regret_id: str) -> None:
        journal = self.journal
        exercise = journal.library.exercise(exercise_id)
        regret = journal.store.regrets.get(regret_id) if regret_id else None
        walk = Walk(
            exercise,
            self._sitting(exercise, regret),
            known=journal.known(exercise, regret),
            asides=journal.library.asides,
            now=journal.outside.now,
            rests_running=journal.rests_running(),
        )
        self._stack.append(walk)
        record(journal, walk)
        self._take_fresh_rating(walk)
        if exercise.kind is Kind.MEMORY and journal.store.profile.rests_until:
            self._push(SAFETY, "")

    def _sitting(self, exercise: Exercise, regret: Regret | None) -> Sitting:
        journal = self.journal
        regret_id = regret.id if regret else ""
        own = [
            item
            for item in journal.sittings()
            if exercise.kept and item.exercise == exercise.id and item.regret == regret_id
        ]
        if own and not own[-1].is_over and exercise.kind is not Kind.STEADY:
            return own[-1]
        facts = journal.facts(regret)
        if own and opening(exercise, facts) is Opening.AGAIN:
            again = own[-1]
            again.state, again.step, again.ended = State.OPEN, exercise.reopens_at, ""
            return again
        moment = journal.outside.now()
        return Sitting(
            id=journal.outside.new_id(),
            exercise=exercise.id,
            regret=regret_id if exercise.per_regret or not exercise.kept else "",
            started=moment.isoformat(timespec="seconds"),
            day=pace.day_of(moment).isoformat(),
        )

    def _take_fresh_rating(self, walk: Walk) -> None:
        """Answer the opening rating with one that was given just now."""
        step = walk.step
        rating = self.journal.rating_today(FRESH)
        if step and step.role is Role.BEFORE and not walk.sitting.trail and rating is not None:
            walk.answer(rating)
            self._moved(walk)

    def _moved(self, walk: Walk) -> None:
        record(self.journal, walk)
        if walk.ruling is not None:
            self._queue.append(told(walk.ruling, walk.rating, walk.start_rating))
            if walk.ruling is Ruling.SAFETY:
                self._queue.append(_Start(SAFETY, ""))
        if walk.sitting.is_over:
            self._stack.remove(walk)
            self._close(walk)
        elif walk.opens:
            self._open(walk)
        if walk.detour:
            self._push(walk.detour, walk.sitting.regret)

    def _close(self, walk: Walk) -> None:
        outcome = walk.exercise.outcome
        if self._stack:
            self._come_back(walk)
        elif outcome is Outcome.REGRET and walk.sitting.regret:
            self._queue.append(_Start("gate", walk.sitting.regret))
        elif outcome is Outcome.ROUTE and walk.sitting.state is State.DONE:
            self._after_gate(walk)
        elif walk.exercise.kind is not Kind.SCREEN:
            self._end = self._ending(walk)
        if walk.opens:
            self._open(walk)

    def _come_back(self, walk: Walk) -> None:
        """Return from steadying: its second rating is the one that decides."""
        below = self._stack[-1]
        after = next((step for step in walk.exercise.steps if step.role is Role.AFTER), None)
        rating = walk.sitting.value(after.id) if after else None
        if below.steadied and rating is not None:
            below.answer(rating)
            self._moved(below)

    def _open(self, walk: Walk) -> None:
        """Follow an option that leads somewhere: from a menu, or in the middle of a walk."""
        over = walk.sitting.is_over
        if walk.opens == SUPPORT:
            self._queue.append(People())
            if over and not self._stack and walk.exercise.outcome is Outcome.NONE:
                self._show_menu_again(walk)
        elif over and not self._stack:
            self.start(walk.opens, walk.sitting.regret)
        elif walk.opens == STEADYING or not over:
            self._push(walk.opens, walk.sitting.regret)

    def _show_menu_again(self, walk: Walk) -> None:
        self._push(walk.exercise.id, walk.sitting.regret)
        self._stack[-1].sitting.step = walk.sitting.trail[-1]

    def _after_gate(self, walk: Walk) -> None:
        regret = self.journal.store.regrets.get(walk.sitting.regret)
        passage = regret.passage if regret else None
        if regret is None or passage is None:
            return
        if Shade.UNDER_18 in passage.shades:
            self.under_age = True
            forget(self.journal, regret)
            self._queue.append(Tell("first.under18", (Act.GO,)))
            return
        for mark in NOTICE_ORDER:
            if mark in passage.marks:
                acts = (Act.GO, Act.PEOPLE) if mark in (Mark.AT_RISK, Mark.AFRAID) else (Act.GO,)
                self._queue.append(Tell(f"notices.{mark}", acts))
        if Shade.UNABLE in passage.shades:
            self._queue.append(Tell("notices.unable"))
        if passage.route is Route.ORDINARY:
            if asks_about_self_harm(passage):
                self._queue.append(_Start(SAFETY, regret.id))
            suggestion = what_next(self.journal.facts(regret))
            exercise = self.journal.library.exercises.get(suggestion.exercise)
            if exercise and opening(exercise, self.journal.facts(regret)) is Opening.OPEN:
                self._queue.append(_Start(exercise.id, regret.id))
        else:
            self._queue.append(_Start(OPENING_SCREEN[passage.route], regret.id))

    def _ending(self, walk: Walk) -> End:
        regret = self.journal.store.regrets.get(walk.sitting.regret)
        if regret is None:
            open_ones = [item for item in self.journal.regrets() if item.standing == "open"]
            regret = open_ones[-1] if open_ones else None
        line = ""
        for step in (
            *walk.exercise.steps,
            *walk.exercise.asides,
            *self.journal.library.asides.values(),
        ):
            for key, answer in walk.sitting.answers.items():
                if key.partition("@")[0] == step.id and step.keep and isinstance(answer.value, str):
                    line = answer.value if step.kind == "line" else line
        suggestion = what_next(self.journal.facts(regret))
        return End(walk, line, suggestion, regret.id if regret else "")
