"""docs/vault-format.md against the program, and against a reader that was written from it alone.

That reader opens the golden files by passphrase and by recovery key. If the page leaves something
out, or says it wrong, it could not have been written.
"""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest

from regret_tui.vault import CostPolicy, draft, errors, front, payload, records
from regret_tui.vault.errors import VaultError
from tests.project.pages import table, text_of
from tests.unit.vault.vectors.second_age import identity_of, seed_of
from tests.unit.vault.vectors.second_vault import Cheapest, open_file
from tests.world import TOP

PAGE: Final = "docs/vault-format.md"
FOLDER: Final = TOP / "tests" / "unit" / "vault" / "golden"
GOLDEN: Final = FOLDER / "format1.vault"
PASSPHRASE: Final = "ein goldener Schlüssel"
SEED_OF_THE_KEY: Final = hashlib.sha256(b"the golden vault's recovery key").digest()


def test_the_errors_on_the_page_are_those_of_the_vault_in_their_order() -> None:
    told = [(int(code), name) for code, name, _ in table(PAGE, "exit code", "name", "meaning")]
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    ours = [kind for kind in kinds if issubclass(kind, VaultError) and kind is not VaultError]
    assert told == [(kind.exit_code, kind.__name__) for kind in ours]
    assert told == sorted(told)


def test_the_numbers_on_the_page_are_those_of_the_program() -> None:
    costs = CostPolicy.standard()
    assert [int(number) for _, number in table(PAGE, "what", "number")] == [
        front.SIZE,
        front.BODY_AT,
        payload.BLOCK,
        payload.SMALLEST,
        draft.BLOCK,
        payload.ANCESTORS,
        records.REMEMBERED,
        costs.default.m_kib,
        costs.default.t,
        costs.default.p,
        costs.floor_kib,
        costs.ceiling_kib,
        costs.ceiling_work_kib,
        costs.ceiling_lanes,
    ]


def test_the_golden_vault_opens_by_the_page_alone() -> None:
    raw = GOLDEN.read_bytes()
    found = open_file(raw, PASSPHRASE, Cheapest(floor=8))
    assert found.said == []
    tables = found.payload.tables
    assert tables["values"]["fedcba9876543210fedcba9876543210"] == {"word": "care"}
    assert open_file(raw, SEED_OF_THE_KEY).payload.tables == tables


@pytest.mark.parametrize("name", ["both_keys", "passphrase_only"])
def test_a_vault_as_people_have_them_opens_by_the_page_alone(name: str) -> None:
    told: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("ascii"))
    raw = (FOLDER / f"{name}.vault").read_bytes()
    secrets = [told["passphrase"], *([seed_of(told["recovery"])] if told["recovery"] else [])]
    for secret in secrets:
        found = open_file(raw, secret).payload
        assert [record.parts for record in found.records] == told["records"]


@pytest.mark.parametrize("program", ["age", "rage"])
def test_the_command_on_the_page_opens_the_golden_vault(tmp_path: Path, program: str) -> None:
    line = "tail -c +8193 FILE | age -d -i KEY"
    assert f"\n    {line}\n" in text_of(PAGE)
    if shutil.which(program) is None:
        pytest.skip(f"no {program} on this computer")
    shutil.copy(GOLDEN, tmp_path / "FILE")
    key = identity_of(SEED_OF_THE_KEY)
    (tmp_path / "KEY").write_text(f"{key}\n", encoding="ascii")
    line = line.replace("| age", f"| {program}")
    ran = subprocess.run(line, shell=True, cwd=tmp_path, capture_output=True, check=True)
    assert ran.stdout.startswith(b'{"type":"vault"')
