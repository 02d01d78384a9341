"""Two copies that were both written to, brought together."""

import shutil
from pathlib import Path

import pytest

from regret_tui.vault import RecoveryKey
from tests.cli.driving import PASSPHRASE, make, reopen, run
from tests.cli.vaults import NEW, NEXT_DAY, VAULT, backups, titles, two_days, write


@pytest.fixture
def key(tmp_path: Path) -> RecoveryKey:
    return two_days(tmp_path / "here")


@pytest.fixture
def here(tmp_path: Path, key: RecoveryKey) -> Path:
    return tmp_path / "here"


@pytest.fixture
def there(tmp_path: Path, here: Path) -> Path:
    """Return the root of a second computer, where a page was written and one was deleted."""
    away = tmp_path / "there"
    (away / VAULT).parent.mkdir(parents=True)
    shutil.copy(here / VAULT, away / VAULT)
    write(away, "from there")
    session = reopen(away, at=NEXT_DAY)
    lake = next(item for item in session.journal.regrets() if item.title == "the lake")
    session.journal.store.regrets.delete(lake.id)
    session.close()
    write(here, "from here")
    return away


BOTH = {"the letter", "from here", "from there"}


def test_what_it_would_do_is_said_first_then_it_is_done(here: Path, there: Path) -> None:
    other = (there / VAULT).read_bytes()
    ran = run(here, "vault", "merge", str(there / VAULT), lines=[PASSPHRASE, "y"])
    assert ran.code == 0, ran.err
    assert "Bringing it in would do this:" in ran.err
    assert "1 record is new here, or later there." in ran.err
    assert "1 record was deleted there, and goes here too." in ran.err
    assert "other keys" not in ran.err
    assert ran.out == "They are together now. The other copy stays as it was.\n"
    assert titles(here) == BOTH
    assert (there / VAULT).read_bytes() == other
    again = run(here, "vault", "merge", str(there / VAULT), lines=[PASSPHRASE])
    assert again.code == 0
    assert again.out == "That copy holds nothing that is not here.\n"


def test_a_dry_run_writes_nothing_and_asks_nothing_more(here: Path, there: Path) -> None:
    before = (here / VAULT).read_bytes()
    ran = run(here, "vault", "merge", str(there / VAULT), "--dry-run", secret=PASSPHRASE)
    assert ran.code == 0, ran.err
    assert "1 record is new here, or later there.\n" in ran.out
    assert (here / VAULT).read_bytes() == before


def test_a_backup_is_made_first(here: Path, there: Path) -> None:
    count = len(backups(here))
    run(here, "vault", "merge", str(there / VAULT), "--yes", secret=PASSPHRASE, at=NEXT_DAY)
    assert len(backups(here)) > count
    assert titles(here) == BOTH


CHANGE = {"--passphrase-fd": PASSPHRASE, "--new-passphrase-fd": NEW}


def test_a_copy_with_another_passphrase(here: Path, there: Path, key: RecoveryKey) -> None:
    run(there, "vault", "passphrase", secrets=CHANGE)
    path = str(there / VAULT)
    for how in (
        {"lines": [PASSPHRASE, NEW]},
        {"lines": [PASSPHRASE, key.text]},
        {"secrets": {"--passphrase-fd": PASSPHRASE, "--other-passphrase-fd": NEW}},
    ):
        ran = run(here, "vault", "merge", path, "--dry-run", **how)
        assert ran.code == 0, ran.err
        assert "That copy opens with other keys than this journal." in ran.out
    ran = run(here, "vault", "merge", path, lines=[PASSPHRASE, NEW, "y"])
    assert ran.code == 0, ran.err
    assert "It opens with another passphrase than this journal." in ran.err
    assert NEW not in ran.out + ran.err
    assert titles(here) == BOTH


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], 63),
        (["not it"], 18),
        ([PASSPHRASE], 64),
        ([PASSPHRASE, "n"], 65),
        ([PASSPHRASE, "", "y"], 64),
    ],
)
def test_refusals_change_nothing(here: Path, there: Path, lines: list[str], code: int) -> None:
    ran = run(here, "vault", "merge", str(there / VAULT), lines=lines)
    assert (ran.code, ran.out) == (code, "")
    assert titles(here) == {"the lake", "the letter", "from here"}


def test_the_passphrase_of_the_other_copy_is_not_known(here: Path, there: Path) -> None:
    run(there, "vault", "passphrase", secrets=CHANGE)
    assert run(here, "vault", "merge", str(there / VAULT), lines=[PASSPHRASE]).code == 63
    assert run(here, "vault", "merge", str(there / VAULT), lines=[PASSPHRASE, "x"]).code == 18


def test_the_very_same_file(here: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.vault"
    link.symlink_to(here / VAULT)
    for path in (here / VAULT, link):
        ran = run(here, "vault", "merge", str(path))
        assert (ran.code, ran.out) == (0, "That is this very file. There is nothing to bring in.\n")


def test_another_journal_and_none(here: Path, tmp_path: Path) -> None:
    make(tmp_path / "other")
    path = str(tmp_path / "other" / VAULT)
    assert run(here, "vault", "merge", path, lines=[PASSPHRASE]).code == 48
    assert run(here, "vault", "merge", str(tmp_path / "nowhere")).code == 11
    assert run(here, "vault", "merge", __file__, lines=[PASSPHRASE]).code == 12
    assert run(here, "vault", "merge").code == 2


def test_by_the_recovery_key_it_is_only_looked_at(
    here: Path, there: Path, key: RecoveryKey
) -> None:
    ran = run(here, "vault", "merge", str(there / VAULT), lines=[key.text])
    assert ran.code == 44
    ran = run(here, "vault", "merge", str(there / VAULT), "--dry-run", lines=[key.text])
    assert ran.code == 0, ran.err
