"""Keeping, letting go, and what is on disk before, between and after."""

import subprocess
from pathlib import Path

import pytest

from regret_tui.domain.profile import RecoveryState
from regret_tui.vault import RecoveryKey
from tests.cli.driving import PASSPHRASE, files_under, make, reopen, run
from tests.world import TOP, clean_env, command

BEGUN = ["", "3", "The lake", "1", "1", ""]
"""As far as the first question of naming it; its answer is the one that offers keeping."""
VAULT = "data/journal.vault"


def test_leaving_before_anything_is_kept_leaves_nothing(tmp_path: Path) -> None:
    for count in range(len(BEGUN)):
        ran = run(tmp_path, "guide", lines=BEGUN[:count])
        assert ran.code == 0
        assert files_under(tmp_path) == []


def test_it_is_offered_at_the_third_answer(tmp_path: Path) -> None:
    ran = run(tmp_path, "guide", lines=[*BEGUN, "1"])
    assert ran.out.count("Keep this?") == 1
    assert files_under(tmp_path) == []


def test_let_go_is_asked_once_more_and_leaves_nothing(tmp_path: Path) -> None:
    ran = run(tmp_path, "guide", lines=[*BEGUN, "1", "3", "1"])
    assert ran.code == 0
    assert "Let it go? Nothing is on disk" in ran.out
    assert ran.out.rstrip().endswith("It is gone. Nothing was kept.")
    assert files_under(tmp_path) == []


def test_let_go_can_be_taken_back(tmp_path: Path) -> None:
    ran = run(tmp_path, "guide", lines=[*BEGUN, "1", "3", "2", "I hid it."])
    assert "Say it as a camera would have seen it." in ran.out


def test_not_now_is_asked_again_on_leaving(tmp_path: Path) -> None:
    lines = [*BEGUN, "1", "2", "I hid it.", "/leave", "1", PASSPHRASE, PASSPHRASE, "1", ""]
    ran = run(tmp_path, "guide", lines=lines)
    assert ran.code == 0, ran.err
    assert ran.out.count("Keep this?") == 2
    assert VAULT in files_under(tmp_path)
    session = reopen(tmp_path)
    recovered = session.recovered()
    session.close()
    assert recovered is not None
    assert recovered.text == "I hid it."


def test_on_leaving_one_can_stay_after_all(tmp_path: Path) -> None:
    ran = run(tmp_path, "guide", lines=[*BEGUN, "1", "2", "/leave", "2", "/leave", "3", "1"])
    assert ran.out.count("Keep this?") == 3
    assert ran.out.rstrip().endswith("It is gone. Nothing was kept.")
    assert files_under(tmp_path) == []


def test_keep_nothing_never_offers(tmp_path: Path) -> None:
    ran = run(tmp_path, "guide", lines=["2", *BEGUN[1:], "1", "I hid it.", ".", "/leave"])
    assert ran.code == 0
    assert "Keep this?" not in ran.out
    assert files_under(tmp_path) == []


def test_leaving_on_the_first_screen(tmp_path: Path) -> None:
    assert run(tmp_path, "guide", lines=["4"]).code == 0
    assert run(tmp_path, "guide", lines=["q"]).code == 0
    assert files_under(tmp_path) == []


@pytest.mark.parametrize(
    ("chosen", "state", "has_key"),
    [
        (["1", ""], RecoveryState.WRITTEN, True),
        (["2"], RecoveryState.LATER, False),
        (["3"], RecoveryState.WITHOUT, False),
    ],
)
def test_the_vault_is_made_with_the_key_or_without(
    tmp_path: Path, chosen: list[str], state: RecoveryState, has_key: bool
) -> None:
    ran = run(tmp_path, "guide", lines=[*BEGUN, "1", "1", PASSPHRASE, PASSPHRASE, *chosen])
    assert "It is kept." in ran.out, ran.err
    session = reopen(tmp_path)
    try:
        assert session.vault is not None
        assert session.vault.has_recovery is has_key
        assert session.journal.store.profile.recovery is state
        assert session.journal.store.profile.openings == 1
    finally:
        session.close()


