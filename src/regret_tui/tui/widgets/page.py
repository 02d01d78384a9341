"""The page to write on."""

from collections.abc import Iterable
from typing import Any, Final

from rich.containers import Lines
from rich.text import Text
from textual.geometry import Region
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import TextArea
from textual.widgets.text_area import EditResult, Location

from regret_tui.domain.answers import clean
from regret_tui.tui.text import covered_but, plain
from regret_tui.tui.widgets.answering import Answering, Writing

PAUSE: Final = 0.6
"""Seconds without a key after which what was written is kept as a draft."""


class _Divided:
    """The rows that a wrapped line was divided into last.

    Textual divides the whole paragraph anew for each row that is painted, which at the end of a
    long one takes longer than everything else. All rows of one painting have the same division.
    """

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._rows = Lines()

    def rows(self, line: Text, offsets: Iterable[int]) -> Lines:
        """Return the rows of a line: those of the last time where nothing has changed."""
        of = (line.plain, tuple(offsets), tuple(line.spans), line.tab_size)
        if of != self._of:
            self._rows = Text.divide(line, of[1])
            self._of = of
        return self._rows


class _Line(Text):
    """A line of the page that is divided once for all of its rows."""

    def __init__(self, line: str, divided: _Divided) -> None:
        super().__init__(line, end="", no_wrap=True)
        self._divided = divided

    def divide(self, offsets: Iterable[int]) -> Lines:
        """Return the rows of this line."""
        return self._divided.rows(self, offsets)


class Page(TextArea, Answering):
    """Several paragraphs, with undo. Tells when typing pauses.

    Args:
        text: what it holds from the beginning.
        hint: words on the empty page.
        cursor: row and column to begin at; the end of the text where nothing is said.
    """

    def __init__(
        self,
        text: str = "",
        hint: str = "",
        cursor: Location | None = None,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=plain(hint),
            id=id,
        )
        self._pause: Timer | None = None
        self._divided = _Divided()
        self._begin_at = cursor

    def on_mount(self) -> None:
        """Follow the cover, and begin where the cursor stood, or at the end of what is there."""
        self.watch(self.app, "covered", self._recover)
        self.move_cursor(self.document.end if self._begin_at is None else self._begin_at)
        self.call_after_refresh(self._fit)

    def answer(self) -> Any:
        """Return the text."""
        return self.text

    def on_text_area_changed(self) -> None:
        """Wait for a pause in typing."""
        self._fit()
        self.call_after_refresh(self.scroll_cursor_visible)
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._tell)

    def _fit(self) -> None:
        """Wrap to the width there is.

        Under load the text was seen to stay wrapped to the width of the moment before the page
        was laid out, which is none: then what runs over the edge cannot be seen.
        """
        if self.wrap_width and self.wrapped_document._width != self.wrap_width:
            self._rewrap_and_refresh_virtual_size()

    def _watch_show_vertical_scrollbar(self) -> None:
        """Wrap anew beside a scrollbar, and look for the cursor only once it is where it belongs.

        Textual looks at once, and crashes when undo has shortened the text and not yet moved it.
        """
        self._fit()
        self.call_after_refresh(self.scroll_cursor_visible)

    def _tell(self) -> None:
        self.post_message(Writing())

    def _recover(self) -> None:
        self._line_cache.clear()
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows; empty ones once the page is being taken away.

        Textual drops a widget's component styles then, and may paint it once more before its place
        is given to something else. A text area looks them up at every painting, and a KeyError
        would end the program with words on the page.
        """
        if not self._component_styles:
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)

    def get_line(self, line_index: int) -> Text:
        """Return a line for the screen: under a bar but for the word at the cursor, if covered."""
        line = self.document.get_line(line_index)
        if getattr(self.app, "covered", False):
            row, column = self.cursor_location
            line = covered_but(line, column if row == line_index else -1)
        return _Line(line, self._divided)

    def _replace_via_keyboard(
        self, insert: str, start: Location, end: Location
    ) -> EditResult | None:
        """Take typed or pasted text, without what could not be stored."""
        return super()._replace_via_keyboard(clean(insert), start, end)
