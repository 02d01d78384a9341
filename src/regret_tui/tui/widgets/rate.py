"""Rating what was kept: each item in turn, with the bars of all of them in sight."""

from typing import Any

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical

from regret_tui.domain.exercise import RateField
from regret_tui.tui.widgets.answering import Answered, Answering
from regret_tui.tui.widgets.bars import bar
from regret_tui.tui.widgets.choices import Choices
from regret_tui.tui.widgets.scale import Scale
from regret_tui.tui.widgets.words import Words


class Rate(Vertical, Answering):
    """One question for one item at a time.

    Args:
        items: what is rated.
        fields: what is asked of each.
        before: ratings of the last time.
    """

    DEFAULT_CSS = """
    Rate { height: auto; }
    Rate #table { padding: 0 1; }
    Rate #asked { padding: 1 1 0 1; }
    Rate #entry { height: auto; }
    """

    def __init__(
        self,
        items: list[str],
        fields: tuple[RateField, ...],
        before: dict[str, dict[str, str | int]] | None = None,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._items = items
        self._fields = fields
        self._ratings: dict[str, dict[str, str | int]] = {
            item: dict((before or {}).get(item, {})) for item in items
        }
        self._turns = [(item, field) for item in items for field in fields]
        self._at = 0

    def compose(self) -> ComposeResult:
        """Make the table, the question and the room for its entry."""
        yield Words(id="table")
        yield Words(id="asked")
        yield Vertical(id="entry")

    def on_mount(self) -> None:
        """Ask the first question."""
        self._ask()

    def answer(self) -> Any:
        """Return the ratings so far."""
        return {item: ratings for item, ratings in self._ratings.items() if ratings}

    def focus(self, scroll_visible: bool = True) -> "Rate":
        """Focus the entry that is asked."""
        for entry in self.query("#entry > *"):
            entry.focus(scroll_visible)
        return self

    def on_answered(self, event: Answered) -> None:
        """Take one rating, and ask the next."""
        entry = self.query_one("#entry").children[0]
        if self._at >= len(self._turns) or not isinstance(entry, Answering):
            return
        event.stop()
        item, field = self._turns[self._at]
        value = entry.answer()
        if value is not None:
            self._ratings[item][field.id] = value
        self._at += 1
        if self._at < len(self._turns):
            self._ask()
        else:
            self.done()

    def back(self) -> bool:
        """Ask the question before again. Return False where this is the first."""
        if not self._at:
            return False
        self._at -= 1
        self._ask()
        return True

    def on_resize(self) -> None:
        """Cut the rows anew to the width there is."""
        self._draw()

    def _draw(self) -> None:
        if self._at < len(self._turns):
            rows = "\n".join(self._row(each) for each in self._items)
            self.query_one("#table", Words).text = rows

    @work(exclusive=True)
    async def _ask(self) -> None:
        item, field = self._turns[self._at]
        self._draw()
        self.query_one("#asked", Words).text = f"{item}: {field.question}"
        value = self._ratings[item].get(field.id)
        entry: Choices | Scale
        if field.options:
            pairs = [(option.id, option.text) for option in field.options]
            entry = Choices(pairs, str(value or ""))
        else:
            entry = Scale(field.low, field.high, (field.low_text, field.high_text), value=value)
        room = self.query_one("#entry")
        await room.remove_children()
        await room.mount(entry)
        entry.focus(scroll_visible=False)
        self.call_after_refresh(entry.scroll_visible, animate=False)

    def _row(self, item: str) -> str:
        width = min(14, max(len(each) for each in self._items))
        cells = 10 if self.app.size.width >= 76 else 5
        parts = [f"{'▸' if self._turns[self._at][0] == item else ' '} {item[:width]:<{width}}"]
        words = []
        for field in self._fields:
            value = self._ratings[item].get(field.id)
            if field.options:
                words += [option.text for option in field.options if option.id == value]
            else:
                drawn = bar(value, cells) if isinstance(value, int) else " " * cells
                parts.append(f"{field.id} {drawn}")
        row = "   ".join([*parts, " · ".join(words)]).rstrip()
        return row[: max(20, self.size.width - 4)].rstrip(" ·") if self.size.width else row
