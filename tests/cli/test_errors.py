"""What can be wrong with a vault, each with its sentence, its next step and its exit code."""

import hashlib
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from regret_tui.vault import RecoveryKey
from tests.cli.driving import PASSPHRASE, make, run
from tests.world import TOP, clean_env, command

VAULT = Path("data/journal.vault")
PAGE = 4096


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def _flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-100] ^= 1
    path.write_bytes(content)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _something_else(path: Path) -> None:
    path.write_bytes(b"a letter to someone\n" * 900)


@pytest.mark.parametrize(
    ("harm", "code"),
    [(_cut, 15), (_longer, 16), (_flipped, 17), (_empty, 12), (_something_else, 12)],
)
def test_a_damaged_file_is_never_a_wrong_passphrase(
    tmp_path: Path, harm: Callable[[Path], None], code: int
) -> None:
    make(tmp_path)
    harm(tmp_path / VAULT)
    before = (tmp_path / VAULT).read_bytes()
    for args in (("guide",), ("vault", "verify")):
        ran = run(tmp_path, *args, lines=[PASSPHRASE])
        assert ran.code == code
        assert len(ran.err.strip().splitlines()) >= 2
        assert "Traceback" not in ran.err
    assert (tmp_path / VAULT).read_bytes() == before


def test_a_newer_format_is_said_to_be_newer(tmp_path: Path) -> None:
    make(tmp_path)
    content = (tmp_path / VAULT).read_bytes()
    pages = b"".join(_newer(content[at : at + PAGE]) for at in (0, PAGE))
    (tmp_path / VAULT).write_bytes(pages + content[2 * PAGE :])
    ran = run(tmp_path, "guide", lines=[PASSPHRASE])
    assert ran.code == 13
    assert "newer version" in ran.err


def _newer(page: bytes) -> bytes:
    """Return a front of format 2, with the digest that belongs to it."""
    body = page[:-65].replace(b"journal-vault 1\n", b"journal-vault 2\n", 1)
    return body + hashlib.sha256(body).hexdigest().encode() + b"\n"


def test_a_wrong_passphrase(tmp_path: Path) -> None:
    make(tmp_path)
    for args in (("guide",), ("vault", "verify"), ("export", "session", "--out", "-")):
        ran = run(tmp_path, *args, lines=["not it", PASSPHRASE, PASSPHRASE])
        assert ran.code == 18
        assert "does not open" in ran.err
        assert "not it" not in ran.out + ran.err
        assert run(tmp_path, *args, secret="not it").code == 18


def test_a_wrong_recovery_key_and_one_that_is_none(tmp_path: Path) -> None:
    key = make(tmp_path)
    other = RecoveryKey.generate().text
    assert run(tmp_path, "vault", "verify", lines=[other]).code == 19
    assert run(tmp_path, "guide", lines=[other]).code == 19
    broken = run(tmp_path, "guide", lines=[key[:-6]])
    assert broken.code == 39
    assert key[20:30] not in broken.err


def _slipped(key: str) -> str:
    """Return a key with one wrong letter in it."""
    at = len(key) // 2
    return f"{key[:at]}{'Q' if key[at] != 'Q' else 'P'}{key[at + 1 :]}"


def test_a_slip_in_the_recovery_key_is_set_right(tmp_path: Path) -> None:
    key = make(tmp_path)
    bare = _slipped(key).removeprefix("AGE-SECRET-KEY-1").lower()
    in_groups = " ".join(bare[at : at + 4] for at in range(0, len(bare), 4))
    for typed in (_slipped(key), bare, in_groups):
        assert run(tmp_path, "vault", "verify", lines=[typed]).code == 0
        ran = run(tmp_path, "guide", lines=[typed])
        assert "make a new passphrase" in ran.out, ran.err
    other = _slipped(RecoveryKey.generate().text)
    assert run(tmp_path, "guide", lines=[other]).code == 39
    assert run(tmp_path, "guide", lines=[other.removeprefix("AGE-SECRET-KEY-1")]).code == 18


def test_the_recovery_key_opens_it_and_new_keys_are_made(tmp_path: Path) -> None:
    key = make(tmp_path)
    lines = [key.lower(), "a new one entirely", "a new one entirely", "", "/leave"]
    ran = run(tmp_path, "guide", lines=lines)
    assert ran.code == 0, ran.err
    assert run(tmp_path, "vault", "verify", secret="a new one entirely").code == 0
    assert run(tmp_path, "vault", "verify", secret=PASSPHRASE).code == 18
    assert run(tmp_path, "vault", "verify", lines=[key]).code == 19


def test_put_off_after_the_recovery_key_it_is_only_read(tmp_path: Path) -> None:
    key = make(tmp_path)
    before = (tmp_path / VAULT).read_bytes()
    ran = run(tmp_path, "guide", lines=[key, "a new one entirely", "a new one entirely", "/leave"])
    assert ran.code == 0
    assert "It is open for reading only" in ran.out
    assert (tmp_path / VAULT).read_bytes() == before


def test_open_in_another_window(tmp_path: Path) -> None:
    make(tmp_path)
    first = subprocess.Popen(
        command(tmp_path, "guide"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=TOP,
        env=clean_env(tmp_path),
        text=True,
    )
    assert first.stdin is not None
    assert first.stdout is not None
    first.stdin.write(f"{PASSPHRASE}\n")
    first.stdin.flush()
    while not first.stdout.readline().startswith("How hard"):
        assert first.poll() is None
    ran = run(tmp_path, "guide", lines=[PASSPHRASE])
    assert ran.code == 25
    assert str(first.pid) in ran.err
    assert f"open in process: {first.pid}\n" in run(tmp_path, "vault", "info").out
    first.communicate("/leave\n", timeout=30)
    assert first.returncode == 0
    assert run(tmp_path, "guide", lines=[PASSPHRASE, "/leave"]).code == 0


def test_a_place_under_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder", encoding="utf-8")
    for args in (("vault", "create"), ("guide",), ("vault", "info")):
        ran = run(tmp_path, *args, lines=[PASSPHRASE, PASSPHRASE])
        assert 10 <= ran.code < 45, ran.err
        assert "Traceback" not in ran.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere; see the next test")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "data").chmod(0o500)
    try:
        ran = run(tmp_path, "guide", lines=[PASSPHRASE, "3"])
        assert ran.code in (28, 29)
    finally:
        (tmp_path / "data").chmod(0o700)


def test_a_place_that_cannot_hold_files(tmp_path: Path) -> None:
    """As root no folder is read-only; /proc refuses a new file to everyone."""
    ran = run(tmp_path, "vault", "create", "--vault", "/proc/journal.vault", secret=PASSPHRASE)
    assert 10 < ran.code < 45
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_a_missing_vault(tmp_path: Path) -> None:
    for args in (("vault", "verify"), ("vault", "info"), ("export", "session", "--out", "-")):
        ran = run(tmp_path, *args, lines=[PASSPHRASE])
        assert ran.code == 11
        assert ran.out == ""
