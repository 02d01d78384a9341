"""A person with a script, a journal in memory, and a clock that the test moves.

The script says what is answered, by ``exercise.step`` (a rating that is asked a second time is
``name.before.again``, an aside ``name.rest``), and which act is chosen on a screen of words, by the
name of its phrase. What it does not say is answered in some way that fits.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from regret_tui.content.library import Library, load
from regret_tui.domain.exercise import Step, StepKind
from regret_tui.domain.regret import Regret
from regret_tui.domain.sitting import Sitting
from regret_tui.domain.walk import STEADIED, Walk
from regret_tui.journal.guide import Guide
from regret_tui.journal.journal import Outside
from regret_tui.journal.now import Act, Ask, End, Home, People, Tell
from regret_tui.journal.opening import begin
from regret_tui.journal.session import Session

EVENING = datetime.fromisoformat("2026-11-24T21:00:00+01:00")
"""A Tuesday."""
SKIP = object()
BACK = object()
ENOUGH = object()
STEADY = object()
STOP_HERE = object()
"""Do nothing more: leave things as they are at this step."""


@cache
def ours() -> Library:
    """Return the prompts that come with the program, read once."""
    return load()


class Each:
    """One answer after the other, for something that is asked several times."""

    def __init__(self, *answers: object) -> None:
        self.left = list(answers)

    def __call__(self) -> object:
        return self.left.pop(0) if len(self.left) > 1 else self.left[0]


class Clock:
    """A clock that only the test moves."""

    def __init__(self, at: datetime = EVENING) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def moves(self, **by: float) -> None:
        self.at += timedelta(**by)


class Person:
    """Someone who walks.

    Args:
        script: what is answered and chosen.
        at: when it begins.
        library: the prompts.
    """

    def __init__(
        self,
        script: Mapping[str, object] | None = None,
        *,
        at: datetime = EVENING,
        library: Library | None = None,
    ) -> None:
        self.script: dict[str, object] = dict(script or {})
        self.clock = Clock(at)
        ids = count(1)
        self.session: Session = begin(
            library or ours(), Outside(self.clock, lambda: f"{next(ids):032x}")
        )
        self.met: list[str] = []
        """Everything that was met, in order: ``name.kind``, ``notices.law``, ``people``."""

    @property
    def guide(self) -> Guide:
        return self.session.guide

    @property
    def regrets(self) -> list[Regret]:
        return self.session.journal.regrets()

    @property
    def regret(self) -> Regret:
        return self.regrets[-1]

    def sittings(self, exercise: str) -> list[Sitting]:
        return [item for item in self.session.journal.sittings() if item.exercise == exercise]

    @property
    def at(self) -> str:
        """Where the person is, as it is called in the script."""
        match self.guide.now:
            case Ask(walk):
                return place(walk)
            case Tell(name):
                return name
            case People():
                return "people"
            case End():
                return "end"
            case Home():
                return "home"

    @property
    def step(self) -> Step:
        walk = self.guide.walk
        assert walk is not None
        assert walk.step is not None
        return walk.step

    def starts(self, exercise: str, regret: str | None = None, **script: Any) -> None:
        """Begin an exercise about the newest regret, or a given one, and walk to its end."""
        self.opens(exercise, regret)
        self.walks(**script)

    def opens(self, exercise: str, regret: str | None = None) -> None:
        """Begin an exercise, and stay at what is shown first."""
        about = regret if regret is not None else (self.regret.id if self.regrets else "")
        self.guide.start(exercise, about)

    def walks(self, until: str = "", **script: Any) -> None:
        """Go on until a place, or until nothing is under way.

        Args:
            until: where to stop, before anything is done there.
            script: more of the script; ``__`` stands for the dot.
        """
        self.script |= {key.replace("__", "."): value for key, value in script.items()}
        for _ in range(400):
            if self.at == until:
                return
            self.met.append(self.at)
            if isinstance(self.guide.now, End | Home) or not self._acts():
                assert not until, f"never came to {until}: {self.met}"
                return
            self.clock.moves(seconds=20)
        raise AssertionError(f"it never ends: {self.met[-20:]}")

    def _acts(self) -> bool:
        said = self.script.get(self.at)
        answer = said() if isinstance(said, Each) else said
        if answer is STOP_HERE:
            return False
        match self.guide.now:
            case Ask(walk):
                _MOVES.get(id(answer), _answers)(self.guide, walk, answer)
            case Tell(_, acts):
                self.guide.choose(Act(str(answer)) if answer else _likely(acts))
            case _:
                self.guide.choose(Act.GO)
        return True


def place(walk: Walk) -> str:
    """Return what a script calls the place of a walk."""
    step = walk.sitting.step
    name, _, _ = step.partition("@")
    return f"{walk.exercise.id}.{name}"


def _likely(acts: tuple[Act, ...]) -> Act:
    return Act.GO if Act.GO in acts else acts[0]


def _answers(guide: Guide, walk: Walk, answer: object) -> None:
    step = walk.step
    assert step is not None
    guide.answer(fitting(step, walk) if answer is None else answer)


_MOVES: dict[int, Callable[[Guide, Walk, object], object]] = {
    id(SKIP): lambda guide, _walk, _answer: guide.skip(),
    id(BACK): lambda guide, _walk, _answer: guide.back(),
    id(ENOUGH): lambda guide, _walk, _answer: guide.enough(),
    id(STEADY): lambda guide, _walk, _answer: guide.steady(),
}


def fitting(step: Step, walk: Walk) -> Any:
    """Return some answer that fits a step; calm, free, and in words of the person."""
    match step.kind:
        case StepKind.TEXT | StepKind.LINE:
            return f"words at {step.id}"
        case StepKind.LIST:
            return ["one", "two"]
        case StepKind.SCALE:
            return 3 if step.role else 40 if step.high == 100 else 4
        case StepKind.CHOICE:
            return step.options[0].id
        case StepKind.MARKS:
            return []
        case StepKind.DECK:
            return {"Honesty": "very", "Care": "very", "Work": "not"}
        case StepKind.PICK:
            return list(walk.items[:1]) or "my own word"
        case StepKind.RATE:
            return {
                item: {part.id: part.options[0].id if part.options else 6 for part in step.fields}
                for item in walk.items
            }
        case StepKind.DAY:
            return "2026-11-27"
        case StepKind.SAY | StepKind.PRACTICE:
            return None


def named(script: Mapping[str, object] | None = None, **how: Any) -> Person:
    """Return a person on the ordinary route who has named a regret yesterday."""
    person = Person(script, **how)
    person.guide.start("begin")
    person.walks()
    person.clock.moves(days=1)
    person.met.clear()
    return person


def ready(script: Mapping[str, object] | None = None, **how: Any) -> Person:
    """Return a person who has named a regret and sorted their values, a day ago."""
    person = named(script, **how)
    person.starts("values")
    person.clock.moves(days=1)
    person.met.clear()
    return person


__all__ = [
    "BACK",
    "ENOUGH",
    "EVENING",
    "SKIP",
    "STEADIED",
    "STEADY",
    "STOP_HERE",
    "Clock",
    "Each",
    "Person",
    "fitting",
    "named",
    "ours",
    "place",
    "ready",
]
