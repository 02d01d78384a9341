"""What a power failure leaves of every act, at every moment and in every order of its effects.

A process that is killed leaves its writes in the system's memory, so a missing fsync never shows
that way. Here a model of a disk loses what was not synced; and the model is shown to notice.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb.storages import JSONStorage

from regret_tui.vault.errors import VaultError
from tests.faults.acts import ACTS, IN_A_ROW, Act, find, is_kept
from tests.faults.counts import COUNTS
from tests.faults.memory_files import MemoryFiles
from tests.faults.power import FOLDER, Acknowledged, Effect, Left, Medium, Sync, SyncFolder, faults
from tests.faults.recording import Recorded, RecordedHandle
from tests.support_vault import cheap_host

HOME = Path("/somewhere")
PATH = HOME / "folder" / "j"
ALL = {**ACTS, **IN_A_ROW}
WITHOUT: dict[str, Callable[[Effect], bool]] = {
    "fsync of the file": lambda effect: not isinstance(effect, Sync),
    "fsync of the folder": lambda effect: not isinstance(effect, SyncFolder),
}
WRITING = {name: act for name, act in ACTS.items() if act.lasts and act.states[0] != act.states[1]}
pytestmark = [pytest.mark.usefixtures("small_files"), pytest.mark.timeout(COUNTS.seconds)]


def recorded(act: Act) -> tuple[Medium, list[Effect]]:
    """Do an act on a disk in memory; return what there was before and what happened."""
    files = Recorded({HOME / "something": b""})
    act.begin(cheap_host(HOME, files), PATH)
    before = files.medium()
    act.run(cheap_host(HOME, files), PATH, files.acknowledge)
    return before, files.effects


def judge(act: Act) -> Callable[[Left], str]:
    """Return what says what is wrong with what is left of an act."""

    def judged(left: Left) -> str:
        files = MemoryFiles(left.tree)
        files.folders.update(left.folders)
        host = cheap_host(HOME, files)
        if left.steps and act.keeps and not is_kept(host, PATH, act.states[0]):
            return "no backup"
        try:
            found = find(host, PATH)
        except (AssertionError, VaultError) as error:
            return f"{type(error).__name__} {error}"
        steps = left.steps if act.lasts else min(left.steps, len(act.states) - 2)
        return "" if found in act.allowed(steps) else f"{found} is neither old nor new"

    return judged


def passing(path: Path) -> bool:
    """Say whether nobody reads what is in this."""
    return path.name.endswith((".tmp", "-holder"))


@pytest.mark.parametrize("act", ALL.values(), ids=ALL)
def test_a_power_failure_leaves_the_old_or_the_new_state(act: Act) -> None:
    found = faults(*recorded(act), judge(act), COUNTS.contents, passing=passing)
    assert list(found) == []


@pytest.mark.parametrize("act", WRITING.values(), ids=WRITING)
@pytest.mark.parametrize("kept", WITHOUT.values(), ids=WITHOUT)
def test_the_model_notices_when_either_fsync_is_taken_out(
    act: Act, kept: Callable[[Effect], bool]
) -> None:
    before, effects = recorded(act)
    weaker = list(filter(kept, effects))
    assert len(weaker) < len(effects)
    assert any(faults(before, weaker, judge(act), COUNTS.contents, passing=passing))


def test_the_model_finds_faults_in_the_storage_that_writes_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TinyDB's own storage syncs, and still a power failure leaves neither the old nor the new."""
    old = {"t": {str(n): {"words": "old" * 200} for n in range(30)}}
    new = {"t": {str(n): {"words": "new" * 190} for n in range(29)}}
    storage, handle, path = JSONStorage(str(tmp_path / "db")), RecordedHandle(), Path("/db")
    storage.close()
    storage._handle = handle
    monkeypatch.setattr("tinydb.storages.os.fsync", handle.synced)
    storage.write(old)
    before = Medium({path.parent: FOLDER, path: 0}, {0: handle.content})
    handle.effects.clear()
    storage.write(new)
    handle.effects.append(Acknowledged())

    def what(left: Left) -> str:
        try:
            found = json.loads(left.tree[path])
        except ValueError:
            return "unreadable, acknowledged" if left.steps else "unreadable, in between"
        return "" if found in ((new,) if left.steps else (old, new)) else "mixed"

    found = {fault.partition(": ")[2] for fault in faults(before, handle.effects, what, 8)}
    assert found == {"unreadable, acknowledged", "unreadable, in between", "mixed"}
