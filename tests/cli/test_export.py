"""Taking words out: asked for twice, and nothing written where anything is wrong."""

import stat
from pathlib import Path

import pytest

from regret_tui.domain.sitting import Share
from regret_tui.journal.exporting import mark
from tests.cli.driving import PASSPHRASE, Ran, files_under, reopen, run
from tests.cli.evening import SENTENCE, Evening


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the root of a world with a walked evening, its naming marked to be shown."""
    beside = Evening(tmp_path_factory.mktemp("beside"))
    root = tmp_path_factory.mktemp("shared")
    assert run(root, "guide", lines=beside.walk()).code == 0
    session = reopen(root)
    name = next(item for item in session.journal.sittings() if item.exercise == "name")
    mark(session.journal, name.id, Share.FULL)
    session.close()
    return root


def export(root: Path, *args: str, again: str = PASSPHRASE) -> Ran:
    return run(root, "export", *args, lines=[PASSPHRASE, again])


def test_a_regret_to_a_file(shared: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.md"
    ran = export(shared, "regret", "--out", str(out))
    assert ran.code == 0, ran.err
    assert ran.out == ""
    assert "synced folder" in ran.err
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert "كتمتُ الرسائل" in out.read_text(encoding="utf-8")


def test_a_session_page_to_standard_output(shared: Path) -> None:
    ran = export(shared, "session", "--out", "-")
    assert ran.code == 0, ran.err
    assert "كتمتُ الرسائل" in ran.out
    assert "synced folder" not in ran.err


def test_the_passphrase_is_asked_again(shared: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.md"
    for args in (("--out", str(out)), ("--out", "-")):
        ran = export(shared, "regret", *args, again="something else")
        assert ran.code == 18
        assert "كتمتُ" not in ran.out
    ended = run(shared, "export", "regret", "--out", str(out), lines=[PASSPHRASE])
    assert ended.code == 63
    assert not out.exists()


def test_from_a_descriptor_once_is_enough(shared: Path) -> None:
    ran = run(shared, "export", "session", "--out", "-", secret=PASSPHRASE)
    assert ran.code == 0, ran.err


def test_never_over_a_file_unless_it_is_asked_for(shared: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.md"
    out.write_text("mine", encoding="utf-8")
    assert export(shared, "session", "--out", str(out)).code == 53
    assert out.read_text(encoding="utf-8") == "mine"
    assert export(shared, "session", "--out", str(out), "--force").code == 0
    assert out.read_text(encoding="utf-8") != "mine"


def test_a_name_that_is_none_and_days_that_are_none(shared: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "page.md")
    assert export(shared, "regret", "--regret", "the sea", "--out", out).code == 62
    assert export(shared, "session", "--since", "tuesday", "--out", out).code == 2
    assert export(shared, "session", "--out", str(tmp_path / "no" / "page.md")).code == 54
    assert not Path(out).exists()


def test_days_bound_it(shared: Path) -> None:
    ran = export(shared, "session", "--since", "2026-11-25", "--out", "-")
    assert ran.code == 0, ran.err
    assert "كتمتُ" not in ran.out


def test_nothing_that_was_not_marked_leaves(shared: Path) -> None:
    ran = export(shared, "regret", "--out", "-")
    assert "my own 光" not in ran.out
    assert SENTENCE.partition(" [/]")[0] in ran.out


def test_it_changes_nothing(shared: Path) -> None:
    before = {name: (shared / name).read_bytes() for name in files_under(shared)}
    export(shared, "session", "--out", "-")
    assert {name: (shared / name).read_bytes() for name in files_under(shared)} == before


def test_closed_where_someone_may_read(tmp_path: Path) -> None:
    begun = ["", "3", "The lake", "1", "1", "4", ""]
    keep = ["/leave", "1", PASSPHRASE, PASSPHRASE, "3"]
    run(tmp_path, "guide", lines=[*begun, *keep])
    ran = export(tmp_path, "regret", "--out", "-")
    assert ran.code == 51, ran.err
    assert ran.out == ""
