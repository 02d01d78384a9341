"""Reading our own pages: the commands, links and tables in them."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from tests.world import TOP

FENCE: Final = re.compile(r"^```(\w*)")
SHELLS: Final = frozenset({"sh", "bash", "shell", "console"})
BEGINS: Final = re.compile(r"(regret-tui|python3?|make|tail|age|rage|uv|git)( |$)")
"""What an indented line begins with that is a command."""
INLINE: Final = re.compile(r"`(regret-tui [^`]+)`")
LINK: Final = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Told:
    """A command that a page tells people to run."""

    page: str
    line: str

    def __str__(self) -> str:
        return f"{self.page}: {self.line}"


@cache
def tracked() -> tuple[str, ...]:
    """Return the names of all files that are in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=TOP, capture_output=True, check=True, text=True
    )
    return tuple(name for name in listed.stdout.split("\0") if name)


def pages() -> dict[str, Path]:
    """Return every page that people read, by its name."""
    found = [TOP / "README.md", TOP / "CHANGELOG.md", *sorted((TOP / "docs").glob("*.md"))]
    return {str(path.relative_to(TOP)): path for path in found}


def text_of(page: str) -> str:
    """Return a page's text."""
    return pages()[page].read_text(encoding="utf-8")


def commands() -> list[Told]:
    """Return every command on every page, each once a page."""
    found = [Told(page, line) for page in pages() for line in _commands(text_of(page))]
    return list(dict.fromkeys(found))


def _commands(text: str) -> Iterator[str]:
    fence: str | None = None
    for line in text.splitlines():
        opened = FENCE.match(line)
        if opened:
            fence = opened[1] if fence is None else None
        elif fence is not None:
            if fence in SHELLS and line.strip():
                yield _bare(line)
        elif line.startswith("    "):
            if BEGINS.match(line.strip()):
                yield _bare(line)
        else:
            yield from INLINE.findall(line)


def _bare(line: str) -> str:
    """Return a command without the comment behind it."""
    return re.sub(r"\s+#.*$", "", line.strip().removeprefix("$ "))


def table(page: str, *heads: str) -> list[list[str]]:
    """Return the rows of the table with these heads; none where there is no such table."""
    rows: list[list[str]] = []
    inside = False
    for line in text_of(page).splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            inside = False
        elif cells == list(heads):
            inside = True
        elif inside and not set(line) <= set("|-: "):
            rows.append(cells)
    return rows
