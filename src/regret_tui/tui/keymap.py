"""Every key in one place: what it does, on the pause sheet and at once."""

from dataclasses import dataclass
from typing import Final

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that a key does.

    Attributes:
        letter: its letter on the pause sheet.
        action: the action of the app or the screen.
        phrase: the name of its words, ``do.<phrase>``.
        quick: its key without the sheet, or empty.
        in_sitting: whether it only makes sense while a step is asked.
    """

    letter: str
    action: str
    phrase: str
    quick: str = ""
    in_sitting: bool = False


SHEET: Final = (
    Deed("b", "back", "back", in_sitting=True),
    Deed("s", "skip", "skip", in_sitting=True),
    Deed("w", "why", "why", in_sitting=True),
    Deed("f", "fold", "fold", in_sitting=True),
    Deed("e", "enough", "enough", in_sitting=True),
    Deed("g", "steady", "steady", "ctrl+g"),
    Deed("h", "people", "support", "f2"),
    Deed("c", "cover", "cover", "ctrl+r"),
    Deed("k", "keep", "keep"),
    Deed("l", "lock", "lock", "ctrl+l"),
    Deed("q", "leave", "leave", "ctrl+q"),
    Deed("question_mark", "keys", "keys", "f1"),
)
"""What the pause sheet offers, in its order."""

APP_BINDINGS: Final = (
    Binding("ctrl+l", "lock", priority=True, show=False, id="lock"),
    Binding("ctrl+r", "cover", priority=True, show=False, id="cover"),
    Binding("ctrl+q", "leave", priority=True, show=False, id="leave"),
    Binding("ctrl+g", "steady", priority=True, show=False, id="steady"),
    Binding("f2", "people", priority=True, show=False, id="people"),
    Binding("f1", "keys", priority=True, show=False, id="keys"),
    Binding("ctrl+p", "command_palette", priority=True, show=False, id="palette"),
    Binding("ctrl+c", "copy_here", priority=False, show=False, id="copy"),
)
"""Priority bindings, since a text area would take some of these keys first."""
