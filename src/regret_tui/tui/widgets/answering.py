"""What every widget that takes an answer has in common."""

from typing import Any

from textual.message import Message
from textual.widget import Widget


class Answered(Message):
    """The person is done with this widget: go on."""


class Writing(Message):
    """Typing has paused; what is there can be kept as a draft."""


class Answering(Widget):
    """A widget that holds an answer to a step."""

    def answer(self) -> Any:
        """Return what has been entered so far, in the shape that the step takes."""
        raise NotImplementedError

    def done(self) -> None:
        """Say that the answer is ready."""
        self.post_message(Answered())
