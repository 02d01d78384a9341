"""Choosing what a page may show. Everything starts at never; a command writes it afterwards."""

from datetime import date
from functools import partial
from typing import Final

from regret_tui.domain.pace import day_in_words
from regret_tui.domain.sitting import Share, Sitting
from regret_tui.journal.exporting import mark, sharable
from regret_tui.journal.session import Session
from regret_tui.plain.asking import Asker
from regret_tui.plain.merging import saved
from regret_tui.plain.talk import Talk

MARKS: Final = (Share.NEVER, Share.SUMMARY, Share.FULL)


def choose_shares(asker: Asker, session: Session, talk: Talk, regret_id: str | None = None) -> None:
    """Go through what could be on a page, one sitting after the other. Enter leaves one as it is.

    Args:
        asker: where marks are typed.
        session: whose sittings they are.
        talk: where it is asked what to do about a file that was changed elsewhere.
        regret_id: only those of this regret and of the person.

    Raises:
        Called: a command was typed. What was marked so far is saved.
        EndOfInput: there is nothing more.
        RegretError: whatever saving raises.
    """
    console, words = asker.console, asker.words
    titles = {item.id: item.title for item in session.journal.regrets()}
    sittings = sharable(session.journal, regret_id)
    console.say(words("plain.share_about" if sittings else "export.nothing_chosen"))
    for sitting in sittings:
        console.say()
        console.say(named(session, sitting, titles))
        console.say(words("plain.share_now", mark=words(f"plain.share_{sitting.share}")))
        labels = [words(f"plain.share_{share}") for share in MARKS]
        chosen = asker.choose(labels, default=MARKS.index(sitting.share))
        if MARKS[chosen] is not sitting.share:
            saved(talk, session, partial(mark, session.journal, sitting.id, MARKS[chosen]))


def named(session: Session, sitting: Sitting, titles: dict[str, str]) -> str:
    """Return how a sitting is called here: its exercise, its regret and its day."""
    title = session.library.exercise(sitting.exercise).title
    parts = [title, titles.get(sitting.regret, ""), _day(sitting)]
    return ", ".join(part for part in parts if part)


def _day(sitting: Sitting) -> str:
    return day_in_words(date.fromisoformat(sitting.day)) if sitting.day else ""
