"""Which error each kind of damage and each altered payload is told as."""

import hashlib
from pathlib import Path

import pyrage  # type: ignore[import-untyped]  # ships no type marker
import pytest

from regret_tui.vault import Host, RecoveryKey, Vault, info, verify
from regret_tui.vault.agefile import encrypt
from regret_tui.vault.errors import (
    Altered,
    Damaged,
    FrontDamaged,
    FrontMismatch,
    SchemaNewer,
    TrailingData,
    Truncated,
    VaultError,
    WrongPassphrase,
    WrongRecoveryKey,
)
from regret_tui.vault.front import BODY_AT, SIZE, read_page, write_page
from tests.support_vault import PASSPHRASE, decrypted, reopened


def reseal(path: Path, key: RecoveryKey, old: bytes, new: bytes) -> None:
    """Change the plain payload as someone would who knows the recipients."""
    raw = path.read_bytes()
    plain = decrypted(key, raw[BODY_AT:])
    page = read_page(raw[:SIZE])
    assert page is not None
    assert old in plain
    head = plain.partition(b'"recipients":["')[2].partition(b"]")[0].decode()
    recipients = [who.strip('"') for who in head.split(",")]
    body = b"".join(encrypt([plain.replace(old, new, 1)], recipients))
    digest = hashlib.sha256(body).hexdigest()
    path.write_bytes(write_page(page.front, len(body), digest) * 2 + body)


def test_a_flipped_bit_in_the_body_is_damage_whatever_the_key(
    path: Path, host: Host, key: RecoveryKey
) -> None:
    raw = path.read_bytes()
    for position in (BODY_AT + 40, len(raw) - 100):
        for bit in range(8):
            flipped = bytearray(raw)
            flipped[position] ^= 1 << bit
            path.write_bytes(bytes(flipped))
            for how in ({"passphrase": "wrong"}, {"recovery": key}):
                with pytest.raises(Damaged):
                    reopened(host, path, **how)


def test_the_order_length_digest_check_age(path: Path, host: Host, key: RecoveryKey) -> None:
    raw = path.read_bytes()
    flipped = bytearray(raw)
    flipped[-1] ^= 1
    wrong = {"passphrase": "wrong"}
    for content, error in (
        (bytes(flipped[:-5]), Truncated),
        (bytes(flipped) + b"x", TrailingData),
        (bytes(flipped), Damaged),
        (raw, WrongPassphrase),
    ):
        path.write_bytes(content)
        with pytest.raises(error):
            reopened(host, path, **wrong)
    with pytest.raises(WrongRecoveryKey):
        reopened(host, path, recovery=RecoveryKey.generate())
    page = read_page(raw[:SIZE])
    assert page is not None
    front = write_page(
        page.front, len(raw) - BODY_AT, hashlib.sha256(flipped[BODY_AT:]).hexdigest()
    )
    path.write_bytes(front * 2 + bytes(flipped[BODY_AT:]))
    for how in ({"passphrase": PASSPHRASE}, {"recovery": key}):
        with pytest.raises(Altered):
            reopened(host, path, **how)


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (b'"type":"vault"', b'"type":"draft"', Altered),
        (b'"schema":1', b'"schema":2', SchemaNewer),
        (b'"records":2', b'"records":1', Altered),
        (b'"records":2', b'"records":3', Altered),
        (b'"recipients":["age1', b'"recipients":["age1","age1', Altered),
        (b'"answers":["one"', b'"answers":["one', Altered),
        (b'"rev":"', b'"rev":"x', Altered),
        (b'["values"', b'["values\xff"', Altered),
        (b'{"word":"care"}', b'["word"]', Altered),
        (b'{"word":"care"}', b"[" * 3000 + b"]" * 3000, Altered),
    ],
)
def test_a_payload_that_disagrees_with_itself_is_refused(
    path: Path, host: Host, key: RecoveryKey, old: bytes, new: bytes, error: type[VaultError]
) -> None:
    reseal(path, key, old, new)
    with pytest.raises(error):
        reopened(host, path, recovery=key)


