"""A new passphrase: since it is time, since it was forgotten, since somebody knows it."""

from pathlib import Path

import pytest

from regret_tui.vault import RecoveryKey, info
from tests.cli.driving import PASSPHRASE, Ran, run
from tests.cli.vaults import BACKUPS, NEW, VAULT, backups, titles, two_days
from tests.world import make_world

BOTH = {"--passphrase-fd": PASSPHRASE, "--new-passphrase-fd": NEW}


@pytest.fixture
def key(tmp_path: Path) -> RecoveryKey:
    return two_days(tmp_path)


@pytest.fixture
def root(tmp_path: Path, key: RecoveryKey) -> Path:
    return tmp_path


def opens(root: Path, secret: str) -> int:
    return run(root, "vault", "verify", lines=[secret]).code


def no_secret_in(ran: Ran, *secrets: str) -> None:
    for secret in secrets:
        assert secret not in ran.out + ran.err


def test_it_is_asked_twice_with_a_reading(root: Path, key: RecoveryKey) -> None:
    ran = run(root, "vault", "passphrase", lines=[PASSPHRASE, NEW, NEW])
    assert ran.code == 0, ran.err
    assert "only an estimate" in ran.err
    assert ran.out.splitlines()[0] == "The passphrase is changed."
    assert "Earlier copies still open with the passphrase before." in ran.out
    no_secret_in(ran, PASSPHRASE, NEW, key.text)
    assert (opens(root, NEW), opens(root, PASSPHRASE), opens(root, key.text)) == (0, 18, 0)
    assert titles(root, NEW) == {"the lake", "the letter"}


def test_two_that_differ_are_asked_again(root: Path) -> None:
    ran = run(root, "vault", "passphrase", lines=[PASSPHRASE, NEW, "slip", NEW, NEW])
    assert ran.code == 0
    assert "These two are not the same." in ran.err


def test_from_two_descriptors(root: Path) -> None:
    ran = run(root, "vault", "passphrase", secrets=BOTH)
    assert ran.code == 0, ran.err
    no_secret_in(ran, PASSPHRASE, NEW)
    assert opens(root, NEW) == 0


def test_one_from_a_descriptor_and_one_from_the_pipe(root: Path) -> None:
    assert run(root, "vault", "passphrase", secret=PASSPHRASE, lines=[NEW, NEW]).code == 0
    assert opens(root, NEW) == 0


@pytest.mark.parametrize(
    ("lines", "secrets", "code"),
    [
        ([], {}, 63),
        (["not it"], {}, 18),
        ([PASSPHRASE], {}, 63),
        ([PASSPHRASE, NEW], {}, 63),
        ([PASSPHRASE], {"--new-passphrase-fd": ""}, 63),
        ([PASSPHRASE], {"--new-passphrase-fd": "a\ttab"}, 38),
    ],
)
def test_refusals_change_nothing(
    root: Path, lines: list[str], secrets: dict[str, str], code: int
) -> None:
    assert run(root, "vault", "passphrase", lines=lines, secrets=secrets).code == code
    assert opens(root, PASSPHRASE) == 0


def test_what_is_no_vault_is_said_before_anything_is_asked(tmp_path: Path) -> None:
    for args in (("passphrase",), ("recovery",), ("recovery", "--drill"), ("recovery", "--new")):
        assert run(tmp_path, "vault", *args, lines=["x"]).code == 11
        ran = run(tmp_path, "vault", *args, "--vault", __file__, lines=["x"])
        assert ran.code == 12
        assert ran.out == ""


def test_two_passphrases_from_one_descriptor_are_refused(root: Path) -> None:
    args = ("--passphrase-fd", "0", "--new-passphrase-fd", "0")
    assert run(root, "vault", "passphrase", *args).code == 2


def test_a_forgotten_one_by_the_recovery_key_makes_both_new(root: Path, key: RecoveryKey) -> None:
    ran = run(root, "vault", "passphrase", lines=[key.text, NEW, NEW])
    assert ran.code == 0, ran.err
    new = RecoveryKey.parse(ran.out)
    no_secret_in(ran, NEW, key.text)
    assert ran.out.count(new.text) == 1
    assert new.text not in ran.err
    assert [opens(root, it) for it in (NEW, new.text, PASSPHRASE, key.text)] == [0, 0, 18, 19]
    assert len(backups(root)) == 3


def test_a_sheet_is_read_from_a_descriptor(root: Path, key: RecoveryKey) -> None:
    first = run(root, "vault", "recovery", "--new", "--yes", secret=PASSPHRASE)
    secrets = {"--passphrase-fd": first.out, "--new-passphrase-fd": NEW}
    ran = run(root, "vault", "passphrase", secrets=secrets)
    assert ran.code == 0, ran.err
    assert opens(root, NEW) == 0


