"""What is said on the unlock screen, and that looking at a vault changes nothing in it."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from regret_tui.vault.errors import (
    Damaged,
    InUse,
    NewerVersion,
    NotAVault,
    Truncated,
    VaultError,
    WrongPassphrase,
)
from tests.journeys.terminal import terminal
from tests.journeys.walking import LIBRARY, ByKeys, keeps_a_vault, unlocks

FRONT: Final = 4096
BODY: Final = 2 * FRONT


def vault_of(root: Path) -> Path:
    return root / "data" / "journal.vault"


def cut_off(whole: bytes) -> bytes:
    return whole[:-1000]


def emptied(whole: bytes) -> bytes:
    return b""


def bit_in_the_body(whole: bytes) -> bytes:
    return flipped(whole, BODY + 5000)


def something_else(whole: bytes) -> bytes:
    return b"a list for the shop\n" * 2000


def of_a_newer_version(whole: bytes) -> bytes:
    newer = whole.replace(b"journal-vault 1\n", b"journal-vault 2\n")
    for at in (0, FRONT):  # the last line of a front stands for all that comes before its digest
        front = newer[at : at + FRONT]
        before = front[:-65]
        digest = hashlib.sha256(before).hexdigest().encode()
        newer = newer[:at] + before + digest + front[-1:] + newer[at + FRONT :]
    return newer


def flipped(whole: bytes, at: int) -> bytes:
    return whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :]


@pytest.mark.parametrize(
    ("becomes", "error", "step"),
    [
        (cut_off, Truncated, LIBRARY.phrase("unlock.helps_wait")),
        (emptied, NotAVault, LIBRARY.phrase("unlock.helps_copy")),
        (bit_in_the_body, Damaged, LIBRARY.phrase("unlock.helps")),
        (something_else, NotAVault, LIBRARY.phrase("unlock.helps_copy")),
        (of_a_newer_version, NewerVersion, NewerVersion.step),
    ],
)
def test_what_is_wrong_is_said(
    tmp_path: Path, becomes: Callable[[bytes], bytes], error: type[VaultError], step: str
) -> None:
    keeps_a_vault(tmp_path)
    vault = vault_of(tmp_path)
    vault.write_bytes(becomes(vault.read_bytes()))
    before = vault.read_bytes()
    with terminal(tmp_path) as opened:
        unlocks(opened)
        opened.until_sees(error.sentence, step)
        assert (LIBRARY.phrase("unlock.copies") in opened.words) == (error is not NewerVersion)
        assert "Traceback" not in opened.words
        opened.presses("ctrl+q")
        assert opened.ends() == 0
    assert vault.read_bytes() == before


def test_a_wrong_passphrase(tmp_path: Path) -> None:
    keeps_a_vault(tmp_path)
    before = vault_of(tmp_path).read_bytes()
    with terminal(tmp_path) as opened:
        for _ in range(3):
            unlocks(opened, "not this one")
            opened.until_sees(WrongPassphrase.sentence)
        assert vault_of(tmp_path).read_bytes() == before
        opened.presses("f2")
        opened.until_sees("People and lines")
        opened.presses("escape", "ctrl+q")
        assert opened.ends() == 0
    assert vault_of(tmp_path).read_bytes() == before


def test_one_front_is_damaged_and_the_next_save_repairs_it(tmp_path: Path) -> None:
    beside = keeps_a_vault(tmp_path)
    vault = vault_of(tmp_path)
    whole = vault.read_bytes()
    vault.write_bytes(flipped(whole, 100))
    with terminal(tmp_path) as opened:
        unlocks(opened)
        opened.until_sees(
            "You stopped part-way.", "One of the two copies", "The next save repairs it"
        )
        hand = ByKeys(opened, beside)
        hand.chooses("Go on")
        hand.sees_what_is_asked()
        hand.answers()
        hand.sees_what_is_asked()
        opened.presses("ctrl+q")
        assert opened.ends() == 0
    after = vault.read_bytes()
    assert after[:FRONT] == after[FRONT:BODY]


def test_a_second_window_can_only_look(tmp_path: Path) -> None:
    beside = keeps_a_vault(tmp_path)
    vault = vault_of(tmp_path)
    with terminal(tmp_path) as first, terminal(tmp_path) as second:
        hand = ByKeys(first, beside)
        unlocks(first)
        hand.chooses("Go on")
        hand.sees_what_is_asked()
        before = vault.read_bytes()
        in_use = InUse.sentence.removesuffix(".")
        unlocks(second)
        second.until_sees(in_use, "Only look, and change nothing")
        second.presses("enter")
        second.until_sees("You stopped part-way.")
        assert vault.read_bytes() == before
        second.presses("1")
        second.until_sees(LIBRARY.phrase("plain.read_only"))
        assert vault.read_bytes() == before
        hand.answers()
        hand.sees_what_is_asked()
        after = vault.read_bytes()
        assert after != before
        second.presses("ctrl+q")
        assert second.ends() == 0
        assert vault.read_bytes() == after
        first.presses("ctrl+q")
        assert first.ends() == 0
