"""Taking what is whole out of a damaged journal."""

import json
import re
from pathlib import Path

import pytest

from regret_tui.domain.regret import Regret
from regret_tui.vault import RecoveryKey
from tests.cli.driving import PASSPHRASE, reopen, run
from tests.cli.vaults import NEW, VAULT, spoil, two_days

NEW_FD = {"--new-passphrase-fd": NEW}


@pytest.fixture
def key(tmp_path: Path) -> RecoveryKey:
    return two_days(tmp_path)


@pytest.fixture
def root(tmp_path: Path, key: RecoveryKey) -> Path:
    """Return the root of a world with a journal whose last piece is damaged."""
    spoil(tmp_path / VAULT)
    return tmp_path


def salvage(root: Path, *args: str, **how: object) -> tuple[int, str, str]:
    ran = run(root, "vault", "salvage", "--into", str(root / "new.vault"), *args, **how)  # type: ignore[arg-type]
    return ran.code, ran.out, ran.err


def holds(root: Path, secret: str = PASSPHRASE) -> str:
    ran = run(root, "vault", "verify", "--vault", str(root / "new.vault"), lines=[secret])
    assert ran.code == 0, ran.err
    return ran.out


def test_what_is_whole_is_in_a_new_journal(root: Path, key: RecoveryKey) -> None:
    before = (root / VAULT).read_bytes()
    code, out, err = salvage(root, lines=[PASSPHRASE])
    assert code == 0, err
    assert "The damaged file stays as it is." in err
    assert "Records that could be read: 3." in err
    assert re.search(r"Damaged pieces of the file: 1 of \d\.", err)
    assert "Every record that was in it could be read." in err
    assert "opens with the same passphrase" in err
    assert (root / VAULT).read_bytes() == before
    new = RecoveryKey.parse(out)
    assert new != key
    assert out.count(new.text) == 1
    assert new.text not in err
    assert PASSPHRASE not in out + err
    assert "3 records" in holds(root)
    assert "3 records" in holds(root, new.text)
    asked = run(root, "vault", "recovery", "--vault", str(root / "new.vault"), secret=PASSPHRASE)
    assert "Two of its groups are asked for" in asked.out


def test_without_a_key(root: Path) -> None:
    code, out, err = salvage(root, "--without-recovery", secret=PASSPHRASE)
    assert (code, out) == (0, ""), err
    info = run(root, "vault", "info", "--json", "--vault", str(root / "new.vault"))
    assert json.loads(info.out)["opened by"] == ["passphrase"]


def test_by_the_recovery_key_it_gets_a_passphrase_of_its_own(root: Path, key: RecoveryKey) -> None:
    code, out, err = salvage(root, lines=[key.text, NEW, NEW])
    assert code == 0, err
    assert "needs a passphrase of its own" in err
    assert "3 records" in holds(root, NEW)
    assert RecoveryKey.parse(out) != key
    (root / "new.vault").unlink()
    code, out, err = salvage(root, lines=[key.text], secrets=NEW_FD)
    assert code == 0, err
    assert "3 records" in holds(root, NEW)


def test_what_was_lost_is_counted(tmp_path: Path) -> None:
    two_days(tmp_path)
    session = reopen(tmp_path)
    with session.journal.store.together():
        for number in range(40):
            session.journal.store.regrets.put(Regret(f"{number:032x}", f"{number} {'x' * 9000}"))
    session.close()
    spoil(tmp_path / VAULT, 8192 + 170_000)
    code, _, err = salvage(tmp_path, lines=[PASSPHRASE])
    assert code == 0, err
    kept = int(err.partition("could be read: ")[2].partition(".")[0])
    lost = int(err.partition("could not be read: ")[2].partition(".")[0])
    assert 5 <= lost <= 12
    assert kept + lost == 43
    assert f"{kept} records" in holds(tmp_path)


def test_where_the_part_that_opens_it_is_damaged(root: Path) -> None:
    spoil(root / VAULT, 8192 + 100)
    code, out, err = salvage(root, lines=[PASSPHRASE])
    assert (code, out) == (49, ""), err
    assert not (root / "new.vault").exists()


@pytest.mark.parametrize(
    ("lines", "code"), [([], 63), (["not it"], 18), (["AGE-SECRET-KEY-1"], 39)]
)
def test_refusals_make_no_file(root: Path, lines: list[str], code: int) -> None:
    got, out, _ = salvage(root, lines=lines)
    assert (got, out) == (code, "")
    assert not (root / "new.vault").exists()


def test_by_the_key_a_new_passphrase_is_needed(root: Path, key: RecoveryKey) -> None:
    assert salvage(root, lines=[key.text])[0] == 63
    assert salvage(root, lines=[key.text], secrets={"--new-passphrase-fd": "a\ttab"})[0] == 38
    assert not (root / "new.vault").exists()


def test_never_over_a_file_nor_without_one(root: Path) -> None:
    (root / "new.vault").write_text("mine")
    assert salvage(root, lines=[PASSPHRASE])[0] == 37
    assert (root / "new.vault").read_text() == "mine"
    assert run(root, "vault", "salvage").code == 2
    (root / VAULT).unlink()
    (root / "new.vault").unlink()
    assert salvage(root, lines=[PASSPHRASE])[0] == 11


def test_the_passphrase_of_both_from_one_place_is_refused(root: Path) -> None:
    args = ("--passphrase-fd", "0", "--new-passphrase-fd", "0")
    assert salvage(root, *args)[0] == 2
