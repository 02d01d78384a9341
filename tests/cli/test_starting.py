"""What a start loads, what it gives up, and how little a crash says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.driving import LIMIT, PASSPHRASE, make, run
from tests.world import TOP, clean_env, command

WORD = "cormorant"
"""Stands for something private."""

LOADED = """
import json, sys
from regret_tui.__main__ import main
code = main(argv={argv!r})
print(json.dumps(sorted(name.partition(".")[0] for name in sys.modules)))
sys.exit(code)
"""

CRASH = """
import sys
from pathlib import Path
from regret_tui.__main__ import main
from regret_tui.plain.face import Face
from tests.world import make_world

def fall(self):
    private = {word!r}
    raise {kind}({word!r} + private)

Face._show = fall
sys.exit(main(make_world(Path({root!r})), ["guide"]))
"""

HOOKS = """
import sys, threading
from regret_tui import crash
crash.install()

class Falls:
    def __del__(self):
        private = {word!r}
        raise ValueError(private)

def fall():
    private = {word!r}
    raise ValueError(private)

thread = threading.Thread(target=fall)
thread.start()
thread.join()
del thread
falling = Falls()
del falling
fall()
"""

GIVEN_UP = """
import json, os, resource, sys
from regret_tui.__main__ import main
main(argv=["--version"])
dumpable = __import__("ctypes").CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == "linux" else 0
mask = os.umask(0)
print(json.dumps([sorted(n for n in os.environ if n.startswith("TEXTUAL")), mask,
                  resource.getrlimit(resource.RLIMIT_CORE)[0], dumpable]))
"""


def python(code: str, root: Path, given: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        input=given,
        capture_output=True,
        cwd=TOP,
        env=clean_env(root, **env),
        text=True,
        timeout=LIMIT,
        check=False,
    )


def loaded(root: Path, *argv: str) -> set[str]:
    ran = python(LOADED.format(argv=list(argv)), root, "4\n")
    return set(json.loads(ran.stdout.splitlines()[-1]))


def test_version_loads_next_to_nothing(tmp_path: Path) -> None:
    heavy = {"textual", "tinydb", "typer", "rich", "pyrage", "argon2", "msgspec", "asyncio"}
    assert not heavy & loaded(tmp_path, "--version")


def test_a_start_without_a_command_does_without_typer(tmp_path: Path) -> None:
    assert not {"typer", "textual", "rich"} & loaded(tmp_path)
    assert "typer" in loaded(tmp_path, "vault", "path")


def test_where_loads_little(tmp_path: Path) -> None:
    for argv in (["where"], ["where", "--json"], ["--vault", "x", "where"]):
        assert not {"typer", "textual", "tinydb", "pyrage", "argon2"} & loaded(tmp_path, *argv)


def test_commands_do_without_textual(tmp_path: Path) -> None:
    for argv in (["guide"], ["where"], ["vault", "path"], ["prompts", "check"]):
        assert "textual" not in loaded(tmp_path, *argv)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no umask and no core dump")
def test_what_a_process_gives_up(tmp_path: Path) -> None:
    ran = python(GIVEN_UP, tmp_path, TEXTUAL_LOG="keys.log", TEXTUAL_DEBUG="1")
    assert json.loads(ran.stdout.splitlines()[-1]) == [[], 0o077, 0, 0]


@pytest.mark.parametrize("kind", ["ValueError", "KeyError", "UnicodeError", "AssertionError"])
def test_a_crash_says_where_and_nothing_else(tmp_path: Path, kind: str) -> None:
    ran = python(CRASH.format(word=WORD, kind=kind, root=str(tmp_path)), tmp_path, "\n")
    assert ran.returncode == 70
    assert WORD not in ran.stdout + ran.stderr
    assert f"({kind} at <string>, line " in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_hooks_say_no_more(tmp_path: Path) -> None:
    ran = python(HOOKS.format(word=WORD), tmp_path)
    assert ran.returncode == 70
    assert WORD not in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.stderr.count("(ValueError at") == 3


def test_nobody_reading_is_no_fault(tmp_path: Path) -> None:
    make(tmp_path)
    for args, given in (
        (("--plain",), f"{PASSPHRASE}\n"),
        (("vault", "info"), ""),
        (("prompts", "path"), ""),
        (("guide",), f"{PASSPHRASE}\n"),
    ):
        child = subprocess.Popen(
            command(tmp_path, *args),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=TOP,
            env=clean_env(tmp_path),
            text=True,
        )
        assert child.stdout is not None
        child.stdout.close()
        child.stdout = None
        _, err = child.communicate(given, timeout=LIMIT)
        assert child.returncode == 141
        assert "Traceback" not in err
        assert "Exception" not in err
        assert "BrokenPipe" not in err


def test_the_passphrase_stands_in_no_argument_and_no_environment(tmp_path: Path) -> None:
    for option in ("--passphrase", "--password"):
        assert run(tmp_path, "vault", "create", option, PASSPHRASE).code == 2
    ran = run(
        tmp_path, "vault", "create", env={"REGRET_TUI_PASSPHRASE": PASSPHRASE, "PASSPHRASE": "x"}
    )
    assert ran.code == 63


def test_streams_that_are_closed_are_no_fault(tmp_path: Path) -> None:
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        line = " ".join(command(tmp_path, "guide"))
        ran = subprocess.run(
            ["sh", "-c", f"exec {line} {closed}"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd=TOP,
            env=clean_env(tmp_path),
            timeout=LIMIT,
            check=False,
        )
        assert ran.returncode == 0, (closed, ran)
