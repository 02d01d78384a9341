"""The journal: what is stored, what is known of it, and what the rules make of that."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from regret_tui.content.library import Library
from regret_tui.domain.distress import Rating
from regret_tui.domain.exercise import Exercise, Kind, Step
from regret_tui.domain.kept import Kept
from regret_tui.domain.openness import Facts
from regret_tui.domain.pace import day_of
from regret_tui.domain.regret import Regret
from regret_tui.domain.routes import is_open
from regret_tui.domain.sitting import Sitting, State
from regret_tui.domain.walk import STEADIED
from regret_tui.store.store import Store

FRESH: Final = timedelta(minutes=10)
"""A rating that is no older is not asked for again."""


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
            key=lambda item: (item.started, item.id),
        )

    def kept(self, regret_id: str | None = None) -> list[Kept]:
        """Return kept things, oldest first: all, or those of a regret and of the person."""
        found = self.store.kept.all()
        return sorted(
            (item for item in found if regret_id is None or item.regret in ("", regret_id)),
            key=lambda item: (item.at, item.id),
        )

    def newest(self, name: str, regret_id: str = "") -> Kept | None:
        """Return the newest kept thing of a name, of a regret or of the person."""
        return next((item for item in reversed(self.kept(regret_id)) if item.name == name), None)

    # -- what is known ----------------------------------------------------------------------

    def known(self, exercise: Exercise, regret: Regret | None) -> dict[str, object]:
        """Return what conditions and quotes of an exercise may look at.

        What came from an exercise that the regret's route closes is left out: it is kept, but
        not quoted.
        """
        regret_id = regret.id if regret else ""
        known: dict[str, object] = {"again": "no"}
        for sitting in self.sittings(regret_id):
            if not self._quotable(sitting.exercise, regret):
                continue
            for step_id, answer in sitting.answers.items():
                if answer.value is not None:
                    known[f"{sitting.exercise}.{step_id}"] = answer.value
            if sitting.exercise == exercise.id and sitting.is_over:
                known["again"] = "yes"
        for item in self.kept(regret_id):
            if self._quotable(item.exercise, regret):
                known[item.name] = item.value
        if regret and regret.route:
            known["route"] = str(regret.route)
            known["marks"] = [str(mark) for mark in regret.marks]
            known["shades"] = [str(shade) for shade in regret.shades]
        return known

    def _quotable(self, exercise_id: str, regret: Regret | None) -> bool:
        exercise = self.library.exercises.get(exercise_id)
        passage = regret.passage if regret else None
        return exercise is None or passage is None or is_open(exercise, passage)

    def facts(self, regret: Regret | None) -> Facts:
        """Return what the rules look at, for a regret or for the person."""
        sittings = self.sittings(regret.id if regret else "")
        done = {
            item.exercise: date.fromisoformat(item.day)
            for item in sittings
            if self._counts_as_done(item)
        }
        rests = self.store.profile.rests_until
        return Facts(
            today=self.today,
            passage=regret.passage if regret else None,
            done=done,
            part_way=frozenset(item.exercise for item in sittings if not item.is_over),
            memory_today=self._memory_today(),
            rests_until=date.fromisoformat(rests) if rests else None,
            rating=self.rating_today(),
        )

    def _counts_as_done(self, sitting: Sitting) -> bool:
        if sitting.state is State.DONE:
            return True
        return sitting.state is State.ENOUGH and any(
            step.keep and sitting.value(step.id) is not None
            for step in self._steps(sitting.exercise)
        )

    def _memory_today(self) -> int:
        today = self.today.isoformat()
        return sum(
            1
            for item in self.store.sittings.all()
            if item.is_over
            and item.state is not State.RESTED
            and self._is_memory(item)
            and day_of(datetime.fromisoformat(item.ended)).isoformat() == today
        )

    def rests_running(self) -> int:
        """Return how many memory sittings in a row ended in rest, up to now."""
        count = 0
        for item in reversed(self.sittings()):
            if self._is_memory(item) and item.is_over:
                if item.state is not State.RESTED:
                    break
                count += 1
        return count

    def rating_today(self, within: timedelta | None = None) -> Rating | None:
        """Return the latest distress rating of today, or of the time ``within``."""
        latest: tuple[datetime, Rating] | None = None
        for sitting in self.store.sittings.all():
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
