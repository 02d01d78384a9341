"""The support screen's words: the person's own plan first, then lines."""

from datetime import date
from typing import Final

from regret_tui.content.library import DEFAULT_REGION
from regret_tui.journal.journal import Journal

STALE_DAYS: Final = 180


def support_words(journal: Journal) -> list[tuple[str, str]]:
    """Return what the support screen says, as pairs of a kind and a text."""
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
    told += own or [("dim", say("none_yet"))]
    told.append(("", say("emergency")))
    region_kept = journal.newest("region")
    region = library.regions.get(
        str(region_kept.value) if region_kept else DEFAULT_REGION, library.regions[DEFAULT_REGION]
    )
    told.append(("label", f"{say('lines')} ({region.name})"))
    for line in region.lines:
        checked = say("checked", date=line.checked)
        purpose = f": {line.purpose}" if line.purpose else ""
        told.append(("line", f"{line.name}: {line.how}{purpose}\n{checked}, {line.source}"))
    if any(_is_stale(line.checked, journal.today) for line in region.lines):
        told.append(("dim", say("stale")))
    told.append(("dim", say("cannot_call")))
    return told


def _is_stale(checked: str, today: date) -> bool:
    year, month = checked.split("-")[:2]
    return (today - date(int(year), int(month), 1)).days > STALE_DAYS + 31
