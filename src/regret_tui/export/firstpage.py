"""The first sheet of the page for a counsellor: what fits on it, and room to write by hand."""

from datetime import date
from typing import Final

from regret_tui.domain.exercise import Role
from regret_tui.domain.kept import Kept
from regret_tui.domain.pace import day_of
from regret_tui.domain.sitting import Share
from regret_tui.export.dates import say_day, say_moment, say_stored_day, sitting_day
from regret_tui.export.endings import endings
from regret_tui.export.parts import Parts
from regret_tui.export.pen import Pen
from regret_tui.export.scope import Shown, ShownSitting, share_of
from regret_tui.export.source import Source

LISTED: Final = 4
"""Sittings in the list of the first sheet; older ones are counted."""
LINES_SHOWN: Final = 3
BLANK: Final = "  \n".join(["." * 76] * 2)
"""Two lines to write on by hand. Dots, which no renderer takes for a rule."""
STEP: Final = "step"
STEP_DAY: Final = "step_day"
OBSTACLE: Final = "obstacle"
PLAN: Final = ("people", "steadies")
_ELSEWHERE: Final = frozenset({STEP, STEP_DAY, OBSTACLE, *PLAN, "region", "professional", "away"})
"""Kept things that have a place of their own, or none, on the first sheet."""
DAY_WORDS: Final = 6


class FirstPage:
    """Makes the first sheet.

    Args:
        source: the journal.
        pen: the page's pen.
        parts: the page's parts.
        found: what may be shown.
    """

    def __init__(self, source: Source, pen: Pen, parts: Parts, found: Shown) -> None:
        self._source = source
        self._pen = pen
        self._parts = parts
        self._found = found
        self.said: set[str] = set()
        """The ids of the kept things that the sheet shows to their last word."""

    def blocks(self) -> list[str]:
        """Return the sheet's blocks, between head and full texts."""
        return [
            self._window(),
            *self._sittings(),
            *self._lines(),
            *self._next(),
            *self._by_hand(),
            *self._limits(),
        ]

    def _section(self, name: str) -> str:
        return self._parts.heading(self._pen.label(name), 2)

    def _window(self) -> str:
        """Return the days that are looked at, and on how many of them something was written."""
        days = [day for item in self._found.sittings if (day := sitting_day(item.sitting))]
        today = day_of(self._source.now)
        last = self._source.until or today
        first = self._source.since or min(days, default=None)
        if first is None:
            return f"{say_day(last)}."
        span = max((min(last, today) - first).days + 1, 1)
        said = f"{say_day(first)} to {say_day(last)}."
        written = f"Written on {len(set(days))} of {span} days, counting only what is shown here."
        return f"{said} {written}"

    def _sittings(self) -> list[str]:
        found = self._found.sittings
        head = self._section("export.sittings")
        if not found:
            return [head, self._pen.say("export.no_sittings")]
        older = len(found) - LISTED
        more = [f"- {older} more before these."] if older > 0 else []
        return [head, "\n".join([*more, *self._list(max(older, 0), len(found))])]

    def earlier(self) -> list[str]:
        """Return the blocks of the list's older part, which has no room on the sheet."""
        lines = self._list(0, len(self._found.sittings) - LISTED)
        return [self._section("export.earlier"), "\n".join(lines)] if lines else []

    def _list(self, start: int, end: int) -> list[str]:
        """Return the lines of some sittings, each with the days since the one before it."""
        found = self._found.sittings
        lines = []
        for at in range(start, end):
            before = sitting_day(found[at - 1].sitting) if at else None
            lines.append(f"- {self._listed(found[at], sitting_day(found[at].sitting), before)}")
        return lines

    def _listed(self, item: ShownSitting, day: date | None, before: date | None) -> str:
        when = say_moment(item.sitting.started)
        gap = (day - before).days if day and before else 0
        if gap > 1:
            when += f", after {gap} days"
        name = self._parts.sitting_name(item, named=True)
        asks = any(step.role in (Role.BEFORE, Role.AFTER) for step in item.exercise.steps)
        return f"{when}: {name}; {self._parts.distress(item) if asks else 'not rated'}."

    def _lines(self) -> list[str]:
        chosen = self._chosen()
        blocks = [self._section("export.lines")]
        for item in chosen:
            blocks += self._parts.kept(item, short=True)
            self._note(item)
        return blocks if chosen else [*blocks, self._pen.say("export.no_lines")]

    def _chosen(self) -> list[Kept]:
        """Return up to three kept things, newest first, those with a mark of their own before."""
        newest: dict[tuple[str, str], Kept] = {}
        for item in self._found.kept:
            if item.name not in _ELSEWHERE:
                newest.pop((item.name, item.regret), None)
                newest[item.name, item.regret] = item
        latest_first = list(reversed(newest.values()))
        latest_first.sort(key=lambda item: share_of(item) is Share.NEVER)
        return latest_first[:LINES_SHOWN]

    def _next(self) -> list[str]:
        step = self._found.latest.get(STEP)
        blocks = [self._section("export.next")]
        if step is None:
            return [*blocks, self._pen.say("export.no_next")]
        beside = {item.name: item for item in self._found.kept if item.sitting == step.sitting}
        blocks.append(self._parts.kept_words(step, short=True))
        self._note(step)
        beside_it = []
        if day := beside.get(STEP_DAY):
            said = self._pen.inline(say_stored_day(str(day.value)), DAY_WORDS)
            beside_it.append(f"{self._parts.kept_label(day)}: {said}.")
            self.said.add(day.id)
        if obstacle := beside.get(OBSTACLE):
            beside_it.append(f"{self._parts.kept_label(obstacle)}:")
            blocks += [" ".join(beside_it), self._parts.kept_words(obstacle, short=True)]
            self._note(obstacle)
        elif beside_it:
            blocks += beside_it
        return blocks

    def _note(self, item: Kept) -> None:
        if self._parts.is_whole(item):
            self.said.add(item.id)

    def _by_hand(self) -> list[str]:
        blocks = []
        for name in ("export.questions", "export.may_ask", "export.not_ready"):
            blocks += [self._section(name), BLANK]
        return blocks

    def _limits(self) -> list[str]:
        has_plan = any(item.name in PLAN and item.value for item in self._source.kept)
        plan = self._pen.say("export.plan_yes" if has_plan else "export.plan_no")
        return [
            self._section("export.limits_title"),
            f"{endings(self._found.sittings)} {plan}",
            self._pen.say("export.limits"),
        ]


def rest_of(pen: Pen, parts: Parts, found: Shown, said: set[str]) -> list[str]:
    """Return the blocks of what is marked and neither on the first sheet nor in full after it.

    Args:
        pen: the page's pen.
        parts: the page's parts.
        found: what may be shown.
        said: the kept things that the first sheet shows.
    """
    on_sheet = {(item.sitting, item.step) for item in found.kept if item.id in said}
    blocks = []
    for shown in found.sittings:
        line = shown.line
        if not shown.full and line and (shown.sitting.id, line.key) not in on_sheet:
            blocks += parts.sitting(shown, 3, named=True)
    for item in found.apart:
        if item.id not in said:
            blocks += parts.kept(item)
    return [parts.heading(pen.label("export.rest"), 2), *blocks] if blocks else []
