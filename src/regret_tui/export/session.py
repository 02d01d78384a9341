"""The page for an hour with a counsellor: one sheet first, full texts after it."""

from typing import Final

from regret_tui.domain.exercise import Exercise
from regret_tui.export import page
from regret_tui.export.firstpage import FirstPage, rest_of
from regret_tui.export.parts import Parts
from regret_tui.export.pen import Pen
from regret_tui.export.scope import shown
from regret_tui.export.source import Page, Source

KIND: Final = "session"


def session_page(source: Source) -> Page:
    """Return the page for a counsellor, of the days from ``since`` to ``until``.

    Regrets whose words stay in the journal are left out without a word.
    """

    def about(_regret: str, _exercise: Exercise | None) -> bool:
        return True

    found = shown(source, about)
    if found.empty:
        return page.nothing(source, KIND, "export.session_title", found)
    pen = Pen(source)
    parts = Parts(source, pen)
    first = FirstPage(source, pen, parts, found)
    blocks = first.blocks()
    blocks += first.earlier()
    blocks += rest_of(pen, parts, found, first.said)
    full = [item for item in found.sittings if item.full]
    if full:
        blocks.append(parts.heading(pen.label("export.full"), 2))
        for item in full:
            blocks += parts.sitting(item, 3, named=True)
    return page.finish(source, pen, KIND, pen.say.plain("export.session_title"), blocks, found)
