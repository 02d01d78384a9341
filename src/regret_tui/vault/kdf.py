"""From passphrase to seed: Argon2id (RFC 9106), with what it may cost decided beforehand."""

from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from regret_tui.vault.errors import KdfTooCostly, KdfTooWeak, NotEnoughMemory, WrongPassphrase
from regret_tui.vault.host import Cost, Host
from regret_tui.vault.passphrase import normalise

SEED = 32
"""Bytes of a seed: the secret of one X25519 identity."""

_SOON = 0.3
"""Seconds under which a machine is offered a stronger cost than the default."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a new vault should cost on this machine.

    Attributes:
        cost: the cost to pass to `Vault.create`.
        seconds: how long one derivation took, or None when there was not the memory to try.
        under_default: True when the memory forces a cost under the default; to be said aloud.
    """

    cost: Cost
    seconds: float | None
    under_default: bool


def seed(passphrase: str, salt: str, cost: Cost, host: Host) -> bytes:
    """Return the 32 bytes that a passphrase derives to.

    Args:
        passphrase: as typed; it is normalised here.
        salt: 22 ASCII characters, used as bytes.
        cost: memory, passes and lanes.
        host: whose policy and free memory decide before anything is spent.

    Raises:
        KdfTooWeak: the cost is under the floor.
        KdfTooCostly: the cost is over a ceiling.
        NotEnoughMemory: the memory is not free.
        WrongPassphrase: it cannot be encoded, so no vault was ever made with it.
    """
    check_cost(cost, host)
    try:
        secret = normalise(passphrase)
    except UnicodeEncodeError:
        raise WrongPassphrase from None
    try:
        return hash_secret_raw(
            secret, salt.encode("ascii"), cost.t, cost.m_kib, cost.p, SEED, Type.ID
        )
    except (HashingError, MemoryError) as error:
        raise NotEnoughMemory from error


def check_cost(cost: Cost, host: Host) -> None:
    """Refuse a cost that is too low, too high or does not fit into memory.

    Raises:
        KdfTooWeak: the cost is under the floor, or not one that Argon2 knows.
        KdfTooCostly: the cost is over a ceiling.
        NotEnoughMemory: the memory is not free.
    """
    policy = host.costs
    over = cost.m_kib > policy.ceiling_kib or cost.m_kib * cost.t > policy.ceiling_work_kib
    if over or cost.p > policy.ceiling_lanes:
        raise KdfTooCostly
    if cost.t < 1 or cost.p < 1 or cost.m_kib < max(policy.floor_kib, 8 * cost.p):
        raise KdfTooWeak
    available = host.available_memory()
    if available is not None and cost.m_kib * 1024 > available:
        raise NotEnoughMemory


def stronger(cost: Cost, seconds: float, host: Host) -> Cost | None:
    """Return a stronger cost than a vault has, where this machine can bear it; else None.

    Args:
        cost: what the passphrase slot costs.
        seconds: how long deriving it took just now.
        host: whose policy and free memory decide.
    """
    default = host.costs.default
    best = Cost(default.m_kib * 2, default.t, default.p) if seconds < _SOON else default
    available = host.available_memory()
    roomy = available is None or best.m_kib * 4 * 1024 <= available
    return best if roomy and best.m_kib * best.t > cost.m_kib * cost.t else None


def measure(host: Host) -> Measured:
    """Time the default cost on this machine and say what a new vault should cost.

    A quick machine gets twice the memory; one without the memory gets the largest cost that
    fits, and `under_default` says so.

    Raises:
        NotEnoughMemory: not even the floor fits.
    """
    default = host.costs.default
    available = host.available_memory()
    if available is not None and default.m_kib * 1024 > available:
        fitting = default.m_kib
        while fitting * 1024 > available:
            fitting //= 2
        if fitting < host.costs.floor_kib:
            raise NotEnoughMemory
        return Measured(Cost(fitting, default.t, default.p), None, under_default=True)
    start = host.now()
    seed("a passphrase of nobody", "A" * 22, default, host)
    seconds = (host.now() - start).total_seconds()
    roomy = available is None or default.m_kib * 8 * 1024 <= available
    if seconds < _SOON and roomy:
        return Measured(Cost(default.m_kib * 2, default.t, default.p), seconds, under_default=False)
    return Measured(default, seconds, under_default=False)
