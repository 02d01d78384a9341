"""How far a sitting is, as a quiet line of dots."""

from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

COLUMN: Final = 80
"""The widest that the page is."""


class Dots(Widget):
    """Done, here, ahead. A count where there is no room for dots.

    Args:
        here: steps before this one.
        total: all the steps.
    """

    DEFAULT_CSS = """
    Dots { height: 1; width: auto; }
    """

    here: reactive[int] = reactive(0, layout=True)
    total: reactive[int] = reactive(0, layout=True)

    def render(self) -> Content:
        """Return the dots."""
        if self.total < 2:
            return Content("")
        room = max(0, min(COLUMN, self.app.size.width) - 36)
        dots = ["●"] * self.here + ["◐"] + ["○"] * (self.total - self.here - 1)
        for between in (" ", ""):
            text = between.join(dots[: self.total])
            if len(text) <= room:
                return Content(text)
        return Content(f"{self.here + 1} of {self.total}")
