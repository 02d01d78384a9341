"""Telling again: noticing, gently, when the same is told over and over for relief."""

from datetime import date

from regret_tui.domain.exercise import Exercise
from regret_tui.domain.pace import NAME_EDITS, TELLING_AGAIN
from regret_tui.domain.regret import Regret
from regret_tui.journal.journal import Journal


def tells_again(journal: Journal, exercise: Exercise, regret: Regret) -> bool:
    """Return whether beginning this exercise now is a telling again within 14 days.

    The third time it is named, or the second time two voices speak. Asking the gate again is met
    by what is said while its answers stand: before it where nothing can settle them, else when
    it would open more. Going on with what was left is no telling again.
    """
    times = [
        item
        for item in journal.counted()
        if item.exercise == exercise.id
        and item.regret in ("", regret.id)
        and journal.has_words(item)
    ]
    if any(not item.is_over for item in times):
        return False
    lately = sum(_is_recent(journal, item.day) for item in times)
    if exercise.id == "name":
        return lately >= NAME_EDITS - 1
    return bool(exercise.again_days) and lately > 0


def _is_recent(journal: Journal, day: str) -> bool:
    return bool(day) and journal.today - date.fromisoformat(day) < TELLING_AGAIN
