"""The first screen, before there is any vault."""

from enum import Enum

from regret_tui.journal.session import Session
from regret_tui.plain.asking import Asker, Called
from regret_tui.plain.people import show_people


class First(Enum):
    """What is chosen on the first screen."""

    BEGIN = "begin"
    KEEP_NOTHING = "nothing"
    LEAVE = "leave"


_LETTERS = {"": 0, "b": 0, "n": 1, "h": 2, "q": 3}
_NAMES = ("plain.begin", "plain.keep_nothing", "home.support", "plain.leave")


def first_screen(asker: Asker, session: Session) -> First:
    """Write what this is and is not, and return what was chosen.

    Raises:
        EndOfInput: there is nothing more.
    """
    console, words = asker.console, asker.words

    def show() -> None:
        console.say(words("first.body"))
        console.choices(words(name) for name in _NAMES)
        console.say(words("plain.enter_begins"))

    asker.about(show)
    show()
    while True:
        try:
            word = asker.line().strip().lower()
        except Called:
            return First.LEAVE
        chosen = _LETTERS.get(word, int(word) - 1 if word in ("1", "2", "3", "4") else None)
        if chosen == 0:
            return First.BEGIN
        if chosen == 1:
            return First.KEEP_NOTHING
        if chosen == 3:
            return First.LEAVE
        if chosen == 2:
            show_people(console, session)
        show()
