"""Going back to an earlier copy."""

import shutil
import subprocess
from pathlib import Path

import pytest

from regret_tui.vault import RecoveryKey
from tests.cli.driving import LIMIT, PASSPHRASE, make, run
from tests.cli.vaults import NEW, NEXT_DAY, VAULT, backups, spoil, titles, two_days
from tests.world import TOP, clean_env, command

CHANGE = {"--passphrase-fd": PASSPHRASE, "--new-passphrase-fd": NEW}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    two_days(tmp_path)
    return tmp_path


def asides(root: Path) -> list[Path]:
    return sorted((root / "data").glob("journal-aside-*.vault"))


def test_a_number_of_the_list_a_passphrase_and_yes(root: Path) -> None:
    before = (root / VAULT).read_bytes()
    ran = run(root, "vault", "restore", lines=["2", PASSPHRASE, "y"], at=NEXT_DAY)
    assert ran.code == 0, ran.err
    assert "2  Tuesday 24 November 2026, 21:00" in ran.err
    assert "This is the copy of Tuesday 24 November 2026, 21:00." in ran.err
    assert "It holds 0 records. The journal as it stands now holds 3 records." in ran.err
    assert "What you wrote after this copy was made is not in it." in ran.err
    assert "The copy of Tuesday 24 November 2026, 21:00 is in place." in ran.out
    assert "earlier passphrase" not in ran.err
    (aside,) = asides(root)
    assert str(aside) in ran.out
    assert aside.read_bytes() == before
    assert titles(root) == set()
    assert PASSPHRASE not in ran.out + ran.err


@pytest.mark.parametrize(
    "wanted",
    ["latest", "2026-11-25", "2026-11-25 20:15", "2026-11-25T20:15", "name", "stem", "path"],
)
def test_a_copy_is_found_by_what_it_is_called(root: Path, wanted: str) -> None:
    newest = backups(root)[-1]
    names = {"name": newest.name, "stem": newest.stem, "path": str(newest)}
    ran = run(
        root, "vault", "restore", names.get(wanted, wanted), "--yes", secret=PASSPHRASE, at=NEXT_DAY
    )
    assert ran.code == 0, ran.err
    assert "The copy of Wednesday 25 November 2026, 20:15 is in place." in ran.out
    assert titles(root) == {"the lake"}


def test_a_copy_that_lies_elsewhere(root: Path) -> None:
    away = root / "away.vault"
    shutil.copy(backups(root)[0], away)
    assert run(root, "vault", "restore", str(away), "--yes", secret=PASSPHRASE).code == 0
    assert titles(root) == set()


@pytest.mark.parametrize("wanted", ["2026-11-23", "nothing such", "latest.vault", "\0"])
def test_one_that_is_none_of_them(root: Path, wanted: str) -> None:
    if wanted == "\0":
        wanted = "x" * 5000
    ran = run(root, "vault", "restore", wanted, secret=PASSPHRASE)
    assert ran.code == 66
    assert "regret-tui vault backups" in ran.err


def test_a_day_with_two_copies_is_not_guessed(root: Path) -> None:
    run(root, "vault", "passphrase", secrets=CHANGE, at=NEXT_DAY)
    assert run(root, "vault", "restore", "2026-11-25", secret=PASSPHRASE, at=NEXT_DAY).code == 66


def test_latest_passes_over_a_damaged_one(root: Path) -> None:
    spoil(backups(root)[-1])
    ran = run(root, "vault", "restore", "latest", "--yes", secret=PASSPHRASE)
    assert "The copy of Tuesday" in ran.out, ran.err


def test_a_damaged_one_is_refused_before_anything_is_asked(root: Path) -> None:
    spoil(backups(root)[0])
    before = (root / VAULT).read_bytes()
    ran = run(root, "vault", "restore", backups(root)[0].name)
    assert ran.code == 17
    assert (root / VAULT).read_bytes() == before


