"""What the program says in line mode: sentences by name, with this person's words filled in."""

from collections.abc import Mapping

from regret_tui.content.wording import fill
from regret_tui.domain.answers import PILES
from regret_tui.domain.exercise import Value
from regret_tui.journal.session import Session


class Words:
    """Sentences of the prompts, worded for one person.

    Args:
        session: whose profile, own list and place in the guide fill the placeholders.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rated = {
            (field.id, option.id): option.text
            for exercise in session.library.exercises.values()
            for step in exercise.steps
            for field in step.fields
            for option in field.options
        }

    def __call__(self, name: str, **more: object) -> str:
        """Return a sentence of the program by its ``table.name``."""
        given = {key: str(value) for key, value in more.items()}
        return self._session.library.phrase(name, {**self._session.guide.words, **given})

    def prose(self, text: str) -> str:
        """Return prose of an exercise, worded for this person at this step."""
        return fill(text, self._session.guide.words)

    def value(self, value: Value) -> str:
        """Return an earlier answer as text; their own text exactly as it was written."""
        if isinstance(value, str | int):
            return str(value)
        if isinstance(value, list):
            return "\n".join(value)
        return "\n".join(self._held(item, held) for item, held in value.items())

    def _held(self, item: str, held: object) -> str:
        if isinstance(held, Mapping):
            parts = [
                self.prose(self._rated.get((name, rated), f"{name} {rated}"))
                for name, rated in held.items()
            ]
            return f"{item}: {', '.join(parts)}"
        return f"{item}: {self(f'piles.{held}') if held in PILES else held}"
