"""The vault opens with other people's age, and we open what they write."""

import hashlib
import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from age.file import Decryptor, Encryptor
from age.keys.agekey import AgePrivateKey, AgePublicKey
from cryptography.exceptions import InvalidSignature

from regret_tui.vault import Host, RecoveryKey, Vault
from regret_tui.vault.front import BODY_AT, SIZE, read_page, write_page
from tests.support_vault import PASSPHRASE, TABLES, decrypted, reopened


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
    body = sealed.getvalue()
    page = read_page(raw[:SIZE])
    assert page is not None
    path.write_bytes(write_page(page.front, len(body), hashlib.sha256(body).hexdigest()) * 2 + body)
    assert reopened(host, path) == TABLES
    assert reopened(host, path, recovery=key) == TABLES


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
