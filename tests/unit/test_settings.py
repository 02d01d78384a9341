"""How it looks and when it locks, in a file of its own."""

import os
import stat
from pathlib import Path

import pytest

from regret_tui import settings
from regret_tui.settings import Settings
from regret_tui.vault import Files


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def test_the_file_is_for_this_account_alone_whatever_the_mask(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("theme = 'paper'", encoding="utf-8")
    path.chmod(0o644)
    before = os.umask(0)
    try:
        settings.save(path, Settings(theme="contrast"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert settings.load(path) == Settings(theme="contrast")
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_what_cannot_be_saved_leaves_what_was_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.save(path, Settings(idle_minutes=9))

    def full(self: Files, fd: int, data: memoryview) -> int:
        raise OSError(28, "no room")

    for name, fails in (("write", full), ("replace", full)):
        with monkeypatch.context() as broken:
            broken.setattr(Files, name, fails)
            with pytest.raises(OSError, match="no room"):
                settings.save(path, Settings(idle_minutes=1))
        assert settings.load(path) == Settings(idle_minutes=9)
        assert [entry.name for entry in path.parent.iterdir()] == [path.name]
