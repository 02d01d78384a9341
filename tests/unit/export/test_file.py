"""Writing a page: private from the first byte, never over anything, nothing left behind."""

import errno
import os
import runpy
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regret_tui.errors import RegretError
from regret_tui.export import errors as errors_module
from regret_tui.export import file as file_module
from regret_tui.export.errors import (
    ExportError,
    FileNotWritten,
    FileThere,
    NoFolder,
    NotAFile,
)
from regret_tui.export.file import write_text

BINARY = 1 << 28
"""A flag that no system here has."""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def refuse(code: int) -> Callable[..., Any]:
    def refused(*_: Any, **__: Any) -> Any:
        raise OSError(code, os.strerror(code), "SECRET NAME")

    return refused


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "page.md"


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_a_new_file_is_for_the_persons_account_alone(path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write_text(path, "wörds\n")
    finally:
        os.umask(before)
    assert path.read_bytes() == "wörds\n".encode()
    assert mode(path) == 0o600
    assert names(path.parent) == ["page.md"]


def test_it_is_private_and_whole_on_disk_before_it_has_its_name(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[int, int, bool]] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        info = os.fstat(handle)
        if stat.S_ISREG(info.st_mode):
            synced.append((stat.S_IMODE(info.st_mode), info.st_size, path.exists()))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    write_text(path, "words")
    assert synced == [(0o600, 5, False)]


def test_it_is_opened_private(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[int, int]] = []
    real = os.open

    def watched(name: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        if flags & os.O_CREAT:
            opened.append((flags & os.O_EXCL, mode))
        return real(name, flags, mode, **more)

    monkeypatch.setattr(os, "open", watched)
    write_text(path, "words")
    assert opened == [(os.O_EXCL, 0o600)]


def test_the_name_of_the_part_tells_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        seen.extend(names(path.parent))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    write_text(path, "words")
    assert seen[0].endswith(".part")
    assert "page" not in seen[0]


def test_what_is_there_is_not_touched(path: Path) -> None:
    path.write_text("theirs")
    with pytest.raises(FileThere):
        write_text(path, "words")
    assert path.read_text() == "theirs"
    assert names(path.parent) == ["page.md"]


def test_what_comes_meanwhile_is_not_touched(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def meanwhile(handle: int) -> None:
        path.write_text("theirs")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(FileThere):
        write_text(path, "words")
    assert path.read_text() == "theirs"
    assert names(path.parent) == ["page.md"]


def test_replacing_has_to_be_asked_for_and_makes_it_private(path: Path) -> None:
    path.write_text("old")
    path.chmod(0o644)
    write_text(path, "words", replace=True)
    assert path.read_text() == "words"
    assert mode(path) == 0o600


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_is_never_followed(path: Path, tmp_path: Path, exists: bool) -> None:
    target = tmp_path / "elsewhere"
    if exists:
        target.write_text("theirs")
    path.symlink_to(target)
    with pytest.raises(FileThere):
        write_text(path, "words")
    write_text(path, "words", replace=True)
    assert not path.is_symlink()
    assert target.exists() is exists
    assert not exists or target.read_text() == "theirs"


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_a_folder_or_a_pipe_is_no_file(path: Path, make: Callable[[Path], None]) -> None:
    make(path)
    with pytest.raises(NotAFile):
        write_text(path, "words", replace=True)
    with pytest.raises(FileThere):
        write_text(path, "words")


@pytest.mark.parametrize("parent", ["missing", "file"])
def test_the_folder_has_to_be_there(tmp_path: Path, parent: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NoFolder):
        write_text(tmp_path / parent / "page.md", "words")
    assert names(tmp_path) == ["file"]


@pytest.mark.parametrize("call", ["write", "fsync", "open", "fchmod"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_where_the_disk_refuses_nothing_is_left_behind(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, call, refuse(code))
        with pytest.raises(FileNotWritten) as caught:
            write_text(path, "words")
    assert names(path.parent) == []
    assert "SECRET" not in str(caught.value)
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("replace", [True, False])
def test_a_failed_renaming_leaves_what_was_there(
    path: Path, monkeypatch: pytest.MonkeyPatch, replace: bool
) -> None:
    if replace:
        path.write_text("theirs")
    monkeypatch.setattr(Path, "replace", refuse(errno.EIO))
    monkeypatch.setattr(Path, "hardlink_to", refuse(errno.EIO))
    with pytest.raises(FileNotWritten):
        write_text(path, "words", replace=replace)
    assert names(path.parent) == (["page.md"] if replace else [])
    assert not replace or path.read_text() == "theirs"


def test_short_writes_are_gone_on_with(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data[:3])))
    write_text(path, "many words")
    assert path.read_text() == "many words"


class TestWithoutHardLinks:
    @pytest.fixture(autouse=True)
    def no_links(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Path, "hardlink_to", refuse(errno.EPERM))

    def test_it_is_written_all_the_same(self, path: Path) -> None:
        write_text(path, "words")
        assert path.read_text() == "words"
        assert mode(path) == 0o600
        assert names(path.parent) == ["page.md"]

    def test_what_comes_meanwhile_is_not_touched(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fsync = os.fsync

        def meanwhile(handle: int) -> None:
            path.write_text("theirs")
            fsync(handle)

        monkeypatch.setattr(os, "fsync", meanwhile)
        with pytest.raises(FileThere):
            write_text(path, "words")
        assert path.read_text() == "theirs"

    def test_a_failure_leaves_nothing(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Path, "replace", refuse(errno.EIO))
        with pytest.raises(FileNotWritten):
            write_text(path, "words")
        assert names(path.parent) == []


def test_a_folder_that_cannot_be_synced_is_no_fault(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refused(name: Any, flags: int, *more: Any) -> int:
        if name == path.parent:
            raise OSError(errno.EACCES, "no")
        return real(name, flags, *more)

    monkeypatch.setattr(os, "open", refused)
    write_text(path, "words")
    assert path.read_text() == "words"


def test_each_error_has_its_exit_code_and_two_sentences() -> None:
    errors = [
        error
        for error in vars(errors_module).values()
        if isinstance(error, type) and issubclass(error, ExportError)
    ]
    codes = [error.exit_code for error in errors]
    assert sorted(codes) == list(range(50, 50 + len(errors)))
    assert all(code <= 59 for code in codes)
    for error in errors:
        told = error()
        assert isinstance(told, RegretError)
        assert told.message.endswith(".")
        assert told.hint.endswith(".")


def test_a_system_without_its_flags_and_modes_writes_a_page(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows, where in return a file has to be told that it is not to be changed."""
    opened: list[int] = []
    opens = os.open

    def noted(name: Any, flags: int, mode: int = 0o777) -> int:
        opened.append(flags)
        return opens(name, flags & ~BINARY, mode)

    monkeypatch.delattr(os, "fchmod")
    monkeypatch.delattr(os, "O_NOFOLLOW")
    monkeypatch.setattr(os, "O_BINARY", BINARY, raising=False)
    monkeypatch.setattr(os, "open", noted)
    runpy.run_path(file_module.__file__)["write_text"](path, "one\ntwo\n")
    assert path.read_bytes() == b"one\ntwo\n"
    assert opened[0] & BINARY
