"""Vaults of every released version open for ever. A file here is never made anew."""

import hashlib
import shutil
from pathlib import Path

import pytest

from regret_tui.vault import Host, RecoveryKey, Tables, Vault, verify
from regret_tui.vault.agefile import Identity
from regret_tui.vault.front import BODY_AT
from tests.support_vault import decrypted, reopened

GOLDEN = Path(__file__).parent / "golden" / "format1.vault"
PASSPHRASE = "ein goldener Schlüssel"
KEY = RecoveryKey(Identity.from_seed(hashlib.sha256(b"the golden vault's recovery key").digest()))
TABLES: Tables = {
    "sittings": {
        "0123456789abcdef0123456789abcdef": {
            "title": "Zwölf Wörter\u2028über zwei Zeilen",
            "answers": ["\U0001f331", "", None, 3, 2.5, True],
            "nested": {"a": [{"b": []}]},
        }
    },
    "values": {"fedcba9876543210fedcba9876543210": {"word": "care"}},
}


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    return Path(shutil.copy(GOLDEN, tmp_path))


def test_it_opens_with_its_passphrase_and_its_recovery_key(golden: Path, host: Host) -> None:
    assert reopened(host, golden, passphrase=PASSPHRASE) == TABLES
    assert reopened(host, golden, recovery=KEY) == TABLES
    found = verify(golden, host=host, recovery=KEY)
    assert (found.generation, found.records, found.tombstones) == (2, 2, 1)


def test_an_unchanged_save_writes_the_same_records(golden: Path, host: Host) -> None:
    before = decrypted(KEY, golden.read_bytes()[BODY_AT:]).split(b"\n")[1:]
    with Vault.open(golden, host=host, passphrase=PASSPHRASE) as vault:
        vault.save(TABLES)
    after = decrypted(KEY, golden.read_bytes()[BODY_AT:]).split(b"\n")[1:]
    assert [line for line in after if line.strip()] == [line for line in before if line.strip()]
