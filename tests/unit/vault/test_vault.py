import gc
import os
import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from regret_tui.vault import Cost, Host, NoticeKind, RecoveryKey, Vault, info
from regret_tui.vault.agefile import Identity
from regret_tui.vault.errors import (
    AlreadyExists,
    Closed,
    Conflict,
    Missing,
    NewerVersion,
    NewKeyNeeded,
    NewPassphraseNeeded,
    PassphraseRefused,
    WrongPassphrase,
    WrongRecoveryKey,
)
from regret_tui.vault.front import write_line
from regret_tui.vault.saving import seal
from regret_tui.vault.slots import NewSlot, new_passphrase_slot
from tests.support_vault import PASSPHRASE, TABLES, cheap_host, make, reopened


def test_what_was_created_is_there(path: Path, host: Host, key: RecoveryKey) -> None:
    assert reopened(host, path) == TABLES
    assert reopened(host, path, recovery=key) == TABLES


def test_creating_opens_it(tmp_path: Path, host: Host, key: RecoveryKey) -> None:
    with Vault.create(
        tmp_path / "new" / "folder" / "j",
        host=host,
        passphrase=PASSPHRASE,
        recovery=key,
        tables=TABLES,
    ) as vault:
        assert (vault.generation, vault.has_recovery, vault.read_only) == (1, True, False)
        assert vault.notices == []
        vault.save({})
        assert vault.generation == 2


def test_no_file_is_overwritten(path: Path, host: Host) -> None:
    before = path.read_bytes()
    with pytest.raises(AlreadyExists):
        make(host, path)
    other = path.with_name("other")
    other.symlink_to("nowhere")
    make(host, other)
    assert other.is_symlink()
    assert (path.parent / "nowhere").exists()
    assert path.read_bytes() == before


def test_a_refused_passphrase_makes_no_vault(tmp_path: Path, host: Host) -> None:
    with pytest.raises(PassphraseRefused):
        Vault.create(tmp_path / "j", host=host, passphrase=" ", recovery=None, tables={})
    assert list(tmp_path.iterdir()) == []


def test_files_are_for_this_person_alone(tmp_path: Path, host: Host, key: RecoveryKey) -> None:
    before = os.umask(0)
    try:
        for mask in (0, 0o777):
            os.umask(0)
            folder = tmp_path / f"{mask}"
            folder.mkdir()
            os.umask(mask & 0o077)
            make(host, folder / "sub" / "j", key=key)
            with Vault.open(folder / "sub" / "j", host=host, passphrase=PASSPHRASE) as vault:
                vault.save({})
    finally:
        os.umask(before)
    seen = set()
    for found in tmp_path.rglob("*"):
        if found.parent == tmp_path:
            continue
        seen.add(found.name.partition(".")[0].partition("-")[0])
        mode = stat.S_IMODE(found.lstat().st_mode)
        assert mode == (0o700 if found.is_dir() else 0o600), found
    assert {"sub", "backups", "j", "seen"} <= seen


