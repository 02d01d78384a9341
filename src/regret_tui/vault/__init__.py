"""The vault: one encrypted file that opens with a passphrase, a recovery key, or plain age.

Knows nothing of exercises, TinyDB or screens. All of the outside comes in through `Host`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from regret_tui.vault.copies import Copy, Merge
    from regret_tui.vault.draft import Draft, Offer, RecoveredDraft, answer_digest
    from regret_tui.vault.errors import VaultError
    from regret_tui.vault.files import Files
    from regret_tui.vault.host import Cost, CostPolicy, Host
    from regret_tui.vault.kdf import Measured, measure
    from regret_tui.vault.listing import EarlierCopy, earlier_copies, look_at
    from regret_tui.vault.merging import Later, Outcome
    from regret_tui.vault.notices import Notice, NoticeKind
    from regret_tui.vault.passphrase import Strength, strength, suggest_passphrase, suggestion_bits
    from regret_tui.vault.purging import Purged, Why
    from regret_tui.vault.records import Tables
    from regret_tui.vault.recovery import RecoveryKey
    from regret_tui.vault.restoring import Restored, restore
    from regret_tui.vault.salvaging import Salvaged, put_salvaged, salvage, write_salvaged
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
    "Copy",
    "Cost",
    "CostPolicy",
    "Draft",
    "EarlierCopy",
    "Files",
    "Host",
    "Info",
    "Later",
    "Measured",
    "Merge",
    "Notice",
    "NoticeKind",
    "Offer",
    "Outcome",
    "Purged",
    "RecoveredDraft",
    "RecoveryKey",
    "Restored",
    "Salvaged",
    "Strength",
    "Tables",
    "Vault",
    "VaultError",
    "Verified",
    "Why",
    "answer_digest",
    "earlier_copies",
    "info",
    "look_at",
    "measure",
    "put_salvaged",
    "read_recovery_key",
    "recovery_fits",
    "restore",
    "salvage",
    "strength",
    "suggest_passphrase",
    "suggestion_bits",
    "verify",
    "write_salvaged",
]

_ROOMS: Final = {
    "Copy": "copies",
    "Cost": "host",
    "CostPolicy": "host",
    "Draft": "draft",
    "EarlierCopy": "listing",
    "Files": "files",
    "Host": "host",
    "Info": "verifying",
    "Later": "merging",
    "Measured": "kdf",
    "Merge": "copies",
    "Notice": "notices",
    "NoticeKind": "notices",
    "Offer": "draft",
    "Outcome": "merging",
    "Purged": "purging",
    "RecoveredDraft": "draft",
    "RecoveryKey": "recovery",
    "Restored": "restoring",
    "Salvaged": "salvaging",
    "Strength": "passphrase",
    "Tables": "records",
    "Vault": "vault",
    "VaultError": "errors",
    "Verified": "verifying",
    "Why": "purging",
    "answer_digest": "draft",
    "earlier_copies": "listing",
    "info": "verifying",
    "look_at": "listing",
    "measure": "kdf",
    "put_salvaged": "salvaging",
    "read_recovery_key": "verifying",
    "recovery_fits": "verifying",
    "restore": "restoring",
    "salvage": "salvaging",
    "strength": "passphrase",
    "suggest_passphrase": "passphrase",
    "suggestion_bits": "passphrase",
    "verify": "verifying",
    "write_salvaged": "salvaging",
}
"""Where each name lives. They are loaded when they are asked for: the unlock screen is painted
without most of them."""


def __getattr__(name: str) -> Any:
    """Load what is asked for by the package's own name."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
