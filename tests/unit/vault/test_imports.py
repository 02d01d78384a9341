"""The vault brings no other room's libraries with it, and its own only when they are used."""

import subprocess
import sys

import pytest

SHOW = """
import sys
import regret_tui.vault
{use}
print(" ".join(sorted({{name.partition(".")[0] for name in sys.modules}})))
"""
OTHERS = {"tinydb", "textual", "typer", "rich", "zxcvbn"}
OURS = {"pyrage", "argon2", "msgspec"}


def loaded_after(use: str) -> set[str]:
    shown = subprocess.run(
        [sys.executable, "-c", SHOW.format(use=use)], check=True, capture_output=True, text=True
    )
    return set(shown.stdout.split())


def test_importing_the_vault_loads_nothing_of_its_own_yet() -> None:
    assert not (OURS | OTHERS) & loaded_after("")


@pytest.mark.parametrize("use", ["regret_tui.vault.Vault", "regret_tui.vault.verify"])
def test_using_it_loads_no_screen_no_database_and_no_estimator(use: str) -> None:
    loaded = loaded_after(f"assert callable({use})")
    assert loaded >= OURS
    assert not OTHERS & loaded


def test_every_name_that_is_offered_can_be_had() -> None:
    import regret_tui.vault as room

    for name in room.__all__:
        assert getattr(room, name) is not None
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = room.nothing_like_it
