"""The vault opens with other people's age, and we open what they write.

Four of them: the `age` command, the `rage` command, the `age` package, and a reader and writer
that know the format from its page alone (`vectors/second_vault.py`).
"""

import hashlib
import io
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest
from age.file import Decryptor, Encryptor
from age.keys.agekey import AgePrivateKey, AgePublicKey
from cryptography.exceptions import InvalidSignature

from regret_tui.vault import Draft, Host, Offer, RecoveryKey, Vault, VaultError, answer_digest
from regret_tui.vault.agefile import AgeRefused, Identity, encrypt
from regret_tui.vault.errors import Altered
from regret_tui.vault.front import BODY_AT, SIZE, read_page, write_page
from tests.support_vault import PASSPHRASE, TABLES, decrypted, make, reopened
from tests.unit.vault.vectors.second_age import (
    CHUNK,
    NotOpened,
    identity_of,
    recipient_of,
    seal,
    seed_of,
    unseal,
)
from tests.unit.vault.vectors.second_vault import Cheapest, Refused, open_file, write_file

CHEAP: Final = Cheapest(floor=8)
SIZES: Final = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7)


def documents(plain: bytes) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for line in plain.split(b"\n")[1:-1]:
        table, name, document, _ = json.loads(line)
        found.setdefault(table, {})[name] = document
    return found


def test_python_age_opens_what_we_write(path: Path, host: Host, key: RecoveryKey) -> None:
    """Saved anew until the header suits it: rage adds a stanza of random shape to every header.

    The `age` package (0.5.1) writes some of those shapes differently before it checks the header,
    so it refuses them; the age command takes them all.
    """
    identity = AgePrivateKey.from_private_string(key.text)
    for number in range(100):
        try:
            with Decryptor([identity], io.BytesIO(path.read_bytes()[BODY_AT:])) as opened:
                plain = opened.read()
            break
        except InvalidSignature:
            with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
                vault.save({**TABLES, "t": {"a": {"n": number}}})
    else:
        pytest.fail("no header of a hundred was readable")
    head = json.loads(plain.split(b"\n")[0])
    assert head["type"] == "vault"
    assert head["records"] in (2, 3)
    assert TABLES.items() <= documents(plain).items()
    assert len(plain) == 262_144


def test_we_open_what_python_age_writes(path: Path, host: Host, key: RecoveryKey) -> None:
    raw = path.read_bytes()
    plain = decrypted(key, raw[BODY_AT:])
    recipients = [
        AgePublicKey.from_public_string(who)
        for who in json.loads(plain.split(b"\n")[0])["recipients"]
    ]
    sealed = io.BytesIO()
    with Encryptor(recipients, sealed) as writer:
        writer.write(plain)
    sealed_again(path, sealed.getvalue())
    assert reopened(host, path) == TABLES
    assert reopened(host, path, recovery=key) == TABLES


def sealed_again(path: Path, body: bytes) -> None:
    """Put another age file behind the fronts, with its length and digest."""
    page = read_page(path.read_bytes()[:SIZE])
    assert page is not None
    digest = hashlib.sha256(body).hexdigest()
    path.write_bytes(write_page(page.front, len(body), digest) * 2 + body)


@pytest.mark.parametrize("command", ["age", "rage"])
def test_the_command_in_the_front_works(
    path: Path, tmp_path: Path, key: RecoveryKey, command: str
) -> None:
    if shutil.which(command) is None:
        pytest.skip(f"no {command} on this computer")
    saved = tmp_path / "KEY"
    saved.write_text(f"# the recovery key\n{key.text}\n")
    line = f"tail -c +8193 '{path}' | {command} -d -i '{saved}'"
    plain = subprocess.run(line, shell=True, check=True, capture_output=True).stdout
    assert documents(plain) == TABLES


@pytest.mark.parametrize("command", ["age", "rage"])
def test_we_open_what_the_command_writes(
    path: Path, host: Host, key: RecoveryKey, command: str
) -> None:
    if shutil.which(command) is None:
        pytest.skip(f"no {command} on this computer")
    plain = decrypted(key, path.read_bytes()[BODY_AT:])
    to = [part for who in json.loads(plain.split(b"\n")[0])["recipients"] for part in ("-r", who)]
    ran = subprocess.run([command, *to], input=plain, check=True, capture_output=True)
    sealed_again(path, ran.stdout)
    assert reopened(host, path) == TABLES
    assert reopened(host, path, recovery=key) == TABLES


# -- the reader that knows only the page ----------------------------------------------------


def test_it_opens_what_we_write(path: Path, key: RecoveryKey) -> None:
    for secret in (PASSPHRASE, seed_of(key.text)):
        found = open_file(path.read_bytes(), secret, CHEAP)
        assert found.payload.tables == TABLES
        assert found.said == []


