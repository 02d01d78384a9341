"""Deleting in a vault: the draft, the seven days, the backups, and what stays in no file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from regret_tui.journal.deleting import Thing, What, bring_back, held, hold, shred
from regret_tui.journal.opening import unlock
from regret_tui.journal.session import Session
from regret_tui.vault import RecoveryKey, Vault
from regret_tui.vault.errors import NoPermission, ReadOnly
from tests.support_vault import PASSPHRASE, at, cheap_host, decrypted
from tests.unit.journal.driver import STOP_HERE, Person, named, ours

WORDS = "a word of mine"
KEY = RecoveryKey.generate()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.vault"


def at_a_page(path: Path, stays: str = "name.part") -> Person:
    """Return someone whose journal is kept, part-way on a page that holds a word of theirs."""
    person = named({"name.seen": WORDS, stays: STOP_HERE})
    person.starts("name")
    host = cheap_host(path.parent)
    person.session.keep(path, host=host, passphrase=PASSPHRASE, recovery=KEY)
    return person


def the_page(person: Person) -> Thing:
    return Thing(What.PAGE, person.sittings("name")[-1].id)


def read_again(person: Person, path: Path, *, read_only: bool = False) -> Session:
    """Close the journal and open it at the moment that the person's clock shows."""
    person.session.close()
    host = at(cheap_host(path.parent), person.clock())
    outside = person.session.outside
    return unlock(path, ours(), outside, host=host, passphrase=PASSPHRASE, read_only=read_only)


def everything(folder: Path) -> bytes:
    """Return what stands in every file beside a vault, decrypted where it is one of its copies."""
    found = b""
    for file in folder.rglob("*"):
        if file.is_file() and file.suffix == ".vault":
            found += decrypted(KEY, file.read_bytes()[8192:])
        elif file.is_file() and file.suffix == ".draft":
            found += decrypted(KEY, file.read_bytes())
    return found


def test_what_is_held_is_in_the_vault_after_opening_it_again(path: Path) -> None:
    person = at_a_page(path)
    thing = the_page(person)
    hold(person.session, thing)
    session = read_again(person, path)
    assert thing.id not in {item.id for item in session.journal.sittings()}
    assert [item.thing for item in held(session.journal)] == [thing]
    bring_back(session, thing)
    assert session.journal.store.sittings.get(thing.id) is not None
    session.close()


def test_what_was_held_in_memory_is_held_once_it_is_kept(path: Path) -> None:
    person = named({"name.part": STOP_HERE})
    person.starts("name")
    thing = the_page(person)
    hold(person.session, thing)
    person.session.keep(path, host=cheap_host(path.parent), passphrase=PASSPHRASE, recovery=None)
    assert [item.thing for item in held(person.session.journal)] == [thing]
    person.session.close()


def test_after_seven_days_it_goes_at_the_next_opening_for_writing(path: Path) -> None:
    person = at_a_page(path)
    thing = the_page(person)
    hold(person.session, thing)
    person.clock.moves(days=7)
    looking = read_again(person, path, read_only=True)
    assert [item.thing for item in held(looking.journal)] == [thing]
    looking.close()
    session = read_again(person, path)
    assert held(session.journal) == []
    assert WORDS.encode() not in decrypted(KEY, path.read_bytes()[8192:])
    assert forever(session, thing)
    backups = list((path.parent / "backups").iterdir())
    assert backups
    session.close()


def forever(session: Session, thing: Thing) -> bool:
    vault = session.vault
    assert vault is not None
    return vault._state.committed.lines[thing.what, thing.id].forever


def test_before_the_seventh_day_it_stays_at_an_opening(path: Path) -> None:
    person = at_a_page(path)
    hold(person.session, the_page(person))
    person.clock.moves(days=7, seconds=-1)
    session = read_again(person, path)
    assert len(held(session.journal)) == 1
    session.close()


