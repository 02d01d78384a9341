"""From the journal to Markdown. Pure: no disk, no clock, no screen; ``file`` alone writes."""

from regret_tui.export.errors import ExportClosed, ExportError, NoSuchRegret
from regret_tui.export.regret import regret_page
from regret_tui.export.session import session_page
from regret_tui.export.source import Page, Source

__all__ = [
    "ExportClosed",
    "ExportError",
    "NoSuchRegret",
    "Page",
    "Source",
    "regret_page",
    "session_page",
]
