import errno
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from regret_tui.vault import Files, Host, NoticeKind, Vault, info
from regret_tui.vault.backups import to_keep
from tests.support_vault import NOON, PASSPHRASE, TABLES, at, cheap_host, reopened


def save(host: Host, path: Path, number: int) -> Vault:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.save({**vault.tables(), "t": {"a": {"n": number}}})
        return vault


def test_one_before_the_first_save_of_each_day(path: Path, host: Host) -> None:
    for hours in (0, 1, 11, 12, 13, 36):
        save(at(host, NOON + timedelta(hours=hours)), path, hours)
    made = info(path, host=host).backups
    assert [backup.made for backup in made] == [NOON + timedelta(hours=h) for h in (0, 12, 36)]
    assert reopened(host, made[0].path) == TABLES
    assert reopened(host, made[1].path) == {**TABLES, "t": {"a": {"n": 11}}}


def test_the_day_is_the_persons_own(path: Path, host: Host) -> None:
    zone = timezone(timedelta(hours=-10))
    for moment in (
        datetime(2026, 3, 14, 23, 30, tzinfo=zone),
        datetime(2026, 3, 15, 0, 30, tzinfo=zone),
    ):
        save(at(host, moment), path, moment.hour)
    assert len(info(path, host=host).backups) == 2


@pytest.mark.usefixtures("far_off")
def test_a_backup_costs_nothing_where_links_exist(path: Path, host: Host) -> None:
    inode = path.stat().st_ino
    save(host, path, 1)
    (backup,) = info(path, host=host).backups
    assert backup.path.stat().st_ino == inode
    assert backup.path.stat().st_nlink == 1
    assert backup.path.name.startswith("journal-20260314T120000Z-")
    assert backup.path.suffix == ".vault"


class NoLinks(Files):
    def link(self, source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no")


def test_without_links_it_is_copied(path: Path, tmp_path: Path, host: Host) -> None:
    before = path.read_bytes()
    save(cheap_host(tmp_path, NoLinks()), path, 1)
    (backup,) = info(path, host=host).backups
    assert backup.path.read_bytes() == before
    assert [entry.name for entry in backup.path.parent.iterdir()] == [backup.path.name]


class NoRoom(NoLinks):
    def mkdir(self, path: Path) -> None:
        if path.name == "backups":
            raise OSError(errno.ENOSPC, "no")
        super().mkdir(path)


def test_when_none_can_be_made_the_save_goes_on_and_says_so(
    path: Path, tmp_path: Path, host: Host
) -> None:
    vault = save(cheap_host(tmp_path, NoRoom()), path, 1)
    assert NoticeKind.NO_BACKUP in [notice.kind for notice in vault.notices]
    assert reopened(host, path)["t"] == {"a": {"n": 1}}


def test_a_backup_opened_as_such_never_warns(path: Path, host: Host) -> None:
    for number in range(3):
        save(at(host, NOON + timedelta(days=number)), path, number)
    for backup in info(path, host=host).backups:
        with Vault.open(backup.path, host=host, passphrase=PASSPHRASE, read_only=True) as vault:
            assert vault.notices == []


def test_other_files_in_the_folder_are_left_alone(path: Path, host: Host) -> None:
    folder = path.parent / "backups"
    folder.mkdir()
    others = ["other-20200101T000000Z-00112233.vault", "journal-99999999T000000Z-00112233.vault"]
    for name in others:
        (folder / name).write_text("mine")
    for day in range(30):
        save(at(host, NOON + timedelta(days=day)), path, day)
    assert set(others) <= {entry.name for entry in folder.iterdir()}
    assert len(info(path, host=host).backups) < 12


def test_what_is_kept_over_two_years() -> None:
    kept: set[datetime] = set()
    for day in range(730):
        now = NOON + timedelta(days=day)
        kept = to_keep(kept | {now}, now)
        assert len(kept) <= 3 + 4 + 6
        assert {n for n in (now - timedelta(days=d) for d in range(3)) if n >= NOON} <= kept
    weeks = {moment.isocalendar()[:2] for moment in kept}
    months = {(moment.year, moment.month) for moment in kept}
    assert len(weeks) >= 4
    assert len(months) == 6


def test_the_newest_three_stay_however_old_and_the_future_too() -> None:
    old = {datetime(2020, 1, day, tzinfo=UTC) for day in (1, 2, 3, 4)}
    assert to_keep(old, NOON) == {datetime(2020, 1, day, tzinfo=UTC) for day in (2, 3, 4)}
    future = {NOON + timedelta(days=400 + day) for day in range(9)}
    assert to_keep(future | old, NOON) >= future


@pytest.mark.parametrize("gap", [1, 10, 45])
def test_pruning_forgets_nothing_of_the_last_days(gap: int) -> None:
    made = {NOON - timedelta(days=gap * n) for n in range(20)}
    kept = to_keep(made, NOON)
    assert sorted(made)[-3:] == sorted(kept)[-3:]


def days(*named: tuple[int, int, int]) -> set[datetime]:
    return {datetime(year, month, day, 12, tzinfo=UTC) for year, month, day in named}


def test_what_is_kept_of_one_for_every_day() -> None:
    """Three days, the newest of four weeks and of six months, and nothing else."""
    made = {NOON - timedelta(days=back) for back in range(400)}
    assert to_keep(made, NOON) == days(
        *((2026, 3, 14), (2026, 3, 13), (2026, 3, 12)),
        *((2026, 3, 8), (2026, 3, 1), (2026, 2, 22)),
        *((2026, 2, 28), (2026, 1, 31), (2025, 12, 31), (2025, 11, 30), (2025, 10, 31)),
    )


def test_weeks_and_months_go_on_over_the_turn_of_the_year() -> None:
    now = datetime(2026, 1, 6, 12, tzinfo=UTC)
    made = {now - timedelta(days=back) for back in range(400)}
    assert to_keep(made, now) == days(
        *((2026, 1, 6), (2026, 1, 5), (2026, 1, 4)),
        *((2025, 12, 28), (2025, 12, 21)),
        *((2025, 12, 31), (2025, 11, 30), (2025, 10, 31), (2025, 9, 30), (2025, 8, 31)),
    )


def test_the_days_that_are_kept_are_the_persons_own() -> None:
    zone = timezone(timedelta(hours=9))
    now = datetime(2026, 3, 14, 1, tzinfo=zone)
    made = {datetime(2026, 3, 11, 10 + hour, tzinfo=UTC) for hour in range(10)}
    assert to_keep(made, now) == {each for each in made if each.hour >= 15}
