"""What several of these tests ask for."""

import pytest


@pytest.fixture
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pad less: quicker, and a file has few enough blocks for every mixture of them."""
    monkeypatch.setattr("regret_tui.vault.payload.BLOCK", 4_096)
    monkeypatch.setattr("regret_tui.vault.payload.SMALLEST", 4_096)
    monkeypatch.setattr("regret_tui.vault.draft.BLOCK", 4_096)
