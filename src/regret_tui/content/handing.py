"""Earlier answers in words, to be handed back: a person's own text just as they wrote it."""

from collections.abc import Mapping

from regret_tui.content.library import Library
from regret_tui.content.wording import fill
from regret_tui.domain.answers import PILES


def in_words(library: Library, value: object, words: Mapping[str, str]) -> str:
    """Return an earlier answer as text, several lines where it holds several things.

    Args:
        library: the prompts, for the words of options.
        value: the answer as it is stored.
        words: what placeholders stand for.
    """
    if isinstance(value, list):
        return "\n".join(str(item) for item in value)
    if isinstance(value, Mapping):
        return "\n".join(_held(library, str(item), held, words) for item, held in value.items())
    return str(value)


def _held(library: Library, item: str, held: object, words: Mapping[str, str]) -> str:
    if isinstance(held, Mapping):
        texts = _texts(library)
        parts = [
            fill(texts[(name, rated)], words) if (name, rated) in texts else f"{name} {rated}"
            for name, rated in held.items()
        ]
        return f"{item}: {', '.join(parts)}"
    return f"{item}: {library.phrase(f'piles.{held}') if held in PILES else held}"


def _texts(library: Library) -> dict[tuple[str, object], str]:
    """Return the words of every option that things are rated with."""
    return {
        (field.id, option.id): option.text
        for exercise in library.exercises.values()
        for step in exercise.steps
        for field in step.fields
        for option in field.options
    }
