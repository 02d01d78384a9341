"""Finding a regret by what a person calls it."""

from regret_tui.journal.journal import Journal
from regret_tui.plain.errors import UnknownRegret


def find_regret(journal: Journal, wanted: str) -> str:
    """Return the id of the one regret with this id or this private name, in any case.

    Raises:
        UnknownRegret: there is none, or there are several.
    """
    regrets = journal.regrets()
    name = wanted.strip().casefold()
    found = [item for item in regrets if item.id == wanted] or [
        item for item in regrets if item.title.casefold() == name
    ]
    if len(found) != 1:
        raise UnknownRegret
    return found[0].id
