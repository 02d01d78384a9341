"""Two processes save into one vault; not one of their saves is lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.counts import COUNTS
from tests.support_vault import cheap_host, make, reopened

SAVES = COUNTS.saves

WORK = """
import sys, time
from pathlib import Path
from regret_tui.vault import Vault
from regret_tui.vault.errors import Conflict, InUse
from tests.support_vault import PASSPHRASE, cheap_host
path, folder, name, saves = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
host, done = cheap_host(folder), 0
while done < saves:
    try:
        with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
            tables = vault.tables()
            tables.setdefault("t", {})[f"{name}{done}"] = {"n": done}
            vault.save(tables)
            done += 1
    except (InUse, Conflict):
        pass
    time.sleep(0.001)
print(done)
"""


@pytest.mark.timeout(COUNTS.seconds)
def test_none_of_their_saves_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "j"
    make(cheap_host(tmp_path), path, tables={})
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORK, str(path), str(tmp_path / name), name, str(SAVES)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]
    for worker in workers:
        assert worker.communicate(timeout=COUNTS.seconds)[0] == f"{SAVES}\n"
        assert worker.returncode == 0
    found = reopened(cheap_host(tmp_path), path)["t"]
    assert set(found) == {f"{name}{n}" for name in ("one", "two") for n in range(SAVES)}
