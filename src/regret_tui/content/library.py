"""The whole set of prompts: ours, with a person's own laid over them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from regret_tui.content.check import check
from regret_tui.content.errors import PromptsFaulty, PromptsMissing
from regret_tui.content.exercises import read_exercise, read_step
from regret_tui.content.places import bundled
from regret_tui.content.reading import Fault, Reader
from regret_tui.content.wording import FORGIVE_FORMS, fill
from regret_tui.domain.exercise import Exercise, Step

DEFAULT_WORDING: Final = "forgive"
DEFAULT_REGION: Final = "other"


@dataclass(frozen=True, slots=True)
class Card:
    """A value, in a word or two, with its meaning in a few."""

    id: str
    text: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Line:
    """Somewhere to turn to, with the day it was checked and where."""

    name: str
    how: str
    purpose: str
    checked: str
    source: str


@dataclass(frozen=True, slots=True)
class Region:
    """Help where someone lives. The region is chosen, never guessed."""

    id: str
    name: str
    emergency: str
    line: str
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Library:
    """Everything that was read from the prompt files."""

    exercises: dict[str, Exercise] = field(default_factory=dict)
    asides: dict[str, Step] = field(default_factory=dict)
    cards: tuple[Card, ...] = ()
    wordings: dict[str, dict[str, str]] = field(default_factory=dict)
    phrases: dict[str, dict[str, str]] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def exercise(self, exercise_id: str) -> Exercise:
        """Return an exercise. Raises KeyError where there is none of that id."""
        return self.exercises[exercise_id]

    def phrase(self, name: str, words: Mapping[str, str] | None = None) -> str:
        """Return a sentence of the program by its ``table.name``, with placeholders filled."""
        table, _, key = name.partition(".")
        return fill(self.phrases[table][key], words or self.wordings[DEFAULT_WORDING])

    def words(self, wording: str, region: str) -> dict[str, str]:
        """Return what the placeholders stand for under a wording and in a region."""
        place = self.regions.get(region, self.regions[DEFAULT_REGION])
        forms = self.wordings.get(wording, self.wordings[DEFAULT_WORDING])
        return {**forms, "emergency": place.emergency, "line": place.line}


def load(own: Path | None = None) -> Library:
    """Read the prompts that come with the program, and a person's own over them.

    Args:
        own: a folder of a person's prompts. A file of it that has faults is left out, its
            faults are in ``Library.faults``, and ours is used in its place.

    Raises:
        PromptsFaulty: the prompts that came with the program are damaged.
        PromptsMissing: they are not there.
    """
    library = read_folder(bundled())
    if library.faults:
        raise PromptsFaulty(library.faults)
    if own is not None and own.is_dir():
        _lay_over(library, read_folder(own, partial=True))
    return library


def _lay_over(library: Library, theirs: Library) -> None:
    """Put a person's own prompts in the place of ours, file by file, where they have no faults.

    One that leans on another which is left out has a fault of its own then, and so on.
    """
    faults = set(check(theirs, library))
    while True:
        spoilt = {fault.file for fault in faults}
        theirs.exercises = {
            key: item
            for key, item in theirs.exercises.items()
            if f"exercises/{key}.toml" not in spoilt
        }
        if "asides.toml" in spoilt:
            theirs.asides = {}
        more = set(check(theirs, library)) - faults
        if not more:
            break
        faults |= more
    library.exercises |= theirs.exercises
    library.asides |= theirs.asides
    if "phrases.toml" not in spoilt:
        for table, words in theirs.phrases.items():
            library.phrases[table] = library.phrases.get(table, {}) | words
    if "wording.toml" not in spoilt:
        library.wordings |= theirs.wordings
    if "lines.toml" not in spoilt:
        library.regions |= theirs.regions
    if "cards.toml" not in spoilt:
        library.cards = theirs.cards or library.cards
    library.faults = sorted(faults)


def read_folder(folder: Path, *, partial: bool = False) -> Library:
    """Read one folder of prompts, noting faults.

    Args:
        folder: where `exercises` and the other files are.
        partial: a person's own folder, which may leave out what ours has.

    Raises:
        PromptsMissing: there is no such folder.
    """
    if not folder.is_dir():
        raise PromptsMissing(folder)
    library = Library()
    for path in sorted((folder / "exercises").glob("*.toml")):
        name = f"exercises/{path.name}"
        table = _toml(path, name, library.faults)
        if table is not None:
            exercise, faults = read_exercise(path.stem, table, name)
            library.exercises[path.stem] = exercise
            library.faults += faults
    for name, read in _FILES.items():
        path = folder / name
        if path.is_file():
            table = _toml(path, name, library.faults)
            if table is not None:
                read(Reader(table, name, faults=library.faults), library)
        elif not partial:
            library.faults.append(Fault(name, "", "", "is missing."))
    if not partial:
        library.faults += _what_must_be_there(folder, library)
    return library


def _what_must_be_there(folder: Path, library: Library) -> list[Fault]:
    faults = []
    if (folder / "wording.toml").is_file() and DEFAULT_WORDING not in library.wordings:
        faults.append(Fault("wording.toml", "", DEFAULT_WORDING, "is missing."))
    if (folder / "lines.toml").is_file() and DEFAULT_REGION not in library.regions:
        faults.append(Fault("lines.toml", "", "region", f"`{DEFAULT_REGION}` is missing."))
    return faults


def _toml(path: Path, name: str, faults: list[Fault]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        faults.append(Fault(name, "", "", "cannot be read."))
    except UnicodeDecodeError:
        faults.append(Fault(name, "", "", "is not UTF-8 text."))
    except RecursionError:
        faults.append(Fault(name, "", "", "is not TOML: it is nested too deeply."))
    except ValueError as error:  # TOMLDecodeError, and numbers of thousands of digits
        faults.append(Fault(name, "", "", f"is not TOML: {error}"))
    return None


def _pack(reader: Reader, _: Library) -> None:
    reader.text("name", needed=True)
    reader.text("language", needed=True)
    reader.number("version", 1)
    reader.finish()


def _asides(reader: Reader, library: Library) -> None:
    for place, item in enumerate(reader.tables("aside"), 1):
        step = read_step(item, reader.file, library.faults, place)
        library.asides[step.id] = step
    reader.finish()


def _cards(reader: Reader, library: Library) -> None:
    cards = []
    for item in reader.tables("card"):
        part = Reader(item, reader.file, str(item.get("id", "")), library.faults)
        cards.append(
            Card(part.text("id", needed=True), part.text("text", needed=True), part.text("meaning"))
        )
        part.finish()
    library.cards = tuple(cards)
    reader.finish()


def _wordings(reader: Reader, library: Library) -> None:
    for name in list(reader.table):
        part = Reader(dict(reader.mapping(name)), reader.file, name, library.faults)
        library.wordings[name] = {
            form: part.text(form, needed=True) for form in ("title", *FORGIVE_FORMS)
        }
        part.finish()


def _phrases(reader: Reader, library: Library) -> None:
    for name in list(reader.table):
        part = Reader(dict(reader.mapping(name)), reader.file, name, library.faults)
        library.phrases[name] = {key: part.text(key, needed=True) for key in list(part.table)}


def _regions(reader: Reader, library: Library) -> None:
    for item in reader.tables("region"):
        part = Reader(item, reader.file, str(item.get("id", "")), library.faults)
        lines = []
        for raw in part.tables("lines"):
            row = Reader(raw, reader.file, part.step, library.faults)
            lines.append(
                Line(
                    row.text("name", needed=True),
                    row.text("how", needed=True),
                    row.text("for"),
                    row.text("checked", needed=True),
                    row.text("source", needed=True),
                )
            )
            row.finish()
        region = Region(
            part.text("id", needed=True),
            part.text("name", needed=True),
            part.text("emergency", needed=True),
            part.text("line", needed=True),
            tuple(lines),
        )
        part.finish()
        library.regions[region.id] = region
    reader.finish()


_FILES: Final = {
    "pack.toml": _pack,
    "asides.toml": _asides,
    "cards.toml": _cards,
    "wording.toml": _wordings,
    "phrases.toml": _phrases,
    "lines.toml": _regions,
}
