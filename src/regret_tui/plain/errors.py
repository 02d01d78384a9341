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
