"""An error, or a death, at the system calls themselves; and that the file layer hides none.

strace steps in between the process and the system, so nothing that our own layer leaves out can be
left out here. Only calls on the vault's own paths are touched.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.acts import ACTS, find
from tests.faults.beginnings import scratch
from tests.faults.counts import COUNTS
from tests.faults.tracing import SystemCall, Tracer, why_not
from tests.support_vault import cheap_host

pytestmark = [
    pytest.mark.skipif(why_not() is not None, reason=str(why_not())),
    pytest.mark.timeout(COUNTS.seconds),
]

HOW = (
    "signal=KILL",
    *(
        f"error={name}"
        for name in ("ENOSPC", "EDQUOT", "EIO", "EROFS", "EACCES", "EMFILE", "EINTR")
    ),
)
METHODS = {
    "realpath": {"status", "readlink"},
    "open_read": {"openat"},
    "open_new": {"openat"},
    "fstat": {"status"},
    "read": {"read"},
    "write": {"write"},
    "fsync": {"fsync"},
    "close": {"close"},
    "lstat": {"status"},
    "replace": {"rename"},
    "link": {"link"},
    "unlink": {"unlink"},
    "listdir": {"openat", "status", "getdents64", "close"},
    "mkdir": {"mkdir"},
    "fsync_dir": {"openat", "close"},
    "lock": set(),
}
"""The system calls that each method of the file layer may make itself."""

SEVERAL = {"realpath", "listdir", "fsync_dir"}
"""Those that make more than one."""


@pytest.fixture(scope="module")
def tracer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracer]:
    with scratch(tmp_path_factory.mktemp("traced")) as folder, Tracer(folder) as made:
        yield made


@pytest.mark.parametrize("act", ACTS)
def test_a_fault_at_every_system_call(act: str, tracer: Tracer) -> None:
    """The quick suite takes a sample; each stepping in is seen to have happened."""
    calls = tracer.watch(act)
    about = {path for call in calls for path in call.paths}
    counted: Counter[str] = Counter()
    turn = missed = 0
    for call in calls:
        counted[call.name] += 1
        for how in HOW:
            turn += 1
            if turn % COUNTS.injections:
                continue
            ended = tracer.fail(act, call, counted[call.name], how, about)
            missed += not ended.injected
            said = f"{how} at {call.name} {counted[call.name]}: {ended}"
            assert ended.error is None or not ended.error.startswith("untyped"), said
            found = find(cheap_host(tracer.work), tracer.work / "j")
            assert found in ACTS[act].allowed(ended.steps), said
    assert missed == 0


@pytest.mark.parametrize("act", ACTS)
def test_every_system_call_is_one_of_the_file_layer(act: str, tracer: Tracer) -> None:
    """So what is failed by the layer is what can fail; the lock's own calls stand apart."""
    calls = tracer.watch(act)
    lock = tracer.work / "j.lock"
    for call in calls:
        if call.method is None:
            assert call.paths[0] == lock or is_about_the_folder_of(lock, call), call
        else:
            assert call.kind in METHODS[call.method], call
    several = Counter((call.method, call.turn) for call in calls)
    assert {method for (method, _), made in several.items() if made > 1} <= {None, *SEVERAL}


def is_about_the_folder_of(lock: Path, call: SystemCall) -> bool:
    """Say whether this is filelock, looking at the folder of its file."""
    return call.kind in ("mkdir", "status") and call.paths == (lock.parent,)
