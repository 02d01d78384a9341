"""Acts watched, failed and killed at their system calls by strace."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.faults.acts import ACTS
from tests.faults.beginnings import Beginnings
from tests.faults.serving import MARK

TOP = Path(__file__).parents[2]
_LINE = re.compile(r"^\d+ +(\w+)\((.*?)\) += (.*)$")
_PATH = re.compile(r'[<"](/[^">]*)[">]')
_SAME = {
    "open": "openat",
    "renameat": "rename",
    "renameat2": "rename",
    "linkat": "link",
    "unlinkat": "unlink",
    "mkdirat": "mkdir",
    **dict.fromkeys(("stat", "lstat", "fstat", "newfstatat", "statx"), "status"),
    **dict.fromkeys(("access", "faccessat", "faccessat2"), "access"),
}


@dataclass(frozen=True)
class SystemCall:
    """One system call.

    Attributes:
        name: as strace tells it.
        kind: the same for calls that do the same.
        paths: the absolute paths in its arguments and result.
        method: the file layer's method that was running, None for none.
        turn: the number of that method's run.
    """

    name: str
    kind: str
    paths: tuple[Path, ...]
    method: str | None
    turn: int


@dataclass(frozen=True)
class Ended:
    """How an act ended.

    Attributes:
        steps: how many steps it acknowledged.
        error: the name of its error, empty for none, None when it was killed.
        injected: whether strace stepped in.
    """

    steps: int
    error: str | None
    injected: bool


@cache
def why_not() -> str | None:
    """Return why nothing can be traced here, None when it can."""
    if not sys.platform.startswith("linux"):
        return "system calls are injected on Linux only"
    if shutil.which("strace") is None:
        return "strace is not installed"
    try:
        tried = subprocess.run(
            ["strace", "-f", "-o", "/dev/null", "-e", "inject=fsync:error=EIO:when=1", "true"],
            capture_output=True,
            timeout=100,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return "strace does not run here"
    return None if tried.returncode == 0 else "tracing another process is not allowed here"


class Tracer:
    """Does acts in children of one process, each under a strace of its own."""

    def __init__(self, folder: Path) -> None:
        self._beginnings = Beginnings(folder)
        self.work = self._beginnings.folder
        self.log = folder / "log"
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.serving"],
            cwd=TOP,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.communicate(timeout=100)

    def watch(self, act: str) -> list[SystemCall]:
        """Do an act; return its system calls on the vault's paths, in order."""
        ended = self._run(act, ["-y", "-e", "trace=file,desc,flock"], marked=True)
        assert ended.error == ""
        return list(self._calls())

    def fail(self, act: str, call: SystemCall, number: int, how: str, about: set[Path]) -> Ended:
        """Do an act and step in at one call.

        Args:
            act: which act.
            call: which system call.
            number: which one of that name on those paths, from 1.
            how: `error=EIO` or `signal=KILL`.
            about: the vault's paths; other calls are left alone.
        """
        inject = f"inject={call.name}:{how}:when={number}"
        paths = [word for path in sorted(about) for word in ("-P", str(path))]
        return self._run(act, [*paths, "-e", f"trace={call.name}", "-e", inject], marked=False)

    def _run(self, act: str, options: list[str], *, marked: bool) -> Ended:
        self._beginnings.begin(ACTS[act].begin)
        number = self._ask(json.dumps({"act": act, "folder": str(self.work), "marked": marked}))
        with subprocess.Popen(
            ["strace", "-f", "-p", number, "-o", str(self.log), *options],
            stderr=subprocess.PIPE,
            text=True,
        ) as strace:
            assert strace.stderr is not None
            first = strace.stderr.readline()
            assert "attached" in first, first
            said: str = json.loads(self._ask("go"))
            strace.communicate(timeout=100)
        end = said.rpartition("done\n")[2].rstrip("\n")
        killed = not end.startswith("end ")
        return Ended(
            steps=said.count("done\n"),
            error=None if killed else end.removeprefix("end "),
            injected="INJECTED" in self.log.read_text() or killed,
        )

    def _ask(self, line: str) -> str:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(line + "\n")
        self._server.stdin.flush()
        return self._server.stdout.readline().strip()

    def _calls(self) -> Iterator[SystemCall]:
        inside: list[tuple[str | None, int]] = [(None, 0)]
        begun = 0
        for line in self.log.read_text(errors="replace").splitlines():
            found = _LINE.match(line)
            if found is None:
                continue
            name, arguments, result = found.groups()
            if MARK in arguments:
                place, method = arguments.partition(MARK)[2].split('"')[0].split("/")[1:]
                if place == "begin":
                    begun += 1
                    inside.append((method, begun))
                else:
                    assert inside.pop()[0] == method
                continue
            paths = tuple(map(Path, _PATH.findall(f"{arguments} {result}")))
            about = tuple(p for p in paths if p == self.work or self.work in p.parents)
            if about:
                yield SystemCall(name, _SAME.get(name, name), about, *inside[-1])
