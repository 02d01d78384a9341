"""Names of people, and what stands in their place on every page that leaves the vault."""

from typing import ClassVar

from regret_tui.errors import RegretError
from regret_tui.export.escape import clean
from regret_tui.journal.journal import Journal


class AliasEmpty(RegretError):
    """A name, or what should stand in its place, has nothing in it that can be read."""

    exit_code: ClassVar[int] = 57

    def __init__(self) -> None:
        super().__init__(
            "A name and what stands in its place are both needed. Nothing was changed.",
            "Initials are enough, such as A. for Anna.",
        )


def aliases(journal: Journal) -> dict[str, str]:
    """Return what stands in the place of each name, in the order of the names."""
    kept = journal.store.profile.aliases
    return {name: kept[name] for name in sorted(kept, key=str.casefold)}


def set_alias(journal: Journal, name: str, alias: str) -> None:
    """Let something stand in the place of a name from now on, in one save.

    A name that is listed already, in capitals or not, gets the new one.

    Args:
        journal: the journal.
        name: as it is written in the journal; cleaned, on one line.
        alias: what a page shows in its place; cleaned, on one line.

    Raises:
        AliasEmpty: nothing is left of one of them. Nothing was changed.
        RegretError: whatever saving raises.
    """
    name, alias = _one_line(name), _one_line(alias)
    if not (_shows(name) and _shows(alias)):
        raise AliasEmpty
    profile = journal.store.profile
    profile.aliases = {**_without(profile.aliases, name), name: alias}
    journal.store.profile = profile


def remove_alias(journal: Journal, name: str) -> None:
    """Let a name be shown again, in one save; nothing happens where it is not listed.

    Raises:
        RegretError: whatever saving raises.
    """
    profile = journal.store.profile
    left = _without(profile.aliases, _one_line(name))
    if left != profile.aliases:
        profile.aliases = left
        journal.store.profile = profile


def _without(kept: dict[str, str], name: str) -> dict[str, str]:
    """Return the list without a name, however it is spelled in it: a page knows no case."""
    return {item: alias for item, alias in kept.items() if item.casefold() != name.casefold()}


def _shows(text: str) -> bool:
    return any(char.isprintable() and not char.isspace() for char in text)


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
