"""Texts that are being written line by line: kept as a draft after every line.

So a terminal that is closed in the middle, or a command typed in the middle, loses nothing.
"""

from regret_tui.domain.exercise import Value
from regret_tui.domain.walk import Walk
from regret_tui.errors import RegretError
from regret_tui.journal.session import Recovered, Session
from regret_tui.plain.console import Console


class Page:
    """One text that is being written.

    Attributes:
        key: the sitting and the step it belongs to.
        offered: what can be taken as it is, or gone on with; possibly empty.
        offer: the sentence that says what that is.
        text: what was written now.
    """

    def __init__(self, pages: "Pages", key: tuple[str, str], offered: str, offer: str) -> None:
        self._pages = pages
        self.key = key
        self.offered = offered
        self.offer = offer
        self.text = ""

    def add(self, line: str) -> None:
        """Write one more line."""
        self.text = f"{self.text}\n{line}" if self.text else line
        self._pages.keep(self.text)

    def add_half(self, line: str) -> None:
        """Write a line that was cut off, after what there is: whatever is offered stays."""
        self.text = self.text or self.offered
        self.add(line)


class Pages:
    """The texts that are being written in one session.

    Attributes:
        failed: whether a draft could not be kept.

    Args:
        session: whose draft they are kept in.
        console: where a failing draft is said, once.
    """

    def __init__(self, session: Session, console: Console) -> None:
        self._session = session
        self._console = console
        self._aside: dict[tuple[str, str], str] = {}
        self._recovered: Recovered | None = None
        self.failed = False
        self._drafted = False

    def recover(self, recovered: Recovered) -> None:
        """Offer what was being written when it was cut off, at the step where it was."""
        self._recovered = recovered
        self._drafted = True

    def open(self, walk: Walk) -> Page:
        """Return the page of the step that is asked now."""
        key = (walk.sitting.id, walk.sitting.step)
        if key in self._aside:
            return Page(self, key, self._aside.pop(key), "unfinished")
        found = self._recovered
        if found is not None and found.exercise == walk.exercise.id:
            self._recovered = None
            return Page(self, key, found.text, "cut_off")
        return Page(self, key, _as_text(walk.answer_now), "before")

    def put_aside(self, page: Page) -> None:
        """Remember an unfinished text until its step is asked again."""
        text = page.text or (page.offered if page.offer != "before" else "")
        if text:
            self._aside[page.key] = text

    @property
    def unfinished(self) -> str:
        """The text of the step that is asked now, if it was left unfinished."""
        walk = self._session.guide.walk
        return self._aside.get((walk.sitting.id, walk.sitting.step), "") if walk else ""

    def keep(self, text: str) -> None:
        """Keep what is written so far. That it cannot be kept is said once; writing goes on."""
        try:
            self._drafted = self._session.write_draft(text, [0, len(text)]) or self._drafted
        except RegretError as error:
            if not self.failed:
                self._console.warn(str(error))
            self.failed = True

    def done(self) -> None:
        """Drop the draft, since its text is saved as an answer. Raises RegretError."""
        if self._drafted:
            self._session.drop_draft()
            self._drafted = False


def _as_text(value: Value | None) -> str:
    if isinstance(value, list):
        return "\n".join(value)
    return value if isinstance(value, str) else ""
