"""Line mode over the guide: it writes what is to be shown now, and hands back one act."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from regret_tui.domain.answers import AnswerRefused
from regret_tui.domain.exercise import Step, StepKind
from regret_tui.domain.pace import QUIET_LINE_AFTER
from regret_tui.domain.walk import Walk
from regret_tui.journal.now import Act, Ask, End, People, Tell
from regret_tui.journal.session import Recovered, Session
from regret_tui.plain.answering import Answers
from regret_tui.plain.asking import Asker, Called
from regret_tui.plain.going import Going, Room
from regret_tui.plain.page import write_step
from regret_tui.plain.parse import Command
from regret_tui.plain.people import show_people
from regret_tui.plain.practice import write_practice
from regret_tui.plain.rooms import Rooms
from regret_tui.plain.screens import Screens
from regret_tui.plain.writing import Pages


class Leaving(Exception):
    """The person is on the way out. Everything that was answered is saved."""


class Face:
    """One person in line mode.

    Args:
        session: the open journal.
        asker: where lines come from.
        now: the clock.
        rooms: what can be gone to from home.
    """

    def __init__(
        self, session: Session, asker: Asker, now: Callable[[], datetime], rooms: Rooms
    ) -> None:
        self._session = session
        self._guide = session.guide
        self._asker = asker
        self._console = asker.console
        self._words = asker.words
        self._now = now
        self._rooms = rooms
        self._begun = now()
        self.wants_to_keep = False
        """Keeping was chosen at home."""
        self._told_twenty = False
        self._walk: Walk | None = None
        self.pages = Pages(session, asker.console)
        self.screens = Screens(session, asker)
        cards = [(card.text, card.meaning) for card in session.library.cards]
        self._answers = Answers(asker, self.pages, cards, lambda: session.journal.today)

    def start(self, going: Going) -> None:
        """Begin or resume an exercise, as far as the rules leave it open.

        Raises:
            RegretError: whatever saving raises.
        """
        self._guide.start(going.exercise, going.regret)

    def recover(self, recovered: Recovered) -> None:
        """Go on where it was cut off. Raises whatever saving raises."""
        self.pages.recover(recovered)
        self._guide.start(recovered.exercise, recovered.regret)

    @property
    def reads_only(self) -> bool:
        """Whether it is open for reading only; then nothing is asked and nothing saved."""
        vault = self._session.vault
        return vault is not None and vault.read_only

    def turn(self) -> None:
        """Show what is to be shown now, and act on what is typed.

        Raises:
            Leaving: the person leaves.
            EndOfInput: there is nothing more.
            RegretError: it could not be saved.
        """
        try:
            try:
                self._show()
            except Called as called:
                self._obey(called.command)
        except AnswerRefused as error:
            self._console.say(str(error))

    def _show(self) -> None:
        match self._guide.now:
            case Ask(walk):
                self._ask(walk)
            case Tell() as tell:
                self.screens.tell(tell)
            case People():
                self._people()
            case End() as end:
                self._go(self.screens.end(end))
            case _ if self._guide.under_age:
                raise Leaving
            case _ if self.reads_only:
                self._go(self.screens.look())
            case _:
                self._go(self.screens.home(self._now()))

    def _go(self, going: Going) -> None:
        if going.exercise:
            self.start(going)
            return
        match going.room:
            case Room.OUT:
                raise Leaving
            case Room.PEOPLE:
                self._people()
            case Room.KEEPING:
                self.wants_to_keep = True
            case Room.HOME:
                self._guide.leave()
            case _:
                self._go(self._rooms.enter(going))

    def _ask(self, walk: Walk) -> None:
        step = walk.step
        if step is None:  # its end could not be saved the last time
            self._guide.save()
            self._guide.leave()
            return
        self._head(walk)
        put = partial(write_step, self._console, self._words, walk, step)
        self._asker.about(put, self._words.prose(step.why))
        put()
        self._practise(step)
        self._guide.answer(self._answers.read(walk, step))
        self.pages.done()

    def _practise(self, step: Step) -> None:
        if step.kind is StepKind.PRACTICE:
            write_practice(self._console, self._words, step)

    def _head(self, walk: Walk) -> None:
        """Say what begins here, and once, after a while, that it can be enough."""
        if walk is not self._walk:
            self._walk = walk
            self._console.say()
            self._console.say(f"{walk.exercise.title}. {walk.exercise.about}".strip())
        if not self._told_twenty and self._now() - self._begun >= QUIET_LINE_AFTER:
            self._told_twenty = True
            self._console.say(self._words("sitting.twenty_minutes"))

    def _people(self) -> None:
        """Show people and lines; the person's own list can be changed from there."""
        show_people(self._console, self._session)
        if self.reads_only:
            return
        chosen = self._asker.choose([self._words("choice.go"), self._words("support.edit")], 0)
        if isinstance(self._guide.now, People):
            self._guide.choose(Act.GO)
        if chosen == 1:
            self._guide.start("support")

    def _obey(self, command: Command) -> None:
        """Act on a command. On a screen that asks nothing there is nothing to leave or skip."""
        asks = isinstance(self._guide.now, Ask)
        match command:
            case Command.LOCK | Command.LEAVE:
                raise Leaving
            case Command.STEADY if not self.reads_only:
                self._guide.steady()
                if not isinstance(self._guide.now, Ask):
                    self._console.say(self._words("plain.after_this"))
            case Command.SKIP if asks:
                self._guide.skip()
                self._console.say(self._words("sitting.skipped"))
            case Command.BACK if asks:
                if not self._guide.back():
                    self._console.say(self._words("plain.first_one"))
            case Command.ENOUGH if asks:
                self._guide.enough()
            case _:
                self._console.say(self._words("plain.not_here"))
