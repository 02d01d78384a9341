"""The commands about the file at a terminal: asked again, never shown, and put off."""

import shutil
import sys
from pathlib import Path

import pytest

from regret_tui.vault import RecoveryKey
from tests.cli.driving import PASSPHRASE, reopen, run
from tests.cli.terminal import Terminal, terminal
from tests.cli.vaults import NEW, NEXT_DAY, VAULT, titles, two_days, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


@pytest.fixture
def key(tmp_path: Path) -> RecoveryKey:
    return two_days(tmp_path)


@pytest.fixture
def root(tmp_path: Path, key: RecoveryKey) -> Path:
    return tmp_path


def cheapen(root: Path) -> None:
    """Let the passphrase cost less than this computer could make it cost."""
    session = reopen(root)
    assert session.vault is not None
    session.vault.change_passphrase(PASSPHRASE)
    session.close()


def confirm(root: Path, key: RecoveryKey) -> None:
    """Have the two groups asked, so that a drill is what comes next."""
    session = reopen(root)
    wanted = session.keys.asked_groups
    assert session.keys.confirm_groups({n: key.groups[int(n) - 1] for n in wanted})
    session.close()


def type_groups(opened: Terminal, key: RecoveryKey, count: int) -> None:
    for _ in range(count):
        opened.wait_for("Group ")
        opened.wait_for("\r\n")
        number = (opened.child.before or "").strip()
        opened.child.sendline(key.groups[int(number) - 1].lower())


def test_a_passphrase_is_changed_with_slips_on_the_way(root: Path) -> None:
    with terminal(root, "vault", "passphrase") as opened:
        opened.type(
            ("Passphrase ", "not it"),
            ("does not open the journal", ""),
        )
        assert opened.end() == 65
    with terminal(root, "vault", "passphrase") as opened:
        opened.type(
            ("If it is lost, type the recovery", PASSPHRASE),
            ("to take the words above.", NEW),
            ("Type it once more.", "a slip"),
            ("These two are not the same.", NEW),
            ("Type it once more.", NEW),
        )
        assert opened.end() == 0
        assert NEW not in opened.seen
        assert PASSPHRASE not in opened.seen
    assert run(root, "vault", "verify", secret=NEW).code == 0


def test_a_restore_is_talked_over(root: Path) -> None:
    with terminal(root, "vault", "restore") as opened:
        opened.type(
            ("2  Tuesday 24 November 2026", "7"),
            ("A number from 1 to 2 fits here.", "2"),
            ("Passphrase ", "not it"),
            ("Passphrase ", PASSPHRASE),
            ("y or n?", "hm"),
            ("y or n?", "yes"),
            ("is in place.", ""),
        )
        assert opened.end() == 0
    assert titles(root) == set()


def test_enter_alone_leaves_everything(root: Path) -> None:
    for args, text in (
        (("restore",), "2  Tuesday"),
        (("recovery", "--drill"), "Type the whole key"),
        (("passphrase",), "Passphrase "),
    ):
        with terminal(root, "vault", *args) as opened:
            opened.type((text, ""))
            assert opened.end() == 65


def test_a_key_is_shown_on_a_sheet(root: Path, key: RecoveryKey) -> None:
    with terminal(root, "vault", "recovery", "--new") as opened:
        opened.type(("Passphrase ", PASSPHRASE), ("y or n?", "y"))
        assert opened.end() == 0
    new = RecoveryKey.parse(opened.seen[opened.seen.rindex("AGE-SECRET-KEY-1") :].strip())
    assert new != key
    assert run(root, "vault", "verify", lines=[new.text]).code == 0


def test_a_drill_by_three_groups_or_the_whole_key(root: Path, key: RecoveryKey) -> None:
    confirm(root, key)
    with terminal(root, "vault", "recovery", "--drill") as opened:
        opened.type(("Type three groups", "2"), ("Passphrase ", PASSPHRASE))
        opened.wait_for("Type these groups")
        type_groups(opened, key, 3)
        opened.wait_for("It is the right key. You will be asked again in half a year.")
        assert opened.end() == 0
    with terminal(root, "vault", "recovery", "--drill") as opened:
        opened.type(
            ("Type three groups", "1"),
            ("Recovery key ", RecoveryKey.generate().text),
            ("is not the recovery key of this journal", key.text),
            ("It is the right key.", ""),
        )
        assert opened.end() == 0
        assert key.text not in opened.seen
    with terminal(root, "vault", "recovery", "--drill") as opened:
        opened.type(("Type three groups", "1"), ("Recovery key ", key.text))
        opened.type(("Passphrase ", PASSPHRASE), ("again in half a year", ""))
        assert opened.end() == 0


