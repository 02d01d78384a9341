"""Faults of the files that hold sentences: their names, and the placeholders in them."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from regret_tui.content.reading import Fault
from regret_tui.content.wording import KNOWN, placeholders
from regret_tui.domain.answers import PILES
from regret_tui.domain.exercise import Voice
from regret_tui.domain.gate import Mark
from regret_tui.domain.openness import Opening
from regret_tui.domain.suggest import Reason

if TYPE_CHECKING:
    from regret_tui.content.library import Library

OF_A_PHRASE: Final = frozenset({"low", "high", "hint", "counts", "mark"})
"""Placeholders that are filled where a sentence of the program is said, and in no exercise."""
NEEDED: Final[Mapping[str, frozenset[str]]] = {
    "closed": frozenset(Opening) - {Opening.OPEN},
    "next": frozenset(Reason),
    "notices": frozenset(Mark),
    "voices": frozenset(Voice),
    "piles": frozenset(PILES),
}
"""Sentences that the rules ask for by name, by their table."""


def sentences(library: "Library", base: "Library | None") -> Iterator[Fault]:
    """Yield every fault in phrases, cards, wordings and lines.

    Args:
        library: what was read.
        base: the prompts that it is laid over, for a person's own folder.
    """
    if base is None:
        yield from _missing(library.phrases)
    else:
        yield from _unknown(library.phrases, base.phrases)
    for table, words in library.phrases.items():
        for name, text in words.items():
            yield from _filled("phrases.toml", table, name, text, KNOWN | OF_A_PHRASE)
    for card in library.cards:
        for name, text in (("text", card.text), ("meaning", card.meaning)):
            yield from _filled("cards.toml", card.id, name, text)
    for wording, forms in library.wordings.items():
        for form, text in forms.items():
            yield from _filled("wording.toml", wording, form, text)
    for region in library.regions.values():
        for name, text in (("emergency", region.emergency), ("line", region.line)):
            yield from _filled("lines.toml", region.id, name, text)
        for line in region.lines:
            for name, text in (("name", line.name), ("how", line.how), ("for", line.purpose)):
                yield from _filled("lines.toml", region.id, name, text)


def _filled(
    file: str, place: str, name: str, text: str, known: frozenset[str] = frozenset()
) -> Iterator[Fault]:
    for found in sorted(placeholders(text) - known):
        yield Fault(file, place, name, f"{{{found}}} is no placeholder that is known.")


def _missing(phrases: Mapping[str, Mapping[str, str]]) -> Iterator[Fault]:
    for table, names in NEEDED.items():
        for name in sorted(names - phrases.get(table, {}).keys()):
            yield Fault("phrases.toml", table, name, "is missing.")


def _unknown(
    phrases: Mapping[str, Mapping[str, str]], ours: Mapping[str, Mapping[str, str]]
) -> Iterator[Fault]:
    for table, words in phrases.items():
        if table not in ours:
            yield Fault("phrases.toml", table, "", "is no table that is known.")
            continue
        for name in sorted(words.keys() - ours[table].keys()):
            yield Fault("phrases.toml", table, name, "is no sentence that is known.")
