"""The support screen's words: the person's own plan first, then lines."""

from datetime import date
from typing import Final

from regret_tui.journal.journal import Journal

STALE_DAYS: Final = 180


def support_words(journal: Journal, *, locked: bool = False) -> list[tuple[str, str]]:
    """Return what the support screen says, as pairs of a kind and a text.

    Args:
        journal: whose own list and region are told. Without a region, the lines of all are.
        locked: whether the own list is in a vault that is not open.
    """
    library, words = journal.library, journal.words

    def say(name: str, **more: str) -> str:
        return library.phrase(f"support.{name}", {**words, **more})

    told = [("title", say("title")), ("", say("might_hurt"))]
    own = []
    for name, phrase in (
        ("people", "plan_first"),
        ("professional", "professional"),
        ("steadies", "steadies"),
        ("away", "away"),
    ):
        kept = journal.newest(name)
        if kept is not None:
            value = kept.value
            lines = value if isinstance(value, list) else [str(value)]
            own += [("label", say(phrase)), ("theirs", "\n".join(f"· {line}" for line in lines))]
    told += own or [("dim", say("locked" if locked else "none_yet"))]
    told.append(("", say("emergency")))
    region_kept = journal.newest("region")
    chosen = library.regions.get(str(region_kept.value)) if region_kept else None
    regions = [chosen] if chosen else list(library.regions.values())
    for region in regions:
        name = f"{say('lines')} ({region.name})" if chosen else region.name
        told.append(("label", name))
        for line in region.lines:
            checked = say("checked", date=line.checked)
            purpose = f": {line.purpose}" if line.purpose else ""
            told.append(("line", f"{line.name}: {line.how}{purpose}\n{checked}, {line.source}"))
    if any(_is_stale(line.checked, journal.today) for region in regions for line in region.lines):
        told.append(("dim", say("stale")))
    told.append(("dim", say("cannot_call")))
    return told


def _is_stale(checked: str, today: date) -> bool:
    year, month = checked.split("-")[:2]
    return (today - date(int(year), int(month), 1)).days > STALE_DAYS + 31
