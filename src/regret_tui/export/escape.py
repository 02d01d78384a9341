"""A person's text as Markdown that shows exactly that text, in every renderer.

Their signs are text and never structure. Escaped is what CommonMark, GitHub's dialect, Pandoc and
the common plugins give a meaning to; what needs no escape stays as it was typed, so that the file
reads well as plain text too.
"""

import re
import unicodedata
from typing import Final

from regret_tui.export.bidi import balanced, isolated

_LINE_ENDS: Final = re.compile("\r\n|[\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_ALWAYS: Final = re.compile(r"[\\`*_\[\]<>&~|$^={}#@]")
_IN_PLACE: Final = re.compile(
    r"-(?=-)|(?<=-)-"  # rows of dashes
    r"|%(?=%)|(?<=%)%"  # remarks that are left out
    r"|(?<!\d):(?=\S)|:(?=[^\d\s])"  # addresses, and names of pictures
    r"|(?<=www)\.|\.(?=\.\.)|(?<=\.)\.",  # addresses, and rows of dots
    re.IGNORECASE,
)
_LINE_START: Final = re.compile(r"[-+:%]")
_COUNTED: Final = re.compile(r"(\(?(?:\d+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+))([.)])(?=\s|$)")
_DROPPED: Final = frozenset({"Cc", "Cs"})
_NO_CHARACTER: Final = re.compile("[\ufdd0-\ufdef\ufeff]")
_BREAK: Final = "  "
"""Two spaces: the line break that every Markdown knows, and that stays out of sight."""


def clean(text: str) -> str:
    """Return text with one kind of line end, in NFC, without what no page can show.

    Control characters, halves of characters and byte order marks are dropped.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    kept = (
        char
        for char in text
        if char == "\n"
        or (unicodedata.category(char) not in _DROPPED and ord(char) & 0xFFFE != 0xFFFE)
    )
    return unicodedata.normalize("NFC", _NO_CHARACTER.sub("", "".join(kept)))


def _signs(text: str) -> str:
    text = _ALWAYS.sub(lambda match: "\\" + match[0], text)
    return _IN_PLACE.sub(lambda match: "\\" + match[0], text)


def _line(line: str) -> str:
    """Escape one line, which starts where Markdown looks for structure."""
    escaped = _signs(" ".join(balanced(line).split()))
    if counted := _COUNTED.match(escaped):
        return f"{counted[1]}\\{escaped[counted.end(1) :]}"
    return f"\\{escaped}" if _LINE_START.match(escaped) else escaped


def inline(text: str) -> str:
    """Return text on one line, for a heading or a sentence of ours."""
    return isolated(_line(clean(text)))


def prose(text: str) -> str:
    """Return a question of a prompt file as text: its paragraphs, no structure."""
    return "\n\n".join(_paragraphs(text, ""))


def quote(text: str) -> str:
    """Return a person's text as a block quote that holds nothing but that text.

    The line breaks they made are kept; several empty lines are one. Nothing is an empty quote.
    """
    return "\n>\n".join(_paragraphs(text, "> ")) or ">"


def _paragraphs(text: str, prefix: str) -> list[str]:
    paragraphs: list[list[str]] = [[]]
    for raw in clean(text).split("\n"):
        line = _line(raw)
        if line:
            paragraphs[-1].append(prefix + line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return [f"{_BREAK}\n".join(lines) for lines in paragraphs if lines]
