"""Each command, as a person or a script uses it."""

import json
import stat
from pathlib import Path

import pytest

from regret_tui import __version__
from regret_tui.cli.places import places
from regret_tui.vault import Files
from regret_tui.vault.place import Place
from tests.cli.driving import PASSPHRASE, files_under, library, make, run
from tests.world import paths_under

FAULTY = """
title = "Mine"
kind = "plan"

[[step]]
id = "one"
kind = "nonsense"
question = "What?"
"""


def test_version(tmp_path: Path) -> None:
    for args in (("--version",), ("--plain", "--version")):
        ran = run(tmp_path, *args)
        assert (ran.code, ran.out) == (0, f"regret-tui {__version__}\n")


@pytest.mark.parametrize(
    "args",
    [(), ("guide",), ("export",), ("vault",), ("vault", "create"), ("vault", "verify"),
     ("vault", "info"), ("vault", "path"), ("vault", "backups"), ("vault", "restore"),
     ("vault", "salvage"), ("vault", "passphrase"), ("vault", "recovery"), ("vault", "merge"),
     ("prompts", "check"), ("prompts", "path"), ("where",)],
)  # fmt: skip
def test_help_has_words_and_no_colour(tmp_path: Path, args: tuple[str, ...]) -> None:
    ran = run(tmp_path, *args, "--help")
    assert ran.code == 0
    assert "regret-tui" in ran.out
    assert "\x1b" not in ran.out
    assert args == ("vault",) or "Examples:" in ran.out


def test_a_shell_completes_the_commands_about_the_file(tmp_path: Path) -> None:
    for typed, wanted in (
        ("regret-tui vault re", {"recovery", "restore"}),
        ("regret-tui vault recovery --d", {"--drill"}),
        ("regret-tui vault salvage --i", {"--into"}),
    ):
        words = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}
        ran = run(tmp_path, env={"_REGRET_TUI_COMPLETE": "complete_bash", **words})
        assert (ran.code, set(ran.out.split())) == (0, wanted), ran.err


def test_where_names_every_place_and_makes_none(tmp_path: Path) -> None:
    told = json.loads(run(tmp_path, "where", "--json").out)
    assert told["vault"] == str(tmp_path / "data" / "journal.vault")
    assert {"draft", "lock", "backups", "state", "settings", "own prompts", "prompts"} < set(told)
    plain = run(tmp_path, "where").out
    assert all(f"{name}: {path}\n" in plain for name, path in told.items())
    assert files_under(tmp_path) == []


def test_where_says_the_names_that_the_vault_uses(tmp_path: Path) -> None:
    found = places(paths_under(tmp_path))
    beside = Place.of(Files(), paths_under(tmp_path).vault)
    assert found["draft"] == beside.draft
    assert found["lock"] == beside.lock
    assert found["lock holder"] == beside.holder
    assert found["backups"] == beside.backups


def test_the_vault_can_be_named_before_or_after_the_command(tmp_path: Path) -> None:
    other = str(tmp_path / "other.vault")
    assert run(tmp_path, "--vault", other, "vault", "path").out == f"{other}\n"
    assert run(tmp_path, "vault", "path", "--vault", other).out == f"{other}\n"


def test_create_writes_the_key_alone_to_standard_output(tmp_path: Path) -> None:
    ran = run(tmp_path, "vault", "create", secret=PASSPHRASE)
    assert ran.code == 0
    assert ran.out.startswith("AGE-SECRET-KEY-1")
    assert ran.out.count("\n") == 1
    assert run(tmp_path, "vault", "verify", lines=[ran.out.strip()]).code == 0
    folder = tmp_path / "data"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "journal.vault").stat().st_mode) == 0o600


def test_create_without_a_key_writes_nothing(tmp_path: Path) -> None:
    ran = run(tmp_path, "vault", "create", "--without-recovery", lines=[PASSPHRASE, PASSPHRASE])
    assert (ran.code, ran.out) == (0, "")
    told = json.loads(run(tmp_path, "vault", "info", "--json").out)
    assert told["opened by"] == ["passphrase"]


def test_create_never_over_a_file(tmp_path: Path) -> None:
    make(tmp_path)
    before = (tmp_path / "data" / "journal.vault").read_bytes()
    ran = run(tmp_path, "vault", "create", secret="another one")
    assert ran.code == 37
    assert (tmp_path / "data" / "journal.vault").read_bytes() == before


