"""The recovery key: whether there is one, a new one, and whether one is right."""

import io
import json
from pathlib import Path

import pytest
from age.file import Decryptor
from age.keys.agekey import AgePrivateKey
from cryptography.exceptions import InvalidSignature

from regret_tui.export.measure import width
from regret_tui.plain.sheet import COLUMNS, sheet
from regret_tui.plain.words import Sentences
from regret_tui.vault import RecoveryKey
from tests.cli.driving import PASSPHRASE, library, make, run
from tests.cli.vaults import NEW, VAULT, write
from tests.world import make_world

LATER = "2027-01-15T21:00:00+01:00"


@pytest.fixture
def key(tmp_path: Path) -> RecoveryKey:
    return RecoveryKey.parse(make(tmp_path))


@pytest.fixture
def root(tmp_path: Path, key: RecoveryKey) -> Path:
    return tmp_path


def fits(root: Path, key: RecoveryKey) -> bool:
    return run(root, "vault", "verify", lines=[key.text]).code == 0


def test_whether_there_is_one_and_when_it_is_asked_about(root: Path, key: RecoveryKey) -> None:
    ran = run(root, "vault", "recovery", lines=[PASSPHRASE])
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == [
        "There is a recovery key.",
        "Two of its groups are asked for when you next open the journal.",
    ]
    ran = run(root, "vault", "recovery", "--drill", secret=PASSPHRASE, lines=[key.text])
    assert ran.out == "It is the right key. You will be asked again in half a year.\n"
    ran = run(root, "vault", "recovery", secret=PASSPHRASE)
    assert ran.out.endswith(
        "From Tuesday 25 May 2027 on you are asked whether you still have it.\n"
    )
    ran = run(root, "vault", "recovery", secret=PASSPHRASE, at="2027-06-01T12:00:00+02:00")
    assert "It is time to see whether you still have it" in ran.out


def test_where_there_is_none_nothing_is_asked(tmp_path: Path) -> None:
    run(tmp_path, "vault", "create", "--without-recovery", secret=PASSPHRASE)
    ran = run(tmp_path, "vault", "recovery")
    assert ran.code == 0
    assert "There is no recovery key. If the passphrase is lost, the words are lost." in ran.out
    assert "regret-tui vault recovery --new" in ran.out
    new = run(tmp_path, "vault", "recovery", "--new", lines=[PASSPHRASE])
    assert new.code == 0, new.err
    assert "The recovery key opens this journal from now on." in new.err
    assert fits(tmp_path, RecoveryKey.parse(new.out))


def test_a_new_one_on_a_sheet(root: Path, key: RecoveryKey) -> None:
    ran = run(root, "vault", "recovery", "--new", lines=[PASSPHRASE, "y"])
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()
    (bare,) = [line for line in lines if not line.startswith("#")]
    new = RecoveryKey.parse(ran.out)
    assert bare == new.text
    assert all(width(line) <= COLUMNS for line in lines if line != bare)
    assert "# Made on Tuesday 24 November 2026, for the file:" in lines
    assert "#   journal.vault" in lines
    assert str(root) not in ran.out
    assert "#   tail -c +8193 FILE | age -d -i KEY" in lines
    shown = [word for line in lines for word in line.split() if word in new.groups]
    assert shown == list(new.groups)
    assert new.text not in ran.err
    assert PASSPHRASE not in ran.out + ran.err
    assert (fits(root, new), fits(root, key)) == (True, False)
    assert not [
        path
        for path in root.rglob("*")
        if path.is_file() and new.text.encode() in path.read_bytes()
    ]


