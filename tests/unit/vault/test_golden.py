"""Vaults of every released version open for ever. A file here is never made anew.

Each has a JSON file beside it that says what is in it, which secrets open it, and what is said on
opening. `golden/make.py` shows how they were made.
"""

import hashlib
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from regret_tui.vault import (
    CostPolicy,
    Draft,
    Host,
    NoticeKind,
    Offer,
    RecoveryKey,
    Tables,
    Vault,
    VaultError,
    info,
    verify,
)
from regret_tui.vault.agefile import Identity
from regret_tui.vault.errors import (
    FrontDamaged,
    NewerVersion,
    NewPassphraseNeeded,
    NotStorable,
    WrongPassphrase,
    WrongRecoveryKey,
)
from regret_tui.vault.front import BODY_AT
from tests.support_vault import decrypted, reopened
from tests.unit.vault.golden.make import KINDS
from tests.unit.vault.vectors.second_age import seed_of
from tests.unit.vault.vectors.second_vault import Cheapest, Found, Refused, open_file

FOLDER: Final = Path(__file__).parent / "golden"
TOLD: Final[dict[str, dict[str, Any]]] = {
    path.stem: json.loads(path.read_text("ascii")) for path in sorted(FOLDER.glob("*.json"))
}
READ: Final = [name for name, told in TOLD.items() if "refused" not in told]
DIGESTS: Final = {
    "both_keys.vault": "5c3a2d4fb914444fcb4232f332d2524fad8a4d8c0f195e6de2c872b20598b920",
    "critical.vault": "faf770c7467f45022a840e585d2ebd29e252e451be6870fde71c792f2f294972",
    "format1.vault": "bd8f4b4e0d7c675bddab0cb8b922e71dcfbba8ce8581a654640b228f490d3ce2",
    "hostile_text.vault": "ecc8a8c93ad57e196f128298812a1842e8da0471cdd31b5a99808b76e583f34d",
    "hostile_text.vault.draft": "45ca771f06ad3b25ccd3481db724f2977e18c57b0d986d2d10952d912a2fc7fe",
    "one_front_damaged.vault": "416de82374ee020ecd87e66cb4ad41986298da089c3fb6a109217fc0dc20e4b4",
    "passphrase_only.vault": "80f9ca9ee4c1d8576556a891055c3a49a67cbbef356fe45a852ec162be710eda",
    "tombstones.vault": "e4421d84ae21c53a42f315fc99327f18a077d66892d5c7e25ccdb81da9fc26e6",
    "unknown_fields.vault": "4c09e4e10d2f7862f70b8cb4e11bad80f8cf0030c2e0e66533326aac14b0e542",
    "unknown_slot.vault": "5e2f22f1f23be903841e939ed0223552abdb2e1d1f8d960f7547ccb00bba55d6",
}
"""SHA-256 of each file. One that changes was made anew, which is never right."""


def placed(name: str, folder: Path) -> Path:
    """A copy of a golden vault, its draft beside it, that a test may change."""
    for path in FOLDER.glob(f"{name}.vault*"):
        shutil.copy(path, folder)
    return folder / f"{name}.vault"


def key_of(told: dict[str, Any]) -> RecoveryKey:
    return RecoveryKey.parse(told["recovery"])


def ways(told: dict[str, Any]) -> list[dict[str, Any]]:
    """How it opens: by its passphrase, and by its recovery key where it has one."""
    found: list[dict[str, Any]] = [{"passphrase": told["passphrase"]}]
    return found + ([] if told["recovery"] is None else [{"recovery": key_of(told)}])


def host_for(told: dict[str, Any], host: Host) -> Host:
    """The cheap computer of the tests, with the limits that people have where those let it."""
    return replace(host, costs=CostPolicy.standard()) if told["costs"] == "standard" else host


def tables_in(told: dict[str, Any]) -> Tables:
    tables: Tables = {}
    for table, name, document, _ in told["records"]:
        if document is not None:
            tables.setdefault(table, {})[name] = document
    return tables


def test_no_golden_file_was_made_anew() -> None:
    files = [path for path in FOLDER.iterdir() if ".vault" in path.name]
    assert {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files} == DIGESTS


def test_there_is_one_of_each_kind() -> None:
    assert set(TOLD) == {kind.__name__ for kind in KINDS}
    assert len(TOLD) == 8
    assert {told["costs"] for told in TOLD.values()} == {"standard", "cheap"}