LATER = "2027-03-01T21:00:00+01:00"


def test_a_drill_after_opening_is_put_off_for_a_week(root: Path, key: RecoveryKey) -> None:
    confirm(root, key)
    cheapen(root)
    with terminal(root, "guide", at=LATER) as opened:
        opened.type(("Passphrase ", PASSPHRASE))
        opened.wait_for("It has been a while since")
        opened.type(("Enter alone leaves it for a week.", ""), ("Save and leave", ""))
        assert opened.end() == 0
    with terminal(root, "guide", at="2027-03-03T21:00:00+01:00") as opened:
        opened.type(("Passphrase ", PASSPHRASE))
        opened.wait_for("This computer can make")
        assert "It has been a while" not in opened.seen
        opened.type(("Not now", "2"), ("Save and leave", ""))
        assert opened.end() == 0
    with terminal(root, "guide", at="2027-03-09T21:00:00+01:00") as opened:
        opened.type(("Passphrase ", PASSPHRASE))
        opened.wait_for("It has been a while since")
        type_groups(opened, key, 3)
        opened.wait_for("It is the right key. You will be asked again in half a year.")
        opened.type(("Save and leave", ""))
        assert opened.end() == 0
    with terminal(root, "guide", at="2027-03-10T21:00:00+01:00") as opened:
        opened.type(("Passphrase ", PASSPHRASE), ("Save and leave", ""))
        assert opened.end() == 0
        assert "harder to guess" not in opened.seen


def test_a_passphrase_is_made_harder_to_guess(root: Path, key: RecoveryKey) -> None:
    confirm(root, key)
    cheapen(root)
    with terminal(root, "guide") as opened:
        opened.type(
            ("Passphrase ", PASSPHRASE),
            ("Not now", "1"),
            ("Passphrase ", "not it"),
            ("This is not the passphrase.", PASSPHRASE),
            ("It is harder to guess now.", ""),
        )
        assert opened.end() == 0
    assert run(root, "vault", "verify", secret=PASSPHRASE).code == 0


def test_what_something_else_wrote_is_brought_in(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    away = tmp_path_factory.mktemp("away")
    (away / VAULT).parent.mkdir()
    shutil.copy(root / VAULT, away / VAULT)
    write(away, "from there")
    with terminal(root, "guide", "arrive") as opened:
        opened.type(("Passphrase ", PASSPHRASE), ("Group ", ""))
        opened.wait_for("numb")
        opened.listens()
        shutil.copy(away / VAULT, root / VAULT)
        opened.child.sendline("4")
        opened.wait_for("changed elsewhere while it was open here")
        opened.type(
            ("1  Bring it in, then save", "1"),
            ("Passphrase ", "not it"),
            ("Passphrase ", PASSPHRASE),
            ("They are together now.", "/leave"),
        )
        assert opened.end() == 0
    assert titles(root) == {"the lake", "the letter", "from there"}
    session = reopen(root, at=NEXT_DAY)
    (page,) = [item for item in session.journal.sittings() if item.exercise == "arrive"]
    assert page.answers
    session.close()


def test_from_a_room_it_can_be_brought_in_too(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    away = tmp_path_factory.mktemp("away")
    (away / VAULT).parent.mkdir()
    shutil.copy(root / VAULT, away / VAULT)
    write(away, "from there")
    with terminal(root, "guide") as opened:
        opened.type(("Passphrase ", PASSPHRASE), ("Group ", ""))
        opened.wait_for("  Settings")
        at = opened.seen.rsplit("\n", 1)[-1].split()[0]
        opened.type(("> ", at))
        opened.wait_for("Wording: ")
        opened.listens()
        shutil.copy(away / VAULT, root / VAULT)
        opened.child.sendline("2")
        opened.type(
            ("1  Bring it in", "1"),
            ("Passphrase ", PASSPHRASE),
            ("They are together now.", "/leave"),
        )
        opened.end()
    assert titles(root) == {"the lake", "the letter", "from there"}


def test_a_restore_from_home_leaves_at_once(root: Path) -> None:
    with terminal(root, "guide") as opened:
        opened.type(("Passphrase ", PASSPHRASE), ("Group ", ""))
        opened.wait_for("  Your file")
        at = opened.seen.rsplit("\n", 1)[-1].split()[0]
        opened.type(("> ", at))
        opened.type(("Look at earlier copies", "1"), ("2  Tuesday", "2"))
        opened.type(("Passphrase ", PASSPHRASE), ("1  Yes", "1"))
        opened.wait_for("The journal is closed here now. Open it again to go on.")
        assert opened.end() == 0
    assert titles(root) == set()
