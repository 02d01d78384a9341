"""The screens of line mode on which something is chosen: words, an end, home."""

from datetime import datetime
from typing import Final

from regret_tui.domain.exercise import Exercise, Kind
from regret_tui.domain.pace import day_in_words, part_of_day
from regret_tui.domain.regret import Regret, Standing
from regret_tui.domain.suggest import Suggestion, what_next
from regret_tui.journal.deleting import held
from regret_tui.journal.now import End, Tell
from regret_tui.journal.session import Session
from regret_tui.journal.written import kept_things, pages
from regret_tui.plain.asking import Asker
from regret_tui.plain.going import BEGIN, GATE, Going, Room

_SOMETHING_ELSE: Final = Going()
_TO_LOOK_AT: Final = (
    ("plain.read", Going(room=Room.READING)),
    ("home.export", Going(room=Room.TAKING)),
    ("home.support", Going(room=Room.PEOPLE)),
    ("file.title", Going(room=Room.FILE)),
    ("plain.about", Going(room=Room.ABOUT)),
)
"""What is offered where it is open for reading only."""


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
        if self._session.guide.next_step:
            self._console.show(self._session.guide.next_step)
        self._say_reason(end.suggestion, end.regret)
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
        self._console.say(self._words(f"home.{part_of_day(now)}"))
        regrets = self.regrets()
        regret = regrets[-1] if regrets else None
        suggestion = what_next(self._session.journal.facts(regret))
        following = self._following(suggestion, regret.id if regret else "")
        labels = [self._words("plain.leave")]
        places = [Going(room=Room.OUT)]
        if following.exercise:
            exercise = self._session.library.exercise(following.exercise)
            self._say_reason(suggestion, following.regret)
            labels.append(f"{self._words('home.go_on')}: {exercise.title}")
            places.append(following)
        else:
            self._console.say(self._words("home.nothing_due"))
        for name, going in self._places():
            labels.append(self._words(name))
            places.append(going)
        self._console.say(self._words("plain.enter_leaves"))
        chosen = places[self._asker.choose(labels, default=0)]
        return self._something_else() if chosen is _SOMETHING_ELSE else chosen

    def look(self) -> Going:
        """Write what can be done where it is open for reading only; return what was chosen.

        Raises:
            Called: a command was typed.
            EndOfInput: there is nothing more.
        """
        self._console.say()
        self._console.say(self._words("plain.enter_leaves_only"))
        labels = [self._words("plain.leave_only"), *(self._words(name) for name, _ in _TO_LOOK_AT)]
        chosen = self._asker.choose(labels, default=0)
        return _TO_LOOK_AT[chosen - 1][1] if chosen else Going(room=Room.OUT)

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

    def _say_reason(self, suggestion: Suggestion, regret_id: str) -> None:
        """Say why this comes next, with the day until which going back to it rests."""
        journal = self._session.journal
        until = journal.facts(journal.store.regrets.get(regret_id)).rests_until
        day = day_in_words(until) if until else ""
        self._console.say(self._words(f"next.{suggestion.reason}", date=day))

    def _places(self) -> list[tuple[str, Going]]:
        """Return what is offered at home whatever comes next."""
        kept = self._session.is_kept
        places = [
            ("home.steady", Going("arrive")),
            ("home.begin", Going(BEGIN)),
            ("home.something_else", _SOMETHING_ELSE),
            ("home.export", Going(room=Room.TAKING))
            if kept
            else ("keep.yes", Going(room=Room.KEEPING)),
            ("home.support", Going(room=Room.PEOPLE)),
        ]
        if self._session.journal.regrets():
            places.append(("plain.one_regret", Going(room=Room.REGRETS)))
        if pages(self._session.journal, None) or kept_things(self._session.journal, None):
            places.append(("plain.read", Going(room=Room.READING)))
        if held(self._session.journal):
            places.append(("deleted.title", Going(room=Room.DELETED)))
        if kept:
            places.append(("vault.room", Going(room=Room.FILE)))
        return [
            *places,
            ("home.settings", Going(room=Room.SETTINGS)),
            ("plain.about", Going(room=Room.ABOUT)),
        ]
