"""Your file, in plain lines: what the commands do, from home."""

import shutil
from pathlib import Path

import pytest

from regret_tui.vault import RecoveryKey
from tests.cli.driving import PASSPHRASE, Ran, run
from tests.cli.test_rooms import go, number
from tests.cli.vaults import BACKUPS, NEW, VAULT, backups, titles, two_days, write

FILE = "Your file"


@pytest.fixture
def key(tmp_path: Path) -> RecoveryKey:
    return two_days(tmp_path)


@pytest.fixture
def root(tmp_path: Path, key: RecoveryKey) -> Path:
    return tmp_path


def opens(root: Path, secret: str) -> int:
    return run(root, "vault", "verify", lines=[secret]).code


def shown_key(ran: Ran) -> RecoveryKey:
    """Return the key that was written in groups, one on each line."""
    shown = ran.out.partition("does not write it to disk.\n")[2].splitlines()[:15]
    return RecoveryKey.parse("".join("".join(line.split()[1:]) for line in shown))


def test_it_is_checked(root: Path) -> None:
    ran = go(root, FILE, "See whether the file is whole", then=(PASSPHRASE, "/leave"))
    assert ran.code == 0, ran.err
    assert "It is whole: 3 records" in ran.out


def test_back_leads_home(root: Path) -> None:
    ran = go(root, FILE, then=("", "/leave"))
    assert ran.code == 0
    assert ran.out.count("Save and leave") == 2


def test_an_earlier_copy_is_put_in_place_and_it_is_left(root: Path) -> None:
    ran = go(root, FILE, "Look at earlier copies", then=("2", PASSPHRASE, "1", "more", "more"))
    assert ran.code == 0, ran.err
    assert "2  Tuesday 24 November 2026, 21:00" in ran.out
    assert "Put this copy in the place of the journal?" in ran.out
    told = "The journal is closed here now. Open it again to go on."
    assert ran.out.index("is in place.") < ran.out.index(told)
    assert "more" not in ran.out.partition(told)[2]
    assert titles(root) == set()


@pytest.mark.parametrize("then", [("",), ("9", ""), ("2", PASSPHRASE, "2"), ("2", "not it")])
def test_it_can_be_left_as_it_is(root: Path, then: tuple[str, ...]) -> None:
    ran = go(root, FILE, "Look at earlier copies", then=(*then, "/leave"))
    assert ran.code == (18 if "not it" in then else 0), ran.err
    assert "is in place." not in ran.out
    assert titles(root) == {"the lake", "the letter"}


def test_the_passphrase_is_changed(root: Path) -> None:
    lines = (PASSPHRASE, NEW, NEW, "/leave")
    ran = go(root, FILE, "Change the passphrase", then=lines)
    assert ran.code == 0, ran.err
    assert "So that nobody does this but you" in ran.out
    assert "The passphrase is changed." in ran.out
    assert (opens(root, NEW), opens(root, PASSPHRASE)) == (0, 18)


def test_not_by_someone_who_passes_by(root: Path) -> None:
    for label in ("Change the passphrase", "Make a new recovery key"):
        agreed = ("1",) if "key" in label else ()
        ran = go(root, FILE, label, then=(*agreed, "not it", "/leave"))
        assert ran.code == 0, ran.err
        assert "Nothing was changed." in ran.out
    assert opens(root, PASSPHRASE) == 0


def test_somebody_may_know_it(root: Path, key: RecoveryKey) -> None:
    lines = ("1", PASSPHRASE, NEW, NEW, "", "/leave")
    ran = go(root, FILE, "Somebody may know", then=lines)
    assert ran.code == 0, ran.err
    new = shown_key(ran)
    assert "other copies of this journal were removed" in ran.out
    assert list((root / BACKUPS).iterdir()) == []
    assert [opens(root, it) for it in (NEW, new.text, PASSPHRASE, key.text)] == [0, 0, 18, 19]


def test_a_new_recovery_key(root: Path, key: RecoveryKey) -> None:
    ran = go(root, FILE, "Make a new recovery key", then=("1", PASSPHRASE, "", "/leave"))
    assert ran.code == 0, ran.err
    assert "The one before does not open this journal any more." in ran.out
    assert (opens(root, shown_key(ran).text), opens(root, key.text)) == (0, 19)
    put_off = go(root, FILE, "Make a new recovery key", then=("2", "/leave"))
    assert "Nothing was changed." in put_off.out


def test_a_drill(root: Path, key: RecoveryKey) -> None:
    there = (FILE, "See whether you have", "Type the whole key")
    wrong = go(root, *there, then=(RecoveryKey.generate().text, "", "/leave"))
    assert "This is not the recovery key of this journal." in wrong.err
    ran = go(root, *there, then=(key.text, "/leave"))
    assert ran.code == 0, ran.err
    assert "It is the right key. You will be asked again in half a year." in ran.out
    assert "Type three groups" in go(root, FILE, "See whether you have").out


def test_another_copy_is_brought_in(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    away = tmp_path_factory.mktemp("away")
    (away / VAULT).parent.mkdir()
    shutil.copy(root / VAULT, away / VAULT)
    write(away, "from there")
    label = "Bring in another copy"
    ran = go(root, FILE, label, then=(str(away / VAULT), PASSPHRASE, "1", "/leave"))
    assert ran.code == 0, ran.err
    assert "1 record is new here, or later there." in ran.out
    assert "They are together now." in ran.out
    assert titles(root) == {"the lake", "the letter", "from there"}
    itself = go(root, FILE, label, then=(str(root / VAULT), "/leave"))
    assert "That is this very file." in itself.out
    assert go(root, FILE, label, then=("", "/leave")).code == 0


def test_one_that_lies_beside_is_offered(root: Path) -> None:
    beside = root / "data" / "journal (1).vault"
    shutil.copy(backups(root)[-1], beside)
    ran = go(root, FILE, "Bring in another copy", "journal (1).vault", then=(PASSPHRASE, "/leave"))
    assert ran.code == 0, ran.err
    assert "That copy holds nothing that is not here." in ran.out
    home = run(root, "guide", lines=[PASSPHRASE])
    assert number(home, FILE)


def test_it_is_not_there_before_anything_is_kept(tmp_path: Path) -> None:
    lines = ["", "3", "The lake", "1", "1", "", "1", "2", "/enough", "2"]
    ran = run(tmp_path, "guide", lines=lines)
    assert "Keep it" in ran.out
    assert FILE not in ran.out
