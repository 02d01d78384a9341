"""The recovery key as a sheet to print. As a file it is read by `age -i`, and by this program."""

import textwrap
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from regret_tui.domain.pace import day_in_words
from regret_tui.export.measure import width
from regret_tui.plain.words import Says
from regret_tui.vault import RecoveryKey

COLUMNS: Final = 72
"""No line is wider but the one with the key, which cannot be shorter than it is."""
IN_A_ROW: Final = 5
BY_HAND: Final = "tail -c +8193 FILE | age -d -i KEY"


def sheet(key: RecoveryKey, file_name: str, now: datetime, says: Says) -> str:
    """Return the sheet: lines that begin with # explain, and one line is the key. Secret.

    Args:
        key: the key.
        file_name: what the vault is called; never where it is.
        now: the day that stands on it.
        says: the sentences.
    """
    made = f"{day_in_words(now.date())} {now.year}"
    told = [
        *_wrapped(says("vault.sheet_title")),
        *_wrapped(says("vault.sheet_made", date=made)),
        f"  {_cut(file_name)}",
        "",
        *_wrapped(says("vault.sheet_about")),
        "",
        *_wrapped(says("vault.sheet_groups")),
        "",
        *_rows(key.groups),
        "",
        *_wrapped(says("vault.sheet_age")),
        f"  {BY_HAND}",
        "",
        *_wrapped(says("vault.sheet_whole")),
    ]
    return "\n".join([*(f"# {line}".rstrip() for line in told), key.text])


def _rows(groups: tuple[str, ...]) -> Iterator[str]:
    numbered = [f"{number:2} {group:4}" for number, group in enumerate(groups, 1)]
    for at in range(0, len(numbered), IN_A_ROW):
        yield "   ".join(["", *numbered[at : at + IN_A_ROW]]).rstrip()


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, COLUMNS - 2, break_on_hyphens=False)


def _cut(name: str) -> str:
    """Return a file name on one line, cut where it is too long for one."""
    shown = "".join(char if char.isprintable() else "?" for char in name)
    if width(shown) <= COLUMNS - 4:
        return shown
    while width(shown) > COLUMNS - 5:
        shown = shown[:-1]
    return f"{shown}…"
