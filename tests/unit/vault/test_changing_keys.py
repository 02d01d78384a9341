"""One key made new, and a stronger cost."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from regret_tui.vault import Cost, Draft, Host, RecoveryKey, Vault, answer_digest, info
from regret_tui.vault.errors import PassphraseRefused, WrongPassphrase, WrongRecoveryKey
from regret_tui.vault.front import SIZE
from regret_tui.vault.kdf import stronger
from tests.support_vault import NOON, PASSPHRASE, TABLES, reopened
from tests.unit.vault.test_front import damage, rewrite

NEW = "another one now"


def test_only_the_passphrase_is_new(path: Path, host: Host, key: RecoveryKey) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.write_draft(Draft("r", "s", 0, "words", answer_digest(None)))
        with pytest.raises(PassphraseRefused):
            vault.change_passphrase("")
        vault.change_passphrase(NEW)
    with pytest.raises(WrongPassphrase):
        reopened(host, path)
    assert reopened(host, path, passphrase=NEW) == TABLES
    assert reopened(host, path, recovery=key) == TABLES
    with Vault.open(path, host=host, passphrase=NEW) as vault:
        found = vault.read_draft(lambda _: None)
        assert found is not None
        assert found.draft.text == "words"
    assert len(info(path, host=host).backups) == 1


def test_only_the_recovery_key_is_new(path: Path, host: Host, key: RecoveryKey) -> None:
    new = RecoveryKey.generate()
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.set_recovery(new)
    with pytest.raises(WrongRecoveryKey) as told:
        reopened(host, path, recovery=key)
    assert (
        told.value.message == "This recovery key does not open this journal. Nothing was changed."
    )
    assert "may be of another journal, or have been replaced by a newer one" in told.value.hint
    assert reopened(host, path, recovery=new) == TABLES
    assert reopened(host, path) == TABLES
    assert [slot.kind for slot in info(path, host=host).slots] == ["passphrase", "recovery"]


def test_a_stronger_cost_keeps_the_passphrase(path: Path, host: Host) -> None:
    cost = Cost(256, 1, 1)
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        assert vault.stronger_cost == Cost(128, 1, 1)
        vault.change_passphrase(PASSPHRASE, cost=cost)
    assert info(path, host=host).slots[0].cost == cost
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        assert vault.stronger_cost is None


def test_it_is_not_told_where_nothing_was_derived(path: Path, host: Host, key: RecoveryKey) -> None:
    with Vault.open(path, host=host, recovery=key) as vault:
        assert vault.stronger_cost is None


DEFAULT = Cost(262_144, 3, 4)


@pytest.mark.parametrize(
    ("cost", "seconds", "gigabytes", "found"),
    [
        (DEFAULT, 0.6, 8, None),
        (DEFAULT, 0.2, 8, Cost(524_288, 3, 4)),
        (DEFAULT, 0.2, None, Cost(524_288, 3, 4)),
        (DEFAULT, 0.2, 1, None),
        (Cost(65_536, 3, 4), 0.2, 8, Cost(524_288, 3, 4)),
        (Cost(65_536, 3, 4), 0.5, 8, DEFAULT),
        (Cost(65_536, 3, 4), 0.5, 0.5, None),
        (Cost(524_288, 3, 4), 0.2, 8, None),
    ],
)
def test_what_a_machine_can_bear(
    host: Host, cost: Cost, seconds: float, gigabytes: float | None, found: Cost | None
) -> None:
    free = None if gigabytes is None else int(gigabytes * 2**30)
    policy = replace(host.costs, default=DEFAULT)
    machine = replace(host, costs=policy, available_memory=lambda: free)
    assert stronger(cost, seconds, machine) == found


def test_the_time_is_the_derivations(path: Path, host: Host) -> None:
    moments = iter(NOON + timedelta(seconds=second) for second in range(1000))
    slow = replace(host, now=lambda: next(moments))
    with Vault.open(path, host=slow, passphrase=PASSPHRASE) as vault:
        assert vault.stronger_cost is None


def test_every_change_of_a_key_keeps_a_backup_whatever_the_day(
    path: Path, host: Host, key: RecoveryKey
) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.save({**TABLES, "t": {"a": {}}})
        vault.change_passphrase(NEW)
        assert len(info(path, host=host).backups) == 2
        vault.set_recovery(RecoveryKey.generate())
        assert len(info(path, host=host).backups) == 3
        vault.set_passphrase(PASSPHRASE, recovery=key)
        assert len(info(path, host=host).backups) == 4


def test_an_exchanged_front_is_no_bar_to_new_keys(path: Path, host: Host) -> None:
    rewrite(path, {"revision": "0" * 32})
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.set_passphrase(NEW, recovery=RecoveryKey.generate())
    with Vault.open(path, host=host, passphrase=NEW) as vault:
        assert vault.notices == []


def test_two_damaged_fronts_are_no_bar_to_new_keys(path: Path, host: Host) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.save({**TABLES, "t": {"a": {}}})
    damage(path, 300, SIZE + 300)
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.set_passphrase(NEW, recovery=RecoveryKey.generate())
    with Vault.open(path, host=host, passphrase=NEW) as vault:
        assert vault.notices == []


def test_repairing_a_front_keeps_a_backup_whatever_the_day(path: Path, host: Host) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.save({**TABLES, "t": {"a": {}}})
    rewrite(path, {"revision": "0" * 32})
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.repair_front()
    assert len(info(path, host=host).backups) == 2
