"""The page of one regret, whole: everything about it that is marked, in the order it was lived."""

from typing import Final

from regret_tui.domain.exercise import Exercise, Kind
from regret_tui.export import page
from regret_tui.export.errors import ExportClosed, NoSuchRegret
from regret_tui.export.parts import Parts
from regret_tui.export.pen import Pen
from regret_tui.export.scope import is_closed, shown
from regret_tui.export.source import Page, Source

KIND: Final = "regret"


def regret_page(source: Source, regret_id: str) -> Page:
    """Return the page of one regret, with what the person stands for beside it.

    Its private name is on the page only where something of it may be shown.

    Raises:
        ExportClosed: words of it stay in the journal.
        NoSuchRegret: there is none of that id.
    """
    regret = next((item for item in source.regrets if item.id == regret_id), None)
    if regret is None:
        raise NoSuchRegret
    if is_closed(regret):
        raise ExportClosed

    def about(of: str, exercise: Exercise | None) -> bool:
        is_values = exercise is not None and exercise.kind is Kind.VALUES
        return of == regret_id or (not of and is_values)

    found = shown(source, about)
    if found.empty:
        return page.nothing(source, KIND, "export.regret_title", found)
    pen = Pen(source)
    parts = Parts(source, pen)
    blocks = []
    for item in found.sittings:
        blocks += parts.sitting(item, 2, named=False)
    if found.apart:
        blocks.append(parts.heading(pen.label("export.lines"), 2))
        for kept in found.apart:
            blocks += parts.kept(kept)
    of_it = any(item.sitting.regret == regret_id for item in found.sittings) or any(
        item.regret == regret_id for item in found.kept
    )
    title = regret.title if of_it else pen.say.plain("export.regret_title")
    return page.finish(source, pen, KIND, title, blocks, found)
