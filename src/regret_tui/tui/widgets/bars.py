"""A number from 0 to 10 as a bar of eighths, so that a gap between two can be seen."""

from typing import Final

EIGHTHS: Final = " ▏▎▍▌▋▊▉"
CELLS: Final = 10


def bar(value: int, cells: int = CELLS, most: int = 10) -> str:
    """Return a bar of ``cells`` characters; ``·`` where it is empty.

    Args:
        value: from 0 to ``most``.
        cells: its width in characters.
        most: the value of a full bar.
    """
    eighths = round(max(0, min(value, most)) * cells * 8 / most)
    full, rest = divmod(eighths, 8)
    drawn = "█" * full + (EIGHTHS[rest] if rest else "")
    return drawn + "·" * (cells - len(drawn))
