"""Two copies of a journal, brought together; and what clearing away says."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from regret_tui.content.library import load
from regret_tui.domain.profile import RecoveryState
from regret_tui.domain.regret import Regret
from regret_tui.journal.copies import (
    beside,
    bring_together,
    check_copy,
    grew_apart,
    keep_words,
    merge,
    merge_in_words,
    purged_in_words,
    read_copy,
    records_in_words,
    unify,
)
from regret_tui.journal.session import Session
from regret_tui.vault import Later, Merge, Outcome, Purged, RecoveryKey, Why
from regret_tui.vault.errors import AnotherJournal, Conflict, WrongPassphrase
from tests.support_vault import PASSPHRASE, cheap_host
from tests.unit.journal.driver import STOP_HERE, Person
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


def test_other_copies_are_found_beside_it_and_nothing_else(path: Path) -> None:
    person = Person()
    session = keeps(person, path)
    host = cheap_host(path.parent)
    conflict = path.with_name("journal.sync-conflict-20261124-210000.vault")
    shutil.copy(path, conflict)
    keeps(Person(), path.with_name("another.vault")).close()
    path.with_name("a list.txt").write_text("bread")
    path.with_name("linked.vault").symlink_to(conflict)
    assert beside(session, host) == [conflict]
    assert check_copy(session, conflict, host) == conflict
    with pytest.raises(AnotherJournal):
        check_copy(session, path.with_name("another.vault"), host)


def test_what_would_be_done_is_said_for_each_kind() -> None:
    library = load()
    nothing = Merge(Counter({Outcome.SAME: 3, Outcome.OURS: 1}), Later.NEITHER, keys_differ=True)
    said = merge_in_words(library, nothing)
    assert said == [library.phrase("copies.merge_nothing"), library.phrase("copies.merge_keys")]
    counts = Counter({Outcome.THEIRS: 1, Outcome.BOTH: 2, Outcome.DELETED: 1})
    said = merge_in_words(library, Merge(counts, Later.NEITHER, keys_differ=False))
    assert [line.split()[0] for line in said] == ["1", "1", "2"]
    assert said[0] == library.phrase("copies.merge_new_one")
    assert records_in_words(library, 1) == "1 record"


def at_a_page(path: Path) -> tuple[Person, Path]:
    """Return somebody at a page, whose journal was written to on another computer meanwhile."""
    person = Person({"name.seen": STOP_HERE})
    person.guide.start("begin")
    person.walks()
    keeps(person, path)
    away = path.parent / "away" / "journal.vault"
    away.parent.mkdir()
    shutil.copy(path, away)
    there = opens(person, away)
    sitting = next(item for item in there.journal.sittings() if item.exercise == "name")
    there.guide.start("name", sitting.regret)
    there.guide.answer("what was written there")
    there.close()
    shutil.copy(away, path)
    return person, path


def seen(session: Session) -> list[tuple[object, bool, bool]]:
    pages = [item for item in session.journal.sittings() if item.exercise == "name"]
    return sorted((item.value("seen"), bool(item.another_version), item.is_over) for item in pages)


def test_a_page_that_was_written_on_both_sides_stays_twice(path: Path) -> None:
    person, path = at_a_page(path)
    with pytest.raises(Conflict):
        person.guide.answer("what was written here")
    with pytest.raises(WrongPassphrase):
        bring_together(person.session, "no")
    bring_together(person.session, PASSPHRASE)
    both = [("what was written here", False, False), ("what was written there", True, True)]
    assert seen(person.session) == both
    person.session.close()
    again = opens(person, path)
    assert seen(again) == both
    assert not grew_apart(again)


def test_that_the_copies_grew_apart_is_told_until_they_are_together(path: Path) -> None:
    person = Person()
    keeps(person, path).close()
    ours, theirs = path.with_name("ours"), path.with_name("theirs")
    shutil.copy(path, theirs)
    opens(person, path).close()
    shutil.copy(path, ours)
    there = opens(person, theirs)
    there.opened()
    there.close()
    shutil.copy(theirs, path)
    session = opens(person, path)
    assert grew_apart(session)
    assert session.notices()
    copy, _ = read_copy(session, ours, passphrase=PASSPHRASE, recovery=None)
    merge(session, copy)
    assert not grew_apart(session)
    assert session.notices() == []


def test_after_words_were_kept_to_leave_with_a_late_draft_takes_nothing_away(path: Path) -> None:
    person = Person({"name.seen": STOP_HERE})
    person.guide.start("begin")
    person.walks()
    session = keeps(person, path)
    walk = session.guide.walk
    assert walk is not None
    place = (walk.sitting.id, walk.sitting.step)
    keep_words(session, [(place, "refused before"), (place, "on the page")])
    session.write_draft("on the page", [0, 0])
    session.close()
    found = opens(person, path).recovered()
    assert found is not None
    assert found.text == "refused before\n\non the page"
