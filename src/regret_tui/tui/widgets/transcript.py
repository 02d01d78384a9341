"""The two voices as a dialogue that grows: each on its side, with its label."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from regret_tui.domain.exercise import Voice
from regret_tui.tui.widgets.words import Words


class Turn(Vertical):
    """What one voice said."""

    DEFAULT_CSS = """
    Turn { height: auto; width: 1fr; }
    Turn > .who { color: $dim; padding: 0 1; width: auto; }
    Turn > .said { border: round $edge; padding: 0 1; width: 60%; }
    Turn.carries { align-horizontal: left; }
    Turn.carries > .said { border: round $carries 60%; }
    Turn.answers, Turn.watches { align-horizontal: right; }
    Turn.answers > .said { border: round $answers 60%; }
    Turn.both { align-horizontal: center; }
    Turn.both > .said { width: 80%; }
    """

    def __init__(self, voice: Voice, label: str, text: str) -> None:
        super().__init__(classes=str(voice))
        self._label = label
        self._text = text

    def compose(self) -> ComposeResult:
        """Make the label and the words."""
        yield Words(self._label, always=True, classes="who")
        yield Words(self._text, classes="said")


class Transcript(VerticalScroll, can_focus=False):
    """The turns so far, the newest in sight.

    Args:
        turns: voice, label and words of each.
    """

    DEFAULT_CSS = """
    Transcript { height: auto; max-height: 5; scrollbar-size-vertical: 1; }
    """

    def __init__(self, turns: list[tuple[Voice, str, str]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._turns = turns

    def compose(self) -> ComposeResult:
        """Make the turns."""
        for voice, label, text in self._turns:
            yield Turn(voice, label, text)

    def on_mount(self) -> None:
        """Show the newest turn."""
        self.call_after_refresh(self.scroll_end, animate=False)
