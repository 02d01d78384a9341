"""The vault: one encrypted file that opens with a passphrase, a recovery key, or plain age.

Knows nothing of exercises, TinyDB or screens. All of the outside comes in through `Host`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from regret_tui.vault.draft import Draft, Offer, RecoveredDraft, answer_digest
    from regret_tui.vault.errors import VaultError
    from regret_tui.vault.files import Files
    from regret_tui.vault.host import Cost, CostPolicy, Host
    from regret_tui.vault.kdf import Measured, measure
    from regret_tui.vault.notices import Notice, NoticeKind
    from regret_tui.vault.passphrase import Strength, strength, suggest_passphrase, suggestion_bits
    from regret_tui.vault.records import Tables
    from regret_tui.vault.recovery import RecoveryKey
    from regret_tui.vault.vault import Vault
    from regret_tui.vault.verifying import (
        Info,
        Verified,
        info,
        read_recovery_key,
        recovery_fits,
        verify,
    )

__all__ = [
    "Cost",
    "CostPolicy",
    "Draft",
    "Files",
    "Host",
    "Info",
    "Measured",
    "Notice",
    "NoticeKind",
    "Offer",
    "RecoveredDraft",
    "RecoveryKey",
    "Strength",
    "Tables",
    "Vault",
    "VaultError",
    "Verified",
    "answer_digest",
    "info",
    "measure",
    "read_recovery_key",
    "recovery_fits",
    "strength",
    "suggest_passphrase",
    "suggestion_bits",
    "verify",
]

_ROOMS: Final = {
    "Cost": "host",
    "CostPolicy": "host",
    "Draft": "draft",
    "Files": "files",
    "Host": "host",
    "Info": "verifying",
    "Measured": "kdf",
    "Notice": "notices",
    "NoticeKind": "notices",
    "Offer": "draft",
    "RecoveredDraft": "draft",
    "RecoveryKey": "recovery",
    "Strength": "passphrase",
    "Tables": "records",
    "Vault": "vault",
    "VaultError": "errors",
    "Verified": "verifying",
    "answer_digest": "draft",
    "info": "verifying",
    "measure": "kdf",
    "read_recovery_key": "verifying",
    "recovery_fits": "verifying",
    "strength": "passphrase",
    "suggest_passphrase": "passphrase",
    "suggestion_bits": "passphrase",
    "verify": "verifying",
}
"""Where each name lives. They are loaded when they are asked for: the unlock screen is painted
without most of them."""


def __getattr__(name: str) -> Any:
    """Load what is asked for by the package's own name."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
