"""People and lines, as text. Nothing here is called or opened by the program."""

from regret_tui.journal.people import support_words
from regret_tui.journal.session import Session
from regret_tui.plain.console import Console

THEIRS = "theirs"
"""The kind of what a person wrote on their own list."""


def show_people(console: Console, session: Session) -> None:
    """Write the person's own list, then where to turn where they live."""
    console.say()
    for kind, text in support_words(session.journal):
        if kind == THEIRS:
            console.show(text)
        else:
            console.say(text)
