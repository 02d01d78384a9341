"""Telling again: noticing, gently, when the same is told over and over for relief."""

from datetime import date

from regret_tui.domain.exercise import Exercise, Outcome
from regret_tui.domain.pace import NAME_EDITS, TELLING_AGAIN
from regret_tui.domain.regret import Regret
from regret_tui.journal.journal import Journal


def tells_again(journal: Journal, exercise: Exercise, regret: Regret) -> bool:
    """Return whether beginning this exercise now is a telling again within 14 days.

    The third time it is named, the second time two voices speak, or a change of the gate.
    """
    if exercise.outcome is Outcome.ROUTE:
        return regret.route is not None and _recent(journal, regret.gated)
    times = [
        item
        for item in journal.sittings(regret.id)
        if item.exercise == exercise.id and item.is_over and _recent(journal, item.day)
    ]
    if exercise.id == "name":
        return len(times) >= NAME_EDITS - 1
    return bool(exercise.again_days) and bool(times)


def _recent(journal: Journal, day: str) -> bool:
    return bool(day) and journal.today - date.fromisoformat(day) < TELLING_AGAIN
