"""From a key to what is drawn, at the end of one long paragraph."""

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.terminal import Terminal
from benchmarks.timing import Row

HERE = Path(__file__).parent
LETTERS = "".join(map(chr, range(0x410, 0x450)))
"""Letters that stand nowhere else on the screen, so each is seen when it is drawn."""
WARM = 3
"""Keys that do not count."""


def rows(folder: Path, keys: int) -> Iterator[Row]:
    """Measure keys.

    Args:
        folder: an empty folder.
        keys: how many are pressed, as far as the letters go.
    """
    ours, plain = _keys("ours", folder, keys), _keys("textual", folder, keys)
    yield Row("key to paint, 2,000 words", ours, "Textual's TextArea", plain)


def _keys(whose: str, folder: Path, keys: int) -> list[float]:
    line = [sys.executable, str(HERE / "writing.py"), whose]
    with Terminal(line, folder / "home") as terminal:
        terminal.until("painted")
        terminal.quiet()
        return [_one(terminal, key) for key in LETTERS[: WARM + keys]][WARM:]


def _one(terminal: Terminal, key: str) -> float:
    """Press a key and take it back, so that the last word never wraps."""
    taken = terminal.press(key)
    terminal.take_back()
    return taken
