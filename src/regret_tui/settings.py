"""Settings that tell nothing about a person. The private ones are in the vault's profile."""

import secrets
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

THEMES: Final = ("lamp", "paper", "contrast", "terminal")
IDLE_MINUTES: Final = 5


@dataclass(frozen=True, slots=True)
class Settings:
    """How it looks, and when it locks.

    Attributes:
        theme: one of THEMES.
        reduced_motion: the breath is counted in words and nothing moves.
        idle_minutes: minutes without a key until it locks; 0 for never.
    """

    theme: str = "lamp"
    reduced_motion: bool = False
    idle_minutes: int = IDLE_MINUTES


def load(path: Path) -> Settings:
    """Read the settings. What is missing, damaged or does not fit is the default."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return Settings()
    found: dict[str, Any] = {}
    for field in fields(Settings):
        value = raw.get(field.name)
        if type(value) is type(field.default) and _fits(field.name, value):
            found[field.name] = value
    return Settings(**found)


def save(path: Path, settings: Settings) -> None:
    """Write the settings, whole or not at all, for this account alone. Raises OSError."""
    import tomli_w  # what is here is only needed when something is changed

    from regret_tui.vault.disk import make_folder, remove, write_new
    from regret_tui.vault.files import Files

    files = Files()
    beside = path.with_name(f".~{path.name}.{secrets.token_hex(4)}.tmp")
    make_folder(files, path.parent)
    write_new(files, beside, [tomli_w.dumps(asdict(settings)).encode()])
    try:
        files.replace(beside, path)
    except OSError:
        remove(files, beside)
        raise


def _fits(name: str, value: object) -> bool:
    if name == "theme":
        return value in THEMES
    if name == "idle_minutes":
        return isinstance(value, int) and 0 <= value <= 24 * 60
    return True