def test_we_open_what_it_writes_and_save_over_it(path: Path, host: Host, key: RecoveryKey) -> None:
    found = open_file(path.read_bytes(), PASSPHRASE, CHEAP).payload
    path.write_bytes(write_file(found.head, found.records, os.urandom))
    assert path.stat().st_size < 3 * BODY_AT, "it pads less than we do"
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        assert vault.tables() == TABLES
        assert vault.notices == []
        vault.save({**TABLES, "t": {"a": {"n": 1}}})
    again = open_file(path.read_bytes(), seed_of(key.text), CHEAP).payload
    assert again.tables == {**TABLES, "t": {"a": {"n": 1}}}
    assert again.head["generation"] == found.head["generation"] + 1
    assert again.head["ancestors"] == [found.head["front"]["revision"][:16]]


def test_both_refuse_the_same_of_a_changed_file(path: Path, host: Host, tmp_path: Path) -> None:
    raw = path.read_bytes()
    changed = tmp_path / "changed.vault"
    for at in (3, 500, SIZE - 3, SIZE + 3, BODY_AT + 3, BODY_AT + 200, len(raw) - 3):
        for length in (len(raw), at):
            bits = bytearray(raw)
            bits[at] ^= 4
            changed.write_bytes(bytes(bits[:length]))
            assert judged_by_us(changed, host) == judged_by_it(changed), (at, length)


def judged_by_us(path: Path, host: Host) -> Any:
    try:
        return reopened(host, path)
    except VaultError as error:
        return type(error).__name__


def judged_by_it(path: Path) -> Any:
    try:
        return open_file(path.read_bytes(), PASSPHRASE, CHEAP).payload.tables
    except Refused as refused:
        return refused.name


def test_a_draft_is_an_age_file_like_the_rest(path: Path, host: Host, key: RecoveryKey) -> None:
    beside = path.with_name(f"{path.name}.draft")
    draft = Draft("a" * 32, "step", [0], "half\u2028a", answer_digest("one"))
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.write_draft(draft)
    plain = unseal(beside.read_bytes(), seed_of(key.text))
    first, text, padding = plain.split(b"\n")
    assert len(plain) == 65_536
    assert (json.loads(text), padding.strip(b" ")) == (draft.text, b"")
    changed = {**json.loads(first), "cursor": [5]}
    to = open_file(path.read_bytes(), PASSPHRASE, CHEAP).payload.head["recipients"]
    lines = b"\n".join((json.dumps(changed).encode(), text, b""))
    beside.write_bytes(seal(lines, to, os.urandom))
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        found = vault.read_draft(lambda draft: "one")
        assert found is not None
        assert (found.offer, found.draft.cursor) == (Offer.IN_PLACE, [5])


@pytest.mark.parametrize("size", SIZES)
def test_age_both_ways_at_the_edges_of_its_chunks(size: int) -> None:
    seed, plain = os.urandom(32), os.urandom(size)
    who = recipient_of(seed)
    identity = Identity(identity_of(seed))
    assert identity.recipient == who
    theirs = seal(plain, [recipient_of(os.urandom(32)), who], os.urandom)
    assert b"\n".join(identity.decrypt_lines(theirs)) == plain
    assert unseal(b"".join(encrypt([plain], [who])), seed) == plain


@pytest.mark.parametrize("size", [0, CHUNK, CHUNK + 1])
def test_age_refuses_what_was_changed_on_both_sides(size: int) -> None:
    seed = os.urandom(32)
    identity = Identity(identity_of(seed))
    data = seal(bytes(size), [recipient_of(seed)], os.urandom)
    places = {30, 80, 150, 190, 215, len(data) - 40, len(data) - 1}
    for at in sorted(place for place in places if place < len(data)):
        bad = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        for wrong in (bad, data[:at]):
            with pytest.raises(AgeRefused):
                identity.decrypt_lines(wrong)
            with pytest.raises(NotOpened):
                unseal(wrong, seed)


def test_chunks_in_another_order_are_refused_on_both_sides(
    tmp_path: Path, host: Host, key: RecoveryKey
) -> None:
    path = tmp_path / "journal.vault"
    make(host, path, key=key)
    body = path.read_bytes()[BODY_AT:]
    start = len(body) - 4 * (CHUNK + 16)
    first, second = (
        body[start : start + CHUNK + 16],
        body[start + CHUNK + 16 : start + 2 * CHUNK + 32],
    )
    sealed_again(path, body[:start] + second + first + body[start + 2 * CHUNK + 32 :])
    with pytest.raises(Altered):
        reopened(host, path)
    assert judged_by_it(path) == "Altered"
