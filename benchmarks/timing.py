"""Taking times: one after the other in turn, so that both meet the same computer."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        what: what was measured.
        ours: seconds, one for each round.
        beside: what it is compared with; empty for nothing.
        plain: seconds of that.
    """

    what: str
    ours: list[float]
    beside: str = ""
    plain: list[float] | None = None

    def cells(self) -> tuple[str, ...]:
        """Return it as text: median and 95th percentile, what it is compared with, the ratio."""
        middle = statistics.median(self.ours)
        told = (self.what, _ms(middle), _ms(high(self.ours)))
        if not self.plain:
            return (*told, "", "", "")
        plain = statistics.median(self.plain)
        return (*told, self.beside, _ms(plain), f"{middle / plain:.2f}")


def seconds(act: Callable[[], object]) -> float:
    """Return how long something takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def in_turn(rounds: int, acts: Mapping[str, Callable[[], float]]) -> dict[str, list[float]]:
    """Take each time once a round, after one round that does not count.

    Args:
        rounds: how often each is taken.
        acts: what returns a time, by name.
    """
    found: dict[str, list[float]] = {name: [] for name in acts}
    for number in range(rounds + 1):
        for name, act in acts.items():
            taken = act()
            if number:
                found[name].append(taken)
    return found


def high(times: list[float]) -> float:
    """Return the 95th percentile; the highest where there are few."""
    if len(times) < 20:
        return max(times)
    return statistics.quantiles(times, n=20)[-1]


def _ms(taken: float) -> str:
    return f"{taken * 1000:,.2f}" if taken < 0.1 else f"{taken * 1000:,.0f}"
