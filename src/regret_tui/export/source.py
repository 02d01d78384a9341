"""What an export may look at, and what it makes of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from regret_tui.domain.exercise import Exercise, Step
from regret_tui.domain.kept import Kept
from regret_tui.domain.regret import Regret
from regret_tui.domain.sitting import Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Everything an export may look at. Nothing in it is changed.

    Attributes:
        regrets: all of them; a sitting whose regret is not among them stays out.
        sittings: all of them, in any order, of any share mark.
        kept: all kept things, in any order, of any share mark.
        exercises: by id. A sitting whose exercise is not among them stays out.
        asides: questions that the rules may call for in any exercise, by id.
        aliases: names of people, and what stands in their place.
        words: what the placeholders in questions stand for.
        phrases: a sentence of the program by its ``table.name``; may raise KeyError.
        cards: card id to its text.
        now: the time now, with its zone.
        version: of the program.
        since: the first day that is looked at, or None.
        until: the last day that is looked at, or None.

    Raises:
        ValueError: ``now`` has no zone.
    """

    regrets: Sequence[Regret]
    sittings: Sequence[Sitting]
    kept: Sequence[Kept]
    exercises: Mapping[str, Exercise]
    phrases: Callable[[str], str]
    now: datetime
    version: str
    aliases: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    cards: Mapping[str, str] = field(default_factory=dict)
    asides: Mapping[str, Step] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.now.utcoffset() is None:
            raise ValueError("The time of an export needs its zone.")


@dataclass(frozen=True, slots=True)
class Page:
    """An export, exactly as it will be written.

    Attributes:
        title: its first heading, as plain text on one line, with aliases.
        markdown: the whole file.
        words: how many words are read, front matter aside.
        pages: about how many sheets of A4 that is.
        left_out: how many sittings and kept things are not shown, their share mark being never
            (or a sitting's questions being gone). For the person's eyes; it is not on the page.
        empty: nothing was marked to be shown; the page says so and holds no word of theirs.
    """

    title: str
    markdown: str
    words: int
    pages: int
    left_out: int
    empty: bool
