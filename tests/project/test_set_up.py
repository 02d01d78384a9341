"""What a fresh clone needs to hold, and what it must not."""

import re
import subprocess
import tomllib
from datetime import datetime
from typing import Any, Final

import pytest

from tests.project.pages import commands, tracked
from tests.world import TOP

PROJECT: Final[dict[str, Any]] = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))
CI: Final = (TOP / ".ci" / "run").read_text("utf-8").splitlines()
MAKE: Final = (TOP / "Makefile").read_text("utf-8")
RUNS: Final = "python3 -m uv run "


def test_the_check_calls_the_test_command_of_the_first_page() -> None:
    told = [item.line for item in commands() if item.page == "README.md" and "pytest" in item.line]
    assert len(told) == 1
    assert told[0] in CI


def test_the_start_command_differs_from_it_only_in_what_is_run() -> None:
    first, second = (
        item.line for item in commands() if item.page == "README.md" and "pip install" in item.line
    )
    install, run = first.split(" && ")
    assert second.split(" && ")[0] == install
    assert run == f"{RUNS}--no-dev regret-tui"
    assert "regret-tui" in PROJECT["project"]["scripts"]


def test_make_check_runs_what_the_check_runs() -> None:
    targets = re.search(r"^check: (.*)$", MAKE, re.MULTILINE)
    assert targets is not None
    by_make: set[str] = set()
    for target in targets[1].split():
        recipe = re.search(rf"^{target}:\n((?:\t.*\n)+)", MAKE, re.MULTILINE)
        assert recipe is not None, target
        by_make |= {line.strip().removeprefix("$(RUN) ") for line in recipe[1].splitlines()}
    in_ci = {line.rpartition(RUNS)[2] for line in CI if RUNS in line}
    assert by_make == in_ci


def test_no_versions_are_locked_in_the_repository() -> None:
    assert "uv.lock" not in tracked()
    assert "uv.lock" in (TOP / ".gitignore").read_text("utf-8").split()
    until = datetime.fromisoformat(PROJECT["tool"]["uv"]["exclude-newer"])
    assert until.tzinfo is not None


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a registry's host", r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org"),
        ("a folder of one machine", r"(^|[^A-Za-z0-9_.~-])/(work|root|home|Users|opt)(/|$)"),
    ],
)
def test_nothing_of_one_machine_is_in_the_repository(what: str, pattern: str) -> None:
    found = subprocess.run(
        ["git", "grep", "-InE", pattern, "--", ".", ":!tests/project/test_set_up.py"],
        cwd=TOP,
        capture_output=True,
        check=False,
        text=True,
    )
    assert found.returncode == 1, f"{what}: {found.stdout}{found.stderr}"


def test_prompts_go_into_both_packages() -> None:
    build = PROJECT["tool"]["hatch"]["build"]["targets"]
    assert build["wheel"]["force-include"] == {"prompts": "regret_tui/_prompts"}
    assert "/prompts" in build["sdist"]["include"]


def test_what_the_pages_need_is_told_by_the_project_file() -> None:
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert PROJECT["project"]["readme"] == "README.md"
    assert (TOP / "LICENSE").read_text("utf-8").startswith("MIT License")
