"""What may be shown. Closed by default: what carries no mark that we know stays out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from regret_tui.domain.exercise import Exercise, Kind, StepKind
from regret_tui.domain.kept import Kept
from regret_tui.domain.regret import Regret
from regret_tui.domain.routes import may_export
from regret_tui.domain.sitting import Share, Sitting
from regret_tui.export.asked import Asked, asked, summary_of
from regret_tui.export.dates import is_within, kept_day, order, sitting_day
from regret_tui.export.source import Source

About: TypeAlias = Callable[[str, Exercise | None], bool]
"""Whether a page is about a regret's id (``""``: about the person) and an exercise (None where
it is not known any more)."""


@dataclass(frozen=True, slots=True)
class ShownSitting:
    """A sitting that may be shown, and how much of it.

    Attributes:
        sitting: the sitting.
        exercise: its exercise.
        full: whether its questions and answers may be shown, or only its one kept line.
        answers: what was asked and answered; to be shown only where ``full``.
        line: the one kept line that stands for it, or None.
    """

    sitting: Sitting
    exercise: Exercise
    full: bool
    answers: tuple[Asked, ...]
    line: Asked | None


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that may be shown, oldest first.

    Attributes:
        sittings: sittings that are marked.
        kept: kept things that may be shown, by a mark of their own or as part of a sitting.
        held: what the shown sittings show already, by sitting and step.
        latest: the newest kept thing of each name, or None where the newest may not be shown:
            an older one is no stand-in for it.
        left_out: how many things are not shown.
    """

    sittings: tuple[ShownSitting, ...]
    kept: tuple[Kept, ...]
    held: frozenset[tuple[str, str]]
    latest: Mapping[str, Kept | None]
    left_out: int

    @property
    def apart(self) -> tuple[Kept, ...]:
        """The kept things that no shown sitting shows already."""
        return tuple(item for item in self.kept if (item.sitting, item.step) not in self.held)

    @property
    def empty(self) -> bool:
        """Whether nothing may be shown."""
        return not self.sittings and not self.kept


def share_of(thing: Sitting | Kept) -> Share:
    """Return a share mark, and never for any that is not one of the three."""
    return next((mark for mark in Share if mark == thing.share), Share.NEVER)


def is_closed(regret: Regret) -> bool:
    """Return whether words about a regret stay in the journal, whatever their marks."""
    return regret.passage is None or not may_export(regret.passage)


def shown(source: Source, about: About) -> Shown:
    """Return what may be shown of what a page is about."""
    gate = _Gate(source, about)
    sittings, hidden = _sittings(source, gate)
    held = _held(sittings)
    by_id = {item.sitting.id: item for item in sittings}
    kept = []
    latest: dict[str, Kept | None] = {}
    for item in sorted(source.kept, key=lambda item: (order(item.at), item.id)):
        if not gate.lets_kept(item):
            continue
        may = (item.sitting, item.step) in held or _may_show(item, by_id.get(item.sitting))
        latest[item.name] = item if may else None
        if may:
            kept.append(item)
        elif share_of(item) is Share.NEVER:
            hidden += 1
    return Shown(tuple(sittings), tuple(kept), held, latest, hidden)


class _Gate:
    """What a page is about at all, whatever the marks say."""

    def __init__(self, source: Source, about: About) -> None:
        self._source = source
        self._about = about
        self._open = {"", *(regret.id for regret in source.regrets if not is_closed(regret))}
        self._regret_of = {sitting.id: sitting.regret for sitting in source.sittings}

    def lets(self, regret: str, exercise: Exercise | None, day: date | None) -> bool:
        """Return whether something of a regret, an exercise and a day belongs to the page."""
        leaves = exercise is None or (exercise.kept and exercise.kind is not Kind.SCREEN)
        inside = is_within(day, self._source.since, self._source.until)
        return leaves and inside and regret in self._open and self._about(regret, exercise)

    def lets_kept(self, item: Kept) -> bool:
        """Return whether a kept thing belongs to the page; its sitting's regret counts too."""
        exercise = self._source.exercises.get(item.exercise)
        from_regret = self._regret_of.get(item.sitting, "")
        return from_regret in self._open and self.lets(item.regret, exercise, kept_day(item))


def _sittings(source: Source, gate: _Gate) -> tuple[list[ShownSitting], int]:
    """Return the sittings that may be shown, oldest first, and how many may not."""
    found = []
    hidden = 0
    for sitting in sorted(source.sittings, key=lambda item: (order(item.started), item.id)):
        exercise = source.exercises.get(sitting.exercise)
        if not gate.lets(sitting.regret, exercise, sitting_day(sitting)):
            continue
        share = share_of(sitting)
        if exercise is None or share is Share.NEVER:
            hidden += 1
            continue
        answers = asked(source, sitting, exercise)
        line = summary_of(answers, exercise)
        found.append(ShownSitting(sitting, exercise, share is Share.FULL, answers, line))
    return found, hidden


def _may_show(item: Kept, inside: ShownSitting | None) -> bool:
    """Return whether a kept thing may be shown by its own mark.

    Inside a sitting that is shown as a summary, *summary* is the sitting's own mark over again:
    its one line stands for all of it, with the day that belongs to it.

    Args:
        item: the kept thing.
        inside: the sitting it comes from, where that is shown itself.
    """
    share = share_of(item)
    if inside is None or share is Share.NEVER:
        return share is not Share.NEVER
    answer = next((each for each in inside.answers if each.key == item.step), None)
    if answer is None:
        return False
    return share is Share.FULL or answer.step.kind is StepKind.DAY


def _held(sittings: list[ShownSitting]) -> frozenset[tuple[str, str]]:
    """Return what the shown sittings show already, by sitting and step."""
    held = set()
    for item in sittings:
        answers = item.answers if item.full else tuple(filter(None, (item.line,)))
        held |= {(item.sitting.id, answer.key) for answer in answers}
    return frozenset(held)
