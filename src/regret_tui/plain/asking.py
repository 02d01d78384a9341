"""One line asked for, with the commands that can be typed in its place."""

from collections.abc import Callable

from regret_tui.plain.about import say_about
from regret_tui.plain.console import Console
from regret_tui.plain.parse import Command, NotUnderstood, command, literal, number
from regret_tui.plain.words import Words


class Called(Exception):
    """A command was typed in place of an answer.

    Attributes:
        command: which.
    """

    def __init__(self, called: Command) -> None:
        super().__init__(called)
        self.command = called


class Asker:
    """Asks for lines. What only has to be read is answered here, and the question put again.

    Args:
        console: where lines come from.
        words: what is said.
        people: shows people and lines.
    """

    def __init__(self, console: Console, words: Words, people: Callable[[], None]) -> None:
        self.console = console
        self.words = words
        self._people = people
        self._why = ""
        self._question: Callable[[], None] = lambda: None

    def about(self, question: Callable[[], None], why: str = "") -> None:
        """Set what is put again after a command, and the reason that ``/why`` tells."""
        self._question = question
        self._why = why

    def line(self) -> str:
        """Return the next line that is an answer.

        Raises:
            Called: a command that is for whoever asked.
            EndOfInput: there is nothing more.
        """
        while True:
            line = self.console.line()
            try:
                called = command(line)
            except NotUnderstood as error:
                self.console.say(str(error))
                continue
            match called:
                case None:
                    return literal(line)
                case Command.HELP:
                    self.console.say(self.words("plain.commands"))
                case Command.SUPPORT:
                    self._people()
                case Command.ABOUT:
                    say_about(self.console, self.words)
                case Command.WHY:
                    self.console.say(self._why or self.words("plain.no_why"))
                case _:
                    raise Called(called)
            self._question()

    def one_of(self, labels: list[str], default: int | None = None) -> int:
        """Return the place, from 0, of the line that was chosen by its number.

        Args:
            labels: the lines, already shown.
            default: what Enter alone chooses.

        Raises:
            Called: a command that is for whoever asked.
            EndOfInput: there is nothing more.
        """
        while True:
            line = self.line()
            if default is not None and not line.strip():
                return default
            try:
                return number(line, len(labels))
            except NotUnderstood as error:
                self.console.say(str(error))

    def choose(self, labels: list[str], default: int | None = None) -> int:
        """Show numbered lines and return the place, from 0, of the one that was chosen.

        Raises:
            Called: a command that is for whoever asked.
            EndOfInput: there is nothing more.
        """
        self.about(lambda: self.console.choices(labels))
        self.console.choices(labels)
        return self.one_of(labels, default)

    def choose_or_back(self, labels: list[str]) -> int | None:
        """Do the same with a last line that goes back, as Enter alone does; then return None.

        Raises:
            Called: a command that is for whoever asked.
            EndOfInput: there is nothing more.
        """
        self.console.say(self.words("plain.enter_back"))
        chosen = self.choose([*labels, self.words("plain.go_back")], default=len(labels))
        return chosen if chosen < len(labels) else None
