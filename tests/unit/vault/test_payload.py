from pathlib import Path

import pytest

from regret_tui.vault import Host, RecoveryKey, Vault
from regret_tui.vault.errors import Altered
from regret_tui.vault.front import BODY_AT
from regret_tui.vault.payload import ANCESTORS, joined, read_payload
from tests.support_vault import PASSPHRASE, TABLES, decrypted, make, reopened
from tests.unit.vault.test_damage import reseal


def plain_of(path: Path, key: RecoveryKey) -> bytes:
    return decrypted(key, path.read_bytes()[BODY_AT:])


@pytest.mark.parametrize(
    ("letters", "length"),
    [(0, 262_144), (200_000, 262_144), (262_144, 327_680), (400_000, 458_752)],
)
def test_sizes_are_told_in_steps_of_64_kib(
    tmp_path: Path, host: Host, key: RecoveryKey, letters: int, length: int
) -> None:
    make(host, tmp_path / "j", key=key, tables={"t": {"a": {"text": "x" * letters}}})
    plain = plain_of(tmp_path / "j", key)
    assert len(plain) == length
    assert plain.rstrip(b" ").endswith(b"\n")


def test_small_journals_look_alike(tmp_path: Path, host: Host, key: RecoveryKey) -> None:
    sizes = set()
    for number, tables in enumerate(({}, TABLES, {"t": {"a": {"text": "x" * 99_999}}})):
        make(host, tmp_path / f"{number}", key=key, tables=tables)
        sizes.add(len((tmp_path / f"{number}").read_bytes()[BODY_AT:]))
    assert max(sizes) - min(sizes) < 1000  # rage adds a stanza of random length to each header


def test_generation_and_ancestors_grow(path: Path, host: Host, key: RecoveryKey) -> None:
    revisions = []
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        for number in range(3):
            revisions.append(path.read_bytes()[: BODY_AT // 2].split(b'"revision":"')[1][:16])
            vault.save({"t": {"a": {"n": number}}})
        assert vault.generation == 4
    head = plain_of(path, key).split(b"\n")[0]
    assert b'"ancestors":["' + b'","'.join(revisions) + b'"]' in head


def test_ancestors_are_the_last_256(path: Path, host: Host, key: RecoveryKey) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        for number in range(ANCESTORS + 3):
            vault.save({"t": {"a": {"n": number}}})
    head = plain_of(path, key).split(b"\n")[0]
    assert head.partition(b'"ancestors":[')[2].partition(b"]")[0].count(b",") == ANCESTORS - 1


def revisions(first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{number:016x}" for number in range(first, last))


def test_two_lines_of_ancestors_are_joined_with_the_later_ones_at_the_end() -> None:
    assert joined((), ()) == ()
    assert joined(revisions(0, 3), revisions(2, 5)) == revisions(0, 5)
    assert joined(revisions(0, 100), revisions(100, 256)) == revisions(0, 256)
    both = joined(revisions(0, 200), revisions(500, 700))
    assert both == revisions(200 - 128, 200) + revisions(700 - 128, 700)
    assert len(joined(revisions(0, 257), revisions(0, 257))) == 128
    assert joined(revisions(0, 256), revisions(1, 257)) == revisions(128, 257)


@pytest.mark.parametrize("recipients", [b'"\xc3\xa4ge1', b'"AGE1'])
def test_a_recipient_that_is_not_the_slots_is_refused(
    path: Path, host: Host, key: RecoveryKey, recipients: bytes
) -> None:
    reseal(path, key, b'"recipients":["age1', b'"recipients":[' + recipients)
    with pytest.raises(Altered):
        reopened(host, path, recovery=key)


def test_the_last_line_must_have_its_end(path: Path, host: Host, key: RecoveryKey) -> None:
    pieces = plain_of(path, key).split(b"\n")
    whole, _ = read_payload(pieces)
    assert len(whole.lines) == len(pieces) - 2
    assert read_payload([*pieces[:-1], b""])[0] == whole
    for wrong in (pieces[:-1], pieces[:-2], [*pieces[:-1], b"  x"], [*pieces, b"x"]):
        with pytest.raises(Altered):
            read_payload(wrong)
