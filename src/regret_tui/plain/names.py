"""Names of people, and what stands in their place on every page."""

from regret_tui.journal.aliases import AliasEmpty, aliases, remove_alias, set_alias
from regret_tui.journal.session import Session
from regret_tui.plain.asking import Asker
from regret_tui.plain.merging import saved
from regret_tui.plain.talk import Talk


def choose_names(asker: Asker, session: Session, talk: Talk) -> None:
    """Show the list, and let names be added, changed and taken off until the person goes back.

    Raises:
        Called: a command was typed. What was changed so far is saved.
        EndOfInput: there is nothing more.
        RegretError: whatever saving raises.
    """
    words = asker.words
    while True:
        listed = aliases(session.journal)
        _show(asker, listed)
        labels = [words("plain.name_add")] + [words("plain.name_remove")] * bool(listed)
        match asker.choose_or_back(labels):
            case None:
                return
            case 0:
                _add(asker, session, talk)
            case _:
                _remove(asker, session, talk, list(listed))


def _show(asker: Asker, listed: dict[str, str]) -> None:
    if not listed:
        asker.console.say(asker.words("plain.name_none"))
    for name, alias in listed.items():
        asker.console.show(f"{name}: {alias}")


def _add(asker: Asker, session: Session, talk: Talk) -> None:
    name, alias = _typed(asker, "plain.name_ask"), _typed(asker, "plain.alias_ask")
    try:
        saved(talk, session, lambda: set_alias(session.journal, name, alias))
    except AliasEmpty as error:
        asker.console.say(str(error))
    else:
        asker.console.say(asker.words("plain.name_added"))


def _remove(asker: Asker, session: Session, talk: Talk, names: list[str]) -> None:
    chosen = asker.choose_or_back(names)
    if chosen is not None:
        saved(talk, session, lambda: remove_alias(session.journal, names[chosen]))
        asker.console.say(asker.words("plain.name_removed"))


def _typed(asker: Asker, name: str) -> str:
    def put() -> None:
        asker.console.say(asker.words(name))

    asker.about(put)
    put()
    return asker.line()