def test_create_wants_a_passphrase(tmp_path: Path) -> None:
    for lines in ([], [PASSPHRASE]):
        assert run(tmp_path, "vault", "create", lines=lines).code == 63
    assert run(tmp_path, "vault", "create", secret="").code == 63
    assert run(tmp_path, "vault", "create", secret="with\ta tab").code == 38
    assert run(tmp_path, "vault", "create", "--passphrase-fd", "77").code == 63
    assert files_under(tmp_path) == []


def test_verify_and_info(tmp_path: Path) -> None:
    make(tmp_path)
    ran = run(tmp_path, "vault", "verify", secret=PASSPHRASE)
    assert ran.code == 0
    assert ran.out.startswith("It is whole:")
    told = json.loads(run(tmp_path, "vault", "info", "--json").out)
    assert told["opened by"] == ["passphrase", "recovery"]
    assert told["fronts whole"] == 2
    assert told["open in process"] is None
    assert "opened by: passphrase, recovery\n" in run(tmp_path, "vault", "info").out


def test_prompts_path_is_where_they_are(tmp_path: Path) -> None:
    first = run(tmp_path, "prompts", "path").out.splitlines()[0]
    assert (Path(first) / "exercises" / "name.toml").is_file()


def test_our_prompts_have_no_faults(tmp_path: Path) -> None:
    ran = run(tmp_path, "prompts", "check")
    assert (ran.code, ran.out) == (0, "No faults.\n")


def test_every_fault_is_named_with_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    (folder / "exercises").mkdir(parents=True)
    (folder / "exercises" / "mine.toml").write_text(FAULTY, encoding="utf-8")
    (folder / "exercises" / "worse.toml").write_text("title = ", encoding="utf-8")
    ran = run(tmp_path, "prompts", "check", str(folder))
    assert ran.code == 46
    assert "exercises/mine.toml · one · kind: should be one of" in ran.out
    assert "exercises/worse.toml: is not TOML" in ran.out
    told = json.loads(run(tmp_path, "prompts", "check", str(folder), "--json").out)
    assert {(item["file"], item["step"], item["field"]) for item in told} == {
        ("exercises/mine.toml", "one", "kind"),
        ("exercises/worse.toml", "", ""),
    }
    assert run(tmp_path, "prompts", "check", str(tmp_path / "nowhere")).code == 47


def test_own_prompts_are_used_and_checked(tmp_path: Path) -> None:
    own = tmp_path / "config" / "prompts" / "exercises"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text(FAULTY, encoding="utf-8")
    assert run(tmp_path, "prompts", "check").code == 46
    assert run(tmp_path, "guide", "mine").code == 61
    (own / "mine.toml").write_text(FAULTY.replace("nonsense", "line"), encoding="utf-8")
    assert run(tmp_path, "prompts", "check").code == 0
    assert run(tmp_path, "guide", "mine", lines=["4"]).code == 0


def test_an_exercise_that_is_none_is_said_with_those_there_are(tmp_path: Path) -> None:
    ran = run(tmp_path, "guide", "twovoices")
    assert ran.code == 61
    assert all(name in ran.err for name in ("name", "values", "twovoice", "align"))
    assert run(tmp_path, "guide", "route-harm").code == 61
    assert library().exercises["route-harm"].kind == "screen"


def test_usage_errors_are_two(tmp_path: Path) -> None:
    for args in (("bogus",), ("--bogus",), ("export", "session"), ("vault", "bogus")):
        ran = run(tmp_path, *args)
        assert ran.code == 2
        assert "Traceback" not in ran.err


def test_a_regret_is_found_by_its_name(tmp_path: Path) -> None:
    make(tmp_path)
    run(tmp_path, "guide", lines=[PASSPHRASE, "3", "The Lake", "1", "1", "", "/leave"])
    found = run(tmp_path, "guide", "name", "--regret", "the lake", lines=[PASSPHRASE, "/leave"])
    assert found.code == 0
    assert "What kind of regret is it?" in found.out
    missed = run(tmp_path, "guide", "name", "--regret", "the sea", lines=[PASSPHRASE])
    assert missed.code == 62
    assert "sea" not in missed.err


def test_without_a_terminal_the_bare_command_is_line_mode(tmp_path: Path) -> None:
    ran = run(tmp_path, lines=["4"])
    assert ran.code == 0
    assert "Here you can write about" in ran.out
