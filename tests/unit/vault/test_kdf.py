from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2.exceptions import HashingError

from regret_tui.vault import Cost, CostPolicy, Files, Host, kdf, measure
from regret_tui.vault.errors import KdfTooCostly, KdfTooWeak, NotEnoughMemory
from regret_tui.vault.host import linux_available_memory
from tests.support_vault import NOON

MIB = 1024


@pytest.fixture
def strict(host: Host) -> Host:
    return replace(host, costs=CostPolicy.standard())


def test_the_standard_cost_is_the_one_in_the_format() -> None:
    policy = CostPolicy.standard()
    assert policy.default == Cost(256 * MIB, 3, 4)
    assert policy.floor_kib == 64 * MIB
    assert not policy.for_tests


@pytest.mark.parametrize(
    "cost", [Cost(64 * MIB - 1, 3, 4), Cost(64 * MIB, 0, 4), Cost(64 * MIB, 3, 0)]
)
def test_a_weak_cost_is_refused(strict: Host, cost: Cost) -> None:
    with pytest.raises(KdfTooWeak):
        kdf.check_cost(cost, strict)


@pytest.mark.parametrize(
    "cost",
    [
        Cost(2048 * MIB + 1, 1, 4),
        Cost(1024 * MIB, 9, 4),
        Cost(64 * MIB, 3, 17),
        Cost(2**39, 2**39, 1),
    ],
)
def test_a_cost_beyond_all_use_is_refused_before_it_is_spent(strict: Host, cost: Cost) -> None:
    with pytest.raises(KdfTooCostly):
        kdf.seed("x", "A" * 22, cost, strict)


@pytest.mark.parametrize("cost", [Cost(64 * MIB, 1, 1), Cost(2048 * MIB, 4, 16)])
def test_the_bounds_themselves_are_allowed(strict: Host, cost: Cost) -> None:
    kdf.check_cost(cost, strict)


def test_each_lane_takes_eight_kib_as_argon2_has_it(host: Host) -> None:
    kdf.check_cost(Cost(128, 1, 16), host)
    with pytest.raises(KdfTooWeak):
        kdf.check_cost(Cost(127, 1, 16), host)


def test_memory_that_is_not_there_is_not_asked_for(strict: Host) -> None:
    small = replace(strict, available_memory=lambda: 100 * MIB * MIB)
    with pytest.raises(NotEnoughMemory):
        kdf.check_cost(Cost(256 * MIB, 3, 4), small)
    kdf.check_cost(Cost(64 * MIB, 3, 4), small)


def test_memory_that_fails_on_the_way_is_told_as_such(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise HashingError("Memory allocation error")

    monkeypatch.setattr(kdf, "hash_secret_raw", fail)
    with pytest.raises(NotEnoughMemory):
        kdf.seed("x", "A" * 22, host.costs.default, host)


def timed(host: Host, seconds: float) -> Host:
    ticks = iter([NOON, NOON + timedelta(seconds=seconds)])
    return replace(host, now=lambda: next(ticks))


def test_a_slow_machine_still_gets_the_default(host: Host) -> None:
    found = measure(timed(host, 4.0))
    assert (found.cost, found.seconds, found.under_default) == (host.costs.default, 4.0, False)


def test_a_quick_machine_gets_twice_the_memory(host: Host) -> None:
    assert measure(timed(host, 0.1)).cost == Cost(128, 1, 1)
    cramped = replace(timed(host, 0.1), available_memory=lambda: 100 * MIB)
    assert measure(cramped).cost == host.costs.default


def test_without_the_memory_it_says_that_it_goes_under_the_default(strict: Host) -> None:
    found = measure(replace(strict, available_memory=lambda: 200 * MIB * MIB))
    assert found.under_default
    assert found.cost == Cost(128 * MIB, 3, 4)
    with pytest.raises(NotEnoughMemory):
        measure(replace(strict, available_memory=lambda: 60 * MIB * MIB))


def test_free_memory_is_read_where_linux_tells_it(tmp_path: Path) -> None:
    told = tmp_path / "meminfo"
    told.write_text("MemTotal: 9 kB\nMemAvailable:   12 kB\n")
    assert linux_available_memory(told) == 12 * 1024
    told.write_text("MemTotal: 9 kB\n")
    assert linux_available_memory(told) is None
    assert linux_available_memory(tmp_path / "none") is None
    for line, found in (
        ("MemAvailable: 12", 12 * 1024),
        ("MemAvailable:", None),
        ("MemAvailable: much kB", None),
        ("XMemAvailable: 12 kB", None),
        ("MemAvailable: 12 kB é", None),
    ):
        told.write_text(f"{line}\n", "utf-8")
        assert linux_available_memory(told) == found


def test_the_real_computer_is_asked_for_what_the_vault_needs(tmp_path: Path) -> None:
    real = Host.real(tmp_path / "state")
    assert type(real.files) is Files
    assert real.costs == CostPolicy.standard()
    assert real.state == tmp_path / "state"
    assert not real.state.exists()
    assert len(real.token(16)) == 16
    assert real.token(16) != real.token(16)
    assert abs(real.now() - datetime.now(UTC)) < timedelta(minutes=1)
    assert real.now().tzinfo is not None
    assert real.available_memory is linux_available_memory


@pytest.mark.parametrize(
    ("free", "kib"),
    [
        (256 * MIB * MIB - 1, 128 * MIB),
        (128 * MIB * MIB, 128 * MIB),
        (128 * MIB * MIB - 1, 64 * MIB),
        (64 * MIB * MIB, 64 * MIB),
    ],
)
def test_the_largest_cost_that_fits_is_taken(strict: Host, free: int, kib: int) -> None:
    found = measure(replace(strict, available_memory=lambda: free))
    assert found == kdf.Measured(Cost(kib, 3, 4), None, under_default=True)
    assert isinstance(found.cost.m_kib, int)


@pytest.mark.parametrize(
    ("seconds", "free", "kib"),
    [
        (0.1, 64 * MIB, 64),
        (0.1, 64 * MIB * 8 - 1, 64),
        (0.1, 64 * MIB * 8, 128),
        (0.1, None, 128),
        (0.299, None, 128),
        (0.3, None, 64),
    ],
)
def test_twice_the_memory_is_for_quick_machines_with_room(
    host: Host, seconds: float, free: int | None, kib: int
) -> None:
    found = measure(replace(timed(host, seconds), available_memory=lambda: free))
    assert found == kdf.Measured(Cost(kib, 1, 1), seconds, under_default=False)


@pytest.mark.parametrize(
    ("seconds", "free", "found"),
    [
        (0.299, 2**31, Cost(512 * MIB, 3, 4)),
        (0.299, 2**31 - 1, None),
        (0.3, 2**31, None),
    ],
)
def test_a_stronger_cost_needs_four_times_its_memory(
    strict: Host, seconds: float, free: int, found: Cost | None
) -> None:
    machine = replace(strict, available_memory=lambda: free)
    assert kdf.stronger(Cost(256 * MIB, 3, 4), seconds, machine) == found
