"""What is said after a fault of ours: where it was, and nothing of what was on the page."""

import traceback
from pathlib import Path


def say_safely(error: BaseException) -> str:
    """Return the kind of error with file and line: no message, no locals, no source line."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    last = frames[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
