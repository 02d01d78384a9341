"""Making slots: each is an age recipient, and in the clear only a check on it."""

import base64
from typing import Any

from regret_tui.vault.agefile import Identity
from regret_tui.vault.front import check_value
from regret_tui.vault.host import Cost, Host
from regret_tui.vault.kdf import seed
from regret_tui.vault.recovery import RecoveryKey

NewSlot = tuple[dict[str, Any], str]
"""A slot's readable fields, and the recipient that stays hidden in the payload."""


def new_passphrase_slot(host: Host, vault: str, passphrase: str, cost: Cost | None) -> NewSlot:
    """Return a slot with a new salt. Its cost never comes from a file.

    Raises:
        VaultError: the cost was refused, or the memory is not there.
    """
    cost = host.costs.default if cost is None else cost
    salt = base64.b64encode(host.token(16)).decode("ascii").rstrip("=")
    recipient = Identity.from_seed(seed(passphrase, salt, cost, host)).recipient
    fields = {
        "kind": "passphrase",
        "kdf": "argon2id",
        "m_kib": cost.m_kib,
        "t": cost.t,
        "p": cost.p,
        "salt": salt,
        "check": check_value(vault, recipient),
    }
    return fields, recipient


def new_recovery_slot(vault: str, key: RecoveryKey) -> NewSlot:
    """Return a slot for a recovery key."""
    recipient = key.identity.recipient
    return {"kind": "recovery", "check": check_value(vault, recipient)}, recipient