def test_a_link_is_followed_once(path: Path, host: Host, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link"
    link.parent.mkdir()
    link.symlink_to(path)
    with Vault.open(link, host=host, passphrase=PASSPHRASE) as vault:
        assert vault.path == path
        vault.save({})
    assert link.is_symlink()
    assert [entry.name for entry in link.parent.iterdir()] == ["link"]


def test_a_change_from_elsewhere_is_a_conflict_and_stays(path: Path, host: Host) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        copy = path.with_name("copy")
        copy.write_bytes(path.read_bytes())
        with Vault.open(copy, host=host, passphrase=PASSPHRASE) as other:
            other.save({"values": TABLES["values"]})
        copy.replace(path)
        with pytest.raises(Conflict):
            vault.save({})
        assert vault.tables() == TABLES
    assert reopened(host, path) == {"values": TABLES["values"]}


def test_a_file_that_went_away_is_missing(path: Path, host: Host) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        path.rename(path.with_name("moved"))
        with pytest.raises(Missing):
            vault.save({})
        assert not path.exists()
        path.with_name("moved").rename(path)
        vault.save({})
    for gone in (path.with_name("none"), path.with_name("none") / "none", path / "none"):
        with pytest.raises(Missing):
            Vault.open(gone, host=host, passphrase=PASSPHRASE)


def test_wrong_secrets(path: Path, host: Host, key: RecoveryKey) -> None:
    with pytest.raises(WrongPassphrase) as wrong:
        Vault.open(path, host=host, passphrase="not the one")
    assert "not the one" not in str(wrong.value)
    with pytest.raises(WrongRecoveryKey):
        Vault.open(path, host=host, recovery=RecoveryKey.generate())
    with pytest.raises(TypeError):
        Vault.open(path, host=host)
    with pytest.raises(TypeError):
        Vault.open(path, host=host, passphrase=PASSPHRASE, recovery=key)
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        assert vault.check_passphrase(PASSPHRASE)
        assert not vault.check_passphrase("not the one")
        assert vault.check_recovery(key)
        assert not vault.check_recovery(RecoveryKey.generate())


def test_the_recovery_key_opens_for_reading_until_a_passphrase_is_set(
    path: Path, host: Host, key: RecoveryKey
) -> None:
    new = RecoveryKey.generate()
    with Vault.open(path, host=host, recovery=key) as vault:
        with pytest.raises(NewPassphraseNeeded):
            vault.save({})
        with pytest.raises(NewPassphraseNeeded):
            vault.set_recovery(new)
        for useless in (None, key):
            with pytest.raises(NewKeyNeeded):
                vault.set_passphrase("another one", recovery=useless)
        vault.set_passphrase("another one", recovery=new)
        assert vault.check_passphrase("another one")
        vault.save(TABLES)
    with pytest.raises(WrongPassphrase):
        reopened(host, path)
    with pytest.raises(WrongRecoveryKey):
        reopened(host, path, recovery=key)
    assert reopened(host, path, recovery=new) == TABLES
    assert reopened(host, path, passphrase="another one") == TABLES


def test_a_recovery_key_can_be_added(tmp_path: Path, host: Host, key: RecoveryKey) -> None:
    path = tmp_path / "j"
    make(host, path)
    with pytest.raises(WrongRecoveryKey):
        reopened(host, path, recovery=key)
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        ways = [vault.has_recovery]
        vault.set_passphrase("another one", recovery=None)
        vault.set_recovery(key)
        ways.append(vault.has_recovery)
        assert ways == [False, True]
    assert reopened(host, path, recovery=key) == TABLES
    assert reopened(host, path, passphrase="another one") == TABLES


def test_new_slots_take_their_cost_from_here(path: Path, host: Host) -> None:
    dearer = Cost(128, 2, 1)
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.set_passphrase("x", recovery=RecoveryKey.generate(), cost=dearer)
    found = info(path, host=host)
    assert [(slot.kind, slot.cost) for slot in found.slots] == [
        ("passphrase", dearer),
        ("recovery", None),
    ]
    with Vault.open(path, host=host, passphrase="x") as vault:
        vault.set_passphrase("y", recovery=RecoveryKey.generate())
    assert info(path, host=host).slots[0].cost == host.costs.default


def test_changing_keys_keeps_a_backup_that_opens_with_the_earlier_ones(
    path: Path, host: Host, key: RecoveryKey
) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.set_passphrase("another one", recovery=RecoveryKey.generate())
    (backup,) = info(path, host=host).backups
    assert reopened(host, backup.path) == TABLES
    assert reopened(host, backup.path, recovery=key) == TABLES


def test_after_closing_nothing_is_left(path: Path, host: Host) -> None:
    vault = Vault.open(path, host=host, passphrase=PASSPHRASE)
    vault.close()
    vault.close()
    for act in (vault.tables, lambda: vault.save({}), lambda: vault.generation):
        with pytest.raises(Closed):
            act()
    assert PASSPHRASE not in f"{vault.__dict__}"


def test_identities_are_dropped_and_no_repr_shows_a_secret(
    path: Path, host: Host, key: RecoveryKey
) -> None:
    def identities() -> list[Identity]:
        gc.collect()
        return [found for found in gc.get_objects() if isinstance(found, Identity)]

    before = identities()
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        assert [found for found in identities() if found not in before] == []
        assert "journal.vault" in repr(vault)


def test_threads_take_turns(path: Path, host: Host) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        failures: list[BaseException] = []

        def work(name: str) -> None:
            try:
                for number in range(5):
                    vault.save({**TABLES, "t": {name: {"n": number}}}, allow_loss=True)
            except BaseException as error:
                failures.append(error)
                raise

        threads = [threading.Thread(target=work, args=(f"{n}",)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert vault.generation == 21
    assert len(reopened(host, path)["t"]) == 1


def test_a_state_folder_that_cannot_be_written_is_said_and_no_more(
    path: Path, host: Host, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    blocked = replace(host, state=tmp_path / "file" / "state")
    with Vault.open(path, host=blocked, passphrase=PASSPHRASE) as vault:
        vault.save({})
        assert [notice.kind for notice in vault.notices] == [NoticeKind.NOT_REMEMBERED]


def test_two_computers_see_the_same_vault(path: Path, tmp_path: Path) -> None:
    for name in ("one", "two", "one", "two"):
        with Vault.open(path, host=cheap_host(tmp_path / name), passphrase=PASSPHRASE) as vault:
            assert vault.notices == []
            vault.save({"t": {"a": {"by": name}}}, allow_loss=True)


def test_opening_never_changes_the_file(path: Path, host: Host, key: RecoveryKey) -> None:
    before, touched = path.read_bytes(), path.stat().st_mtime_ns
    for how in ({"passphrase": PASSPHRASE}, {"recovery": key}):
        Vault.open(path, host=host, **how).close()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, touched)


def test_a_new_slot_that_does_not_open_never_reaches_the_vault(
    path: Path, host: Host, key: RecoveryKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def botched(where: Host, vault: str, passphrase: str, cost: Cost | None) -> NewSlot:
        return new_passphrase_slot(where, vault, f"{passphrase} ", cost)

    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        monkeypatch.setattr("regret_tui.vault.keys.new_passphrase_slot", botched)
        with pytest.raises(WrongPassphrase):
            vault.set_passphrase("another one", recovery=RecoveryKey.generate())
        assert path.read_bytes() == before
        assert vault.check_passphrase(PASSPHRASE)
        with pytest.raises(WrongPassphrase):
            make(host, path.with_name("new"))
    assert not path.with_name("new").exists()


def test_an_unknown_kind_of_slot_opens_read_only(path: Path, host: Host) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        now = vault._state.committed
    later = [*now.front.fields["slots"], {"kind": "passkey", "anything": [1]}]
    payload = replace(
        now,
        front=write_line(now.front.fields, "0" * 32, later),
        recipients=(*now.recipients, RecoveryKey.generate().identity.recipient),
    )
    sealed = seal(payload)
    path.write_bytes(sealed.page * 2 + b"".join(sealed.body))
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        assert NoticeKind.UNKNOWN_SLOT in [notice.kind for notice in vault.notices]
        assert vault.tables() == TABLES
        for act in (
            lambda: vault.save({}),
            lambda: vault.set_passphrase("x", recovery=RecoveryKey.generate()),
        ):
            with pytest.raises(NewerVersion):
                act()
    assert [slot.kind for slot in info(path, host=host).slots][-1] == "passkey"


def test_where_nothing_changed_nothing_is_written(path: Path, host: Host) -> None:
    before = path.stat().st_ino
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        assert vault.save(vault.tables()) == ()
        assert (vault.generation, path.stat().st_ino) == (1, before)
        vault.save({})
        assert vault.generation == 2
        vault.save({})
        assert vault.generation == 2


def test_a_cost_is_told_only_where_it_was_timed(tmp_path: Path, host: Host) -> None:
    with Vault.create(
        tmp_path / "j", host=host, passphrase=PASSPHRASE, recovery=None, tables={}
    ) as vault:
        assert vault.stronger_cost is None


def test_a_wrong_passphrase_is_told_where_it_is_only_looked_at(path: Path, host: Host) -> None:
    with pytest.raises(WrongPassphrase):
        Vault.open(path, host=host, passphrase="not it", read_only=True)
