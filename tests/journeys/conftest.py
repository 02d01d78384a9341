"""The long journeys, walked once and looked at by many tests."""

import pickle
from pathlib import Path

import pytest
from filelock import FileLock

from tests.journeys.evening import Evening, Sitting


@pytest.fixture(scope="session")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Evening:
    """Return one whole evening. It is walked once, though several processes run the tests."""
    shared = tmp_path_factory.getbasetemp()
    if shared.name.startswith("popen-"):
        shared = shared.parent
    return _once(shared / "one-evening")


def _once(folder: Path) -> Evening:
    with FileLock(f"{folder}.lock", timeout=180):
        done = folder / "evening"
        if not done.exists():
            folder.mkdir(exist_ok=False)
            walked = Sitting(folder / "world", folder / "beside").goes_through_it()
            done.write_bytes(pickle.dumps(walked))
        found = pickle.loads(done.read_bytes())
        assert isinstance(found, Evening)
        return found
