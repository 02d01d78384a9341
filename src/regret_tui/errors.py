"""The root of every failure that a person may meet.

An expected failure is never a traceback. It is one sentence on what happened, one on what to do
next, and an exit code of its own. Neither sentence may hold a word that a person wrote.
"""

from typing import ClassVar


class RegretError(Exception):
    """Something went wrong that we foresaw.

    Args:
        message: one sentence on what happened.
        hint: one sentence on what to do next.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()
