"""Two copies of a journal, brought together; and what clearing away says."""

import shutil
from pathlib import Path

import pytest

from regret_tui.content.library import load
from regret_tui.domain.profile import RecoveryState
from regret_tui.domain.regret import Regret
from regret_tui.journal.copies import merge, purged_in_words, read_copy, unify
from regret_tui.vault import Outcome, Purged, RecoveryKey, Why
from regret_tui.vault.errors import WrongPassphrase
from tests.support_vault import PASSPHRASE
from tests.unit.journal.driver import Person
from tests.unit.journal.test_keep import keeps, opens, token


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.vault"


def test_both_sides_are_there_and_the_profile_stays_one(path: Path, tmp_path: Path) -> None:
    person = Person()
    keeps(person, path).close()
    away = tmp_path / "away" / "journal.vault"
    away.parent.mkdir()
    shutil.copy(path, away)
    here, there = opens(person, path), opens(person, away)
    here.journal.store.regrets.put(Regret("a" * 32, "the lake"))
    there.journal.store.regrets.put(Regret("b" * 32, "the letter"))
    key = RecoveryKey.generate()
    there.keys.add_recovery(RecoveryState.WRITTEN, key, token())
    there.close()
    with pytest.raises(WrongPassphrase):
        read_copy(here, away, passphrase="no", recovery=None)
    copy, would = read_copy(here, away, passphrase=PASSPHRASE, recovery=None)
    assert here.journal.store.regrets.get("b" * 32) is None
    done = merge(here, copy)
    assert done.counts == would.counts
    assert done.counts[Outcome.UNIFIED] == 1
    assert {item.title for item in here.journal.regrets()} == {"the lake", "the letter"}
    profile = here.journal.store.profile
    assert (profile.recovery, profile.recovery_groups) == (RecoveryState.NONE, {})
    assert len(here.journal.store.tables()["profile"]) == 1


def test_a_profile_is_settings_and_anything_else_stays_twice() -> None:
    first = {"wording": "peace", "openings": 3, "rests_until": "", "aliases": {"Mo": "M"}}
    second = {"openings": 5, "rests_until": "2026-03-04", "aliases": {"Mo": "X", "Al": "A"}, "n": 1}
    assert unify("profile", first, second) == {
        "wording": "peace",
        "openings": 5,
        "rests_until": "2026-03-04",
        "aliases": {"Mo": "M", "Al": "A"},
        "n": 1,
    }
    assert unify("sittings", first, second) is None


def test_what_clearing_away_says() -> None:
    left = ((Path("x") / "ruin", Why.UNKNOWN), (Path("x") / "held", Why.REFUSED))
    said = purged_in_words(load(), Purged((Path("gone"),), left))
    assert said[0].startswith("1 ")
    assert [line.split()[-1] for line in said[1:3]] == [str(path) for path, _ in left]
    assert "cloud" in said[-1]


def test_a_journal_in_memory_has_no_copies(path: Path) -> None:
    with pytest.raises(TypeError):
        read_copy(Person().session, path, passphrase="x", recovery=None)
