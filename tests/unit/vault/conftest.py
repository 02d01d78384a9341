"""What the vault's tests share."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from regret_tui.vault import Host, RecoveryKey
from tests.support_vault import cheap_host, make


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return cheap_host(tmp_path)


@pytest.fixture(scope="session")
def key() -> RecoveryKey:
    return RecoveryKey.generate()


@pytest.fixture
def path(tmp_path: Path, host: Host, key: RecoveryKey) -> Path:
    """A vault with two records and a recovery key, closed."""
    place = tmp_path / "journal.vault"
    make(host, place, key=key)
    return place


@pytest.fixture
def far_off(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The computer's own zone is far from UTC."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "AAA+10")
        time.tzset()
        yield
    time.tzset()
