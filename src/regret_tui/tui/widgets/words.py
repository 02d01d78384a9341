"""Words on the screen, ours or theirs. Never markup; under a bar while the page is covered."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from regret_tui.tui.text import covered, plain


class Words(Widget):
    """Some lines of text, as tall as they need.

    Args:
        text: what it says.
        always: stays readable while the page is covered (a greeting, a key).
    """

    DEFAULT_CSS = """
    Words { height: auto; width: 1fr; }
    """

    text: reactive[str] = reactive("", layout=True)
    under_cover: reactive[bool] = reactive(False)

    def __init__(
        self, text: str = "", *, always: bool = False, id: str | None = None, classes: str = ""
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Words.text, text)
        self._always = always

    def on_mount(self) -> None:
        """Follow the page's cover."""
        self.watch(self.app, "covered", self._follow_cover)
        self.watch_text(self.text)

    def watch_text(self, text: str) -> None:
        """Take no room where there is nothing to say."""
        self.set_class(not text, "-empty")

    def _follow_cover(self, is_covered: bool) -> None:
        self.under_cover = is_covered and not self._always

    def render(self) -> Content:
        """Return the words, or bars in their place."""
        return plain(covered(self.text) if self.under_cover else self.text)
