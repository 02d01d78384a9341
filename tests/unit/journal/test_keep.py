"""Keeping: everything moves into a vault, and what was cut off comes back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from regret_tui.domain.profile import RecoveryState
from regret_tui.journal.opening import unlock
from regret_tui.journal.session import Session
from regret_tui.vault import RecoveryKey
from tests.support_vault import CHEAP, PASSPHRASE, cheap_host
from tests.unit.journal.driver import STOP_HERE, Person, ours


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.vault"


def keeps(person: Person, path: Path, recovery: RecoveryKey | None = None) -> Session:
    session = person.session
    session.keep(path, host=cheap_host(path.parent), passphrase=PASSPHRASE, recovery=recovery)
    return session


def opens(person: Person, path: Path, *, read_only: bool = False) -> Session:
    host = cheap_host(path.parent)
    return unlock(
        path,
        ours(),
        person.session.outside,
        host=host,
        passphrase=PASSPHRASE,
        read_only=read_only,
    )


def asks(session: Session) -> bool:
    return session.keys.asks_recovery


def offers(session: Session) -> bool:
    return session.keys.offers_recovery


def writing(path: Path) -> Person:
    """Return someone who is at a page to write on, in a journal that is kept."""
    person = Person({"name.seen": STOP_HERE})
    person.guide.start("begin")
    person.walks()
    keeps(person, path)
    return person


def test_keeping_moves_everything_and_goes_on_at_the_same_step(path: Path) -> None:
    person = Person({"name.part": STOP_HERE})
    person.guide.start("begin")
    person.walks()
    before = person.session.journal.store.tables()
    assert not person.session.is_kept
    session = keeps(person, path)
    assert session.is_kept
    assert session.journal.store.tables() == before
    assert person.at == "name.part"
    person.walks(name__part="the moment I lied")
    person.session.close()
    again = opens(person, path)
    values = [item.value("part") for item in again.journal.sittings() if item.exercise == "name"]
    assert values == ["the moment I lied"]
    assert [item.title for item in again.journal.regrets()] == ["words at title"]
    again.close()


def test_the_gate_is_in_no_byte_of_what_is_kept_in_the_clear(path: Path) -> None:
    person = writing(path)
    person.session.close()
    assert b"gate" not in path.read_bytes()
    again = opens(person, path)
    assert "own" not in repr(again.journal.store.tables()["regrets"]).replace("known", "")
    again.close()


def token() -> Callable[[int], bytes]:
    numbers = iter(range(100))
    return lambda count: bytes([next(numbers)] * count)


def test_two_groups_of_the_recovery_key_are_asked_at_the_second_opening(path: Path) -> None:
    person = Person({"begin.title": STOP_HERE})
    person.guide.start("begin")
    person.walks()
    key = RecoveryKey.generate()
    session = keeps(person, path, key)
    session.keys.chose_recovery(RecoveryState.WRITTEN, key, token())
    assert not asks(session)
    session.close()
    second = opens(person, path)
    assert asks(second)
    groups = second.journal.store.profile.recovery_groups
    assert len(groups) == 2
    shown = dict(enumerate(key.groups, 1))
    assert all(shown[int(number)] == group for number, group in groups.items())
    assert not second.keys.confirm_groups({})
    assert not second.keys.confirm_groups(dict.fromkeys(groups, "WRONG"))
    assert asks(second)
    assert second.keys.confirm_groups({number: f" {it.lower()} " for number, it in groups.items()})
    assert second.journal.store.profile.recovery is RecoveryState.CONFIRMED
    assert not asks(second)
    second.close()


def test_a_recovery_key_that_was_put_off_is_offered_again(path: Path) -> None:
    person = writing(path)
    person.session.keys.chose_recovery(RecoveryState.LATER, None, token())
    assert not person.session.keys.offers_recovery
    person.session.close()
    next_day = opens(person, path)
    assert not offers(next_day)
    next_day.close()
    person.clock.moves(days=3)
    second = opens(person, path)
    assert offers(second)
    assert not asks(second)
    key = RecoveryKey.generate()
    second.keys.add_recovery(RecoveryState.WRITTEN, key, token())
    assert not offers(second)
    second.close()
    host = cheap_host(path.parent)
    by_key = unlock(path, ours(), person.session.outside, host=host, recovery=key)
    assert by_key.journal.regrets()
    by_key.keys.replace("another passphrase", RecoveryKey.generate(), token(), CHEAP)
    by_key.close()
    changed = unlock(
        path, ours(), person.session.outside, host=host, passphrase="another passphrase"
    )
    assert asks(changed)
    changed.close()


def test_doing_without_a_recovery_key_asks_nothing(path: Path) -> None:
    person = writing(path)
    person.session.keys.chose_recovery(RecoveryState.WITHOUT, None, token())
    person.session.close()
    second = opens(person, path)
    assert not offers(second)
    assert not asks(second)
    second.close()


def test_only_looking_changes_nothing(path: Path) -> None:
    person = writing(path)
    person.session.close()
    before = path.read_bytes()
    looked = opens(person, path, read_only=True)
    assert looked.journal.store.profile.openings == 0
    assert not looked.write_draft("more", [0, 0])
    looked.drop_draft()
    looked.close()
    assert path.read_bytes() == before


# -- what was cut off -----------------------------------------------------------------------------


def test_what_was_cut_off_comes_back_in_place(path: Path) -> None:
    person = writing(path)
    regret = person.regret.id
    assert person.session.write_draft("In March I", [0, 10])
    person.session.close()
    again = opens(person, path)
    found = again.recovered()
    assert found is not None
    assert found.in_place
    assert (found.exercise, found.text, found.cursor) == ("name", "In March I", (0, 10))
    assert found.regret == regret
    again.guide.start(found.exercise, found.regret)
    again.guide.answer(found.text)
    again.drop_draft()
    assert again.recovered() is None
    again.close()


def test_what_was_cut_off_is_kept_beside_where_the_page_has_moved_on(path: Path) -> None:
    person = writing(path)
    regret = person.regret.id
    person.session.write_draft("In March I", [0, 10])
    person.walks(name__seen="In April I")
    person.session.close()
    again = opens(person, path)
    found = again.recovered()
    assert found is not None
    assert not found.in_place
    beside = again.journal.newest("another_version", regret)
    assert beside is not None
    assert (beside.value, beside.exercise, beside.step) == ("In March I", "name", "seen")
    assert again.recovered() is None
    again.close()


def test_nothing_was_cut_off(path: Path) -> None:
    person = writing(path)
    assert person.session.recovered() is None
    assert Person().session.recovered() is None
    person.session.close()


def test_no_draft_of_what_is_never_kept(path: Path) -> None:
    person = writing(path)
    person.guide.leave()
    assert not person.session.write_draft("words", [0, 0])
    person.script["gate.own"] = STOP_HERE
    person.starts("gate", gate__stands="unsafe")
    assert person.at == "gate.own"
    assert not person.session.write_draft("words", [0, 0])
    person.session.close()


def test_a_memory_journal_writes_no_draft() -> None:
    person = Person()
    person.guide.start("begin")
    assert not person.session.write_draft("words", [0, 0])
    person.session.drop_draft()
    person.session.close()