def test_shredding_leaves_the_words_in_no_file(path: Path) -> None:
    person = at_a_page(path)
    session = read_again(person, path)
    copy = path.with_name("journal (conflict).vault")
    copy.write_bytes(path.read_bytes())
    session.guide.start("name", session.journal.regrets()[0].id)
    session.write_draft(f"{WORDS}, and on", [0, 0])
    assert (path.parent / "backups").exists()
    thing = Thing(What.PAGE, session.journal.sittings()[-1].id)
    assert everything(path.parent).count(WORDS.encode()) >= 3
    done = shred(session, thing)
    assert done.purged is not None
    assert copy in done.purged.removed
    assert len(done.purged.removed) >= 2
    assert WORDS.encode() not in everything(path.parent)
    assert not path.with_name("journal.vault.draft").exists()
    assert forever(session, thing)
    assert session.journal.regrets()
    session.close()


def test_the_draft_of_another_page_stays_where_it_is(path: Path) -> None:
    person = at_a_page(path)
    session = person.session
    session.write_draft("the rest of it", [0, 0])
    other = next(item for item in session.journal.sittings() if item.exercise == "begin")
    shred(session, Thing(What.PAGE, other.id))
    assert session.vault is not None
    assert session.vault.read_draft(lambda _: None) is not None
    session.close()


def test_what_was_being_written_comes_back_with_its_page(path: Path) -> None:
    person = at_a_page(path)
    session, thing = person.session, the_page(person)
    session.write_draft("the rest of it", [0, 0])
    hold(session, thing)
    again = read_again(person, path)
    assert again.recovered() is None
    assert again.journal.newest("another_version", person.regret.id) is None
    bring_back(again, thing)
    cut_off = again.journal.newest("another_version", person.regret.id)
    assert cut_off is not None
    assert cut_off.value == "the rest of it"
    again.close()


def test_a_draft_that_a_power_failure_brings_back_brings_no_deleted_words_back(path: Path) -> None:
    """Dropping a draft is not synced, so the file may be there again after the words were held."""
    person = at_a_page(path)
    person.session.write_draft("the rest of it", [0, 0])
    draft = path.with_name("journal.vault.draft")
    dropped = draft.read_bytes()
    hold(person.session, the_page(person))
    draft.write_bytes(dropped)
    again = read_again(person, path)
    assert again.recovered() is None
    assert not draft.exists()
    assert again.journal.newest("another_version", person.regret.id) is None
    assert [item.name for item in again.journal.store.kept.all()].count("another_version") == 0
    assert len(held(again.journal)) == 1
    again.close()


def test_what_cannot_be_cleared_away_is_told_and_the_words_are_out_of_the_vault(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = at_a_page(path)
    session, thing = person.session, the_page(person)

    def fails(_: Vault) -> None:
        raise NoPermission

    monkeypatch.setattr(Vault, "purge", fails)
    done = shred(session, thing)
    assert done.purged is None
    assert isinstance(done.trouble, NoPermission)
    assert person.sittings("name") == []
    session.close()


def test_nothing_is_shredded_where_the_draft_cannot_be_removed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = at_a_page(path)
    session, thing = person.session, the_page(person)
    session.write_draft("the rest of it", [0, 0])

    def fails(_: Vault) -> None:
        raise NoPermission

    monkeypatch.setattr(Vault, "drop_draft", fails)
    with pytest.raises(NoPermission):
        shred(session, thing)
    assert person.sittings("name")
    session.close()


DEEDS: list[Callable[[Session, Thing], object]] = [hold, shred]


@pytest.mark.parametrize("deed", DEEDS)
def test_where_it_is_open_for_reading_only_nothing_is_deleted(
    path: Path, deed: Callable[[Session, Thing], object]
) -> None:
    person = at_a_page(path)
    thing = the_page(person)
    looking = read_again(person, path, read_only=True)
    with pytest.raises(ReadOnly):
        deed(looking, thing)
    assert thing.id in {item.id for item in looking.journal.sittings()}
    looking.close()
