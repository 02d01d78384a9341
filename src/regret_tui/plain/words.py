"""What the program says in line mode: sentences by name, with this person's words filled in."""

from typing import Protocol

from regret_tui.content.handing import in_words
from regret_tui.content.library import Library
from regret_tui.content.wording import fill
from regret_tui.domain.exercise import Value
from regret_tui.journal.session import Session


class Says(Protocol):
    """Returns a sentence of the program by its ``table.name``."""

    def __call__(self, name: str, /, **more: object) -> str:
        """Return it with its placeholders filled."""
        ...


class Words:
    """Sentences of the prompts, worded for one person.

    Args:
        session: whose profile, own list and place in the guide fill the placeholders.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def __call__(self, name: str, /, **more: object) -> str:
        """Return a sentence of the program by its ``table.name``."""
        given = {key: str(value) for key, value in more.items()}
        return self._session.library.phrase(name, {**self._session.guide.words, **given})

    def prose(self, text: str) -> str:
        """Return prose of an exercise, worded for this person at this step."""
        return fill(text, self._session.guide.words)

    def value(self, value: Value) -> str:
        """Return an earlier answer as text; their own text exactly as it was written."""
        return in_words(self._session.library, value, self._session.guide.words)


class Sentences:
    """Sentences of the prompts where no journal is open.

    Args:
        library: the prompts.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, name: str, /, **more: object) -> str:
        """Return a sentence of the program by its ``table.name``."""
        return self._library.phrase(name, {key: str(value) for key, value in more.items()})
