"""How long it takes until there is something to read."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import disk
from benchmarks.terminal import Terminal, environment
from benchmarks.timing import Row, in_turn, seconds

HERE = Path(__file__).parent


def rows(folder: Path, rounds: int) -> Iterator[Row]:
    """Measure starts.

    Args:
        folder: an empty folder.
        rounds: how often.
    """
    vault = folder / "a.vault"
    disk.make(vault, entries=10).close()
    program = [sys.executable, "-m", "regret_tui"]
    painted = in_turn(
        rounds,
        {
            "ours": _until([*program, "--vault", str(vault)], "Passphrase", folder),
            "empty": _until([sys.executable, str(HERE / "empty.py")], "painted", folder),
        },
    )
    yield Row(
        "start to the unlock screen", painted["ours"], "an empty Textual app", painted["empty"]
    )
    lines = {
        "--version": [*program, "--version"],
        "where": [*program, "where"],
        "pass": [sys.executable, "-c", "pass"],
    }
    ran = in_turn(rounds, {name: _run(line, folder) for name, line in lines.items()})
    for name in ("--version", "where"):
        yield Row(name, ran[name], "python -c pass", ran["pass"])


def _until(line: list[str], text: str, folder: Path) -> Callable[[], float]:
    def start() -> float:
        with Terminal(line, folder / "home") as terminal:
            return terminal.until(text)

    return start


def _run(line: list[str], folder: Path) -> Callable[[], float]:
    def run() -> object:
        around = environment(folder / "home")
        return subprocess.run(line, env=around, stdout=subprocess.DEVNULL, check=True)

    return lambda: seconds(run)
