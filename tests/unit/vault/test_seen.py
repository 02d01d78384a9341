"""What another copy in the place of the last seen one means."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from regret_tui.vault import Host, Notice, NoticeKind, Vault
from regret_tui.vault.errors import (
    Diverged,
    DurabilityUnknown,
    FrontMismatch,
    LockUnavailable,
    RolledBack,
)
from regret_tui.vault.notices import notice
from tests.support_vault import PASSPHRASE, TABLES, cheap_host

Save = Callable[[Path, Host, int], None]


def saves(path: Path, host: Host, *numbers: int) -> list[NoticeKind]:
    """Open, save once for each number, close; return what was said."""
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        for number in numbers:
            vault.save({**TABLES, "t": {"a": {"n": number}}})
        return [notice.kind for notice in vault.notices]


def generation(path: Path, host: Host) -> int:
    with Vault.open(path, host=host, passphrase=PASSPHRASE, read_only=True) as vault:
        return vault.generation


@pytest.fixture
def copy(path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(path, tmp_path / "copy"))


def test_the_same_or_a_later_one_is_silent(path: Path, host: Host, tmp_path: Path) -> None:
    assert saves(path, host, 1, 2) == []
    assert saves(path, cheap_host(tmp_path / "elsewhere"), 3, 4) == []
    assert saves(path, host) == []
    assert saves(path, host, 5) == []


def test_an_older_copy_is_said(path: Path, host: Host, copy: Path) -> None:
    saves(path, host, 1, 2)
    copy.replace(path)
    assert saves(path, host) == [NoticeKind.ROLLED_BACK]
    assert saves(path, host) == [NoticeKind.ROLLED_BACK]


def test_going_on_takes_both_lines(path: Path, host: Host, copy: Path, tmp_path: Path) -> None:
    saves(path, host, 1, 2)
    newer = Path(shutil.copy(path, tmp_path / "newer"))
    copy.replace(path)
    assert saves(path, host, 3) == [NoticeKind.ROLLED_BACK]
    assert generation(path, host) == 4
    assert saves(path, host, 4) == []
    newer.replace(path)
    assert saves(path, host) == [NoticeKind.ROLLED_BACK]


def test_a_copy_that_grew_apart_is_said(path: Path, host: Host, copy: Path, tmp_path: Path) -> None:
    saves(path, host, 1)
    saves(copy, cheap_host(tmp_path / "elsewhere"), 1, 2, 3)
    copy.replace(path)
    assert saves(path, host) == [NoticeKind.DIVERGED]
    assert saves(path, host, 4) == [NoticeKind.DIVERGED]
    assert saves(path, host) == []
    assert generation(path, host) == 5


def test_reading_only_says_it_and_notes_nothing(path: Path, host: Host, copy: Path) -> None:
    saves(path, host, 1)
    copy.replace(path)
    for _ in range(2):
        with Vault.open(path, host=host, passphrase=PASSPHRASE, read_only=True) as vault:
            assert [notice.kind for notice in vault.notices] == [NoticeKind.ROLLED_BACK]


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"revision":"x","generation":1}'])
def test_an_unreadable_note_counts_as_none(path: Path, host: Host, content: bytes) -> None:
    saves(path, host, 1)
    (note,) = (host.state / "seen").iterdir()
    note.write_bytes(content)
    assert saves(path, host, 2) == []


def test_the_note_names_neither_path_nor_vault(path: Path, host: Host) -> None:
    saves(path, host, 1)
    (note,) = (host.state / "seen").iterdir()
    assert "journal" not in note.name
    assert b"journal" not in note.read_bytes()


def test_a_computer_that_saw_the_other_line_is_not_alarmed(
    path: Path, host: Host, copy: Path, tmp_path: Path
) -> None:
    """Going on from an older copy takes the other line's last revision among the ancestors."""
    saves(path, host, 1, 2)
    elsewhere = cheap_host(tmp_path / "elsewhere")
    assert saves(path, elsewhere) == []
    copy.replace(path)
    assert saves(path, host, 3) == [NoticeKind.ROLLED_BACK]
    assert saves(path, elsewhere) == []


def test_each_thing_is_said_by_itself(path: Path, host: Host, copy: Path) -> None:
    saves(path, host, 1, 2)
    raw = bytearray(copy.read_bytes())
    raw[300] ^= 1
    path.write_bytes(raw)
    assert saves(path, host) == [NoticeKind.ONE_FRONT_DAMAGED, NoticeKind.ROLLED_BACK]


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_notice_has_its_sentence(kind: NoticeKind) -> None:
    said = notice(kind)
    assert said.kind is kind
    assert said.message.endswith(".")
    assert said.hint.endswith(".")


def test_what_an_error_says_too_is_said_in_its_words() -> None:
    for kind, error in (
        (NoticeKind.FRONT_MISMATCH, FrontMismatch),
        (NoticeKind.ROLLED_BACK, RolledBack),
        (NoticeKind.DIVERGED, Diverged),
        (NoticeKind.LOCK_UNAVAILABLE, LockUnavailable),
        (NoticeKind.DURABILITY_UNKNOWN, DurabilityUnknown),
    ):
        assert notice(kind) == Notice(kind, error.sentence, error.step)
