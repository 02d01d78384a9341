"""A reader written from docs/vault-format.md alone, with nothing of the program's code.

It opens the golden file by its passphrase and by its recovery key. If the page leaves something
out, or says it wrong, this reader could not have been written.
"""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import Any, Final

import pyrage  # type: ignore[import-untyped]  # ships no type marker
import pytest
from argon2.low_level import Type, hash_secret_raw

from tests.project.pages import text_of
from tests.world import TOP

GOLDEN: Final = TOP / "tests" / "unit" / "vault" / "golden" / "format1.vault"
PASSPHRASE: Final = "ein goldener Schlüssel"
SEED_OF_THE_KEY: Final = hashlib.sha256(b"the golden vault's recovery key").digest()
LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def bech32(prefix: str, data: bytes) -> str:
    """BIP 173."""
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    values = [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]
    spread = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = 1
    for value in [*spread, *values, 0, 0, 0, 0, 0, 0]:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for at, factor in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= factor if top >> at & 1 else 0
    values += [(check ^ 1) >> 5 * (5 - at) & 31 for at in range(6)]
    return f"{prefix}1{''.join(LETTERS[value] for value in values)}"


def front_of(raw: bytes) -> dict[str, Any]:
    """The front, with everything that its last line says found right."""
    page, body = raw[:4096], raw[8192:]
    assert page == raw[4096:8192]
    assert page.startswith(b"journal-vault 1\n")
    last = re.search(rb"\nbody ([0-9]+) ([0-9a-f]{64}) front ([0-9a-f]{64})\n\Z", page)
    assert last is not None
    assert int(last[1]) == len(body)
    assert last[2].decode() == hashlib.sha256(body).hexdigest()
    assert last[3].decode() == hashlib.sha256(page[: last.start(3)]).hexdigest()
    front: dict[str, Any] = json.loads(page.split(b"\n")[1])
    return front


def identity_of(front: dict[str, Any], passphrase: str) -> str:
    slot = next(slot for slot in front["slots"] if slot["kind"] == "passphrase")
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    salt = slot["salt"].encode("ascii")
    seed = hash_secret_raw(secret, salt, slot["t"], slot["m_kib"], slot["p"], 32, Type.ID, 0x13)
    return bech32("age-secret-key-", seed).upper()


def check_of(front: dict[str, Any], recipient: str) -> str:
    whole = b"journal-vault/slot/1" + bytes.fromhex(front["vault"]) + recipient.encode()
    return base64.b64encode(hashlib.sha256(whole).digest()[:16]).decode()


def read(raw: bytes, identity: str) -> dict[str, dict[str, Any]]:
    """Every document, by table and id."""
    front = front_of(raw)
    opener = pyrage.x25519.Identity.from_str(identity)
    first, *lines, padding = pyrage.decrypt(raw[8192:], [opener]).split(b"\n")
    head = json.loads(first)
    assert (head["type"], head["schema"], head["front"]) == ("vault", 1, front)
    assert (len(lines), padding.strip(b" ")) == (head["records"], b"")
    checks = [check_of(front, recipient) for recipient in head["recipients"]]
    assert checks == [slot["check"] for slot in front["slots"]]
    assert check_of(front, str(opener.to_public())) in checks
    tables: dict[str, dict[str, Any]] = {}
    for line in lines:
        table, name, document, envelope = json.loads(line)
        assert re.fullmatch("[0-9a-f]{16}", envelope["rev"])
        if document is not None:
            tables.setdefault(table, {})[name] = document
    return tables


def test_the_golden_vault_opens_by_the_page_alone() -> None:
    raw = GOLDEN.read_bytes()
    tables = read(raw, identity_of(front_of(raw), PASSPHRASE))
    assert tables["values"]["fedcba9876543210fedcba9876543210"] == {"word": "care"}
    assert read(raw, bech32("age-secret-key-", SEED_OF_THE_KEY).upper()) == tables


@pytest.mark.parametrize("program", ["age", "rage"])
def test_the_command_on_the_page_opens_the_golden_vault(tmp_path: Path, program: str) -> None:
    line = "tail -c +8193 FILE | age -d -i KEY"
    assert f"\n    {line}\n" in text_of("docs/vault-format.md")
    if shutil.which(program) is None:
        pytest.skip(f"no {program} on this computer")
    shutil.copy(GOLDEN, tmp_path / "FILE")
    key = bech32("age-secret-key-", SEED_OF_THE_KEY).upper()
    (tmp_path / "KEY").write_text(f"{key}\n", encoding="ascii")
    line = line.replace("| age", f"| {program}")
    ran = subprocess.run(line, shell=True, cwd=tmp_path, capture_output=True, check=True)
    assert ran.stdout.startswith(b'{"type":"vault"')