@pytest.mark.parametrize("name", READ)
def test_it_opens_with_all_that_was_in_it(name: str, host: Host, tmp_path: Path) -> None:
    told, path = TOLD[name], placed(name, tmp_path)
    host, before = host_for(told, host), path.read_bytes()
    for way in ways(told):
        with Vault.open(path, host=host, **way) as vault:
            assert vault.tables() == tables_in(told)
            said = {notice.kind for notice in vault.notices}
            assert said == {NoticeKind(kind) for kind in told["said"]}
            assert vault.generation == told["first_line"]["generation"]
            assert vault.vault_id == told["first_line"]["front"]["vault"]
        assert path.read_bytes() == before


@pytest.mark.parametrize("name", READ)
def test_other_secrets_do_not_open_it(name: str, host: Host, tmp_path: Path) -> None:
    told, path = TOLD[name], placed(name, tmp_path)
    with pytest.raises(WrongPassphrase):
        Vault.open(path, host=host, passphrase="another passphrase of nobody")
    with pytest.raises(WrongRecoveryKey):
        Vault.open(path, host=host, recovery=RecoveryKey(Identity.from_seed(b"x" * 32)))
    assert told["records"]


@pytest.mark.parametrize("name", READ)
def test_a_save_goes_as_far_as_it_says(name: str, host: Host, tmp_path: Path) -> None:
    told, path = TOLD[name], placed(name, tmp_path)
    host = host_for(told, host)
    for way in ways(told)[::-1]:
        refused = told["saving_by_recovery" if "recovery" in way else "saving_by_passphrase"]
        with Vault.open(path, host=host, **way) as vault:
            assert vault.read_only == (refused is not None)
            tables = {**vault.tables(), "new": {"a": {"n": 1}}}
            if refused is None:
                vault.save(tables)
            else:
                with pytest.raises(VaultError) as found:
                    vault.save(tables)
                assert type(found.value).__name__ == refused
    if refused is None:
        assert reopened(host, path, passphrase=told["passphrase"]) == tables
        assert info(path, host=host).fronts_good == 2


@pytest.mark.parametrize("name", READ)
def test_a_save_keeps_what_it_does_not_know(name: str, host: Host, tmp_path: Path) -> None:
    told, path = TOLD[name], placed(name, tmp_path)
    if told["recovery"] is None or told["saving_by_passphrase"] is not None:
        return
    with Vault.open(path, host=host_for(told, host), passphrase=told["passphrase"]) as vault:
        vault.save({**vault.tables(), "new": {"a": {"n": 1}}})
    first, *lines = decrypted(key_of(told), path.read_bytes()[BODY_AT:]).split(b"\n")
    records = [json.loads(line) for line in lines if line.strip()]
    assert records[:-1] == told["records"]
    head, changes = json.loads(first), {"writer", "generation", "ancestors", "records", "front"}
    assert {k: v for k, v in head.items() if k not in changes} == {
        k: v for k, v in told["first_line"].items() if k not in changes
    }
    front = {**told["first_line"]["front"], "revision": head["front"]["revision"]}
    assert head["front"] == front
    assert head["generation"] == told["first_line"]["generation"] + 1


@pytest.mark.parametrize("name", READ)
def test_a_full_check_finds_it_whole(name: str, host: Host, tmp_path: Path) -> None:
    told, path = TOLD[name], placed(name, tmp_path)
    if told["said"] == ["one front damaged"]:
        with pytest.raises(FrontDamaged):
            verify(path, host=host, passphrase=told["passphrase"])
        return
    found = verify(path, host=host, passphrase=told["passphrase"])
    gone = sum(document is None for _, _, document, _ in told["records"])
    assert (found.records, found.tombstones) == (len(told["records"]) - gone, gone)
    assert found.recipients == len(told["first_line"]["recipients"])


@pytest.mark.parametrize("name", TOLD)
def test_the_second_reader_finds_the_same(name: str) -> None:
    told, raw = TOLD[name], (FOLDER / f"{name}.vault").read_bytes()
    secrets = [told["passphrase"]]
    secrets += [] if told["recovery"] is None else [seed_of(told["recovery"])]
    for secret in secrets:
        if "refused" in told:
            with pytest.raises(Refused, match=told["refused"]):
                open_file(raw, secret)
            continue
        found = _opened(raw, secret, told)
        assert found.said == told["said"]
        assert found.payload.head == told["first_line"]
        assert [record.parts for record in found.payload.records] == told["records"]


