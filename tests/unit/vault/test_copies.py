"""Merging copies of one journal as files: a second computer, a synced folder, a conflict."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from msgspec import Raw

from regret_tui.vault import Host, Later, NoticeKind, Outcome, RecoveryKey, Tables, Vault, info
from regret_tui.vault.errors import AnotherJournal, Conflict, ReadOnly, WrongPassphrase
from regret_tui.vault.front import SIZE
from regret_tui.vault.records import REMEMBERED
from tests.support_vault import PASSPHRASE, TABLES, cheap_host, make, reopened
from tests.unit.vault.test_front import damage

OURS: Tables = {**TABLES, "t": {"c" * 32: {"n": 1}}}
THEIRS: Tables = {**TABLES, "t": {"d" * 32: {"n": 2}}}
BOTH: Tables = {**TABLES, "t": {**OURS["t"], **THEIRS["t"]}}


def opened(path: Path, host: Host) -> Vault:
    return Vault.open(path, host=host, passphrase=PASSPHRASE)


@pytest.fixture
def fork(path: Path, tmp_path: Path, host: Host) -> Path:
    """A copy on a second computer; both were written to."""
    copy = tmp_path / "second" / path.name
    copy.parent.mkdir()
    shutil.copy(path, copy)
    with opened(path, host) as vault:
        vault.save(OURS)
    with opened(copy, cheap_host(copy.parent)) as vault:
        vault.save(THEIRS)
    return copy


def test_both_sides_come_together_and_neither_cries_wolf(
    path: Path, tmp_path: Path, host: Host, fork: Path
) -> None:
    with opened(path, host) as vault:
        copy = vault.read_copy(fork, passphrase=PASSPHRASE)
        told = vault.plan_merge(copy)
        assert (told.brings, told.later, told.keys_differ) == (1, Later.NEITHER, False)
        assert vault.tables() == OURS
        assert vault.merge(copy) == told
        assert vault.tables() == BOTH
        assert vault.generation == 3
    assert reopened(host, path) == BOTH
    assert len(info(path, host=host).backups) == 2
    other = cheap_host(fork.parent)
    shutil.copy(path, fork)
    with opened(fork, other) as vault:
        assert not vault.notices
    with opened(path, host) as vault:
        assert not vault.notices


def test_an_older_copy_brings_nothing_and_a_later_one_all(
    path: Path, tmp_path: Path, host: Host
) -> None:
    older = tmp_path / "older.vault"
    shutil.copy(path, older)
    with opened(path, host) as vault:
        vault.save(OURS)
    before = path.read_bytes()
    with opened(path, host) as vault:
        told = vault.merge(vault.read_copy(older, passphrase=PASSPHRASE))
        assert (told.brings, told.later) == (0, Later.OURS)
    assert path.read_bytes() == before
    with opened(older, cheap_host(tmp_path / "x")) as vault:
        assert vault.merge(vault.read_copy(path, passphrase=PASSPHRASE)).later is Later.THEIRS
        assert vault.tables() == OURS


def test_what_was_put_in_its_place_while_it_was_open_is_merged_too(
    path: Path, tmp_path: Path, host: Host, fork: Path
) -> None:
    with opened(path, host) as vault:
        shutil.copy(fork, path)
        mine = vault.tables()
        mine["t"]["c" * 32] = {"n": 3}
        with pytest.raises(Conflict):
            vault.save(mine)
        copy = vault.read_copy(path, passphrase=PASSPHRASE)
        vault.merge(copy)
        assert vault.tables() == BOTH
        vault.save(vault.tables() | {"t": {**BOTH["t"], "c" * 32: {"n": 3}}})
    assert reopened(host, path)["t"]["c" * 32] == {"n": 3}


def test_a_failed_merge_of_its_own_place_leaves_the_conflict(
    path: Path, host: Host, fork: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(path, host) as vault:
        shutil.copy(fork, path)
        copy = vault.read_copy(path, passphrase=PASSPHRASE)
        monkeypatch.setattr(vault._state, "_prove", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            vault.merge(copy)
        monkeypatch.undo()
        with pytest.raises(Conflict):
            vault.save({})
    assert reopened(host, path) == THEIRS


def test_a_copy_with_other_keys_is_told_and_ours_stay(path: Path, host: Host, fork: Path) -> None:
    with opened(fork, cheap_host(fork.parent)) as vault:
        vault.change_passphrase("another one there")
    with opened(path, host) as vault:
        with pytest.raises(WrongPassphrase):
            vault.read_copy(fork, passphrase=PASSPHRASE)
        copy = vault.read_copy(fork, passphrase="another one there")
        assert vault.merge(copy).keys_differ
    assert reopened(host, path) == BOTH


def test_another_journal_is_refused(path: Path, tmp_path: Path, host: Host) -> None:
    make(host, tmp_path / "other.vault")
    with opened(path, host) as vault, pytest.raises(AnotherJournal):
        vault.read_copy(tmp_path / "other.vault", passphrase=PASSPHRASE)


def test_the_recovery_key_reads_a_copy_and_looking_merges_nothing(
    path: Path, host: Host, key: RecoveryKey, fork: Path
) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE, read_only=True) as vault:
        copy = vault.read_copy(fork, recovery=key)
        assert vault.plan_merge(copy).brings == 1
        assert repr(copy) == f"Copy({fork.name!r})"
        with pytest.raises(ReadOnly):
            vault.merge(copy)


def test_a_hundred_merges_of_forked_copies(path: Path, tmp_path: Path, host: Host) -> None:
    """Two computers write and merge in turn; at the end both hold all that was written."""
    away = tmp_path / "away" / path.name
    away.parent.mkdir()
    shutil.copy(path, away)
    there = cheap_host(away.parent)
    written: set[str] = set()
    for turn in range(50):
        for name, where, at_host in (("here", path, host), ("there", away, there)):
            with opened(where, at_host) as vault:
                text = f"{name} {turn}"
                tables = vault.tables()
                tables["sittings"]["a" * 32]["title"] = text
                tables.setdefault("t", {})[text] = {"text": text}
                vault.save(tables)
                written.add(text)
        for where, at_host, other in ((path, host, away), (away, there, path)):
            with opened(where, at_host) as vault:
                assert not {NoticeKind.DIVERGED, NoticeKind.ROLLED_BACK} & {
                    notice.kind for notice in vault.notices
                }
                vault.merge(vault.read_copy(other, passphrase=PASSPHRASE))
    one, two = reopened(host, path), reopened(there, away)
    assert one == two
    assert set(one["t"]) == written
    assert len({doc["title"] for doc in one["sittings"].values()}) == 51  # each second version


def test_what_stands_for_both_is_asked_for_in_the_plan_too(
    path: Path, host: Host, fork: Path
) -> None:
    def longer(table: str, first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any] | None:
        return {**first, **second, "n": 9}

    with opened(path, host) as vault:
        vault.save({**TABLES, "t": {"d" * 32: {"n": 1}}})
        copy = vault.read_copy(fork, passphrase=PASSPHRASE)
        assert vault.plan_merge(copy).counts[Outcome.BOTH] == 1
        told = vault.plan_merge(copy, longer)
        assert (told.counts[Outcome.UNIFIED], told.counts[Outcome.BOTH]) == (1, 0)
        assert vault.merge(copy, longer) == told
        assert vault.tables()["t"] == {"d" * 32: {"n": 9}}


def test_what_this_version_does_not_know_of_either_stays_and_ours_goes_first(
    path: Path, host: Host, fork: Path
) -> None:
    with opened(path, host) as vault:
        copy = vault.read_copy(fork, passphrase=PASSPHRASE)
        one, two, three = (Raw(b"%d" % number) for number in (1, 2, 3))
        vault._state.payload = replace(vault._state.committed, extra={"both": one})
        theirs = replace(copy.payload, extra={"both": two, "theirs": three})
        vault.merge(replace(copy, payload=theirs))
    with opened(path, host) as vault:
        assert {k: bytes(v) for k, v in vault._state.committed.extra.items()} == {
            "both": b"1",
            "theirs": b"3",
        }


def test_a_merge_keeps_a_backup_whatever_the_day(path: Path, host: Host, fork: Path) -> None:
    assert len(info(path, host=host).backups) == 1
    with opened(path, host) as vault:
        vault.merge(vault.read_copy(fork, passphrase=PASSPHRASE))
    assert reopened(host, info(path, host=host).backups[-1].path) in (TABLES, OURS)
    assert OURS in [reopened(host, each.path) for each in info(path, host=host).backups]


def test_the_higher_generation_goes_on(path: Path, host: Host, fork: Path) -> None:
    away = cheap_host(fork.parent)
    with opened(fork, away) as vault:
        for number in range(5):
            vault.save({**THEIRS, "u": {"e" * 32: {"n": number}}})
        assert vault.generation == 7
    with opened(path, host) as vault:
        vault.merge(vault.read_copy(fork, passphrase=PASSPHRASE))
        assert vault.generation == 8
    with opened(fork, away) as vault:
        vault.merge(vault.read_copy(path, passphrase=PASSPHRASE))
        assert vault.generation == 9


def test_a_copy_that_is_the_same_brings_nothing_and_is_the_earlier(
    path: Path, tmp_path: Path, host: Host
) -> None:
    same = Path(shutil.copy(path, tmp_path / "same.vault"))
    with opened(path, host) as vault:
        told = vault.merge(vault.read_copy(same, passphrase=PASSPHRASE))
        assert (told.brings, told.later, vault.generation) == (0, Later.OURS, 1)


def test_a_record_that_was_saved_more_often_than_it_remembers_is_still_the_later(
    path: Path, tmp_path: Path, host: Host
) -> None:
    later = Path(shutil.copy(path, tmp_path / "later.vault"))
    with opened(later, cheap_host(tmp_path / "elsewhere")) as vault:
        tables = vault.tables()
        for number in range(REMEMBERED + 8):
            tables["values"]["b" * 32] = {"word": f"{number}"}
            vault.save(tables)
    with opened(path, host) as vault:
        copy = vault.read_copy(later, passphrase=PASSPHRASE)
        assert vault.merge(copy).counts == {Outcome.SAME: 1, Outcome.THEIRS: 1}
        assert vault.tables() == tables


def test_a_copy_with_two_damaged_fronts_is_read_by_the_salt_beside_it(
    path: Path, host: Host, fork: Path
) -> None:
    damage(fork, 300, SIZE + 300)
    with opened(path, host) as vault:
        vault.merge(vault.read_copy(fork, passphrase=PASSPHRASE))
        assert vault.tables() == BOTH


def test_after_a_failed_merge_of_its_own_place_the_vault_that_comes_back_is_known(
    path: Path, host: Host, fork: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(path, host) as vault:
        mine = path.read_bytes()
        shutil.copy(fork, path)
        copy = vault.read_copy(path, passphrase=PASSPHRASE)
        monkeypatch.setattr(vault._state, "_prove", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            vault.merge(copy)
        monkeypatch.undo()
        path.write_bytes(mine)
        vault.save({})
        assert vault.generation == 3
