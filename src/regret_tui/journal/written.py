"""What was written: pages and kept things, to be read again as they were left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from regret_tui.content.handing import in_words
from regret_tui.content.library import Library
from regret_tui.content.wording import fill
from regret_tui.domain.exercise import Exercise, Kind, Step, StepKind, Value
from regret_tui.domain.kept import Kept
from regret_tui.domain.pace import day_in_words, day_of
from regret_tui.domain.place import STEADIED
from regret_tui.domain.regret import Regret
from regret_tui.domain.sitting import Sitting
from regret_tui.export.sentences import OWN
from regret_tui.journal.journal import Journal

_NOT_PAGES: Final = (Kind.SCREEN, Kind.STEADY)
CUT_OFF: Final = "another_version"
"""What a page that was cut off is kept as, where it could not go in its place."""


@dataclass(frozen=True, slots=True)
class Said:
    """One question and what was answered, as text; a question that is not known is empty."""

    question: str
    answer: str


def pages(journal: Journal, regret_id: str | None = "") -> list[Sitting]:
    """Return the pages that something was answered on, oldest first.

    Args:
        journal: whose they are.
        regret_id: of which regret; empty for the person's own, with what belongs to a regret
            that is not there; None for all of them.
    """
    there = {item.id for item in journal.regrets()}
    return [
        item
        for item in journal.sittings()
        if regret_id in (None, _about(item.regret, there))
        and _is_page(journal.library.exercises.get(item.exercise))
        and any(answer.value is not None for answer in item.answers.values())
    ]


def kept_things(journal: Journal, regret_id: str | None = "") -> list[Kept]:
    """Return what is kept, oldest first; of which regret, as ``pages`` takes it."""
    there = {item.id for item in journal.regrets()}
    return [item for item in journal.kept() if regret_id in (None, _about(item.regret, there))]


def page_title(journal: Journal, sitting: Sitting) -> str:
    """Return what a page is called: its exercise, its day, how far it is."""
    library = journal.library
    exercise = library.exercises.get(sitting.exercise)
    parts = [exercise.title if exercise else sitting.exercise, _day(sitting.day)]
    if not sitting.is_over:
        parts.append(library.phrase("plain.is_part_way"))
    return marked(library, sitting, ", ".join(part for part in parts if part))


def kept_title(journal: Journal, item: Kept) -> str:
    """Return what a kept thing is called: what it is, and its day."""
    name = OWN.get(f"kept.{item.name}") or OWN["kept.other"]
    if item.name == CUT_OFF:
        name = journal.library.phrase("written.cut_off")
    parts = [name, _moment(item.at)]
    return marked(journal.library, item, ", ".join(part for part in parts if part))


def of_regret(journal: Journal, title: str, regret_id: str) -> str:
    """Return a title with the name of the regret that it belongs to, if there is one."""
    regret = journal.store.regrets.get(regret_id)
    return f"{title} ({regret.title})" if regret else title


def marked(library: Library, record: Regret | Sitting | Kept, title: str) -> str:
    """Return a title; behind that of a second version it is said that it is one."""
    if not record.another_version:
        return title
    return f"{title}, {library.phrase('written.another')}"


def said(journal: Journal, sitting: Sitting, words: Mapping[str, str]) -> list[Said]:
    """Return the questions and answers of a page in the order in which they are asked.

    Args:
        journal: whose prompts they are.
        sitting: the page.
        words: what placeholders stand for.
    """
    library = journal.library
    exercise = library.exercises.get(sitting.exercise)
    steps = exercise.steps if exercise else ()
    order = {step.id: at for at, step in enumerate(steps)}
    places = sorted(sitting.answers, key=lambda key: order.get(_home(key), len(order)))
    found = []
    for key in places:
        value = sitting.answers[key].value
        step = _step(library, exercise, key)
        if value is not None:
            question = fill(step.question, words) if step else ""
            found.append(Said(question, as_text(library, step, value, words)))
    return found


def kept_text(journal: Journal, item: Kept, words: Mapping[str, str]) -> str:
    """Return a kept thing as text."""
    exercise = journal.library.exercises.get(item.exercise)
    step = None if item.name == CUT_OFF else _step(journal.library, exercise, item.step)
    return as_text(journal.library, step, item.value, words)


def as_text(library: Library, step: Step | None, value: Value, words: Mapping[str, str]) -> str:
    """Return an answer as text: an option in its words, a day in words, their own as it is."""
    if step is not None and step.kind is StepKind.DAY and isinstance(value, str):
        return _day(value)
    texts = {option.id: fill(option.text, words) for option in step.options} if step else {}
    if isinstance(value, str):
        return texts.get(value, value)
    if isinstance(value, list):
        return "\n".join(texts.get(part, part) for part in value)
    return in_words(library, value, words)


def _about(regret_id: str, there: set[str]) -> str:
    return regret_id if regret_id in there else ""


def _is_page(exercise: Exercise | None) -> bool:
    return exercise is None or exercise.kind not in _NOT_PAGES


def _home(key: str) -> str:
    """Return the step that an answer's place belongs to: ``rest@before`` to ``before``."""
    return key.rpartition("@")[2].removesuffix(STEADIED)


def _step(library: Library, exercise: Exercise | None, key: str) -> Step | None:
    name, is_aside, _ = key.partition("@")
    if is_aside:
        own = {step.id: step for step in exercise.asides} if exercise else {}
        return own.get(name) or library.asides.get(name)
    steps = exercise.steps if exercise else ()
    return next((step for step in steps if step.id == key.removesuffix(STEADIED)), None)


def _day(iso: str) -> str:
    try:
        return day_in_words(date.fromisoformat(iso))
    except ValueError:
        return iso


def _moment(stamp: str) -> str:
    try:
        return day_in_words(day_of(datetime.fromisoformat(stamp)))
    except ValueError:
        return ""