def _opened(raw: bytes, secret: str | bytes, told: dict[str, Any]) -> Found:
    return open_file(raw, secret, Cheapest() if told["costs"] == "standard" else Cheapest(floor=8))


@pytest.mark.parametrize("name", READ)
def test_the_age_command_opens_it(name: str, tmp_path: Path) -> None:
    told = TOLD[name]
    if shutil.which("age") is None:
        pytest.skip("no age on this computer")
    if told["recovery"] is None:
        assert name == "passphrase_only"
        return
    path, saved = placed(name, tmp_path), tmp_path / "KEY"
    saved.write_text(f"{told['recovery']}\n", "ascii")
    line = f"tail -c +8193 '{path}' | age -d -i '{saved}'"
    plain = subprocess.run(line, shell=True, check=True, capture_output=True).stdout
    records = [json.loads(raw) for raw in plain.split(b"\n")[1:] if raw.strip()]
    assert records == told["records"]


def test_a_feature_that_has_to_be_known_is_refused(host: Host, tmp_path: Path) -> None:
    told, path = TOLD["critical"], placed("critical", tmp_path)
    assert told["refused"] == "NewerVersion"
    before = path.read_bytes()
    for way in ways(told):
        with pytest.raises(NewerVersion):
            Vault.open(path, host=host, **way)
        with pytest.raises(NewerVersion):
            verify(path, host=host, **way)
    with pytest.raises(NewerVersion):
        info(path, host=host)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["critical.vault"]


def test_a_key_of_another_version_keeps_it_from_being_rekeyed(host: Host, tmp_path: Path) -> None:
    told, path = TOLD["unknown_slot"], placed("unknown_slot", tmp_path)
    for way in ways(told):
        with Vault.open(path, host=host, **way) as vault, pytest.raises(NewerVersion):
            vault.set_passphrase("a new one", recovery=RecoveryKey.generate())


def test_the_tombstones_tell_their_story(host: Host, tmp_path: Path) -> None:
    told = TOLD["tombstones"]
    envelopes = {name: envelope for _, name, _, envelope in told["records"]}
    assert len(envelopes["1" * 32]["was"]) == 32
    assert [envelope.get("forever", False) for envelope in envelopes.values()].count(True) == 1
    path = placed("tombstones", tmp_path)
    with Vault.open(path, host=host, recovery=key_of(told)) as vault:
        assert vault.document("values", "3" * 32) is None
        assert vault.document("values", "4" * 32) == {"n": "back again"}


def test_a_draft_lies_beside_the_hostile_one(host: Host, tmp_path: Path) -> None:
    told, path = TOLD["hostile_text"], placed("hostile_text", tmp_path)
    assert path.with_name(f"{path.name}.draft").exists()
    for way in ways(told):
        with Vault.open(path, host=host, **way) as vault:
            found = vault.read_draft(lambda draft: "a")
            assert found is not None
            assert (found.draft, found.offer) == (Draft(**told["draft"]), Offer.IN_PLACE)


def test_half_characters_never_get_in(host: Host, tmp_path: Path) -> None:
    told, path = TOLD["hostile_text"], placed("hostile_text", tmp_path)
    with Vault.open(path, host=host, passphrase=told["passphrase"]) as vault:
        for half in ("\ud800", "\udfff", "a\ud83d", "\udc00\ud800"):
            for document in ({"a": half}, {half: 1}):
                with pytest.raises(NotStorable):
                    vault.save({**vault.tables(), "t": {"a": document}})
        assert vault.tables() == tables_in(told)


def test_a_key_opens_it_only_to_be_read_until_it_has_a_new_passphrase(
    host: Host, tmp_path: Path
) -> None:
    told, path = TOLD["both_keys"], placed("both_keys", tmp_path)
    with Vault.open(path, host=host, recovery=key_of(told)) as vault:
        with pytest.raises(NewPassphraseNeeded):
            vault.save({})
        vault.set_passphrase("a new one", recovery=RecoveryKey.generate())
    assert reopened(host, path, passphrase="a new one") == tables_in(told)


# -- the first one, which was made before the others ----------------------------------------

GOLDEN: Final = FOLDER / "format1.vault"
PASSPHRASE: Final = "ein goldener Schlüssel"
KEY: Final = RecoveryKey(
    Identity.from_seed(hashlib.sha256(b"the golden vault's recovery key").digest())
)
TABLES: Final[Tables] = {
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
