"""Reading what was written in line mode, and deleting it: held, brought back, shredded."""

from dataclasses import replace
from pathlib import Path

import pytest

from regret_tui.journal.deleting import held
from tests.cli.driving import PASSPHRASE, library, reopen, run
from tests.cli.test_rooms import BEGUN, KEPT, ONE, go, number
from tests.scenes import keep, written
from tests.unit.journal.driver import Person
from tests.world import make_world

WORDS = "I hid it on a Friday."
SENTENCE = "I hid the messages for two months."
LATER = "2026-12-01T21:10:00+01:00"


def phrase(name: str) -> str:
    return library().phrase(name)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the root of a world with one regret in its vault, and a page begun on it."""
    lines = [*BEGUN, "1", *KEPT, WORDS, ".", "/enough", ""]
    ran = run(tmp_path, "guide", lines=lines)
    assert ran.code == 0, ran.err
    return tmp_path


def stored(root: Path, at: str = "2026-11-24T21:00:00+01:00") -> str:
    session = reopen(root, at=at)
    try:
        return str(session.journal.store.tables())
    finally:
        session.close()


def titles(root: Path) -> list[str]:
    session = reopen(root)
    try:
        return [item.title for item in session.journal.regrets()]
    finally:
        session.close()


def test_a_page_is_read_held_and_brought_back(root: Path) -> None:
    label = "Naming it, Tuesday 24 November (The lake)"
    assert WORDS in go(root, "Read what is written", label).out
    ran = go(root, "Read what is written", label, "Delete it", "Delete: it is held",
             then=("", "/leave"))  # fmt: skip
    assert ran.code == 0, ran.err
    assert "held until Tuesday 1 December" in ran.out
    assert "Read what is written" not in run(root, "guide", lines=[PASSPHRASE]).out
    shown = go(root, "Deleted, held for seven days")
    assert f"The page {label}, until Tuesday 1 December" in shown.out
    ran = go(root, "Deleted, held", "The page Naming it", "Bring it back", then=("/leave",))
    assert phrase("deleted.back") in ran.out
    assert WORDS in go(root, "Read what is written", label).out


def test_enter_alone_deletes_nothing(root: Path) -> None:
    label = "Naming it, Tuesday 24 November (The lake)"
    ran = go(root, "Read what is written", label, "Delete it", then=("", "", "/leave"))
    assert ran.code == 0, ran.err
    go(root, ONE, "The lake", "Delete it, with its pages", then=("", "/leave"))
    assert titles(root) == ["The lake"]
    assert WORDS in stored(root)


def test_a_regret_goes_with_its_pages_and_after_seven_days_for_ever(root: Path) -> None:
    ran = go(root, ONE, "The lake", "Delete it, with", "Delete: it is held", then=("/leave",))
    assert "It goes with all its pages" in ran.out
    assert titles(root) == []
    home = run(root, "guide", lines=[PASSPHRASE, "/enough"])
    assert ONE not in home.out
    assert WORDS in stored(root)
    assert WORDS not in stored(root, at=LATER)


def test_its_own_pages_are_read_from_one_regret(root: Path) -> None:
    ran = go(root, ONE, "The lake", "What you wrote", "Naming it")
    assert WORDS in ran.out


def shred(root: Path, *typed: str) -> tuple[int, str, str]:
    ran = go(root, ONE, "The lake", "Delete it, with", "Shred it now", then=(*typed, "/leave"))
    return ran.code, ran.out, ran.err


def test_shredding_asks_for_the_passphrase_and_clears_the_backups(root: Path) -> None:
    assert (
        run(root, "guide", lines=[PASSPHRASE, "/leave"], at="2026-11-25T21:00:00+01:00").code == 0
    )
    vault = root / "data" / "journal.vault"
    backups = list((vault.parent / "backups").iterdir())
    assert backups
    for typed in ("", "not the passphrase"):
        shred(root, typed)
        assert titles(root) == ["The lake"]
    assert list((vault.parent / "backups").iterdir())
    code, out, err = shred(root, PASSPHRASE)
    assert code == 0, err
    assert phrase("deleted.shredded") in out
    assert "of this journal w" in out
    assert out.count(phrase("purge.out_of_reach")) == 2
    assert list((vault.parent / "backups").iterdir()) == []
    assert titles(root) == []
    assert WORDS not in stored(root)


def test_what_is_held_can_be_shredded(root: Path) -> None:
    page = ("Read what is written", "Naming it", "Delete it", "Delete: it is held")
    assert go(root, *page, then=("", "/leave")).code == 0
    ran = go(root, "Deleted, held", "The page Naming it", "Shred it now",
             then=(PASSPHRASE, "/leave"))  # fmt: skip
    assert ran.code == 0, ran.err
    assert phrase("deleted.none") in ran.out
    session = reopen(root)
    assert held(session.journal) == []
    session.close()
    assert WORDS not in stored(root)


def test_the_only_regret_can_be_brought_back(root: Path) -> None:
    go(root, ONE, "The lake", "Delete it, with", "Delete: it is held", then=("/leave",))
    typed = [PASSPHRASE, "/enough"]
    for label in ("Deleted, held", "The lake, with its pages", "Bring it back"):
        typed.append(number(run(root, "guide", lines=typed), label))
    ran = run(root, "guide", lines=[*typed, "/leave"])
    assert phrase("deleted.back") in ran.out
    assert titles(root) == ["The lake"]


def test_where_it_is_only_looked_at_deleting_is_not_offered(root: Path) -> None:
    ran = run(root, "guide", "--read-only", lines=[PASSPHRASE, "2", "1", "", ""])
    assert WORDS in ran.out
    assert phrase("deleted.delete") not in ran.out


def test_one_kept_thing_goes_from_its_page_too(tmp_path: Path) -> None:
    session = written().session
    keep(session, make_world(tmp_path), PASSPHRASE)
    session.close()
    pinned = ("Read what is written", "What was kept", "The sentence that was pinned")
    assert SENTENCE in go(tmp_path, *pinned).out
    ran = go(tmp_path, *pinned, "Delete it", "Shred it now", then=(PASSPHRASE, "/leave"))
    assert ran.code == 0, ran.err
    assert "from the page that it was written on" in ran.out
    left = stored(tmp_path)
    assert SENTENCE not in left
    assert "I turned my phone over" in left


def test_where_only_a_line_was_kept_it_can_be_read(tmp_path: Path) -> None:
    person = Person()
    person.starts("arrive")
    keep(person.session, make_world(tmp_path), PASSPHRASE)
    person.session.close()
    typed = [PASSPHRASE, "/enough"]
    for label in ("Read what is written", "What was kept", "What helped"):
        typed.append(number(run(tmp_path, "guide", lines=typed), label))
    assert "words at what_helped" in run(tmp_path, "guide", lines=typed).out


def test_the_second_of_two_versions_says_so(root: Path) -> None:
    session = reopen(root)
    [first] = session.journal.regrets()
    session.journal.store.regrets.put(replace(first, id="f" * 32, another_version=first.id))
    session.close()
    assert "The lake, another version" in go(root, ONE).out