def test_the_key_that_was_shown_opens_it(tmp_path: Path) -> None:
    ran = run(tmp_path, "guide", lines=[*BEGUN, "1", "1", PASSPHRASE, PASSPHRASE, "1", ""])
    shown = ran.out.partition("does not write it to disk.\n")[2].splitlines()[:15]
    key = RecoveryKey.parse("".join("".join(line.split()[1:]) for line in shown))
    verified = run(tmp_path, "vault", "verify", lines=[key.text])
    assert verified.code == 0, verified.err


def test_two_passphrases_that_differ_are_typed_again(tmp_path: Path) -> None:
    lines = [*BEGUN, "1", "1", PASSPHRASE, "another", PASSPHRASE, PASSPHRASE, "3"]
    ran = run(tmp_path, "guide", lines=lines)
    assert "These two are not the same." in ran.err
    assert run(tmp_path, "vault", "verify", secret=PASSPHRASE).code == 0


def test_enter_takes_the_words_that_were_proposed(tmp_path: Path) -> None:
    ran = run(tmp_path, "guide", lines=[*BEGUN, "1", "1", "", "3"])
    proposed = ran.err.partition("picked by chance:\n")[2].splitlines()[0]
    assert len(proposed.split()) == 6
    assert run(tmp_path, "vault", "verify", secret=proposed).code == 0


def test_a_weak_passphrase_is_read_and_not_refused(tmp_path: Path) -> None:
    ran = run(tmp_path, "guide", lines=[*BEGUN, "1", "1", "1234", "1234", "3"])
    assert "Someone with this file and some patience might guess this." in ran.err
    assert run(tmp_path, "vault", "verify", secret="1234").code == 0


def test_keeping_that_fails_loses_nothing_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    lines = ["", "3", "The lake"]
    refused = run(tmp_path, "guide", lines=lines)
    assert refused.code not in (0, 70)
    (tmp_path / "data").unlink()


def test_a_draft_survives_a_terminal_that_is_killed(tmp_path: Path) -> None:
    make(tmp_path)
    child = subprocess.Popen(
        command(tmp_path, "guide"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=TOP,
        env=clean_env(tmp_path),
        text=True,
        encoding="utf-8",
    )
    assert child.stdin is not None
    assert child.stdout is not None
    for line in [PASSPHRASE, *BEGUN[1:], "1", "The first line 湖.", "The second."]:
        child.stdin.write(f"{line}\n")
    child.stdin.write("/help\n")
    child.stdin.flush()
    told = 0
    while told < 2:  # the list of commands, at the start and after the last line was taken
        told += child.stdout.readline().startswith("At any question")
    child.kill()
    child.wait()
    child.stdin.close()
    child.stdout.close()
    ran = run(tmp_path, "guide", lines=[PASSPHRASE, ""])
    assert "You were writing this when it was cut off." in ran.out
    assert "The first line 湖.\nThe second." in ran.out
    session = reopen(tmp_path)
    try:
        name = next(item for item in session.journal.sittings() if item.exercise == "name")
        assert name.value("seen") == "The first line 湖.\nThe second."
        assert session.recovered() is None
    finally:
        session.close()


def test_what_was_cut_off_can_be_gone_on_with(tmp_path: Path) -> None:
    make(tmp_path)
    run(tmp_path, "guide", lines=[PASSPHRASE, *BEGUN[1:], "1", "The first line.", "/leave"])
    run(tmp_path, "guide", lines=[PASSPHRASE, "+", "And more.", "."])
    session = reopen(tmp_path)
    try:
        name = next(item for item in session.journal.sittings() if item.exercise == "name")
        assert name.value("seen") == "The first line.\nAnd more."
    finally:
        session.close()
