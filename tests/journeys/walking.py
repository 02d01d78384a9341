"""Walking the guide by keys on the screen, and by lines through a pipe, with the same answers.

The guide itself is walked beside it, in memory: it says what is asked next, so that neither hand
has to know the prompt files.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from regret_tui.content.library import Library, load
from regret_tui.content.wording import fill
from regret_tui.domain.exercise import Step, StepKind
from regret_tui.domain.profile import RecoveryState
from regret_tui.domain.walk import Walk
from regret_tui.journal.journal import Outside
from regret_tui.journal.now import Act, Ask, End, Now, People, Tell
from regret_tui.journal.opening import begin
from regret_tui.journal.session import Session
from regret_tui.vault import RecoveryKey, Vault
from tests.journeys.terminal import Terminal
from tests.journeys.words import PASSPHRASE, answer_to
from tests.world import EVENING, make_world

LIBRARY: Final[Library] = load()
CARDS: Final = [card.text for card in LIBRARY.cards]
NEXT: Final = "3"
"""At the end of a sitting in line mode: the next page."""


class Beside:
    """The guide in memory, beside the program that is tested.

    Args:
        root: the folder of a world that nothing is written to.
    """

    def __init__(self, root: Path) -> None:
        world = make_world(root)
        self.moment = datetime.fromisoformat(EVENING)
        self.session: Session = begin(LIBRARY, Outside(lambda: self.moment, world.new_id))
        self.guide = self.session.guide

    @property
    def now(self) -> Now:
        return self.guide.now

    @property
    def here(self) -> str:
        """The step that is asked, with its exercise; empty where none is."""
        now = self.now
        if isinstance(now, Ask) and now.walk.step is not None:
            return f"{now.walk.exercise.id}.{now.walk.step.id}"
        return ""

    @property
    def asked(self) -> str:
        """What the screen says now, in words."""
        match self.now:
            case Ask(walk):
                assert walk.step is not None
                return fill(walk.step.question, self.guide.words)
            case Tell(name, _, words):
                said = LIBRARY.phrase(name, {**self.guide.words, **words})
                return next(line for line in said.splitlines() if line.strip())
            case End(walk):
                return fill(walk.exercise.closing, self.guide.words) or "That is the page for today"
        return ""

    def comes_back(self, at: str) -> None:
        """Leave everything under way, and be there again at another moment."""
        self.guide.leave()
        self.moment = datetime.fromisoformat(at)

    def passes(self, seconds: float) -> None:
        """Let time pass."""
        self.moment += timedelta(seconds=seconds)

    def answers(self) -> tuple[Walk, Step, object]:
        """Answer the step that is asked. Return it, and the answer."""
        now = self.now
        assert isinstance(now, Ask)
        walk, step = now.walk, now.walk.step
        assert step is not None
        value = answer_to(walk, CARDS)
        self.passes(1)
        self.guide.answer(value)
        return walk, step, value

    @property
    def offers_keeping(self) -> bool:
        """Whether keeping is offered now; it is offered once."""
        if not self.session.offers_keeping:
            return False
        self.session.declined = True
        return True


def go_on(acts: tuple[Act, ...]) -> int:
    """Return the number of *Go on*, from 1."""
    return acts.index(Act.GO) + 1


# -- by keys --------------------------------------------------------------------------------


class ByKeys:
    """A person who walks by keys.

    Args:
        terminal: where the program runs.
        beside: the guide beside it.
    """

    def __init__(self, terminal: Terminal, beside: Beside) -> None:
        self.terminal = terminal
        self.beside = beside
        self.written = ""
        """How much of the answer to the next question stands on its page already."""

    def begins(self, key: str = "enter") -> None:
        """Go from the first screen to the first question. With ``n`` nothing is ever kept."""
        self.terminal.until_sees("Enter begin")
        self.beside.guide.start("begin")
        self.terminal.presses(key)
        self.sees_what_is_asked()

    def sees_what_is_asked(self) -> None:
        """Wait until the screen shows what the guide beside it shows."""
        self.terminal.until_sees(self.beside.asked)

    def walks(
        self,
        to: str = "",
        *,
        meets: Mapping[str, Callable[[], None]] | None = None,
        keeps: Callable[[], object] | None = None,
        says: Callable[[str], object] | None = None,
    ) -> None:
        """Go on until nothing more is suggested, or up to a step.

        Args:
            to: the step to stop before, with its exercise, such as ``name.part``; or ``end`` to
                stop at the end of the sitting.
            meets: what is done at a step before it is answered.
            keeps: what is done where keeping is offered; the walk ends there if it is the step
                to stop before.
            says: is told the name of each screen of words.
        """
        for _ in range(200):
            if self.beside.here == to != "":
                return
            match self.beside.now:
                case Ask():
                    if meets and self.beside.here in meets:
                        meets[self.beside.here]()
                    self.answers()
                case Tell(name, acts):
                    if says is not None:
                        says(name)
                    self.terminal.presses(str(go_on(acts)) if len(acts) > 1 else "enter")
                    self.beside.guide.choose(Act.GO)
                case People():
                    self.terminal.presses("1")
                    self.beside.guide.choose(Act.GO)
                case End(_, _, suggestion, regret):
                    if to == "end" or not suggestion.exercise:
                        return
                    self.terminal.presses("2")
                    self.beside.guide.start(suggestion.exercise, regret)
                case _:
                    return
            if self.beside.offers_keeping and keeps is not None:
                keeps()
                if self.beside.here == to:
                    return
            self.sees_what_is_asked()
        raise AssertionError(f"a walk without an end:\n{self.terminal.sees}")

    def answers(self) -> None:
        """Answer the step that is asked, by its keys."""
        now = self.beside.now
        assert isinstance(now, Ask)
        items, today = now.walk.items, self.beside.session.journal.today
        _, step, value = self.beside.answers()
        match step.kind:
            case StepKind.SAY:
                self.terminal.presses("enter")
            case StepKind.PRACTICE:
                for _ in step.lines:
                    self.terminal.presses("enter")
            case StepKind.TEXT | StepKind.LIST:
                text = value if isinstance(value, str) else "\n".join(value)  # type: ignore[arg-type]  # a list
                self.writes(text)
                self.terminal.presses("ctrl+n")
            case StepKind.LINE:
                self.writes(str(value))
                self.terminal.presses("enter")
            case StepKind.SCALE:
                self._scale(value, step.low, step.high)
            case StepKind.CHOICE:
                ids = [option.id for option in step.options]
                self.terminal.presses(str(ids.index(str(value)) + 1))
            case StepKind.MARKS:
                self._marks(value, [option.id for option in step.options], own=step.own)
            case StepKind.PICK:
                self._marks(value, list(items), own=step.own)
            case StepKind.DECK:
                self._deck(value)
            case StepKind.RATE:
                self._rate(value, step)
            case StepKind.DAY:
                self._day(str(value), today)

    def writes(self, text: str) -> None:
        """Write a text that is not there yet: paste it if it is long, else type it."""
        assert text.startswith(self.written)
        text, self.written = text[len(self.written) :], ""
        if len(text) > 60 or "\u200d" in text:
            self.terminal.pastes(text)
        else:
            self.terminal.types(text)
        last = text.split()[-1]
        if last.isascii():
            self.terminal.until_sees(last)

    def chooses(self, label: str) -> None:
        """Choose the line of a list that begins with these words, by its number."""
        self.terminal.until_sees(label)
        found = re.search(rf"(\d)  (?:[●◐○] )?{re.escape(label)}", self.terminal.sees)
        assert found is not None, f"{label!r} is in no list:\n{self.terminal.sees}"
        self.terminal.presses(found[1])

    def _scale(self, value: object, low: int, high: int) -> None:
        at = (int(str(value)) - low) // max(1, (high - low) // 10)
        self.terminal.presses("x" if at == 10 else str(at), "enter")

    def _marks(self, value: object, ids: list[str], *, own: bool) -> None:
        assert isinstance(value, list)
        for mark in (item for item in value if item in ids):
            self.terminal.presses(str(ids.index(mark) + 1))
        for word in (item for item in value if item not in ids):
            assert own
            self.terminal.presses("tab")
            self.terminal.types(word)
            self.terminal.presses("enter", "shift+tab")
        self.terminal.presses("enter")

    def _deck(self, value: object) -> None:
        assert isinstance(value, dict)
        for card in CARDS:
            if value[card] == "not":
                break
            self.terminal.presses(str(("very", "somewhat", "not").index(value[card]) + 1))
        for card in (item for item in value if item not in CARDS):
            self.terminal.presses("tab")
            self.terminal.types(card)
            self.terminal.presses("enter")
        self.terminal.presses("enter")

    def _rate(self, value: object, step: Step) -> None:
        assert isinstance(value, dict)
        for item, ratings in value.items():
            for field in step.fields:
                self.terminal.until_sees(f"{item}: {field.question}")
                if field.options:
                    ids = [option.id for option in field.options]
                    self.terminal.presses(str(ids.index(ratings[field.id]) + 1))
                else:
                    self._scale(ratings[field.id], field.low, field.high)

    def _day(self, value: str, today: date) -> None:
        ahead = (date.fromisoformat(value) - today).days
        if 0 <= ahead < 8:
            self.terminal.presses(str(ahead + 1))
        else:
            self.terminal.presses("tab")
            self.terminal.types(value)
            self.terminal.presses("enter")


def keep_it(terminal: Terminal, passphrase: str = PASSPHRASE) -> list[str]:
    """Keep it, from the question on. Return the groups of the recovery key, as they are read."""
    terminal.until_sees("Keep this?")
    terminal.presses("1")
    terminal.until_sees("Make a passphrase", "Type it once more")
    terminal.types(passphrase)
    terminal.presses("enter")
    terminal.types(passphrase)
    terminal.presses("enter")
    terminal.until_sees("This is your recovery key")
    groups = read_groups(terminal.sees)
    terminal.presses("1")
    terminal.until_sees("It is written down")
    terminal.presses("1")
    terminal.until_gone("It is written down")
    return groups


def read_groups(screen: str) -> list[str]:
    """Return the groups of a recovery key that are on the screen, as a person copies them."""
    found: dict[int, str] = {}
    for line in screen.splitlines():
        cells = line.replace("│", " ").split()
        pairs = list(zip(cells[::2], cells[1::2], strict=False))
        if pairs and all(number.isdigit() and len(group) <= 4 for number, group in pairs):
            found |= {int(number): group for number, group in pairs}
    assert sorted(found) == list(range(1, len(found) + 1)), screen
    assert found, screen
    return [found[number] for number in sorted(found)]


def unlocks(terminal: Terminal, passphrase: str = PASSPHRASE) -> None:
    """Type the passphrase on the unlock screen."""
    terminal.until_sees("Passphrase", "Enter open")
    terminal.types(passphrase)
    terminal.presses("enter")


# -- by lines -------------------------------------------------------------------------------


class ByLines:
    """Notes the lines that have to be typed for the same walk.

    Args:
        beside: the guide beside it.
    """

    def __init__(self, beside: Beside) -> None:
        self.beside = beside
        self.lines: list[str] = [""]
        beside.guide.start("begin")

    def walks(self, meets: Mapping[str, Callable[[], None]], keeping: list[str]) -> None:
        """Go on until nothing more is suggested.

        Args:
            meets: what is done at a step before it is answered.
            keeping: what is typed where keeping is offered.
        """
        for _ in range(300):
            match self.beside.now:
                case Ask():
                    if self.beside.here in meets:
                        meets[self.beside.here]()
                    self.answers()
                case Tell(_, acts):
                    self.lines.append(str(go_on(acts)) if len(acts) > 1 else "")
                    self.beside.guide.choose(Act.GO)
                case End(_, _, suggestion, regret) if suggestion.exercise:
                    self.lines.append(NEXT)
                    self.beside.guide.start(suggestion.exercise, regret)
                case _:
                    return
            if self.beside.offers_keeping:
                self.lines += keeping
        raise AssertionError("a walk without an end")

    def answers(self) -> None:
        """Answer the step that is asked, by its lines."""
        now = self.beside.now
        assert isinstance(now, Ask)
        items = list(now.walk.items)
        _, step, value = self.beside.answers()
        self.lines += lines_for(step, value, items)


def lines_for(step: Step, value: object, items: list[str]) -> list[str]:
    """Return what is typed in line mode for an answer."""
    match step.kind:
        case StepKind.SAY | StepKind.PRACTICE:
            return [""]
        case StepKind.TEXT:
            return [*map(_literal, str(value).split("\n")), "."]
        case StepKind.LIST:
            assert isinstance(value, list)
            return [*map(_literal, value), "."]
        case StepKind.CHOICE:
            return [str([option.id for option in step.options].index(str(value)) + 1)]
        case StepKind.MARKS:
            return [_several(value, [option.id for option in step.options])]
        case StepKind.PICK:
            return [_several(value, items)]
        case StepKind.DECK:
            return _deck(value)
        case StepKind.RATE:
            return _ratings(value, step)
        case StepKind.LINE:
            return [_literal(str(value))]
        case _:
            return [str(value)]


def _literal(line: str) -> str:
    return f"/{line}" if line.startswith("/") else line


def _several(value: object, ids: list[str]) -> str:
    assert isinstance(value, list)
    numbers = " ".join(str(ids.index(item) + 1) for item in value if item in ids)
    return ", ".join([numbers, *(item for item in value if item not in ids)])


def _deck(value: object) -> list[str]:
    assert isinstance(value, dict)
    lines = []
    for card in CARDS:
        if value[card] == "not":
            break
        lines.append(str(("very", "somewhat", "not").index(value[card]) + 1))
    return [*lines, *(f"+{card}" for card in value if card not in CARDS), "."]


def _ratings(value: object, step: Step) -> list[str]:
    assert isinstance(value, dict)
    return [
        str([option.id for option in field.options].index(ratings[field.id]) + 1)
        if field.options
        else str(ratings[field.id])
        for ratings in value.values()
        for field in step.fields
    ]


def keeps_a_vault(
    root: Path, to: str = "name.part", *, recovery: RecoveryKey | None = None
) -> Beside:
    """Make the vault of somebody who has come up to a step, without a screen. Return their guide.

    Args:
        root: the folder of the world.
        to: the step, with its exercise.
        recovery: a recovery key, if there is one.
    """
    beside = Beside(root)
    beside.guide.start("begin")
    while beside.here != to:
        match beside.now:
            case Ask():
                beside.answers()
            case Tell() | People():
                beside.guide.choose(Act.GO)
            case End(_, _, suggestion, regret):
                beside.guide.start(suggestion.exercise, regret)
            case _:
                raise AssertionError(f"{to} is not on the way")
    world = make_world(root)
    world.paths.vault.parent.mkdir(parents=True, exist_ok=True)
    state = RecoveryState.WITHOUT if recovery is None else RecoveryState.WRITTEN
    beside.session.keys.chose_recovery(state, recovery, world.host.token)
    Vault.create(
        world.paths.vault,
        host=world.host,
        passphrase=PASSPHRASE,
        recovery=recovery,
        tables=beside.session.journal.store.tables(),
    ).close()
    beside.session.declined = True
    return beside
