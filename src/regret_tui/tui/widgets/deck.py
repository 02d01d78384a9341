"""Value cards: one at a time, and a key for each of three piles."""

from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from regret_tui.domain.answers import PILES, clean
from regret_tui.tui.widgets.answering import Answering
from regret_tui.tui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class Face:
    """What a card says."""

    text: str
    meaning: str


class Deck(Vertical, Answering, can_focus=True):
    """The cards, one after the other. ``1 2 3`` sorts, backspace takes the last one back.

    Args:
        faces: the cards in order.
        piles: the names of the three piles.
        own: words beside the field for a card of one's own.
        sorted_before: where cards lay the last time.
    """

    DEFAULT_CSS = """
    Deck { height: auto; }
    Deck #card { text-style: bold; content-align: center middle; text-align: center; }
    Deck .quiet { color: $dim; text-align: center; }
    Deck #face {
        height: 5; width: 44; max-width: 100%; border: round $edge; padding: 0 2;
        align: center middle;
    }
    Deck:focus #face { border: round $accent; }
    Deck #frame { height: auto; align-horizontal: center; }
    """
    BINDINGS: ClassVar = [
        Binding("backspace", "take_back", show=False),
        Binding("enter", "on", show=False),
    ]

    def __init__(
        self,
        faces: list[Face],
        piles: tuple[str, str, str],
        own: str,
        sorted_before: dict[str, str] | None = None,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        known = {face.text for face in faces}
        extra = [Face(text, "") for text in sorted_before or {} if text not in known]
        self._faces = [*faces, *extra]
        self._piles = piles
        self._own = own
        self._sorted: dict[str, str] = dict(sorted_before or {})
        self._at = 0 if not sorted_before else len(self._faces)

    def compose(self) -> ComposeResult:
        """Make the card, the piles and the field."""
        with Vertical(id="frame"), Vertical(id="face"):
            yield Words(id="card")
            yield Words(id="meaning", classes="quiet")
        yield Words(id="piles", classes="quiet")
        yield Words(id="left", classes="quiet")
        yield Input(placeholder=self._own, select_on_focus=False)

    def on_mount(self) -> None:
        """Show the first card."""
        self._draw()

    def answer(self) -> Any:
        """Return the pile of each card; what was not sorted is under *not*."""
        return {face.text: self._sorted.get(face.text, "not") for face in self._faces}

    def on_key(self, event: events.Key) -> None:
        """Sort the card by number."""
        if self.has_focus and event.character and event.character in "123":
            event.stop()
            self._sort(int(event.character) - 1)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Add a card of one's own, which lies under *very*."""
        event.stop()
        text = " ".join(clean(event.value).split())
        event.input.value = ""
        if text and text not in {face.text for face in self._faces}:
            self._faces.insert(self._at, Face(text, ""))
            self._sorted[text] = PILES[0]
            self._at += 1
            self._draw()
        self.focus()

    def action_take_back(self) -> None:
        """Take the last card back."""
        if self._at:
            self._at -= 1
            self._sorted.pop(self._faces[self._at].text, None)
            self._draw()

    def action_on(self) -> None:
        """Go on, with the rest of the cards under *not*."""
        self.done()

    def _sort(self, pile: int) -> None:
        if self._at < len(self._faces):
            self._sorted[self._faces[self._at].text] = PILES[pile]
            self._at += 1
            self._draw()

    def _draw(self) -> None:
        counts = [list(self._sorted.values()).count(pile) for pile in PILES]
        names = "      ".join(
            f"{at} {name} ({count})"
            for at, (name, count) in enumerate(zip(self._piles, counts, strict=True), 1)
        )
        over = self._at >= len(self._faces)
        face = Face("·", "") if over else self._faces[self._at]
        self.query_one("#card", Words).text = face.text
        self.query_one("#meaning", Words).text = face.meaning
        self.query_one("#piles", Words).text = names
        left = len(self._faces) - self._at
        self.query_one("#left", Words).text = f"{left} left   ⌫ back one   Enter go on"
