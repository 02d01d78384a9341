"""Where everything lies. Pure look-ups; nothing is made here.

The folders have a neutral name, so that a listing tells a passer-by nothing.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = "journal-vault"
VAULT_FILE: Final = "journal.vault"


@dataclass(frozen=True, slots=True)
class Paths:
    """Every folder and file that the program uses.

    Attributes:
        vault: the vault, with its draft, lock and backups beside it.
        state: what this computer remembers of vaults: the last revision it saw.
        settings: non-private settings.
        prompts: a person's own prompts, which need not exist.
    """

    vault: Path
    state: Path
    settings: Path
    prompts: Path

    @classmethod
    def standard(cls) -> "Paths":
        """Return the places that this system's conventions give."""
        from platformdirs import PlatformDirs  # not needed where paths are given

        dirs = PlatformDirs(FOLDER, appauthor=False)
        return cls(
            vault=dirs.user_data_path / VAULT_FILE,
            state=dirs.user_state_path,
            settings=dirs.user_config_path / "settings.toml",
            prompts=dirs.user_config_path / "prompts",
        )
