"""Screens on which nothing is asked: words and what can be done, people, the end of a sitting."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical

from regret_tui.tui.widgets.choices import Choices
from regret_tui.tui.widgets.words import Words

_PRIVATE: Final = frozenset({"theirs", "key"})
"""Kinds of paragraphs that a covered page covers too: the person's own words, a recovery key."""


class Telling(Vertical):
    """Words, and under them what can be done.

    Args:
        paragraphs: pairs of a CSS class and a text.
        acts: pairs of an id and its words.
        always: whether the words stay readable while the page is covered.
    """

    def __init__(
        self,
        paragraphs: list[tuple[str, str]],
        acts: list[tuple[str, str]],
        *,
        always: bool = True,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id, classes="telling")
        self._paragraphs = paragraphs
        self._acts = acts
        self._always = always

    def compose(self) -> ComposeResult:
        """Make the words and the list."""
        for kind, text in self._paragraphs:
            always = self._always and kind not in _PRIVATE
            yield Words(text, always=always, classes=f"told {kind}")
        yield Choices(self._acts, id="acts")

    @property
    def act(self) -> str:
        """The id of what is marked."""
        return str(self.query_one(Choices).answer())

    def focus_first(self) -> None:
        """Put the cursor on the list."""
        self.query_one(Choices).focus(scroll_visible=False)
