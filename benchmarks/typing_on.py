"""From a key to what is drawn, at the end of one long paragraph."""

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.terminal import Terminal
from benchmarks.timing import Row

HERE = Path(__file__).parent


def rows(folder: Path, keys: int) -> Iterator[Row]:
    """Measure keys.

    Args:
        folder: an empty folder.
        keys: how many are pressed.
    """
    ours, plain = _keys("ours", folder, keys), _keys("textual", folder, keys)
    yield Row("key to paint, 2,000 words", ours, "Textual's TextArea", plain)


def _keys(whose: str, folder: Path, keys: int) -> list[float]:
    line = [sys.executable, str(HERE / "writing.py"), whose]
    with Terminal(line, folder / "home") as terminal:
        terminal.until("painted")
        terminal.quiet()
        for key in "abc":
            terminal.press(key)
        return [terminal.press("abcdefghijklmnopqrstuvwxy"[at % 25]) for at in range(keys)]
