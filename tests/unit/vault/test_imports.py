"""The vault's room brings no other room's libraries with it."""

import subprocess
import sys

SHOW = """
import sys
import regret_tui.vault
print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_importing_the_vault_loads_no_screen_no_database_and_no_estimator() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", SHOW], check=True, capture_output=True, text=True
    ).stdout.split()
    assert {"pyrage", "argon2", "msgspec", "filelock"} <= set(loaded)
    assert not {"tinydb", "textual", "typer", "rich", "zxcvbn"} & set(loaded)
