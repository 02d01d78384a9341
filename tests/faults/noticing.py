"""Ask the tests which changes of the vault and the store they notice.

    pytest -p tests.faults.noticing --changes 'regret_tui.vault.keys*' tests/unit/vault

The tests are collected once. One process runs them all and tells which functions each of them
reaches; then a process is forked for each change, and runs the tests that reach its function,
the nearest first, until one fails. `changes.tsv` has a line for each change, and the ones that
stand there are not run again. Needs the sources as `tests.faults.changing` writes them.
"""

import difflib
import fnmatch
import gc
import importlib
import inspect
import json
import os
import pkgutil
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings
from mutmut.mutation import trampoline

from tests.faults.changing import PLACES

LEFT, NOTICED, UNREACHED = 0, 1, 2
VERDICTS = {LEFT: "left", NOTICED: "killed", UNREACHED: "unreached", -signal.SIGALRM: "endless"}
RESULTS = Path("changes.tsv").absolute()
MOST = 4 << 30
"""Bytes of memory, and of one file, that a change may come to take."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the names of the changes to make."""
    parser.addoption("--changes", default="*")


def pytest_configure() -> None:
    """Let a failing example end its test at once: nobody reads the smallest one here."""
    settings.register_profile(
        "noticing",
        parent=settings.get_profile("untimed"),
        phases=(Phase.explicit, Phase.generate),
        report_multiple_bugs=False,
        database=None,
    )
    settings.load_profile("noticing")


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Run the tests for each change in place of once."""
    patterns = session.config.option.changes.split() or ["*"]
    changes = {
        name: change
        for name, change in _all_changes().items()
        if any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)
    }
    reached, seconds = _reached(session.items)
    gc.collect()
    gc.freeze()
    for number, name in enumerate(sorted(changes.keys() - _known().keys()), 1):
        asked = _nearest(session.items, name, reached, seconds)
        verdict, test = _in_a_process(partial(_run, asked, name, seconds))
        line = f"{name}\t{VERDICTS.get(verdict, f'ended by {verdict}')}\t{test}"
        with RESULTS.open("a", encoding="utf-8") as results:
            results.write(f"{line}\n")
        if verdict != NOTICED:
            _say(f"{line}\n{_difference(changes[name])}")
        if number % 100 == 0:
            _say(f"{number} run")
    _say(_table(changes))
    return True


def _all_changes() -> dict[str, tuple[Callable[..., Any], Callable[..., Any]]]:
    """Return each change's function as it was and as it is changed, by mutmut's name."""
    found = {}
    for module in _modules():
        for of_one in [held for key, held in vars(module).items() if key.endswith("__mutmut")]:
            for name, changed in of_one.items():
                if name != "_mutmut_orig":
                    found[f"{module.__name__}.{name}"] = (of_one["_mutmut_orig"], changed)
    return found


def _modules() -> list[ModuleType]:
    rooms = [importlib.import_module(f"regret_tui.{place}") for place in PLACES]
    inside = [
        importlib.import_module(f"{room.__name__}.{found.name}")
        for room in rooms
        for found in pkgutil.iter_modules(room.__path__)
    ]
    return rooms + inside


def _reached(items: list[pytest.Item]) -> tuple[dict[str, set[str]], dict[str, float]]:
    """Return the tests that reach each function, and how long each test takes."""
    told = RESULTS.with_name("reached.json")

    def run() -> tuple[int, str]:
        hit: set[str] = set()
        vars(trampoline)["record_trampoline_hit"] = lambda name, caller=None: hit.add(name)
        trampoline.set_mutant_under_test("stats")
        del os.environ["MUTANT_UNDER_TEST"]
        reached, seconds = defaultdict(list), {}
        for item, following in zip(items, [*items[1:], None], strict=False):
            _forget()
            hit.clear()
            started = time.monotonic()
            if _fails(item, following):
                return NOTICED, item.nodeid
            seconds[item.nodeid] = time.monotonic() - started
            for name in hit:
                reached[name].append(item.nodeid)
        told.write_text(json.dumps([reached, seconds]), "utf-8")
        return LEFT, ""

    verdict, test = _in_a_process(run)
    if verdict != LEFT:
        raise pytest.UsageError(f"without any change, this fails: {test}")
    reached, seconds = json.loads(told.read_text("utf-8"))
    return {name: set(tests) for name, tests in reached.items()}, seconds


def _nearest(
    items: list[pytest.Item], change: str, reached: dict[str, set[str]], seconds: dict[str, float]
) -> list[pytest.Item]:
    """Return the tests that reach the function: its own file's first, then the short ones."""
    function = change.partition("__mutmut_")[0]
    module = function.rpartition(".")[0].rpartition(".")[2]
    those = [item for item in items if item.nodeid in reached.get(function, ())]
    return sorted(
        those, key=lambda item: (item.path.stem != f"test_{module}", seconds[item.nodeid])
    )


def _run(items: list[pytest.Item], change: str, seconds: dict[str, float]) -> tuple[int, str]:
    """Run the tests with the change until one fails."""
    _forget()
    trampoline.set_mutant_under_test(change)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for item, following in zip(items, [*items[1:], None], strict=False):
        signal.alarm(20 + int(10 * seconds[item.nodeid]))
        if _fails(item, following):
            return NOTICED, item.nodeid
    return (LEFT if items else UNREACHED), ""


def _forget() -> None:
    """Let what is worked out once be worked out anew."""
    for module in _modules():
        for held in vars(module).values():
            if hasattr(held, "cache_clear"):
                held.cache_clear()


def _fails(item: pytest.Item, following: pytest.Item | None) -> bool:
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


def _in_a_process(run: Callable[[], tuple[int, str]]) -> tuple[int, str]:
    """Return what it returns, or the number that ended the process."""
    folder = tempfile.mkdtemp()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        code = 70
        try:
            os.setsid()
            resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST))
            resource.setrlimit(resource.RLIMIT_FSIZE, (MOST, MOST))
            os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
            code, test = run()
            os.write(writing, test.encode())
        finally:
            os._exit(code)
    os.close(writing)
    _, status = os.waitpid(child, 0)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as told:
        test = told.read().decode()
    shutil.rmtree(folder, ignore_errors=True)
    return os.waitstatus_to_exitcode(status), test


def _known() -> dict[str, str]:
    if not RESULTS.exists():
        return {}
    lines = [line.split("\t") for line in RESULTS.read_text("utf-8").splitlines()]
    return {line[0]: line[1] for line in lines}


def _table(changes: Iterable[str]) -> str:
    """Return how many there are of each verdict, by module."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    known = _known()
    for name in sorted(changes):
        for of in (name.rpartition(".")[0], "together"):
            counts[of][known[name]] += 1
    return "\n".join(f"{of}: {dict(found)}" for of, found in counts.items())


def _difference(change: tuple[Callable[..., Any], Callable[..., Any]]) -> str:
    before, after = (
        inspect.getsource(function).replace(function.__name__, "f").splitlines()
        for function in change
    )
    return "\n".join(difflib.unified_diff(before, after, lineterm="", n=1))


def _say(text: str) -> None:
    print(text, file=sys.__stderr__, flush=True)
