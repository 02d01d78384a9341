"""Reading what was written, and deleting what was read."""

from regret_tui.journal.deleting import Thing, What
from regret_tui.journal.session import Session
from regret_tui.journal.written import (
    kept_text,
    kept_things,
    kept_title,
    of_regret,
    page_title,
    pages,
    said,
)
from regret_tui.plain.asking import Asker
from regret_tui.plain.deleting import Deleting


def choose_reading(
    asker: Asker, session: Session, deleting: Deleting, regret_id: str | None = None
) -> None:
    """Let pages be chosen and write them, until the person goes back.

    Args:
        asker: where choices are typed.
        session: whose words they are.
        deleting: lets a page go, where that is possible now.
        regret_id: only what is of this regret.

    Raises:
        Called: a command was typed.
        EndOfInput: there is nothing more.
        RegretError: whatever saving raises.
    """
    journal, words = session.journal, asker.words
    while True:
        found = pages(journal, regret_id)
        labels = [of_regret(journal, page_title(journal, item), item.regret) for item in found]
        if kept_things(journal, regret_id):
            labels.append(words("written.kept"))
        asker.console.say(words("plain.which_exercise" if labels else "written.none"))
        chosen = asker.choose_or_back(labels)
        if chosen is None:
            return
        if chosen == len(found):
            _choose_kept(asker, session, deleting, regret_id)
            continue
        _head(asker, labels[chosen])
        for item in said(journal, found[chosen], session.guide.words):
            asker.console.say()
            asker.console.say(item.question)
            asker.console.show(item.answer)
        _offer(asker, deleting, Thing(What.PAGE, found[chosen].id))


def _choose_kept(asker: Asker, session: Session, deleting: Deleting, regret_id: str | None) -> None:
    journal = session.journal
    while found := kept_things(journal, regret_id):
        labels = [of_regret(journal, kept_title(journal, item), item.regret) for item in found]
        asker.console.say(asker.words("written.kept"))
        chosen = asker.choose_or_back(labels)
        if chosen is None:
            return
        _head(asker, labels[chosen])
        asker.console.show(kept_text(journal, found[chosen], session.guide.words))
        _offer(asker, deleting, Thing(What.KEPT, found[chosen].id))


def _head(asker: Asker, label: str) -> None:
    asker.console.say()
    asker.console.say(label)


def _offer(asker: Asker, deleting: Deleting, thing: Thing) -> None:
    if not deleting.may_change:
        return
    asker.console.say()
    if asker.choose_or_back([asker.words("deleted.delete")]) == 0:
        deleting.ask(thing)
