"""A regret: its private name, and the route that its gate led to."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from regret_tui.domain.gate import Mark, Passage, Route, Shade
from regret_tui.domain.pace import GATE_STANDS, LEFT_OPEN
from regret_tui.domain.routes import UNSAFE, opens_more, someone_is_unsafe


class Standing(StrEnum):
    """Whether a regret is worked on."""

    OPEN = "open"
    RESTING = "resting"
    CLOSED = "closed"
    """Off home, still findable."""


@dataclass(slots=True)
class Regret:
    """One regret. The title is the person's private name for it."""

    id: str
    title: str
    made: str = ""
    standing: Standing = Standing.OPEN
    gated: str = ""
    """The day the gate was passed, ISO date; empty before."""
    route: Route | None = None
    marks: list[Mark] = field(default_factory=list)
    shades: list[Shade] = field(default_factory=list)
    left_open: int = 0
    """How often the gate left it open whether someone was free to choose."""
    another_version: str = ""
    """The id of the first one, where two copies of the journal held it differently."""

    @property
    def passage(self) -> Passage | None:
        """What the gate left behind, or None before it was passed."""
        if self.route is None:
            return None
        return Passage(self.route, frozenset(self.marks), frozenset(self.shades))

    def passed(self, passage: Passage, day: date) -> None:
        """Take the gate's result, in so far as the answers before it let it be taken.

        While they stand, what opens more is not taken, but for the marks that someone is unsafe;
        what opens no more is taken at once. Where it opens just the same, their day stays.
        """
        before = self.passage or passage
        stands = self.gate_stands(day)
        if stands and opens_more(passage, before):
            self.marks = sorted(before.marks | (passage.marks & UNSAFE))
            return
        again = stands and passage.route is self.route and not opens_more(before, passage)
        self.route = passage.route
        self.marks = sorted(passage.marks)
        self.shades = sorted(passage.shades)
        if again:
            return
        self.gated = day.isoformat()
        if passage.route is Route.CAREFUL:
            self.left_open += 1

    @property
    def is_settled(self) -> bool:
        """Whether what cannot be known was looked at once more: again would be checking."""
        return self.route is Route.CAREFUL and self.left_open >= LEFT_OPEN

    def gate_stands(self, today: date) -> bool:
        """Return whether the gate's answers stand: 14 days, unless someone is unsafe.

        Where it was left open twice whether someone was free to choose, they stand for good.
        """
        passage = self.passage
        if passage is None or someone_is_unsafe(passage):
            return False
        return self.is_settled or today < date.fromisoformat(self.gated) + GATE_STANDS
