"""Passphrase and recovery key of an open journal, on a moved clock."""

from pathlib import Path

import pytest

from regret_tui.domain.profile import RecoveryState
from regret_tui.journal.keys import Question
from regret_tui.journal.session import Session
from regret_tui.vault import Cost, RecoveryKey, info
from tests.support_vault import CHEAP, PASSPHRASE, reopened
from tests.unit.journal.driver import Person
from tests.unit.journal.test_keep import keeps, opens, token

KEY = RecoveryKey.generate()
NEW = "another one now"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.vault"


@pytest.fixture
def person(path: Path) -> Person:
    """Someone who wrote the key down."""
    person = Person()
    session = keeps(person, path, KEY)
    session.keys.chose_recovery(RecoveryState.WRITTEN, KEY, token())
    session.close()
    return person


def groups(session: Session) -> dict[str, str]:
    numbered = {str(number): group for number, group in enumerate(KEY.groups, 1)}
    return {number: numbered[number] for number in session.keys.asked_groups}


def offered(session: Session) -> bool:
    return session.keys.offers_drill


def better(session: Session) -> Cost | None:
    return session.keys.offers_stronger


def asked(session: Session) -> Question | None:
    return session.keys.question


def pass_by(person: Person, **time: float) -> None:
    person.clock.moves(**time)


def test_five_groups_are_remembered_and_none_is_asked_twice(person: Person, path: Path) -> None:
    profile = opens(person, path).journal.store.profile
    assert (len(profile.recovery_groups), len(profile.drill_groups)) == (2, 3)
    assert not profile.recovery_groups.keys() & profile.drill_groups.keys()


def test_a_drill_after_two_weeks_and_then_twice_a_year(person: Person, path: Path) -> None:
    session = opens(person, path)
    assert session.keys.confirm_groups(groups(session))
    assert not offered(session)
    pass_by(person, days=13)
    assert not offered(session)
    pass_by(person, days=1)
    assert offered(session)
    assert len(groups(session)) == 3
    assert not session.keys.confirm_groups(dict.fromkeys(groups(session), "QQQQ"))
    assert session.keys.confirm_groups(groups(session))
    assert not offered(session)
    pass_by(person, days=181)
    assert not offered(session)
    pass_by(person, days=1)
    assert offered(session)
    session.keys.put_off_drill()
    assert not offered(session)
    pass_by(person, days=7)
    assert offered(session)


def test_the_whole_key_is_a_drill_too(person: Person, path: Path) -> None:
    session = opens(person, path)
    assert not session.keys.confirm_key(RecoveryKey.generate())
    assert session.keys.confirm_key(KEY)
    assert session.journal.store.profile.recovery is RecoveryState.CONFIRMED
    assert not offered(session)


def test_no_drill_where_it_is_only_looked_at_or_there_is_no_key(
    person: Person, path: Path, tmp_path: Path
) -> None:
    session = opens(person, path)
    session.keys.confirm_groups(groups(session))
    session.close()
    pass_by(person, days=20)
    looking = opens(person, path, read_only=True)
    assert not offered(looking)
    assert looking.keys.confirm_key(KEY)
    other = tmp_path / "other" / "journal.vault"
    assert not offered(keeps(Person(), other))


def test_a_new_key_is_asked_for_anew(person: Person, path: Path) -> None:
    session = opens(person, path)
    session.keys.confirm_groups(groups(session))
    new = RecoveryKey.generate()
    session.keys.add_recovery(RecoveryState.WRITTEN, new, token())
    assert session.keys.asks_recovery
    assert not session.keys.confirm_key(KEY)
    assert session.keys.confirm_key(new)


def test_the_passphrase_alone_and_both(person: Person, path: Path) -> None:
    session = opens(person, path)
    session.keys.change_passphrase(NEW, CHEAP)
    assert session.vault is not None
    assert session.vault.check_passphrase(NEW)
    assert session.vault.check_recovery(KEY)
    session.keys.replace("a third one", RecoveryKey.generate(), token(), CHEAP)
    assert not session.vault.check_passphrase(NEW)
    assert not session.vault.check_recovery(KEY)


def test_a_stronger_cost_is_offered_and_can_be_put_off(
    person: Person, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opens(person, path)
    assert better(session) is None
    cost = Cost(256, 1, 1)
    monkeypatch.setattr(type(session.vault), "stronger_cost", property(lambda _: cost))
    assert better(session) == cost
    session.keys.put_off_stronger()
    assert better(session) is None
    pass_by(person, days=183)
    assert better(session) == cost
    assert not session.keys.strengthen("not the one")
    assert session.keys.strengthen(PASSPHRASE)
    assert session.vault is not None
    assert session.vault.check_passphrase(PASSPHRASE)
    assert reopened(session.vault._state.host, path)


def test_a_new_passphrase_costs_what_was_measured(person: Person, path: Path) -> None:
    cost = Cost(128, 1, 1)
    session = opens(person, path)
    session.keys.change_passphrase(NEW, cost)
    assert info(path, host=session.vault._state.host).slots[0].cost == cost  # type: ignore[union-attr]
    session.keys.replace("a third one", RecoveryKey.generate(), token(), cost)
    assert info(path, host=session.vault._state.host).slots[0].cost == cost  # type: ignore[union-attr]


def test_in_memory_there_are_no_keys() -> None:
    session = Person().session
    session.keys.change_passphrase(NEW, CHEAP)
    session.keys.replace(NEW, KEY, token(), CHEAP)
    assert not session.keys.confirm_key(KEY)
    assert not session.keys.strengthen(NEW)
    assert better(session) is None


def test_at_most_one_question_the_most_pressing_first(
    person: Person, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opens(person, path)
    cost = Cost(256, 1, 1)
    monkeypatch.setattr(type(session.vault), "stronger_cost", property(lambda _: cost))
    pass_by(person, days=20)
    assert asked(session) is Question.GROUPS
    session.keys.confirm_groups(groups(session))
    assert asked(session) is None
    pass_by(person, days=20)
    assert asked(session) is Question.DRILL
    session.keys.put_off_drill()
    assert asked(session) is None
    for _ in range(2):
        session.opened()
    assert asked(session) is Question.STRONGER
    session.keys.chose_recovery(RecoveryState.LATER, None, token())
    pass_by(person, days=3)
    assert asked(session) is Question.KEY
    session.close()
    looking = opens(person, path, read_only=True)
    assert asked(looking) is None
