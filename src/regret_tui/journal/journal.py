"""The journal: what is stored, what is known of it, and what the rules make of that."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from regret_tui.content.library import Library
from regret_tui.domain.distress import Rating
from regret_tui.domain.exercise import Exercise, Kind, Step
from regret_tui.domain.gate import Mark, Route
from regret_tui.domain.kept import Kept
from regret_tui.domain.openness import Facts
from regret_tui.domain.pace import day_of
from regret_tui.domain.regret import Regret
from regret_tui.domain.routes import is_open
from regret_tui.domain.sitting import Answer, Sitting, State
from regret_tui.domain.walk import REST, STEADIED
from regret_tui.store.store import Store

FRESH: Final = timedelta(minutes=10)
"""A rating that is no older is not asked for again."""
RESTS_UNTIL: Final = "rests_until"
"""The day that the self-harm question has left, among what is known."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What the journal takes from outside.

    Attributes:
        now: the time now, with its zone.
        new_id: a fresh id for a record.
    """

    now: Callable[[], datetime]
    new_id: Callable[[], str]


class Journal:
    """A person's journal, in a vault or in memory alone.

    Args:
        store: where records are.
        library: the prompts.
        outside: clock and ids.
    """

    def __init__(self, store: Store, library: Library, outside: Outside) -> None:
        self.store = store
        self.library = library
        self.outside = outside
        self._shredded: list[Sitting] = []

    @property
    def today(self) -> date:
        """The day it is now; days begin at 04:00."""
        return day_of(self.outside.now())

    @property
    def words(self) -> dict[str, str]:
        """What the placeholders in prose stand for, for this person."""
        region = self.newest("region")
        words = self.library.words(
            self.store.profile.wording, str(region.value) if region else "other"
        )
        people = self.newest("people")
        names = people.value if people and isinstance(people.value, list) else []
        return {**words, "my_people": ", ".join(names) or self.library.phrase("support.someone")}

    # -- records, in order ----------------------------------------------------------------

    def regrets(self) -> list[Regret]:
        """Return the regrets, oldest first."""
        return sorted(self.store.regrets.all(), key=lambda regret: (regret.made, regret.id))

    def sittings(self, regret_id: str | None = None) -> list[Sitting]:
        """Return sittings, oldest first: all, or those of a regret and of the person."""
        found = self.store.sittings.all()
        return sorted(
            (item for item in found if regret_id is None or item.regret in ("", regret_id)),
            key=lambda item: item.started,
        )

    def counted(self) -> list[Sitting]:
        """Return every sitting that the stop rules look at, oldest first.

        What is held as deleted is among them, and what was shredded since the journal was opened:
        deleting must not make it easier to go on. Of one second, the one stored last is the latest.
        """
        found = [*self.store.sittings.everything(), *self._shredded]
        return sorted(found, key=lambda item: item.started)

    def shredded(self, sitting: Sitting) -> None:
        """Let what was rated in a sitting count until the journal is closed, without its words."""
        answers = {
            step_id: Answer(answer.value if rated or answer.value is None else "", answer.at)
            for step_id, answer in sitting.answers.items()
            for rated in [self.is_rating(sitting.exercise, step_id)]
        }
        self._shredded.append(replace(sitting, answers=answers))

    def kept(self, regret_id: str | None = None) -> list[Kept]:
        """Return kept things, oldest first: all, or those of a regret and of the person."""
        found = self.store.kept.all()
        return sorted(
            (item for item in found if regret_id is None or item.regret in ("", regret_id)),
            key=lambda item: item.at,
        )

    def newest(self, name: str, regret_id: str = "") -> Kept | None:
        """Return the newest kept thing of a name, of a regret or of the person."""
        return next((item for item in reversed(self.kept(regret_id)) if item.name == name), None)

    # -- what is known ----------------------------------------------------------------------

    def known(
        self, exercise: Exercise, regret: Regret | None, sitting_id: str = ""
    ) -> dict[str, object]:
        """Return what conditions and quotes of an exercise may look at.

        What came from an exercise that the regret's route closes is left out: it is kept, but
        not quoted.

        Args:
            exercise: the exercise.
            regret: the regret it is about, if any.
            sitting_id: the sitting under way, which knows its own answers.
        """
        regret_id = regret.id if regret else ""
        known: dict[str, object] = {"again": "no", RESTS_UNTIL: self.store.profile.rests_until}
        for sitting in self.sittings(regret_id):
            if sitting.id == sitting_id or not self._quotable(sitting.exercise, regret):
                continue
            for step_id, answer in sitting.answers.items():
                if answer.value is not None:
                    known[f"{sitting.exercise}.{step_id}"] = answer.value
            if sitting.exercise == exercise.id and sitting.is_over and self.has_words(sitting):
                known["again"] = "yes"
        for item in self.kept(regret_id):
            if item.sitting != sitting_id and self._quotable(item.exercise, regret):
                known[item.name] = item.value
        if regret and regret.route:
            known["route"] = str(regret.route)
            known["marks"] = [str(mark) for mark in regret.marks]
            known["shades"] = [str(shade) for shade in regret.shades]
        return known

    def _quotable(self, exercise_id: str, regret: Regret | None) -> bool:
        passage = regret.passage if regret else None
        if passage is None:
            return True
        exercise = self.library.exercises.get(exercise_id)
        if exercise is None:
            return passage.route is Route.ORDINARY and Mark.READER not in passage.marks
        return is_open(exercise, passage)

    def facts(self, regret: Regret | None) -> Facts:
        """Return what the rules look at, for a regret or for the person."""
        sittings = self.sittings(regret.id if regret else "")
        done = {
            item.exercise: date.fromisoformat(item.day)
            for item in sittings
            if self.counts_as_done(item)
        }
        return Facts(
            today=self.today,
            passage=regret.passage if regret else None,
            done=done,
            part_way=frozenset(
                item.exercise for item in sittings if not item.is_over and self._resumes(item)
            ),
            memory_today=self._memory_today(),
            rests_until=self._rests_until(),
            rating=self.rating_today(),
        )

    def counts_as_done(self, sitting: Sitting) -> bool:
        """Return whether a sitting has done its exercise: gone through, or something kept of it."""
        if sitting.state is State.DONE:
            return True
        return sitting.state is State.ENOUGH and any(
            step.keep and sitting.value(step.id) is not None
            for step in self._steps(sitting.exercise)
        )

    def _resumes(self, sitting: Sitting) -> bool:
        exercise = self.library.exercises.get(sitting.exercise)
        return exercise is not None and exercise.kind is not Kind.STEADY

    def _memory_today(self) -> int:
        return sum(
            1
            for item in self.counted()
            if self._is_memory(item)
            and any(
                day_of(datetime.fromisoformat(item.answers[step_id].at)) == self.today
                for step_id in self._words_of(item)
            )
        )

    def _rests_until(self) -> date | None:
        """Return the day the self-harm question left, or tomorrow where it stayed hard today."""
        asked = self.store.profile.rests_until
        days = [date.fromisoformat(asked)] if asked else []
        rested = (
            day_of(datetime.fromisoformat(item.ended))
            for item in self.counted()
            if item.state is State.RESTED and self._is_memory(item)
        )
        days += [self.today + timedelta(days=1) for day in rested if day == self.today]
        return max(days, default=None)

    def has_words(self, sitting: Sitting) -> bool:
        """Return whether something besides ratings was answered in a sitting."""
        return bool(self._words_of(sitting))

    def _words_of(self, sitting: Sitting) -> list[str]:
        return [
            step_id
            for step_id, answer in sitting.answers.items()
            if answer.value is not None
            and not step_id.startswith(f"{REST}@")
            and not self.is_rating(sitting.exercise, step_id)
        ]

    def rests_running(self) -> int:
        """Return how many memory sittings in a row ended in rest, up to now.

        One that was stopped before anything was written neither counts nor breaks the row. One
        that was deleted counts, and does not break it.
        """
        count = 0
        there = {item.id for item in self.store.sittings.all()}
        for item in reversed(self.counted()):
            if not self._is_memory(item) or not item.is_over:
                continue
            if item.state is State.RESTED:
                count += 1
            elif item.id in there and self.has_words(item):
                break
        return count

    def rating_today(self, within: timedelta | None = None) -> Rating | None:
        """Return the latest distress rating of today, or of the time ``within``."""
        latest: tuple[datetime, Rating] | None = None
        for sitting in self.counted():
            for step in self._steps(sitting.exercise):
                if step.role is None:
                    continue
                for step_id in (step.id, step.id + STEADIED):
                    answer = sitting.answers.get(step_id)
                    if answer is None or not isinstance(answer.value, int | str):
                        continue
                    at = datetime.fromisoformat(answer.at)
                    if latest is None or at >= latest[0]:
                        latest = (at, answer.value)
        if latest is None or day_of(latest[0]) != self.today:
            return None
        if within is not None and self.outside.now() - latest[0] > within:
            return None
        return latest[1]

    def is_rating(self, exercise_id: str, step_id: str) -> bool:
        """Return whether a step of an exercise is a distress rating."""
        return any(
            step.role is not None and step_id in (step.id, step.id + STEADIED)
            for step in self._steps(exercise_id)
        )

    def _is_memory(self, sitting: Sitting) -> bool:
        exercise = self.library.exercises.get(sitting.exercise)
        return exercise is not None and exercise.kind is Kind.MEMORY

    def _steps(self, exercise_id: str) -> tuple[Step, ...]:
        exercise = self.library.exercises.get(exercise_id)
        return exercise.steps if exercise else ()
