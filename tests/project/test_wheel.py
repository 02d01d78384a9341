"""The package as people get it: built, put into an empty environment, and used far from here."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pexpect
import pytest
from filelock import FileLock

from regret_tui import __version__
from tests.world import TOP, clean_env

LIMIT: Final = 120
UV: Final = os.environ.get("UV") or shutil.which("uv")
"""uv says where it is to what it runs."""
PROMPTS: Final = {
    path.relative_to(TOP / "prompts").as_posix() for path in TOP.glob("prompts/*/**/*.toml")
}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


def uv(*args: str, **env: str) -> None:
    """Run uv as it is set up on this computer."""
    assert UV is not None, "Run the tests by uv: python3 -m uv run pytest"
    around = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    ran = subprocess.run(
        [UV, *args],
        cwd=TOP,
        env=around | env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()


@dataclass(frozen=True)
class Installed:
    """An environment that holds the wheel and what it needs, and nothing else of ours."""

    folder: Path

    @property
    def program(self) -> str:
        return str(self.folder / "venv" / "bin" / "regret-tui")

    def run(self, home: Path, *args: str, lines: Sequence[str] = ()) -> "Ran":
        """Run it in an empty folder, as somebody with an empty home."""
        away = home / "away"
        away.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [self.program, *args],
            input="".join(f"{line}\n" for line in lines).encode(),
            capture_output=True,
            cwd=away,
            env=clean_env(home),
            timeout=LIMIT,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@dataclass(frozen=True)
class Ran:
    """What came of a run."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build once for all workers, from the sdist, as `uv build` does."""
    folder = tmp_path_factory.getbasetemp().parent / "package"
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "lock"):
        if not (folder / "done").exists():
            uv("build", "--quiet", "--out-dir", str(folder / "dist"), str(TOP))
            uv("venv", "--quiet", "--python", sys.executable, str(folder / "venv"))
            wheel = next((folder / "dist").glob("*.whl"))
            python = str(folder / "venv" / "bin" / "python")
            uv("pip", "install", "--quiet", "--python", python, str(wheel))
            (folder / "done").touch()
    return Installed(folder)


def test_what_is_in_the_packages(installed: Installed) -> None:
    dist = installed.folder / "dist"
    (wheel,), (sdist,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
    names = zipfile.ZipFile(wheel).namelist()
    assert {f"regret_tui/_prompts/{name}" for name in PROMPTS} <= set(names)
    assert "regret_tui/vault/words.txt" in names
    assert "regret_tui/tui/app.tcss" in names
    assert "regret_tui/py.typed" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names} == {
        "regret_tui",
        f"regret_tui-{__version__}.dist-info",
    }
    with tarfile.open(sdist) as packed:
        whole = {name.partition("/")[2] for name in packed.getnames()}
    assert {f"prompts/{name}" for name in PROMPTS} <= whole
    assert {"README.md", "LICENSE", "CHANGELOG.md", "docs/recovery.md", "tests/world.py"} <= whole


def test_it_says_its_version(installed: Installed, tmp_path: Path) -> None:
    assert installed.run(tmp_path, "--version") == Ran(0, f"regret-tui {__version__}\n", "")


def test_it_finds_the_prompts_inside_itself(installed: Installed, tmp_path: Path) -> None:
    told = installed.run(tmp_path, "prompts", "path").out.strip()
    assert Path(told).is_relative_to(installed.folder / "venv")
    assert not Path(told).is_relative_to(TOP)
    checked = installed.run(tmp_path, "prompts", "check")
    assert (checked.code, checked.out) == (0, "No faults.\n")


def test_line_mode_begins_and_leaves_nothing(installed: Installed, tmp_path: Path) -> None:
    ran = installed.run(tmp_path, "guide", lines=["", "4", "a place", "1", "1", "", "1"])
    assert ran.code == 0, ran.err
    for said in ("How hard is it right now?", "Could you have said no", "Naming it."):
        assert said in ran.out
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def paints_the_first_screen(line: Sequence[str], home: Path, **env: str) -> None:
    """Start it in a pseudo-terminal, see its first screen, and leave."""
    child = pexpect.spawn(
        line[0],
        list(line[1:]),
        cwd=str(TOP),
        env={**clean_env(home), **env},
        timeout=LIMIT,
        dimensions=(24, 80),
    )
    try:
        child.expect_exact("begin")
        child.send("\x11")
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0
    finally:
        child.close(force=True)


def test_the_full_screen_begins(installed: Installed, tmp_path: Path) -> None:
    paints_the_first_screen([installed.program], tmp_path)


def test_the_start_command_of_the_first_page(tmp_path: Path) -> None:
    """Its second half, in an environment of its own, so that this one keeps what it has."""
    line = "python3 -m pip install uv && python3 -m uv run --no-dev regret-tui"
    assert f"\n    {line}\n" in (TOP / "README.md").read_text("utf-8")
    own = {"UV_PROJECT_ENVIRONMENT": str(tmp_path / "venv"), "UV_COMPILE_BYTECODE": "0"}
    args = line.partition("python3 -m uv ")[2].split()
    uv("sync", "--no-dev", "--quiet", **own)
    assert not (tmp_path / "venv" / "bin" / "pytest").exists()
    around = {name: os.environ[name] for name in os.environ if name.startswith("UV_")}
    assert UV is not None
    paints_the_first_screen([UV, *args], tmp_path, **around, **own, UV_OFFLINE="1")


def test_it_installs_as_a_tool(tmp_path: Path) -> None:
    line = "python3 -m uv tool install ."
    assert f"\n    {line}\n" in (TOP / "README.md").read_text("utf-8")
    own = {"UV_TOOL_DIR": str(tmp_path / "tools"), "UV_TOOL_BIN_DIR": str(tmp_path / "bin")}
    uv(*line.removeprefix("python3 -m uv ").split(), "--python", sys.executable, **own)
    told = subprocess.run(
        [tmp_path / "bin" / "regret-tui", "--version"], capture_output=True, check=True, text=True
    )
    assert told.stdout == f"regret-tui {__version__}\n"
