"""Where the prompt files that come with the program lie."""

from pathlib import Path
from typing import Final

LANGUAGE: Final = "en"


def bundled() -> Path:
    """Return the folder of prompts that belongs to this program.

    An installed wheel carries it inside the package; a checkout has it at the top.
    """
    package = Path(__file__).resolve().parent.parent
    inside = package / "_prompts" / LANGUAGE
    return inside if inside.is_dir() else package.parent.parent / "prompts" / LANGUAGE
