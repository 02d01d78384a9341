"""The page around the words: front matter, the first line, the foot, and its size."""

import math
import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from regret_tui.domain.suggest import CORE_PATH, WITHOUT_TELLING
from regret_tui.export.escape import clean
from regret_tui.export.measure import width
from regret_tui.export.pen import Pen
from regret_tui.export.scope import Shown
from regret_tui.export.source import Page, Source

PROGRAM: Final = "regret-tui"
COLUMNS: Final = 90
"""Characters on a printed line of A4: 10 points on 12, margins of 2 cm."""
LINES: Final = 60
WORDS: Final = 500
"""What an A4 page holds; the estimate takes whichever of lines and words asks for more."""
_GAP: Final = 0.5
_GOES_BACK: Final = frozenset(CORE_PATH) - frozenset(WITHOUT_TELLING)
"""Pages of the core path that answer for something; what one stands for does not."""
_MARKUP: Final = re.compile(r"\\(?=[!-/:-@\[-`{-~])|^(?:> ?|#{1,6} |- )|\*\*", re.MULTILINE)


def finish(
    source: Source, pen: Pen, kind: str, title: str, blocks: Sequence[str], shown: Shown
) -> Page:
    """Return the page.

    Args:
        source: the journal.
        pen: the page's pen.
        kind: ``regret`` or ``session``.
        title: the person's or ours, as plain text; aliases are put in here.
        blocks: what stands between head and foot, as Markdown.
        shown: what it was made from.
    """
    head = [f"# {pen.inline(title)}", pen.say("export.safe_use_head")]
    note = [pen.say("export.core_path_note")] if _is_of_the_core_path(shown) else []
    foot = [*note, pen.say("export.foot"), pen.say("export.no_study")]
    body = "\n\n".join([*head, *blocks, *foot]) + "\n"
    return Page(
        title=" ".join(pen.aliased(title).split()),
        markdown=f"{front_matter(source, kind)}\n{body}",
        words=count_words(body),
        pages=count_pages(body),
        left_out=shown.left_out,
        empty=shown.empty,
    )


def _is_of_the_core_path(shown: Shown) -> bool:
    """Return whether the page shows something that goes back to what happened, or on from it."""
    of_sittings = {item.exercise.id for item in shown.sittings}
    return bool(_GOES_BACK & (of_sittings | {item.exercise for item in shown.kept}))


def nothing(source: Source, kind: str, title: str, shown: Shown) -> Page:
    """Return the page where nothing is marked: what it is, its limits, and that it is empty."""
    pen = Pen(source)
    blocks = [pen.say("export.nothing_marked"), pen.say("export.limits")]
    return finish(source, pen, kind, pen.say.plain(title), blocks, shown)


def front_matter(source: Source, kind: str) -> str:
    """Return the YAML before the page. It holds no word of the person's."""
    pairs = {
        "kind": _quoted(kind),
        "made": _quoted(source.now.isoformat(timespec="seconds")),
        "from": _day(source.since),
        "until": _day(source.until),
        "program": _quoted(f"{PROGRAM} {source.version}"),
    }
    lines = [f"{key}: {value}" for key, value in pairs.items()]
    return "\n".join(["---", *lines, "---", ""])


def _day(day: date | None) -> str:
    return _quoted(day.isoformat()) if day else "null"


def _quoted(text: str) -> str:
    """Return a double-quoted YAML scalar."""
    plain = " ".join(clean(text).split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def count_words(markdown: str) -> int:
    """Return how many words are read in a page without its front matter."""
    return sum(any(char.isalnum() for char in word) for word in _MARKUP.sub("", markdown).split())


def count_pages(markdown: str) -> int:
    """Return about how many sheets of A4 a page without its front matter fills, one at least."""
    read = _MARKUP.sub("", markdown).splitlines()
    lines = sum(math.ceil(width(line) / COLUMNS) if line.strip() else _GAP for line in read)
    return max(1, math.ceil(max(lines / LINES, count_words(markdown) / WORDS)))
