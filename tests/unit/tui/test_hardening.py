"""What the process gives up at its start, and that a system without it is no trouble."""

import ctypes
import os
import signal
import stat
import sys
from pathlib import Path

import pytest

from regret_tui import hardening
from regret_tui.tui import signals


def test_every_variable_of_textual_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    around = {"TEXTUAL": "devtools", "TEXTUAL_LOG": "x", "TEXTUALX": "y", "HOME": "z"}
    hardening.clean(around)
    assert around == {"HOME": "z"}


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_what_a_system_does_not_have_is_left(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str
) -> None:
    asked: list[tuple[int, ...]] = []

    class Library:
        def __init__(self, _: None) -> None:
            assert platform == "linux", "only Linux is asked"

        def prctl(self, *args: int) -> int:
            asked.append(args)
            return 0

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setitem(sys.modules, "resource", None)  # as on Windows
    monkeypatch.setattr(ctypes, "CDLL", Library)
    before = os.umask(0)
    try:
        hardening.harden({})
        (tmp_path / "new").touch()
    finally:
        os.umask(before)
    assert asked == ([(4, 0, 0, 0, 0)] if platform == "linux" else [])
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o600


def test_a_refusal_by_the_system_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")

    def refuses(*_: object) -> None:
        raise ValueError("not allowed")

    monkeypatch.setattr(resource, "setrlimit", refuses)
    monkeypatch.setattr(hardening, "_no_reading_of_memory", lambda: None)
    before = os.umask(0)
    try:
        hardening.harden({})
    finally:
        os.umask(before)


def test_it_leaves_instead_of_being_stopped_unless_the_system_ignores_that() -> None:
    before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    mask = os.umask(0o077)
    try:
        hardening.harden({})
        with pytest.raises(hardening.Stopped):
            signal.raise_signal(signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        hardening.harden({})
        signal.raise_signal(signal.SIGTSTP)
    finally:
        signal.signal(signal.SIGTSTP, before)
        os.umask(mask)


def test_a_system_that_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "SIGTSTP")
    signals.stop_process()  # and the tests go on
