import inspect

import pytest

from regret_tui.errors import RegretError
from regret_tui.vault import errors

CLASSES = [
    found
    for _, found in inspect.getmembers(errors, inspect.isclass)
    if issubclass(found, errors.VaultError)
]


def test_every_error_has_an_exit_code_of_its_own() -> None:
    codes = [found.exit_code for found in CLASSES]
    assert len(set(codes)) == len(codes) >= 30
    assert min(codes) == 10
    assert max(codes) < 126


@pytest.mark.parametrize("kind", CLASSES)
def test_every_error_says_what_happened_and_what_to_do(kind: type[errors.VaultError]) -> None:
    error = kind()
    assert isinstance(error, RegretError)
    assert error.message.endswith(".")
    if kind is not errors.VaultError:
        assert error.hint.endswith(".")
        assert kind.__base__ is errors.VaultError


def test_an_error_raised_again_carries_no_old_frames() -> None:
    kept = errors.ReadOnly("Here.", "Then.")
    with pytest.raises(errors.ReadOnly) as first:
        raise kept
    again = first.value.again()
    assert again.__traceback__ is None
    assert (again.message, again.hint) == ("Here.", "Then.")


def test_what_was_meant_by_a_key_is_in_no_message() -> None:
    meant = errors.BadRecoveryKey(proposal="AGE-SECRET-KEY-1MEANT")
    assert meant.proposal == "AGE-SECRET-KEY-1MEANT"
    assert "MEANT" not in f"{meant} {meant!r} {meant.message} {meant.hint}"
    assert meant.message == errors.BadRecoveryKey.sentence
    assert meant.hint == "A letter or two may be mistyped. Compare it, group by group."
    other = errors.BadRecoveryKey("Here.")
    assert (other.message, other.hint) == ("Here.", errors.BadRecoveryKey.step)
    assert other.proposal is None
