"""Reading what was written, where it is open for reading only."""

from datetime import date

from regret_tui.domain.exercise import StepKind
from regret_tui.domain.pace import day_in_words
from regret_tui.domain.sitting import Sitting
from regret_tui.journal.exporting import sharable
from regret_tui.journal.session import Session
from regret_tui.plain.asking import Asker
from regret_tui.plain.sharing import named


def choose_reading(asker: Asker, session: Session) -> None:
    """Let pages be chosen and write them, until the person goes back.

    Raises:
        Called: a command was typed.
        EndOfInput: there is nothing more.
    """
    sittings = sharable(session.journal)
    titles = {item.id: item.title for item in session.journal.regrets()}
    labels = [named(session, item, titles) for item in sittings]
    while True:
        asker.console.say(asker.words("plain.which_exercise"))
        chosen = asker.choose_or_back(labels)
        if chosen is None:
            return
        asker.console.say()
        asker.console.say(labels[chosen])
        _write(asker, session, sittings[chosen])


def _write(asker: Asker, session: Session, sitting: Sitting) -> None:
    for step in session.library.exercise(sitting.exercise).steps:
        value = sitting.value(step.id)
        if value is None:
            continue
        if step.kind is StepKind.DAY and isinstance(value, str):
            value = day_in_words(date.fromisoformat(value))
        texts = {option.id: asker.words.prose(option.text) for option in step.options}
        if isinstance(value, str):
            value = texts.get(value, value)
        elif isinstance(value, list):
            value = [texts.get(item, item) for item in value]
        asker.console.say()
        asker.console.say(asker.words.prose(step.question))
        asker.console.show(asker.words.value(value))
