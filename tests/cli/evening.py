"""What someone types who walks the whole core path in one evening, one line an answer.

The guide itself is walked beside it, in memory, so that the lines are right whatever the prompt
files say: each question gets a line by its id, or else by its kind.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from regret_tui.domain.exercise import Step, StepKind
from regret_tui.domain.walk import Walk
from regret_tui.journal.journal import Outside
from regret_tui.journal.now import Act, Ask, End, Tell
from regret_tui.journal.opening import begin
from regret_tui.journal.session import Session
from regret_tui.plain import parse
from tests.cli.driving import PASSPHRASE, library
from tests.world import make_world

TITLE: Final = "the lake 湖 [/bold]"
SENTENCE: Final = "I hid the messages for two months [/] 💔 كتمتُ الرسائل"
AGREED: Final = "I hid them, and I will say it on Friday {value} 我会说"
SEEN_THIRD: Final = "/and a line with a slash [b]not bold[/b]"
SEEN: Final = f"In March I hid the phone.\n\n{SEEN_THIRD}\n终于"
OWN_FEELING: Final = "heavy [/]"

TYPED: Final[Mapping[str, list[str]]] = {
    "title": [TITLE],
    "own": ["1"],
    "other": ["1"],
    "marks": [""],
    "kind": ["3"],
    "seen": ["In March I hid the phone.", "", f"/{SEEN_THIRD}", "终于", "."],
    "feelings": [f"1 2, {OWN_FEELING}"],
    "belief": ["I am [not] worth it"],
    "sentence": [SENTENCE],
    "agreed": [AGREED],
    "day": ["friday"],
    "intends_day": ["tomorrow"],
}  # fmt: skip
KEEPING: Final = ["1", PASSPHRASE, PASSPHRASE, "1", ""]
"""Keep it; a passphrase twice; write the recovery key now; it is written."""
NEXT: Final = "3"


class Evening:
    """Walks a guide and notes what has to be typed for it.

    Args:
        root: the folder of a world that nothing is written to.
        keeping: what is typed where keeping is offered.
    """

    def __init__(self, root: Path, keeping: list[str] | None = None) -> None:
        world = make_world(root)
        self.session: Session = begin(library(), Outside(world.now, world.new_id))
        self.lines: list[str] = [""]
        self._keeping = KEEPING if keeping is None else keeping
        self.session.guide.start("begin")

    def walk(self) -> list[str]:
        """Go on until nothing more is suggested. Return every line, from the first screen on."""
        guide = self.session.guide
        for _ in range(500):
            match guide.now:
                case Ask(walk):
                    self._answer(walk)
                case Tell(_, acts):
                    self.lines.append(str(acts.index(Act.GO) + 1) if len(acts) > 1 else "")
                    guide.choose(Act.GO)
                case End(_, _, suggestion, regret) if suggestion.exercise:
                    self.lines.append(NEXT)
                    guide.start(suggestion.exercise, regret)
                case _:
                    self.lines.append("")
                    return self.lines
            if self.session.offers_keeping:
                self.session.declined = True
                self.lines += self._keeping
        raise AssertionError("an evening without an end")

    def _answer(self, walk: Walk) -> None:
        step = walk.step
        assert step is not None
        typed = TYPED.get(step.id) or _by_kind(step, walk, self.session)
        self.lines += typed
        self.session.guide.answer(_meant(step, walk, typed, self.session))


def _by_kind(step: Step, walk: Walk, session: Session) -> list[str]:
    match step.kind:
        case StepKind.SAY | StepKind.PRACTICE:
            return [""]
        case StepKind.TEXT | StepKind.LIST:
            return [f"words for {step.id}", "and more [/] 💧", "."]
        case StepKind.LINE:
            return [f"a line for {step.id} [/]"]
        case StepKind.SCALE:
            return [str(min(4, step.high))]
        case StepKind.DECK:
            return ["1", "1", "+my own 光", "2", "."]
        case StepKind.PICK:
            return [" ".join(str(place) for place in range(1, min(step.most, 3) + 1))]
        case StepKind.RATE:
            return ["2" if field.options else "8" for _ in walk.items for field in step.fields]
        case StepKind.DAY:
            return ["2026-11-27"]
        case _:
            return ["1"]


def _meant(step: Step, walk: Walk, typed: list[str], session: Session) -> object:
    """Return the answer that the lines stand for, worked out apart from line mode."""
    match step.kind:
        case StepKind.SAY | StepKind.PRACTICE:
            return None
        case StepKind.TEXT:
            return "\n".join(parse.literal(line) for line in typed[:-1])
        case StepKind.LIST:
            return typed[:-1]
        case StepKind.SCALE:
            return int(typed[0])
        case StepKind.CHOICE:
            return step.options[int(typed[0]) - 1].id
        case StepKind.MARKS:
            return parse.several(typed[0], parse.options_of(step), own=step.own)
        case StepKind.PICK:
            return [walk.items[int(word) - 1] for word in typed[0].split()]
        case StepKind.DECK:
            cards = [card.text for card in session.library.cards]
            rest = dict.fromkeys(cards[3:], "not")
            return {
                cards[0]: "very",
                cards[1]: "very",
                cards[2]: "somewhat",
                **rest,
                "my own 光": "very",
            }
        case StepKind.RATE:
            told = iter(typed)
            return {
                item: {
                    field.id: field.options[int(next(told)) - 1].id
                    if field.options
                    else int(next(told))
                    for field in step.fields
                }
                for item in walk.items
            }
        case StepKind.DAY:
            return parse.day(typed[0], session.journal.today)
        case _:
            return typed[0]
