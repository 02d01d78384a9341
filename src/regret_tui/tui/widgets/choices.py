"""A list to choose one thing from, by number, arrows or mouse."""

from typing import Any

from textual import events
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from regret_tui.tui.text import covered, plain
from regret_tui.tui.widgets.answering import Answering


class Choices(OptionList, Answering):
    """Numbered lines. A number chooses at once.

    Args:
        lines: pairs of an id and its words.
        chosen: the id that is chosen at first.
        marked: whether a line is marked before anything was chosen. Where it is not, Enter alone
            answers nothing.
    """

    def __init__(
        self,
        lines: list[tuple[str, str]],
        chosen: str = "",
        *,
        marked: bool = True,
        id: str | None = None,
    ) -> None:
        self._pairs = lines
        super().__init__(
            *(
                Option(plain(self._numbered(at, words)), id=f"c{at}")
                for at, (_, words) in enumerate(lines)
            ),
            id=id,
        )
        ids = [line_id for line_id, _ in lines]
        self._first = ids.index(chosen) if chosen in ids else 0 if marked else None

    def on_mount(self) -> None:
        """Mark the first line, and follow the cover."""
        self.highlighted = self._first
        self.watch(self.app, "covered", self._follow_cover)

    def answer(self) -> Any:
        """Return the id of the marked line."""
        return self._pairs[self.highlighted][0] if self.highlighted is not None else ""

    def on_key(self, event: events.Key) -> None:
        """Choose by number."""
        if event.character and event.character.isdigit():
            at = int(event.character) - 1
            if 0 <= at < len(self._pairs):
                event.stop()
                self.highlighted = at
                self.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A line was chosen."""
        event.stop()
        self.done()

    def _numbered(self, at: int, words: str) -> str:
        width = len(str(len(self._pairs)))
        return f"{at + 1:>{width}}  {words}" if len(self._pairs) > 1 else words

    def _follow_cover(self, is_covered: bool) -> None:
        for at, (_, words) in enumerate(self._pairs):
            text = self._numbered(at, covered(words) if is_covered else words)
            self.replace_option_prompt_at_index(at, plain(text))
