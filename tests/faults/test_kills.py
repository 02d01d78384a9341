"""Processes killed at random moments: every acknowledged save and draft is there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.beginnings import scratch
from tests.faults.counts import COUNTS
from tests.faults.tracing import TOP

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


@pytest.mark.timeout(COUNTS.seconds)
@pytest.mark.parametrize("share", range(2))
def test_every_acknowledged_save_outlives_a_kill(share: int, tmp_path: Path) -> None:
    times = COUNTS.kills // 2
    with scratch(tmp_path) as folder:
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.killing", str(folder), str(times), str(share)],
            cwd=TOP,
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert found["kills"] == times
    assert found["saves"] > times / 4
    assert found["drafts"] > times / 4
    assert found["leftover"] > 0, "no kill came in the middle of a save"
