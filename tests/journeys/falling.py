"""The program, with a fault in it that a person can run into: for the tests of what a crash says.

    python -m tests.journeys.falling KIND --root DIR …

``key``: F1 raises what is on the page. ``draft``: keeping the draft raises what was typed, in the
thread that keeps it. ``paint``: drawing raises it. ``keyboard``: reading the keyboard raises it.
``task``: a task that nobody waits for raises it. ``line``: line mode raises it. ``export``: writing
the page raises it. The rest of the arguments are those of `tests.world`.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

from textual._xterm_parser import XTermParser

from regret_tui.cli import exporting
from regret_tui.journal.session import Session
from regret_tui.plain.writing import Page as Lines
from regret_tui.tui.app import JournalApp
from regret_tui.tui.screens.guided import GuidedScreen
from regret_tui.tui.widgets.page import Page
from tests.world import main


def fall(words: str) -> None:
    """Raise an error whose message and locals hold private words."""
    private = [words]
    raise ValueError(f"cannot understand {private}")


def by_key(app: JournalApp) -> None:
    for screen in app.screen_stack:
        if isinstance(screen, GuidedScreen):
            fall(screen.written()[0])


def by_draft(self: Session, text: str, cursor: Any) -> bool:
    fall(text)
    return False


def by_paint(self: Page, line_index: int) -> Any:
    if "now" in self.text:
        fall(self.text)
    return original_line(self, line_index)


def by_keyboard(self: XTermParser, data: str) -> Any:
    if "~" in data:
        fall(f"{data} ostwhim")
    return original_feed(self, data)


def by_task(app: JournalApp) -> None:
    async def falls() -> None:
        by_key(app)

    app.falls = asyncio.get_running_loop().create_task(falls())  # type: ignore[attr-defined]  # held
    asyncio.get_running_loop().call_later(0.1, vars(app).pop, "falls")


def by_export(path: Path, text: str, *, replace: bool = False) -> None:
    fall(text)


def by_line(self: Lines, line: str) -> None:
    fall(line)


original_line = Page.get_line
original_feed = XTermParser.feed

if __name__ == "__main__":
    match sys.argv[1]:
        case "key":
            JournalApp.action_keys = by_key  # type: ignore[assignment,method-assign]
        case "draft":
            Session.write_draft = by_draft  # type: ignore[method-assign]
        case "paint":
            Page.get_line = by_paint  # type: ignore[method-assign]
        case "keyboard":
            XTermParser.feed = by_keyboard  # type: ignore[method-assign]
        case "task":
            JournalApp.action_keys = by_task  # type: ignore[assignment,method-assign]
        case "export":
            vars(exporting)["write_text"] = by_export
        case "line":
            Lines.add = by_line  # type: ignore[method-assign]
    sys.exit(main(sys.argv[2:]))
