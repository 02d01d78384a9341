"""The vault: one encrypted file that opens with a passphrase, a recovery key, or plain age.

Knows nothing of exercises, TinyDB or screens. All of the outside comes in through `Host`.
"""

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
from regret_tui.vault.verify import Info, Verified, info, recovery_fits, verify

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
    "recovery_fits",
    "strength",
    "suggest_passphrase",
    "suggestion_bits",
    "verify",
]
