"""A page with one paragraph of 2,000 words, ours or Textual's own: `writing.py ours|textual`."""

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.reactive import reactive
from textual.widgets import Static, TextArea

from regret_tui.tui.widgets.page import Page

WORDS = 2_000
PARAGRAPH = " ".join(["what", "was", "said", "that", "evening"] * (WORDS // 5))


class Writing(App[None]):
    """A page, with the cursor behind its last word."""

    CSS: ClassVar = "Page, TextArea { height: 1fr; } Static { height: 1; }"
    covered: reactive[bool] = reactive(False)

    def compose(self) -> ComposeResult:
        if sys.argv[-1] == "ours":
            yield Page(PARAGRAPH)
        else:
            yield TextArea(PARAGRAPH, soft_wrap=True)
        yield Static("painted")

    def on_mount(self) -> None:
        page = self.query_one(TextArea)
        page.cursor_blink = False
        page.focus()
        page.move_cursor(page.document.end)


if __name__ == "__main__":
    Writing().run()