def test_two_records_of_one_name_are_refused(path: Path, host: Host, key: RecoveryKey) -> None:
    reseal(path, key, b'["values","' + b"b" * 32, b'["sittings","' + b"a" * 32)
    with pytest.raises(Altered):
        reopened(host, path, recovery=key)


def test_armour_is_refused(path: Path, host: Host, key: RecoveryKey) -> None:
    raw = path.read_bytes()
    page = read_page(raw[:SIZE])
    assert page is not None
    recipient = pyrage.x25519.Recipient.from_str(key.identity.recipient)
    plain = decrypted(key, raw[BODY_AT:])
    body: bytes = pyrage.encrypt(plain, [recipient], armored=True)
    assert body.startswith(b"-----BEGIN AGE ENCRYPTED FILE-----")
    digest = hashlib.sha256(body).hexdigest()
    path.write_bytes(write_page(page.front, len(body), digest) * 2 + body)
    with pytest.raises(Altered):
        reopened(host, path, recovery=key)


def test_more_padding_is_read_and_other_content_after_the_records_is_not(
    path: Path, host: Host, key: RecoveryKey
) -> None:
    with Vault.open(path, host=host, recovery=key, read_only=True) as vault:
        tables = vault.tables()
    reseal(path, key, b" " * 1000, b" " * 900)
    assert reopened(host, path, recovery=key) == tables
    reseal(path, key, b" " * 1000, b" " * 900 + b"\n  \n")
    assert reopened(host, path, recovery=key) == tables
    reseal(path, key, b" " * 1000, b"something")
    with pytest.raises(Altered):
        reopened(host, path, recovery=key)


def test_verify_finds_what_opening_forgives(path: Path, host: Host, key: RecoveryKey) -> None:
    found = verify(path, host=host, recovery=key)
    assert (found.generation, found.records, found.tombstones, found.recipients) == (1, 2, 0, 2)
    assert verify(path, host=host, passphrase=PASSPHRASE) == found
    raw = path.read_bytes()
    damaged = bytearray(raw)
    damaged[SIZE + 20] ^= 1
    path.write_bytes(bytes(damaged))
    with pytest.raises(FrontDamaged) as told:
        verify(path, host=host, recovery=key)
    assert told.value.message == "A copy of this file's front is damaged. Your entries are whole."
    assert told.value.hint == "Open the journal; the next save repairs it."
    path.write_bytes(raw)
    reseal(path, key, b'"critical":[]', b'"critical":[] ')
    with pytest.raises(FrontMismatch):
        verify(path, host=host, recovery=key)
    with pytest.raises(TypeError, match=r"^either a passphrase or a recovery key$"):
        verify(path, host=host)
    with pytest.raises(TypeError, match=r"^either a passphrase or a recovery key$"):
        verify(path, host=host, passphrase=PASSPHRASE, recovery=key)


def test_verify_opens_by_a_backups_salt_and_tells_both_fronts(path: Path, host: Host) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.save({})
    path.write_bytes(bytes(BODY_AT) + path.read_bytes()[BODY_AT:])
    with pytest.raises(FrontDamaged, match="A copy of"):
        verify(path, host=host, passphrase=PASSPHRASE)


@pytest.mark.parametrize("which", [None, 0, 1])
def test_what_is_told_without_a_secret(path: Path, host: Host, which: int | None) -> None:
    raw = bytearray(path.read_bytes())
    page = read_page(bytes(raw[:SIZE]))
    assert page is not None
    if which is not None:
        raw[which * SIZE + 300] ^= 1
        path.write_bytes(raw)
    found = info(path, host=host)
    assert (found.path, found.format, found.size) == (path, 1, len(raw))
    assert (found.vault, found.revision) == (page.front.vault, page.front.revision)
    assert found.fronts_good == (2 if which is None else 1)
    assert [(slot.kind, slot.cost) for slot in found.slots] == [
        ("passphrase", host.costs.default),
        ("recovery", None),
    ]
    assert (found.holder, found.backups) == (None, ())
