"""What can keep line mode or a command from beginning."""

from typing import ClassVar

from regret_tui.errors import RegretError


class PlainError(RegretError):
    """The root of what is told before anything is asked."""

    exit_code: ClassVar[int] = 60
    sentence: ClassVar[str] = "This could not be done."
    step: ClassVar[str] = ""

    def __init__(self, hint: str | None = None) -> None:
        super().__init__(self.sentence, self.step if hint is None else hint)


class UnknownExercise(PlainError):
    """There is no exercise of that id that can be asked for."""

    exit_code = 61
    sentence = "There is no exercise of that name."


class UnknownRegret(PlainError):
    """No regret has that id or private name, or several have it."""

    exit_code = 62
    sentence = "No regret of that name was found, or more than one. Nothing was changed."
    step = "Start without --regret, and choose from the names that are shown."


class NoPassphrase(PlainError):
    """Nothing could be read where the passphrase should come from."""

    exit_code = 63
    sentence = "No passphrase could be read."
    step = "Give it on the first line of what --passphrase-fd names, or type it."


class NoAnswer(PlainError):
    """A question needs an answer, and none that fits could be read."""

    exit_code = 64
    sentence = "This needs an answer, and none that fits could be read. Nothing was changed."
    step = "Answer on the next line of the input: y for yes, or n for no."


class NotWanted(PlainError):
    """The person chose to leave it as it was."""

    exit_code = 65
    sentence = "Nothing was changed."


class UnknownCopy(PlainError):
    """No earlier copy has that name or date, or several have it."""

    exit_code = 66
    sentence = "No earlier copy of that name or date was found, or more than one."
    step = "This lists them: regret-tui vault backups"


class NoCopies(PlainError):
    """There is no earlier copy at all."""

    exit_code = 67
    sentence = "There is no earlier copy to go back to."
    step = "One is made before the first change of each day."
