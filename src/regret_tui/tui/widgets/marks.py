"""Several things to mark in a list, with own words where the step takes them."""

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from regret_tui.domain.answers import clean
from regret_tui.tui.text import covered, plain
from regret_tui.tui.widgets.answering import Answering


class _List(OptionList):
    """The list itself: space marks, Enter goes on."""

    BINDINGS = [("space", "select", "mark")]  # noqa: RUF012  # Textual merges it by class

    def on_key(self, event: events.Key) -> None:
        """Enter means *go on* here, since space marks."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            if isinstance(self.parent, Marks):
                self.parent.done()


class Marks(Vertical, Answering):
    """Lines that can be marked. A number, space or the mouse marks; Enter goes on.

    Args:
        lines: pairs of an id and its words.
        marked: what is marked at first; what is no id is an own word.
        most: how many may be marked, 0 for any number.
        own: the words beside the field for own words; empty for no such field.
    """

    DEFAULT_CSS = """
    Marks { height: auto; }
    Marks > _List { height: auto; max-height: 9; scrollbar-size-vertical: 1; }
    """

    def __init__(
        self,
        lines: list[tuple[str, str]],
        marked: list[str] | None = None,
        most: int = 0,
        own: str = "",
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        ids = {line_id for line_id, _ in lines}
        self._rows = [*lines, *((word, word) for word in marked or [] if word not in ids)]
        self._marked = list(marked or [])
        self._most = most
        self._own = own

    def compose(self) -> ComposeResult:
        """Make the list, and the field for own words."""
        yield _List(*self._options())
        if self._own:
            yield Input(placeholder=self._own, select_on_focus=False)

    def on_mount(self) -> None:
        """Mark the first line, and follow the cover."""
        self.query_one(_List).highlighted = 0 if self._rows else None
        self.watch(self.app, "covered", self._draw, init=False)

    def answer(self) -> Any:
        """Return what is marked, in the order of the lines."""
        self._take_own()
        return [line_id for line_id, _ in self._rows if line_id in self._marked]

    def focus(self, scroll_visible: bool = True) -> "Marks":
        """Focus the list."""
        self.query_one(_List).focus(scroll_visible)
        return self

    def on_key(self, event: events.Key) -> None:
        """Mark by number, while the list has the focus."""
        if self.query_one(_List).has_focus and event.character and event.character.isdigit():
            at = int(event.character) - 1
            if 0 <= at < len(self._rows):
                event.stop()
                self._toggle(at)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Mark or unmark a line."""
        event.stop()
        self._toggle(event.option_index)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Add own words, or go on where the field is empty."""
        event.stop()
        if not self._take_own():
            self.done()

    def _take_own(self) -> bool:
        if not self._own:
            return False
        field = self.query_one(Input)
        word = " ".join(clean(field.value).split())
        if not word or word in (line_id for line_id, _ in self._rows):
            return False
        field.value = ""
        self._rows.append((word, word))
        if not self._most or len(self._marked) < self._most:
            self._marked.append(word)
        self._draw()
        return True

    def _toggle(self, at: int) -> None:
        line_id = self._rows[at][0]
        if line_id in self._marked:
            self._marked.remove(line_id)
        elif not self._most or len(self._marked) < self._most:
            self._marked.append(line_id)
        elif self._most == 1:
            self._marked = [line_id]
        self._draw()
        self.query_one(_List).highlighted = at

    def _draw(self) -> None:
        listing = self.query_one(_List)
        at = listing.highlighted
        listing.clear_options()
        listing.add_options(self._options())
        listing.highlighted = at

    def _options(self) -> list[Option]:
        hidden = getattr(self.app, "covered", False)
        wide = len(str(len(self._rows)))
        return [
            Option(
                plain(
                    f"{'■' if line_id in self._marked else '□'} {at:>{wide}}  "
                    f"{covered(words) if hidden else words}"
                )
            )
            for at, (line_id, words) in enumerate(self._rows, 1)
        ]
