"""What follows from a move: the rulings, what an option opens, the way back, what begins next."""

from datetime import date, datetime

from regret_tui.domain.distress import Ruling
from regret_tui.domain.exercise import Exercise, Kind, Outcome, Role
from regret_tui.domain.gate import Shade, pass_gate
from regret_tui.domain.openness import Opening, opening
from regret_tui.domain.regret import Regret
from regret_tui.domain.sitting import State
from regret_tui.domain.suggest import next_page
from regret_tui.domain.walk import Walk
from regret_tui.errors import RegretError
from regret_tui.journal.after_gate import SAFETY, after_gate
from regret_tui.journal.beginning import before, walk_of
from regret_tui.journal.ending import ending
from regret_tui.journal.journal import FRESH, Journal
from regret_tui.journal.now import Act, End, People, Tell
from regret_tui.journal.recording import record
from regret_tui.journal.rulings import told
from regret_tui.journal.underway import Item, Onward, Start, UnderWay

STEADYING = "arrive"
SUPPORT = "support"
DEED = "align"
"""What a telling again turns to."""


class Course:
    """The course of what is under way.

    Args:
        journal: the journal it reads and records in.
    """

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._under_way = UnderWay()
        self._end: End | None = None
        self._began: dict[str, datetime] = {}
        self.under_age = False
        """The person said that they are under 18: nothing is to be kept."""

    @property
    def walk(self) -> Walk | None:
        """The sitting on top, whatever is shown before it."""
        walks = self._under_way.walks
        return walks[-1] if walks else None

    def stop(self) -> None:
        """End every sitting under way as it is.

        Raises:
            RegretError: whatever saving raises; what could not be stored is still under way.
        """
        self._under_way.put_off()
        while (walk := self.walk) is not None:
            walk.enough()
            self._store(walk)
            self._under_way.remove(walk)
            if walk.exercise.kind is not Kind.SCREEN:
                self._end = ending(self.journal, walk)
        self._under_way.clear()

    # -- after a move --------------------------------------------------------------------------

    def _store(self, walk: Walk) -> None:
        """Store a sitting; where its end cannot be stored, it is as if it had not ended yet."""
        try:
            record(self.journal, walk)
        except RegretError:
            walk.reopen()
            raise

    def _moved(self, walk: Walk) -> None:
        """Store what a move came to, and turn to what follows from it."""
        trouble: RegretError | None = None
        ends = walk.sitting.is_over
        try:
            self._store(walk)
        except RegretError as error:
            if ends:
                raise
            trouble = error
        follows = self._ruled(walk)
        if ends:
            self._under_way.remove(walk)
            try:
                follows += self._closed(walk)
            except RegretError as error:
                trouble = error
        if walk.opens:
            follows += self._opened(walk)
        if walk.detour:
            follows.append(Start(walk.detour, walk.sitting.regret))
        self._under_way.put(*follows)
        self._settle()
        if trouble is not None:
            raise trouble

    def _ruled(self, walk: Walk) -> list[Item]:
        """Return what the stop rules call for."""
        if walk.ruling is None:
            return []
        follows: list[Item] = []
        if not self._sent_to_steady(walk):
            follows.append(told(walk.ruling, walk.rating, walk.start_rating))
        if walk.ruling is Ruling.SAFETY:
            follows.append(Start(SAFETY))
        return follows

    def _sent_to_steady(self, walk: Walk) -> bool:
        """Whether the stop rules sent the person to this steadying; then its end says nothing."""
        below = [item for item in self._under_way.walks if item is not walk]
        return walk.exercise.kind is Kind.STEADY and bool(below) and below[-1].steadied

    def _closed(self, walk: Walk) -> list[Item]:
        """Return what follows the end of a sitting that is out of the way."""
        outcome = walk.exercise.outcome
        if outcome is Outcome.ROUTE and walk.sitting.state is State.DONE:
            passage = pass_gate({key: item.value for key, item in walk.sitting.answers.items()})
            self.under_age = self.under_age or Shade.UNDER_18 in passage.shades
            return [*after_gate(self.journal, walk.sitting.regret, passage)]
        if self._under_way.walks:
            if walk.stopped:
                self.stop()
            else:
                self._come_back(walk)
        elif outcome is Outcome.REGRET and walk.sitting.regret:
            return [Start("gate", walk.sitting.regret)]
        elif walk.exercise.kind is not Kind.SCREEN:
            self._end = self._end or ending(self.journal, walk)
        return []

    def _come_back(self, walk: Walk | None = None) -> None:
        """Turn to the sitting below, which knows what was said on top of it.

        After steadying, the rating given there is the second one, and that one decides.
        """
        below = self._under_way.walks[-1]
        regret = self._regret(below.sitting.regret)
        below.know(self.journal.known(below.exercise, regret, below.sitting.id))
        steps = walk.exercise.steps if walk else ()
        after = next((step for step in steps if step.role is Role.AFTER), None)
        rating = walk.sitting.value(after.id) if walk and after else None
        if below.steadied and rating is not None:
            below.answer(rating)
            self._moved(below)

    def _opened(self, walk: Walk) -> list[Item]:
        """Follow an option that leads somewhere: from a menu, or in the middle of a walk."""
        if walk.opens != SUPPORT:
            return [Start(walk.opens, walk.sitting.regret)]
        menu = walk.exercise.kind is Kind.SCREEN and walk.exercise.outcome is Outcome.NONE
        if menu and walk.sitting.is_over:
            walk.reopen()
            walk.sitting.answers.pop(walk.sitting.step, None)
            return [People(), walk]
        return [People()]

    # -- what begins ---------------------------------------------------------------------------

    def _settle(self) -> None:
        """Begin what is on top, until there is something to show."""
        while True:
            top = self._under_way.top
            if isinstance(top, Start):
                self._under_way.take()
                self._begin(top)
            elif isinstance(top, Onward):
                self._under_way.take()
                self._go_onward(top.regret)
            elif isinstance(top, Walk) and self._rests(top.exercise):
                self._lay_aside(top)
            else:
                return

    def _begin(self, start: Start) -> None:
        exercise = self.journal.library.exercise(start.exercise)
        regret = self._regret(start.regret)
        memory = exercise.kind is Kind.MEMORY
        if not start.checked:
            self._under_way.put(*before(self.journal, exercise, regret))
        elif memory and self.journal.store.profile.rests_until and not start.asked:
            again = Start(start.exercise, start.regret, checked=True, asked=True)
            come = Tell("safety.ask_again", (Act.GO, Act.LATER))
            self._under_way.put(come, Start(SAFETY), again)
        elif self._rests(exercise):
            self._tell_rest()
        else:
            self._push(start.exercise, regret)

    def _go_onward(self, regret_id: str) -> None:
        """Begin the next page of the core path where it is open; else there is nothing more."""
        regret = self._regret(regret_id)
        facts = self.journal.facts(regret)
        exercise = self.journal.library.exercises.get(next_page(facts).exercise)
        if exercise is None:
            return
        if self._rests(exercise):
            self._tell_rest()
        elif opening(exercise, facts) is Opening.OPEN:
            self._under_way.put(Start(exercise.id, regret_id, checked=True))

    def _push(self, exercise_id: str, regret: Regret | None, *, fresh: bool | None = None) -> None:
        """Lay an exercise on top.

        Args:
            exercise_id: the exercise.
            regret: what it is about, if anything.
            fresh: whether a rating that was given just now is taken for its first one; if
                nothing is said, everywhere but in steadying.
        """
        exercise = self.journal.library.exercise(exercise_id)
        walk = walk_of(self.journal, exercise, regret)
        for lower in self._under_way.walks:
            if lower.sitting.id == walk.sitting.id:
                self._under_way.remove(lower)
                walk = lower
        self._under_way.put(walk)
        self._began[walk.sitting.id] = self.journal.outside.now()
        record(self.journal, walk)
        step, rating = walk.step, self.journal.rating_today(FRESH)
        takes = exercise.kind is not Kind.STEADY if fresh is None else fresh
        begins = step is not None and step.role is Role.BEFORE and not walk.sitting.trail
        if takes and begins and rating is not None:
            walk.answer(rating)
            self._moved(walk)

    # -- resting -------------------------------------------------------------------------------

    def _rests(self, exercise: Exercise) -> bool:
        """Whether the self-harm question has left a day until which this rests."""
        until = self.journal.store.profile.rests_until
        memory = exercise.kind is Kind.MEMORY
        return memory and bool(until) and self.journal.today < date.fromisoformat(until)

    def _lay_aside(self, walk: Walk) -> None:
        """Leave memory work part-way, for another day."""
        self._under_way.remove(walk)
        self._tell_rest()
        if walk.resting:
            walk.enough()
            self._store(walk)

    def _tell_rest(self) -> None:
        until = self.journal.store.profile.rests_until
        acts = (Act.GO, Act.STEADY, Act.PEOPLE)
        self._under_way.put(Tell("safety.rest_until", acts, {"date": until}))

    def _regret(self, regret_id: str) -> Regret | None:
        return self.journal.store.regrets.get(regret_id) if regret_id else None
