import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regret_tui.vault import Host, RecoveryKey, read_recovery_key, recovery_fits
from regret_tui.vault.agefile import Identity
from regret_tui.vault.bech32 import CHARSET
from regret_tui.vault.errors import BadRecoveryKey, FrontDamaged
from regret_tui.vault.front import BODY_AT, SIZE
from regret_tui.vault.recovery import PREFIX
from tests.support_vault import make

KEY = RecoveryKey(Identity.from_seed(hashlib.sha256(b"a key for tests").digest()))
SYMBOLS = KEY.text.removeprefix(PREFIX)


def proposal(typed: str) -> str | None:
    with pytest.raises(BadRecoveryKey) as bad:
        RecoveryKey.parse(typed)
    assert SYMBOLS not in str(bad.value)
    assert SYMBOLS not in repr(bad.value)
    return bad.value.proposal


@pytest.mark.parametrize(
    "typed",
    [
        KEY.text,
        KEY.text.lower(),
        f"  {KEY.text}\n",
        SYMBOLS,
        " ".join(KEY.groups),
        "-".join(KEY.groups).lower(),
        f"{PREFIX} {' – '.join(KEY.groups)}",
        f"# created: today\n# public key: age1…\n{KEY.text}\n",
        f"{KEY.text}\n  # keep it safe, and tell nobody\n",
    ],
)
def test_a_key_is_read_however_it_was_typed(typed: str) -> None:
    assert RecoveryKey.parse(typed) == KEY


def test_the_key_is_shown_in_groups_and_never_by_repr() -> None:
    assert "".join(KEY.groups) == SYMBOLS
    assert [len(group) for group in KEY.groups] == [4] * 14 + [2]
    assert KEY.text == KEY.text.upper()
    assert SYMBOLS[:8] not in f"{KEY!r} {KEY.identity!r} {KEY}"


def test_one_and_two_wrong_letters_are_located() -> None:
    chance = random.Random(5)
    for count in (1, 2):
        for _ in range(150):
            typed = list(SYMBOLS)
            for place in chance.sample(range(len(typed)), count):
                others = set(f"{CHARSET}bio1".upper()) - {typed[place]}
                typed[place] = chance.choice(sorted(others))
            assert proposal("".join(typed)) == KEY.text


def test_a_missing_letter_is_located_wherever_it_was() -> None:
    for place in range(len(SYMBOLS)):
        assert proposal(SYMBOLS[:place] + SYMBOLS[place + 1 :]) == KEY.text


def test_two_swapped_letters_are_located() -> None:
    place = next(i for i in range(40) if SYMBOLS[i] != SYMBOLS[i + 1])
    swapped = SYMBOLS[:place] + SYMBOLS[place + 1] + SYMBOLS[place] + SYMBOLS[place + 2 :]
    assert proposal(PREFIX + swapped) == KEY.text


def test_a_slip_in_the_prefix_does_not_matter() -> None:
    for prefix in ("AGE-SECRTE-KEY-1", "AGE-SECRT-KEY-1"):
        assert RecoveryKey.parse(prefix + SYMBOLS) == KEY


def test_no_proposal_when_it_does_not_fit_the_vault() -> None:
    typed = SYMBOLS[:3] + ("Q" if SYMBOLS[3] != "Q" else "P") + SYMBOLS[4:]
    with pytest.raises(BadRecoveryKey) as bad:
        RecoveryKey.parse(typed, fits=lambda key: False)
    assert bad.value.proposal is None


def test_a_proposal_is_made_when_it_fits_the_vault(
    host: Host, path: Path, key: RecoveryKey
) -> None:
    fits = recovery_fits(path, host=host)
    assert fits(key)
    assert not fits(KEY)
    with pytest.raises(BadRecoveryKey) as bad:
        RecoveryKey.parse(key.text[:-1], fits=fits)
    assert bad.value.proposal == key.text


@pytest.mark.parametrize(
    "typed",
    ["", "no", "1", SYMBOLS[:20], "age1" + SYMBOLS[:40], "ü" * 58, "P" + SYMBOLS, "x" * 58],
)
def test_what_is_no_key_is_refused_without_a_proposal(typed: str) -> None:
    assert proposal(typed) is None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120))
def test_anything_typed_is_a_key_or_a_typed_error(typed: str) -> None:
    with pytest.raises(BadRecoveryKey):
        RecoveryKey.parse(typed)


def test_equal_keys_are_one_in_a_set() -> None:
    assert len({KEY, RecoveryKey(Identity(KEY.text)), RecoveryKey.generate()}) == 2
    assert KEY.text != KEY
    assert RecoveryKey.generate() != KEY
    assert hash(RecoveryKey.generate()) != hash(KEY)
    assert repr(KEY) == "RecoveryKey(…)"


def slipped(key: RecoveryKey) -> str:
    symbols = key.text.removeprefix(PREFIX)
    return ("P" if symbols[0] != "P" else "Z") + symbols[1:]


def test_a_typed_key_is_set_right_where_it_fits_the_vault(
    path: Path, host: Host, key: RecoveryKey
) -> None:
    assert read_recovery_key(path, " ".join(key.groups), host=host) == key
    assert read_recovery_key(path, slipped(key), host=host) == key
    for typed in (slipped(KEY), "no key at all", key.text[:-5]):
        with pytest.raises(BadRecoveryKey) as bad:
            read_recovery_key(path, typed, host=host)
        assert bad.value.proposal is None
    assert read_recovery_key(path, KEY.text, host=host) == KEY  # opening says that it does not fit


def test_with_both_fronts_bad_a_typed_key_has_to_be_whole(
    path: Path, host: Host, key: RecoveryKey
) -> None:
    path.write_bytes(bytes(BODY_AT) + path.read_bytes()[BODY_AT:])
    with pytest.raises(FrontDamaged):
        recovery_fits(path, host=host)
    assert read_recovery_key(path, key.text, host=host) == key
    with pytest.raises(BadRecoveryKey) as bad:
        read_recovery_key(path, slipped(key), host=host)
    assert bad.value.proposal == key.text


def test_no_key_fits_a_vault_without_one(tmp_path: Path, host: Host) -> None:
    make(host, tmp_path / "j")
    assert not recovery_fits(tmp_path / "j", host=host)(KEY)


def test_one_good_front_is_enough_to_set_a_key_right(
    path: Path, host: Host, key: RecoveryKey
) -> None:
    for which in (0, 1):
        raw = bytearray(path.read_bytes())
        raw[which * SIZE + 300] ^= 1
        path.write_bytes(raw)
        assert read_recovery_key(path, slipped(key), host=host) == key
        raw[which * SIZE + 300] ^= 1
        path.write_bytes(raw)