def test_an_earlier_passphrase_is_said_first_and_opens_it_then(root: Path) -> None:
    assert run(root, "vault", "passphrase", secrets=CHANGE, at=NEXT_DAY).code == 0
    name = backups(root)[0].name
    wrong = run(root, "vault", "restore", name, lines=[NEW, "y"])
    assert wrong.code == 18
    ran = run(root, "vault", "restore", name, lines=[PASSPHRASE, "y"])
    assert ran.code == 0
    told = "It opens with an earlier passphrase, from before you changed it."
    assert ran.err.index(told) < ran.err.index("Passphrase\n")
    assert "It holds 0 records.\n" in ran.err
    assert "From now on the journal opens with the passphrase of that time" in ran.out
    assert titles(root, PASSPHRASE) == set()


def test_the_recovery_key_opens_it_too(tmp_path: Path) -> None:
    key = two_days(tmp_path)
    lines = [key.text.lower(), "y"]
    ran = run(tmp_path, "vault", "restore", "latest", lines=lines)
    assert ran.code == 0, ran.err
    assert key.text not in ran.out + ran.err
    other = RecoveryKey.generate().text
    assert run(tmp_path, "vault", "restore", "latest", lines=[other, "y"]).code == 19


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], 64),
        ([""], 65),
        (["9"], 64),
        (["1"], 63),
        (["1", "not it", "y"], 18),
        (["1", PASSPHRASE], 64),
        (["1", PASSPHRASE, "n"], 65),
        (["1", PASSPHRASE, "perhaps", "y"], 64),
    ],
)
def test_without_a_whole_answer_nothing_is_changed(root: Path, lines: list[str], code: int) -> None:
    before = (root / VAULT).read_bytes()
    ran = run(root, "vault", "restore", lines=lines)
    assert ran.code == code, ran.err
    assert (ran.out, asides(root)) == ("", [])
    assert (root / VAULT).read_bytes() == before


def test_a_vault_that_is_damaged_or_gone_comes_back(root: Path) -> None:
    spoil(root / VAULT)
    ran = run(root, "vault", "restore", "latest", "--yes", secret=PASSPHRASE)
    assert ran.code == 0, ran.err
    assert titles(root) == {"the lake"}
    (root / VAULT).unlink()
    ran = run(root, "vault", "restore", "2026-11-24", "--yes", secret=PASSPHRASE)
    assert ran.code == 0, ran.err
    assert "What stood there before" not in ran.out
    assert titles(root) == set()


def test_another_journal_is_left_where_it_is(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    make(other)
    before = (root / VAULT).read_bytes()
    ran = run(root, "vault", "restore", str(other / VAULT), "--yes", secret=PASSPHRASE)
    assert ran.code == 48
    assert (root / VAULT).read_bytes() == before
    assert asides(root) == []


def test_nothing_to_go_back_to(tmp_path: Path) -> None:
    make(tmp_path)
    shutil.rmtree(tmp_path / "data" / "backups")
    assert run(tmp_path, "vault", "restore").code == 67
    assert run(tmp_path, "vault", "restore", "latest").code == 67


def test_in_use_is_said_before_anything_is_asked(root: Path) -> None:
    with subprocess.Popen(
        command(root, "guide"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=TOP,
        env=clean_env(root),
        text=True,
    ) as first:
        assert first.stdin is not None
        assert first.stdout is not None
        first.stdin.write(f"{PASSPHRASE}\n")
        first.stdin.flush()
        while not first.stdout.readline().startswith("At any question"):
            assert first.poll() is None
        for args in (
            ("restore", "latest"),
            ("passphrase",),
            ("recovery", "--new"),
            ("merge", str(backups(root)[0])),
        ):
            ran = run(root, "vault", *args)
            assert ran.code == 25, (args, ran.err)
            assert str(first.pid) in ran.err
        first.communicate("/leave\n", timeout=LIMIT)
