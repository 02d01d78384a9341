"""The order of effects of each act, as it is written down in the page on the format."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regret_tui.vault import Draft, Files, Vault, answer_digest
from tests.support_vault import PASSPHRASE, TABLES, Call, Watched, cheap_host, make

EFFECTS = {"open_new", "write", "fsync", "open_read", "link", "replace", "unlink", "fsync_dir"}
RAW: list[Call] = []
"""The calls of the last trace, repeats and all."""

NEW = {**TABLES, "t": {"c" * 32: {"n": 1}}}


def trace(path: Path, folder: Path, act: Callable[[Vault], Any]) -> list[str]:
    """Return what an act did to the vault's files, in order, repeats left out."""
    watched = Watched()
    RAW.clear()
    names: dict[int, str] = {}
    found: list[str] = []

    def step(count: int, call: Call) -> None:
        if call.name not in EFFECTS:
            return
        RAW.append(call)
        about = [str(part.name) for part in call.args if isinstance(part, Path)]
        if call.name in ("write", "fsync"):
            about = [names.get(call.args[0], "")]
        line = " ".join([call.name, *(kind(name, path) for name in about if name)])
        if "seen" not in line and (not found or found[-1] != line) and "other" not in line:
            found.append(line)

    def after(count: int, call: Call) -> None:
        if call.name == "open_new":
            names[max(watched.fds)] = str(call.args[0].name)
        elif call.name == "close":
            names.pop(call.args[0], None)

    with Vault.open(path, host=cheap_host(folder, watched), passphrase=PASSPHRASE) as vault:
        watched.before, watched.after = step, after
        act(vault)
        watched.before, watched.after = (lambda *_: None), (lambda *_: None)
    return found


def kind(name: str, path: Path) -> str:
    """Return what a file is to the vault."""
    known = {path.name: "vault", path.parent.name: "folder", "backups": "backups"}
    known[f"{path.name}.draft"] = "draft"
    if name.startswith(f".~{path.name}."):
        return "new"
    if name.startswith(f"{path.stem}-2026"):
        return "backup"
    return known.get(name, "other")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "folder" / "j.vault"
    make(cheap_host(tmp_path), place)
    (place.parent / "backups").mkdir()
    return place


def test_the_seven_steps_of_a_save(path: Path, tmp_path: Path) -> None:
    assert trace(path, tmp_path, lambda vault: vault.save(NEW)) == [
        "open_read vault",
        "open_new new",
        "write new",
        "fsync new",
        "open_read new",
        "link vault backup",
        "fsync_dir backups",
        "fsync",
        "replace new vault",
        "fsync_dir folder",
        "fsync",
    ]


def test_a_second_save_of_the_day_makes_no_backup(path: Path, tmp_path: Path) -> None:
    def twice(vault: Vault) -> None:
        vault.save(NEW)
        vault.save(TABLES)

    found = trace(path, tmp_path, twice)
    assert [line for line in found if line.startswith("link")] == ["link vault backup"]
    assert found.count("replace new vault") == 2


def test_the_steps_of_a_draft(path: Path, tmp_path: Path) -> None:
    draft = Draft("r", "s", 0, "words", answer_digest(None))
    assert trace(path, tmp_path, lambda vault: vault.write_draft(draft)) == [
        "open_new new",
        "write new",
        "fsync new",
        "replace new draft",
        "fsync_dir folder",
        "fsync",
    ]


def test_the_steps_of_a_new_passphrase(path: Path, tmp_path: Path) -> None:
    """The new file is opened with every new secret before it takes the old one's place."""
    found = trace(path, tmp_path, lambda vault: vault.set_passphrase("x", recovery=None))
    assert found == [
        "open_read vault",
        "open_new new",
        "write new",
        "fsync new",
        "open_read new",
        "link vault backup",
        "fsync_dir backups",
        "fsync",
        "replace new vault",
        "fsync_dir folder",
        "fsync",
    ]
    reads = [call for call in RAW if call.name == "open_read" and ".tmp" in f"{call.args[0]}"]
    assert len(reads) == 2


def test_creating_never_replaces_and_syncs_the_new_folder(tmp_path: Path) -> None:
    watched = Watched()
    place = tmp_path / "new" / "j"
    (tmp_path / "here" / "state" / "seen").mkdir(parents=True)
    make(cheap_host(tmp_path / "here", watched), place)
    calls = [call for call in watched.calls if "here" not in f"{call.args}"]
    names = [call.name for call in calls]
    assert "replace" not in names
    linked = names.index("link")
    assert (
        names.index("fsync")
        < linked
        < max(
            at
            for at, call in enumerate(calls)
            if call.name == "fsync_dir" and call.args[0] == place.parent
        )
    )
    made = [call.args[0] for call in calls if call.name == "fsync_dir"]
    assert made == [tmp_path, tmp_path / "new"]


def test_the_ordinary_layer_syncs_both(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[bool] = []
    real = os.fsync

    def fsync(fd: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(fd).st_mode))
        real(fd)

    monkeypatch.setattr("regret_tui.vault.files.os.fsync", fsync)
    Files().fsync_dir(tmp_path)
    with Vault.open(path, host=cheap_host(tmp_path), passphrase=PASSPHRASE) as vault:
        synced.clear()
        vault.save(NEW)
    assert synced == [False, True, True]  # the new file, the backups, the vault's folder
