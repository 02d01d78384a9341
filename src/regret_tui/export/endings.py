"""How sittings ended, in a sentence, for a counsellor: numbers alone, and no reading of them."""

from collections.abc import Sequence

from regret_tui.domain.distress import RISE_AT_END
from regret_tui.domain.exercise import Role
from regret_tui.domain.sitting import State
from regret_tui.export.asked import rated
from regret_tui.export.scope import ShownSitting


def endings(sittings: Sequence[ShownSitting]) -> str:
    """Return how many sittings were stopped to rest, left part-way, or ended worse.

    Args:
        sittings: those that may be shown; no other is counted.
    """
    rested = sum(item.sitting.state is State.RESTED for item in sittings)
    enough = sum(item.sitting.state is State.ENOUGH for item in sittings)
    part_way = sum(item.sitting.state is State.OPEN for item in sittings)
    worse = sum(ended_worse(item) for item in sittings)
    return (
        f"Of the pages shown here, stopped to rest: {rested}; ended at “enough for today”: "
        f"{enough}; not finished yet: {part_way}; {RISE_AT_END} or more harder at the end: {worse}."
    )


def ended_worse(item: ShownSitting) -> bool:
    """Return whether distress at the end was above the start by what the stop rules look at.

    The start is the rating after steadying, where there were two.
    """
    before = [rating.value for rating in rated(item.answers, Role.BEFORE)][-1:]
    after = [rating.value for rating in rated(item.answers, Role.AFTER)][-1:]
    numbers = [value for value in (*before, *after) if isinstance(value, int)]
    return len(numbers) == 2 and numbers[1] - numbers[0] >= RISE_AT_END
