"""Share marks: what of each sitting an export may show. Never is where everything starts."""

from typing import Any, ClassVar, Final

from textual.binding import Binding
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from regret_tui.domain.sitting import Share
from regret_tui.tui.text import plain
from regret_tui.tui.widgets.answering import Answering

SIGNS: Final = {
    Share.NEVER: "□ stays here",
    Share.SUMMARY: "◧ in short  ",
    Share.FULL: "■ in full   ",
}
ORDER: Final = (Share.NEVER, Share.SUMMARY, Share.FULL)


class Sharing(OptionList, Answering):
    """Sittings with their marks. Space changes a mark, Enter goes on.

    Args:
        rows: id, words and mark of each.
    """

    BINDINGS: ClassVar = [
        Binding("space", "select", show=False),
        Binding("enter", "on", show=False, priority=True),
    ]

    def __init__(self, rows: list[tuple[str, str, Share]], *, id: str | None = None) -> None:
        self._rows = rows
        self._marks = {row_id: share for row_id, _, share in rows}
        super().__init__(*self._drawn(), id=id)

    def answer(self) -> Any:
        """Return the mark of each, by id."""
        return dict(self._marks)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change a mark to the next one."""
        event.stop()
        at = event.option_index
        row_id = self._rows[at][0]
        self._marks[row_id] = ORDER[(ORDER.index(self._marks[row_id]) + 1) % len(ORDER)]
        self.replace_option_prompt_at_index(at, self._prompt(at))

    def action_on(self) -> None:
        """Go on."""
        self.done()

    def _drawn(self) -> list[Option]:
        return [Option(self._prompt(at), id=f"s{at}") for at in range(len(self._rows))]

    def _prompt(self, at: int) -> Any:
        row_id, words, _ = self._rows[at]
        return plain(f"{SIGNS[self._marks[row_id]]}   {words}")
