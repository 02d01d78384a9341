"""The screens of line mode on which something is chosen: words, an end, home."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

from regret_tui.domain.exercise import Exercise, Kind
from regret_tui.domain.regret import Regret, Standing
from regret_tui.domain.suggest import Suggestion, what_next
from regret_tui.journal.now import End, Tell
from regret_tui.journal.session import Session
from regret_tui.plain.asking import Asker

BEGIN: Final = "begin"
GATE: Final = "gate"


class Room(Enum):
    """What is not an exercise and can be gone to."""

    HOME = "home"
    PEOPLE = "people"
    SHARING = "sharing"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Going:
    """Where a person goes from a screen: to an exercise, or else to a room."""

    exercise: str = ""
    regret: str = ""
    room: Room = Room.HOME


_SOMETHING_ELSE: Final = Going()
_ALWAYS: Final = (
    ("home.steady", Going("arrive")),
    ("home.begin", Going(BEGIN)),
    ("home.something_else", _SOMETHING_ELSE),
    ("home.export", Going(room=Room.SHARING)),
    ("home.support", Going(room=Room.PEOPLE)),
)
"""What is offered at home whatever else there is."""


class Screens:
    """Writes the screens and reads what is chosen on them.

    Args:
        session: whose guide they belong to.
        asker: where choices are typed.
    """

    def __init__(self, session: Session, asker: Asker) -> None:
        self._session = session
        self._asker = asker
        self._words = asker.words
        self._console = asker.console

    def tell(self, tell: Tell) -> None:
        """Write a screen of words, and hand the chosen act to the guide.

        Raises:
            Called: a command was typed.
            EndOfInput: there is nothing more.
            RegretError: whatever saving raises.
        """
        self._console.say()
        self._console.say(self._words(tell.name, **tell.words))
        acts = list(tell.acts)
        if len(acts) == 1:
            self._console.say(self._words("plain.enter"))
            self._asker.about(lambda: self._console.say(self._words(tell.name, **tell.words)))
            self._asker.line()
            chosen = 0
        else:
            chosen = self._asker.choose([self._words(f"choice.{act}") for act in acts])
        self._session.guide.choose(acts[chosen])

    def end(self, end: End) -> Going:
        """Write the end of a sitting, and return where the person goes.

        Raises:
            Called: a command was typed.
            EndOfInput: there is nothing more.
        """
        page = "end.page" if self._session.is_kept else "end.page_not_kept"
        self._console.say()
        self._console.say(self._words(page))
        if end.line:
            self._console.show(end.line)
        if end.walk.exercise.closing:
            self._console.say(self._words.prose(end.walk.exercise.closing))
        following = self._following(end.suggestion, end.regret)
        labels = [self._words("plain.leave"), self._words("home.something_else")]
        self._console.say(self._words(f"next.{end.suggestion.reason}", **self._rests()))
        if following.exercise:
            title = self._session.library.exercise(following.exercise).title
            labels.append(f"{self._words('end.next')} {title}")
        self._console.say(self._words("end.ten_minutes"))
        self._console.say(self._words("plain.enter_leaves"))
        match self._asker.choose(labels, default=0):
            case 0:
                return Going(room=Room.OUT)
            case 1:
                return Going()
        return following

    def home(self, now: datetime) -> Going:
        """Write what can be done now, and return what was chosen.

        Raises:
            Called: a command was typed.
            EndOfInput: there is nothing more.
        """
        self._console.say()
        self._console.say(self._words(f"home.{_part_of_day(now)}"))
        regrets = self.regrets()
        regret = regrets[-1] if regrets else None
        suggestion = what_next(self._session.journal.facts(regret))
        following = self._following(suggestion, regret.id if regret else "")
        labels = [self._words("plain.leave")]
        places = [Going(room=Room.OUT)]
        if following.exercise:
            exercise = self._session.library.exercise(following.exercise)
            self._console.say(self._words(f"next.{suggestion.reason}", **self._rests()))
            labels.append(f"{self._words('home.go_on')}: {exercise.title}")
            places.append(following)
        else:
            self._console.say(self._words("home.nothing_due"))
        for name, going in _ALWAYS:
            labels.append(self._words(name))
            places.append(going)
        self._console.say(self._words("plain.enter_leaves"))
        chosen = places[self._asker.choose(labels, default=0)]
        return self._something_else() if chosen is _SOMETHING_ELSE else chosen

    def regrets(self) -> list[Regret]:
        """Return the regrets that are worked on, oldest first."""
        return [item for item in self._session.journal.regrets() if item.standing == Standing.OPEN]

    def which_regret(self) -> str:
        """Return the id of the regret that is meant; asked where there are several.

        Raises:
            Called: a command was typed.
            EndOfInput: there is nothing more.
        """
        regrets = self.regrets()
        if len(regrets) < 2:
            return regrets[0].id if regrets else ""
        self._console.say(self._words("plain.which_regret"))
        return regrets[self._asker.choose([item.title for item in regrets])].id

    def listed(self) -> list[Exercise]:
        """Return the exercises that can be asked for by name."""
        every = self._session.library.exercises.values()
        return [item for item in every if item.kind is not Kind.SCREEN]

    def _something_else(self) -> Going:
        exercises = self.listed()
        self._console.say(self._words("plain.which_exercise"))
        labels = [f"{item.title}: {item.about}" for item in exercises]
        chosen = exercises[self._asker.choose(labels)]
        return Going(chosen.id, self.which_regret() if chosen.per_regret else "")

    def _following(self, suggestion: Suggestion, regret_id: str) -> Going:
        """Return what is suggested; where there is no regret yet, to begin one."""
        if suggestion.exercise == GATE and not regret_id:
            return Going(BEGIN)
        return Going(suggestion.exercise, regret_id)

    def _rests(self) -> dict[str, str]:
        return {"date": self._session.journal.store.profile.rests_until}


def _part_of_day(now: datetime) -> str:
    if now.hour < 4 or now.hour >= 23:
        return "night"
    if now.hour < 12:
        return "morning"
    return "afternoon" if now.hour < 18 else "evening"
