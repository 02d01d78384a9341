"""The earlier copies, listed for a person and for a program."""

import json
import os
import shutil
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from regret_tui.plain.copies import in_own_zone, size_in_words
from tests.cli.driving import PASSPHRASE, make, run
from tests.cli.vaults import BACKUPS, NEW, NEXT_DAY, VAULT, backups, spoil, two_days

WEDNESDAY = "Wednesday 25 November 2026, 20:15, 271 kB"
LATER = "2026-11-26T20:15:00+01:00"
TUESDAY = "Tuesday 24 November 2026, 21:00, 271 kB"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    two_days(tmp_path)
    return tmp_path


def test_they_are_listed_without_a_passphrase(root: Path) -> None:
    ran = run(root, "vault", "backups", at=NEXT_DAY)
    assert (ran.code, ran.err) == (0, "")
    assert WEDNESDAY in ran.out
    assert TUESDAY in ran.out
    assert ran.out.index(WEDNESDAY) < ran.out.index(TUESDAY)
    assert all(path.name in ran.out for path in backups(root))
    assert str(root / BACKUPS) in ran.out
    assert "--count" in ran.out
    assert "earlier passphrase" not in ran.out


def test_with_the_passphrase_their_records_are_counted(root: Path) -> None:
    for ran in (
        run(root, "vault", "backups", "--count", lines=[PASSPHRASE]),
        run(root, "vault", "backups", secret=PASSPHRASE),
    ):
        assert ran.code == 0, ran.err
        assert f"{WEDNESDAY}, 2 records: " in ran.out
        assert f"{TUESDAY}, 0 records: " in ran.out
        assert "--count" not in ran.out
        assert PASSPHRASE not in ran.out + ran.err


def test_a_passphrase_that_opens_none_of_them(root: Path) -> None:
    assert run(root, "vault", "backups", "--count", lines=["not it"]).code == 18
    assert run(root, "vault", "backups", "--count").code == 63


def new_passphrase(root: Path) -> None:
    secrets = {"--passphrase-fd": PASSPHRASE, "--new-passphrase-fd": NEW}
    assert run(root, "vault", "passphrase", secrets=secrets, at=LATER).code == 0


def test_as_json(root: Path) -> None:
    new_passphrase(root)
    spoil(backups(root)[0])
    ran = run(root, "vault", "backups", "--json", secret=PASSPHRASE, at=LATER)
    told = json.loads(ran.out)
    assert [item["made"][:16] for item in told] == [
        "2026-11-26T20:15",
        "2026-11-26T20:15",
        "2026-11-25T20:15",
        "2026-11-24T21:00",
    ]
    assert [item["damaged"] for item in told] == [False, False, False, True]
    assert told[-1]["fault"] == "Part of this file is damaged."
    assert [item["records"] for item in told] == [3, 3, 2, None]
    for item in told:
        assert item["made"].endswith("+01:00")
        assert item["earlier passphrase"] is True
        assert item["name"] == Path(item["path"]).name
        assert item["size"] > 200_000


def test_an_earlier_passphrase_and_damage_are_said(root: Path) -> None:
    new_passphrase(root)
    spoil(backups(root)[0])
    ran = run(root, "vault", "backups", at=LATER)
    assert ran.out.count("opens with an earlier passphrase") == 4
    assert f"{TUESDAY}, opens with an earlier passphrase, damaged: " in ran.out


def test_though_the_vault_is_damaged_or_gone(root: Path) -> None:
    spoil(root / VAULT)
    assert run(root, "vault", "backups").out.count(".vault\n") == 2
    (root / VAULT).unlink()
    assert run(root, "vault", "backups").out.count(".vault\n") == 2
    counted = run(root, "vault", "backups", secret=PASSPHRASE)
    assert "2 records" in counted.out


def test_none_yet_and_nothing_at_all(tmp_path: Path) -> None:
    assert run(tmp_path, "vault", "backups").code == 11
    make(tmp_path)
    shutil.rmtree(tmp_path / BACKUPS, ignore_errors=True)
    ran = run(tmp_path, "vault", "backups")
    assert ran.code == 0
    assert "There is no earlier copy yet." in ran.out
    assert run(tmp_path, "vault", "backups", "--json").out == "[]\n"


def test_a_date_is_told_in_the_persons_own_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    summer = datetime(2026, 7, 1, 20, 0, tzinfo=UTC)
    elsewhere = datetime(2026, 11, 24, 21, 0, tzinfo=timezone(timedelta(hours=9)))
    assert f"{in_own_zone(summer, elsewhere):%d %H:%M}" == "02 05:00"
    if not hasattr(time, "tzset"):
        return
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        now = datetime(2026, 11, 24, 20, 0, tzinfo=UTC).astimezone()
        assert f"{in_own_zone(summer, now):%H:%M}" == "22:00"
        assert f"{in_own_zone(now, now):%H:%M}" == "21:00"
    finally:
        if before is None:
            monkeypatch.delenv("TZ")
        else:
            monkeypatch.setenv("TZ", before)
        time.tzset()


def test_sizes_are_short() -> None:
    assert [size_in_words(size) for size in (0, 270_336, 1_449_984)] == ["0 kB", "270 kB", "1.4 MB"]