def test_a_passphrase_that_begins_like_a_sheet_is_one(root: Path) -> None:
    odd = "# not a sheet"
    secrets = {"--passphrase-fd": PASSPHRASE, "--new-passphrase-fd": odd}
    assert run(root, "vault", "passphrase", secrets=secrets).code == 0
    assert run(root, "vault", "verify", secret=odd).code == 0


def test_somebody_knows_it(root: Path, key: RecoveryKey) -> None:
    lines = [PASSPHRASE, "y", NEW, NEW]
    ran = run(root, "vault", "passphrase", "--somebody-knows-it", lines=lines)
    assert ran.code == 0, ran.err
    new = RecoveryKey.parse(ran.out)
    assert [opens(root, it) for it in (NEW, new.text, PASSPHRASE, key.text)] == [0, 0, 18, 19]
    assert list((root / BACKUPS).iterdir()) == []
    assert "3 other copies of this journal were removed" in ran.err
    assert "Copies elsewhere cannot be reached from here" in ran.err
    assert "Whoever copied the file before can still open that copy" in ran.err
    no_secret_in(ran, NEW, PASSPHRASE, key.text)
    assert titles(root, NEW) == {"the lake", "the letter"}


def test_somebody_has_the_key_is_the_same(root: Path, key: RecoveryKey) -> None:
    ran = run(root, "vault", "recovery", "--somebody-has-it", "--yes", secrets=BOTH)
    assert ran.code == 0, ran.err
    new = RecoveryKey.parse(ran.out)
    assert [opens(root, it) for it in (NEW, new.text, PASSPHRASE, key.text)] == [0, 0, 18, 19]
    assert list((root / BACKUPS).iterdir()) == []


def test_by_the_recovery_key_where_somebody_knows_the_passphrase(
    root: Path, key: RecoveryKey
) -> None:
    lines = [key.text, "y", NEW, NEW]
    ran = run(root, "vault", "passphrase", "--somebody-knows-it", lines=lines)
    assert ran.code == 0, ran.err
    assert opens(root, NEW) == 0
    assert list((root / BACKUPS).iterdir()) == []


def test_a_journal_without_a_key_goes_on_without_one(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    root = tmp_path_factory.mktemp("without")
    run(root, "vault", "create", "--without-recovery", secret=PASSPHRASE)
    ran = run(root, "vault", "passphrase", "--somebody-knows-it", "--yes", secrets=BOTH)
    assert (ran.code, ran.out) == (0, ""), ran.err
    assert "The passphrase is changed." in ran.err
    assert opens(root, NEW) == 0
    assert "There is no recovery key." in run(root, "vault", "recovery").out


def test_it_costs_as_much_to_guess_as_before(root: Path) -> None:
    host = make_world(root).host
    before = info(root / VAULT, host=host).slots[0].cost
    assert run(root, "vault", "passphrase", secrets=BOTH).code == 0
    assert info(root / VAULT, host=host).slots[0].cost == before


def test_a_front_that_is_to_be_repaired_is_said_before_more_is_asked(
    root: Path, key: RecoveryKey
) -> None:
    other = backups(root)[0]
    content = bytearray((root / VAULT).read_bytes())
    for page in (0, 4096):
        content[page + 200] ^= 1
    (root / VAULT).write_bytes(content)
    for args in (("passphrase",), ("recovery", "--new"), ("merge", str(other))):
        ran = run(root, "vault", *args, lines=[PASSPHRASE])
        assert ran.code == 14, ran.err
        assert "regret-tui guide" in ran.err
    ran = run(root, "vault", "passphrase", lines=[key.text, NEW, NEW])
    assert ran.code == 0, ran.err
    assert opens(root, NEW) == 0


@pytest.mark.parametrize(("answer", "code"), [([], 64), (["n"], 65), (["?", "y"], 64), (["y"], 63)])
def test_without_an_answer_nothing_is_removed(root: Path, answer: list[str], code: int) -> None:
    lines = [PASSPHRASE, *answer]
    assert run(root, "vault", "passphrase", "--somebody-knows-it", lines=lines).code == code
    assert len(backups(root)) == 2
    assert opens(root, PASSPHRASE) == 0


def test_what_could_not_be_told_is_left_and_named(root: Path) -> None:
    unknown = root / BACKUPS / "journal-of-something.vault"
    unknown.write_bytes(b"something else")
    ran = run(root, "vault", "passphrase", "--somebody-knows-it", "--yes", secrets=BOTH)
    assert ran.code == 0
    assert str(unknown) in ran.err
    assert unknown.is_file()
    assert (root / VAULT).is_file()