def test_the_file_opens_with_another_age_and_that_very_sheet(root: Path) -> None:
    """Saved anew until the header suits the age package; tests/unit/vault/test_second_reader.py."""
    ran = run(root, "vault", "recovery", "--new", "--yes", secret=PASSPHRASE)
    (bare,) = [line for line in ran.out.splitlines() if line and not line.startswith("#")]
    identity = AgePrivateKey.from_private_string(bare)
    for number in range(100):
        try:
            body = io.BytesIO((root / VAULT).read_bytes()[8192:])
            with Decryptor([identity], body) as opened:
                head = json.loads(opened.read().split(b"\n")[0])
            break
        except InvalidSignature:
            write(root, f"again {number}")
    else:
        pytest.fail("no header of a hundred was readable")
    assert head["type"] == "vault"


@pytest.mark.parametrize(
    ("lines", "code"),
    [([], 63), (["not it"], 18), ([PASSPHRASE], 64), ([PASSPHRASE, "n"], 65), (["KEY"], 44)],
)
def test_no_new_one_without_a_passphrase_and_an_answer(
    root: Path, key: RecoveryKey, lines: list[str], code: int
) -> None:
    typed = [key.text if line == "KEY" else line for line in lines]
    ran = run(root, "vault", "recovery", "--new", lines=typed)
    assert (ran.code, ran.out) == (code, "")
    assert fits(root, key)


def test_the_whole_key_is_seen_to_be_right_without_opening_it(root: Path, key: RecoveryKey) -> None:
    before = (root / VAULT).read_bytes()
    for typed in (key.text, key.text.lower(), " ".join(key.groups)):
        ran = run(root, "vault", "recovery", "--drill", lines=[typed])
        assert (ran.code, ran.out) == (
            0,
            "It is the right key. Keep it where only you would look.\n",
        )
        assert key.text not in ran.err
    assert (root / VAULT).read_bytes() == before


def test_a_sheet_can_be_drilled_as_it_is(root: Path) -> None:
    ran = run(root, "vault", "recovery", "--new", "--yes", secret=PASSPHRASE)
    drilled = run(root, "vault", "recovery", "--drill", lines=ran.out.splitlines())
    assert drilled.code == 0, drilled.err


def test_a_key_that_is_not_the_right_one(root: Path, key: RecoveryKey) -> None:
    other = RecoveryKey.generate().text
    ran = run(root, "vault", "recovery", "--drill", lines=[other])
    assert (ran.code, ran.out) == (19, "")
    assert "This is not the recovery key of this journal." in ran.err
    assert other not in ran.err
    assert run(root, "vault", "recovery", "--drill", lines=[key.text[:-5]]).code == 39
    assert run(root, "vault", "recovery", "--drill", lines=[""]).code == 65
    assert run(root, "vault", "recovery", "--drill").code == 63


def test_only_one_thing_at_a_time(root: Path) -> None:
    for args in (("--new", "--drill"), ("--drill", "--somebody-has-it")):
        ran = run(root, "vault", "recovery", *args)
        assert ran.code == 2
        assert "Only one of" in ran.err


def test_over_a_pipe_neither_drill_nor_cost_is_asked(root: Path, key: RecoveryKey) -> None:
    run(root, "vault", "recovery", "--drill", secret=PASSPHRASE, lines=[key.text])
    ran = run(root, "guide", lines=[PASSPHRASE, "/leave"], at="2027-08-01T12:00:00+02:00")
    assert ran.code == 0
    assert "Is it still where you can find it?" not in ran.out


def test_a_long_or_odd_file_name_keeps_to_its_line(tmp_path: Path) -> None:
    key, says = RecoveryKey.generate(), Sentences(library())
    for name in ("湖" * 90, "a\nb\x1b[31m.vault", "x" * 300):
        lines = sheet(key, name, make_world(tmp_path).now(), says).splitlines()
        (bare,) = [line for line in lines if not line.startswith("#")]
        assert bare == key.text
        assert all(width(line) <= COLUMNS for line in lines if line != bare)
        assert "\x1b" not in "".join(lines)


def test_a_new_passphrase_leaves_the_key(root: Path, key: RecoveryKey) -> None:
    run(
        root,
        "vault",
        "passphrase",
        secrets={"--passphrase-fd": PASSPHRASE, "--new-passphrase-fd": NEW},
    )
    assert fits(root, key)
