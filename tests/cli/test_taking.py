"""A page to take along, from home in line mode: seen first, then asked for again, then written."""

import shutil
import stat
from pathlib import Path

import pytest

from tests.cli.driving import PASSPHRASE, Ran, files_under, reopen, run
from tests.cli.evening import SENTENCE, Evening

EXPORT, SESSION, REGRET, NAMES = "5", "1", "2", "3"
SEE, MARKS, WRITE, BACK = "1", "2", "1", ""
IN_FULL = ["3"] * 4
"""At each of the pages there are."""
FILE = "page-2026-11-24.md"


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the root of a world with a whole evening, all of it marked in full."""
    beside = Evening(tmp_path_factory.mktemp("beside"))
    root = tmp_path_factory.mktemp("walked")
    assert run(root, "guide", lines=beside.walk()).code == 0
    lines = [PASSPHRASE, EXPORT, SESSION, MARKS, *IN_FULL, BACK, BACK, "/leave"]
    ran = run(root, "guide", lines=lines)
    assert ran.code == 0, ran.err
    assert ran.out.count("Shown on a page: never.") == 4
    return root


@pytest.fixture
def root(walked: Path, tmp_path: Path) -> Path:
    shutil.copytree(walked, tmp_path / "world")
    return tmp_path / "world"


def take(root: Path, *lines: str) -> Ran:
    """Go from home to a page to take along, and type the rest."""
    ran = run(root, "guide", lines=[PASSPHRASE, EXPORT, *lines])
    assert ran.code == 0, ran.err
    return ran


def test_the_file_is_exactly_what_was_seen(root: Path) -> None:
    ran = take(root, REGRET, "1", SEE, WRITE, PASSPHRASE, "", "/leave")
    written = root / "home" / FILE
    seen = ran.out.partition("The page begins on the next line.\n")[2]
    page = written.read_text(encoding="utf-8")
    assert seen.startswith(page + "The page ended on the line before.")
    assert SENTENCE.partition(" [/]")[0] in page
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert "a synced folder makes copies elsewhere" in ran.out
    assert f"It is written: {written}." in ran.out


def test_a_page_for_an_hour_under_a_name_of_ones_own(root: Path) -> None:
    ran = take(root, SESSION, SEE, WRITE, PASSPHRASE, "~/for her.md", "/leave")
    assert "A page for the hour" in (root / "home" / "for her.md").read_text(encoding="utf-8")
    assert "for her.md" in ran.out


def test_seen_and_not_written(root: Path) -> None:
    ran = take(root, SESSION, SEE, BACK, BACK, BACK, "/leave")
    assert "A page for the hour" in ran.out
    assert not list((root / "home").iterdir())


@pytest.mark.parametrize("again", ["something else", ""])
def test_without_the_passphrase_nothing_leaves(root: Path, again: str) -> None:
    ran = take(root, SESSION, SEE, WRITE, again, BACK, BACK, "/leave")
    assert "It is written" not in ran.out
    assert ("does not open" in ran.err) is bool(again)
    assert not list((root / "home").iterdir())


def test_a_file_that_is_there_is_replaced_only_after_a_yes(root: Path) -> None:
    there = root / "home" / FILE
    there.write_text("mine", encoding="utf-8")
    another = take(root, SESSION, SEE, WRITE, PASSPHRASE, "", "2", "~/other.md", "/leave")
    assert "There is already a file of that name." in another.out
    assert there.read_text(encoding="utf-8") == "mine"
    assert (root / "home" / "other.md").is_file()
    take(root, SESSION, SEE, WRITE, PASSPHRASE, "", "1", "/leave")
    assert "A page for the hour" in there.read_text(encoding="utf-8")


def test_a_place_that_is_none_is_said_and_asked_again(root: Path) -> None:
    ran = take(root, SESSION, SEE, WRITE, PASSPHRASE, "~/no/page.md", "", "/leave")
    assert "The folder for this file is not there." in ran.out
    assert (root / "home" / FILE).is_file()


def test_the_vault_is_never_replaced_by_a_page(root: Path, tmp_path: Path) -> None:
    vault = root / "data" / "journal.vault"
    link = tmp_path / "link.md"
    link.symlink_to(vault)
    backup = next((root / "data" / "backups").iterdir())
    before = backup.read_bytes()
    for path in (vault, link, backup):
        ran = take(root, SESSION, SEE, WRITE, PASSPHRASE, str(path), "/leave")
        assert "It was not touched." in ran.out
        assert "Replace it" not in ran.out
        forced = ("export", "session", "--out", str(path), "--force")
        assert run(root, *forced, lines=[PASSPHRASE, PASSPHRASE]).code == 53
    assert link.is_symlink()
    assert backup.read_bytes() == before
    assert run(root, "vault", "verify", secret=PASSPHRASE).code == 0


def test_a_name_is_listed_and_another_stands_in_its_place(root: Path) -> None:
    add = [NAMES, "1", "messages", "m.", "1", "Anna", " ", "1", "Bo", "B.", "2", "1", BACK]
    ran = take(root, *add, REGRET, "1", SEE, BACK, BACK, BACK, "/leave")
    assert "both needed. Nothing was changed." in ran.out
    page = ran.out.partition("The page begins on the next line.")[2]
    assert "I hid the m. for two months" in page
    assert "messages" not in page.partition("The page ended")[0]
    session = reopen(root)
    assert session.journal.store.profile.aliases == {"messages": "m."}
    session.close()


def test_preview_prints_the_page_and_writes_nothing(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.md"
    before = files_under(root)
    args = ("export", "regret", "--out", str(out))
    ran = run(root, *args, "--preview", lines=[PASSPHRASE, PASSPHRASE])
    assert ran.code == 0, ran.err
    assert "The file will be exactly this." in ran.err
    assert not out.exists()
    assert files_under(root) == before
    assert run(root, *args, lines=[PASSPHRASE, PASSPHRASE]).code == 0
    made = "made:"
    assert [line for line in ran.out.splitlines() if made not in line] == [
        line for line in out.read_text(encoding="utf-8").splitlines() if made not in line
    ]
    wrong = run(root, "export", "regret", "--preview", lines=[PASSPHRASE, "something else"])
    assert wrong.code == 18
    assert wrong.out == ""
    assert run(root, "export", "regret").code == 2
