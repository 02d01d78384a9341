"""One step on the screen: what is handed back, the question, and the place for the answer."""

from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button

from regret_tui.content.handing import in_words
from regret_tui.content.library import Library
from regret_tui.content.wording import fill
from regret_tui.domain.exercise import Step, StepKind, Voice
from regret_tui.domain.pace import day_in_words
from regret_tui.domain.walk import Handed, Walk
from regret_tui.tui.text import quoted
from regret_tui.tui.widgets.answering import Answering
from regret_tui.tui.widgets.practice import Practice
from regret_tui.tui.widgets.transcript import Transcript
from regret_tui.tui.widgets.words import Words


class Asking(Vertical):
    """A step of a sitting.

    Args:
        walk: where the person is.
        library: the prompts.
        words: what placeholders stand for.
        entry: where the answer is entered; None where nothing is.
    """

    def __init__(
        self, walk: Walk, library: Library, words: dict[str, str], entry: Answering | None
    ) -> None:
        super().__init__(id="asking", classes="of-voices" if walk.step and walk.step.voice else "")
        self._walk = walk
        self._library = library
        self._fill = words
        self.entry = entry
        self._step = walk.step

    def compose(self) -> ComposeResult:
        """Make the parts in the order in which they are read."""
        step = self._step
        if step is None:
            return
        turns = self._turns(step)
        if turns:
            yield Transcript(turns)
        if step.voice:
            yield Words(self._label(step), always=True, classes=f"voice {step.voice}")
        for handed in self._walk.handed:
            yield from self._hand(handed)
        yield Words(fill(step.question, self._fill), id="question")
        if step.guidance:
            yield Words(fill(step.guidance, self._fill), id="guidance")
        why = Words(fill(step.why, self._fill), id="why")
        why.display = False
        yield why
        if self.entry is not None:
            yield self.entry
        yield Words(id="refusal", always=True)
        if not isinstance(self.entry, Practice):
            with Horizontal(id="buttons"):
                yield Button(self._library.phrase("do.next"), id="next")
                if step.skip and self.entry is not None:
                    yield Button(self._library.phrase("do.skip"), id="skip")

    def focus_first(self) -> None:
        """Put the cursor where the answer goes, or on the button."""
        if self.entry is not None:
            self.entry.focus()
        else:
            self.query_one("#next").focus()

    def refuse(self, sentence: str) -> None:
        """Say why an answer does not fit."""
        self.query_one("#refusal", Words).text = sentence

    def toggle_why(self) -> None:
        """Show or hide the reason for the step."""
        why = self.query_one("#why")
        why.display = not why.display and bool(self._step and self._step.why)

    def _hand(self, handed: Handed) -> ComposeResult:
        if handed.of == "sentence":
            return
        if handed.label:
            yield Words(fill(handed.label, self._fill), classes="label")
        said = in_words(self._library, handed.value, self._fill)
        own = isinstance(handed.value, str)
        yield Words(quoted(said) if own else said, classes="handed")

    def _turns(self, step: Step) -> list[tuple[Voice, str, str]]:
        if step.voice is None:
            return []
        turns = []
        for earlier in self._walk.path:
            if earlier.id == step.id:
                break
            value = self._walk.sitting.value(earlier.id)
            if earlier.voice and isinstance(value, str) and not earlier.options:
                if earlier.kind is StepKind.DAY:
                    value = day_in_words(date.fromisoformat(value))
                turns.append((earlier.voice, self._label(earlier), value))
        return turns

    def _label(self, step: Step) -> str:
        name = "carries_again" if self._comes_back(step) else step.voice
        return self._library.phrase(f"voices.{name}")

    def _comes_back(self, step: Step) -> bool:
        """Return whether the voice that carries it speaks after the other has answered."""
        path = self._walk.path
        ids = [item.id for item in path]
        before = path[: ids.index(step.id)] if step.id in ids else path
        answered = any(item.voice is Voice.ANSWERS for item in before)
        return step.voice is Voice.CARRIES and answered
