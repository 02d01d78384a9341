"""The order of effects, and what a power failure in between would leave.

A process that is killed leaves its writes in the system's memory, so a missing fsync never shows
that way. Here a model of a disk loses what was not synced.
"""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from regret_tui.vault import Draft, Files, Vault, answer_digest
from regret_tui.vault.errors import VaultError
from tests.support_vault import PASSPHRASE, TABLES, Call, Watched, cheap_host, make, reopened

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


@dataclass
class Disk:
    """What is on the medium: contents by file, names by folder, as far as they were synced.

    Attributes:
        names: which file each name means, in the system's memory.
        contents: the bytes of each file, in the system's memory.
        kept_names: the same, on the medium.
        kept_contents: the same, on the medium.
    """

    names: dict[Path, int] = field(default_factory=dict)
    contents: dict[int, bytes] = field(default_factory=dict)
    kept_names: dict[Path, int] = field(default_factory=dict)
    kept_contents: dict[int, bytes] = field(default_factory=dict)

    def worst(self, *, names_first: bool) -> dict[Path, bytes]:
        """Return what a power failure leaves.

        Args:
            names_first: the medium already has the new names although nobody synced the folder,
                as journalling file systems may do; otherwise it has the old ones.
        """
        names = self.names if names_first else self.kept_names
        return {path: self.kept_contents.get(file, b"") for path, file in names.items()}


class Modelled(Watched):
    """A file layer that carries out its calls and tells the model of them."""

    def __init__(self, path: Path, synced: Callable[[str], bool]) -> None:
        super().__init__()
        self.disk = Disk({path: 0}, {0: path.read_bytes()}, {path: 0}, {0: path.read_bytes()})
        self.synced = synced
        self.files: dict[int, int] = {}
        self.in_folder = False
        self.failures: list[dict[Path, bytes]] = []

    def _run(self, name: str, args: tuple[Any, ...]) -> Any:
        disk = self.disk
        if name == "fsync_dir":
            self.in_folder = True
        result = super()._run(name, args)
        if name == "open_new":
            file = len(disk.contents)
            self.files[result], disk.names[args[0]], disk.contents[file] = file, file, b""
        elif name == "write":
            disk.contents[self.files[args[0]]] += bytes(args[1][:result])
        elif name == "fsync" and not self.in_folder and self.synced("fsync"):
            file = self.files[args[0]]
            disk.kept_contents[file] = disk.contents[file]
        elif name == "replace":
            disk.names[args[1]] = disk.names.pop(args[0])
        elif name == "link":
            disk.names[args[1]] = disk.names[args[0]]
        elif name == "unlink":
            disk.names.pop(args[0], None)
        elif name == "fsync_dir":
            self.in_folder = False
            if self.synced("fsync_dir"):
                inside = {path for path in disk.names if path.parent == args[0]}
                gone = {path for path in disk.kept_names if path.parent == args[0]} - inside
                disk.kept_names.update({path: disk.names[path] for path in inside})
                for path in gone:
                    del disk.kept_names[path]
        for first in (False, True):
            self.failures.append(disk.worst(names_first=first))
        return result


def power_failures(path: Path, folder: Path, synced: Callable[[str], bool]) -> list[str]:
    """Save once; return what a power failure at any moment would have done wrong."""
    with Vault.open(path, host=cheap_host(folder), passphrase=PASSPHRASE) as vault:
        vault.save(TABLES)
    files = Modelled(path, synced)
    with Vault.open(path, host=cheap_host(folder, files), passphrase=PASSPHRASE) as vault:
        vault.save(NEW)
        acknowledged = len(files.failures)
    wrong: list[str] = []
    checked: dict[bytes, str] = {}
    again = folder / "after" / path.name
    again.parent.mkdir(exist_ok=True)
    for moment, left in enumerate(files.failures):
        content = left.get(path, b"")
        if content not in checked:
            again.write_bytes(content)
            try:
                found = reopened(cheap_host(folder / "elsewhere"), again)
            except VaultError as error:
                checked[content] = type(error).__name__
            else:
                checked[content] = "old" if found == TABLES else "new" if found == NEW else "wrong"
        state = checked[content]
        if state not in ("old", "new") or (moment >= acknowledged - 2 and state != "new"):
            wrong.append(f"{moment}: {state}")
    return wrong


def test_a_power_failure_leaves_the_old_or_the_new_vault(path: Path, tmp_path: Path) -> None:
    assert power_failures(path, tmp_path, lambda call: True) == []


@pytest.mark.parametrize("taken_out", ["fsync", "fsync_dir"])
def test_the_model_notices_when_either_fsync_is_taken_out(
    path: Path, tmp_path: Path, taken_out: str
) -> None:
    assert power_failures(path, tmp_path, lambda call: call != taken_out)


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
