"""Every way in which a vault can refuse, each with its own sentence, next step and exit code.

They are decided in this order: length, digest, the slot's check, age. So "wrong passphrase" is
never said of a damaged file, and "damaged" never of a mistyped passphrase. No message holds a
passphrase, a key or a word that a person wrote.
"""

from copy import copy
from typing import ClassVar

from regret_tui.errors import RegretError


class VaultError(RegretError):
    """The root of what the vault raises.

    Args:
        message: another sentence than the class's own, where more is known.
        hint: another next step than the class's own.
    """

    exit_code: ClassVar[int] = 10
    sentence: ClassVar[str] = "The vault could not do this."
    step: ClassVar[str] = ""

    def __init__(self, message: str | None = None, hint: str | None = None) -> None:
        super().__init__(
            self.sentence if message is None else message,
            self.step if hint is None else hint,
        )

    def again(self) -> "VaultError":
        """Return the same error without the traceback of an earlier raise."""
        fresh = copy(self)
        fresh.__traceback__ = fresh.__cause__ = fresh.__context__ = None
        return fresh


class Missing(VaultError):
    """No file stands at the path, or it went away while it was open."""

    exit_code = 11
    sentence = "There is no journal at this place."
    step = "Check the path. If the file was moved, put it back or open it where it is now."


class NotAVault(VaultError):
    """The file is something else, or empty. It is never taken for a new journal."""

    exit_code = 12
    sentence = "This file is not a journal of this program. Nothing was changed."
    step = "Check the path. If it should be your journal, look into the backups folder beside it."


class NewerVersion(VaultError):
    """The format, a critical feature or a kind of slot is not known to this version."""

    exit_code = 13
    sentence = "This journal was written by a newer version of the program."
    step = "Update the program, then open it again. Nothing was changed."


class FrontDamaged(VaultError):
    """Both copies of the front are unreadable."""

    exit_code = 14
    sentence = "The first part of this file, both copies of it, is damaged."
    step = "Open it with your recovery key, or open a copy from the backups folder."


class Truncated(VaultError):
    """The file is shorter than its front says."""

    exit_code = 15
    sentence = "The end of this file is missing."
    step = "If it is still being copied or synced, wait. Otherwise open a copy from the backups."


class TrailingData(VaultError):
    """The file is longer than its front says."""

    exit_code = 16
    sentence = "This file is longer than it should be: something was added at its end."
    step = "Open a copy from the backups folder, and keep this file aside."


class Damaged(VaultError):
    """The digest of the encrypted part differs."""

    exit_code = 17
    sentence = "Part of this file is damaged."
    step = (
        "Keep this file. Put an earlier copy back (regret-tui vault backups), or take out what is"
        " whole (regret-tui vault salvage)."
    )


class WrongPassphrase(VaultError):
    """The passphrase does not fit the slot's check."""

    exit_code = 18
    sentence = "This passphrase does not open the journal. Nothing was changed."
    step = (
        "Try again, or use your recovery key. If you are sure of it, the front may have been"
        " altered: try an earlier copy."
    )


class WrongRecoveryKey(VaultError):
    """The recovery key does not fit the slot's check."""

    exit_code = 19
    sentence = "This recovery key does not open this journal. Nothing was changed."
    step = (
        "It may be of another journal, or have been replaced by a newer one. Look for the one that"
        " was written down last, or use your passphrase."
    )


class Altered(VaultError):
    """Digest and check fit, and yet age refuses, or the content disagrees with itself."""

    exit_code = 20
    sentence = "This file was altered in a way that damage alone does not explain."
    step = "Do not trust it. Open a copy from the backups folder."


class FrontMismatch(VaultError):
    """The readable front is not the one that was encrypted with the content."""

    exit_code = 21
    sentence = "The readable front of this file is not the one it was saved with."
    step = "Your entries are whole. Repair the front under Something else, then write on."


class RolledBack(VaultError):
    """This copy is older than the last one seen on this computer."""

    exit_code = 22
    sentence = "This copy is older than the one you last had open here."
    step = "Look for the newer copy. If you go on, what was written since is not in this one."


class Diverged(VaultError):
    """This copy grew apart from the last one seen on this computer."""

    exit_code = 23
    sentence = "This copy and the one you last had open here were both written to."
    step = "The other copy can be brought in under Your file. Nothing of either is dropped."


class Conflict(VaultError):
    """The file on disk is not the one that was loaded."""

    exit_code = 24
    sentence = "The file was changed elsewhere while it was open here. Nothing was overwritten."
    step = "The two can be brought together. Nothing of either is dropped."


class InUse(VaultError):
    """Another process holds the lock."""

    exit_code = 25
    sentence = "This journal is open in another window."
    step = "Close it there, or open it here for reading only."


class LockUnavailable(VaultError):
    """The file system knows no locks."""

    exit_code = 26
    sentence = "This place cannot guard the file against a second window."
    step = "Keep it open in one window only."


class Busy(VaultError):
    """Another program keeps the file from being replaced."""

    exit_code = 27
    sentence = "Another program is holding the file, so it could not be saved just now."
    step = "Wait a moment and save again. What was saved before is untouched."


class ReadOnly(VaultError):
    """The vault is open for reading only, or the medium cannot be written to."""

    exit_code = 28
    sentence = "This journal is open for reading only."
    step = "To write, close it and copy it to a place that can be written to."


class NoPermission(VaultError):
    """The system refuses access."""

    exit_code = 29
    sentence = "The system does not let this program read or write here."
    step = "Check who owns the file and its folder."


class DiskFull(VaultError):
    """No room, or no quota, for another copy; or no file may be as large."""

    exit_code = 30
    sentence = "There is no room left on the disk. What was saved before is untouched."
    step = "Make some room, then save again."


class StorageFailed(VaultError):
    """The system reported another error.

    Args:
        errno: the system's number for it, None where there is none.
    """

    exit_code = 31
    sentence = "The disk reported an error. What was saved before is untouched."
    step = "Try again. If it stays, copy the file to another disk."

    def __init__(self, errno: int | None = None) -> None:
        number = "" if errno is None else f" (system error {errno})"
        super().__init__(f"The disk reported an error{number}. What was saved before is untouched.")
        self.errno = errno


class DurabilityUnknown(VaultError):
    """The new file is in place, and the disk would not confirm that it stays."""

    exit_code = 32
    sentence = "It was written, but the disk did not confirm that it will stay."
    step = "Save again. If this comes back, copy the file to another disk."


class KdfTooCostly(VaultError):
    """The front asks for more work than any vault of ours."""

    exit_code = 33
    sentence = "This file asks for far more memory or time than a journal of this program does."
    step = "It may have been altered. Use your recovery key, or a copy from the backups folder."


class KdfTooWeak(VaultError):
    """The front asks for so little work that the passphrase would be exposed."""

    exit_code = 34
    sentence = "This file asks for too little work to protect a passphrase."
    step = "It may have been altered. Use your recovery key, or a copy from the backups folder."


class NotEnoughMemory(VaultError):
    """The derivation needs more memory than is free."""

    exit_code = 35
    sentence = "There is not enough free memory to open this journal."
    step = "Close some other programs and try again, or use your recovery key."


class SchemaNewer(VaultError):
    """The records have a shape that this version does not know."""

    exit_code = 36
    sentence = "The entries were written by a newer version of the program."
    step = "Update the program, then open it again. Nothing was changed."


class AlreadyExists(VaultError):
    """A file stands where a new vault should be made."""

    exit_code = 37
    sentence = "There is already a file at this place. Nothing was overwritten."
    step = "Open it, or choose another name."


class PassphraseRefused(VaultError):
    """A new passphrase that could not be typed again with certainty."""

    exit_code = 38
    sentence = "This passphrase cannot be used."
    step = "Choose letters, figures, signs and spaces that your keyboard has everywhere."


class BadRecoveryKey(VaultError):
    """What was typed is no recovery key.

    Args:
        proposal: the key that was most likely meant, where the slip could be located; it is not
            in the message.
    """

    exit_code = 39
    sentence = "This is not a whole recovery key."
    step = "Compare it with what you wrote down, group by group."

    def __init__(self, message: str | None = None, proposal: str | None = None) -> None:
        hint = "A letter or two may be mistyped. Compare it, group by group." if proposal else None
        super().__init__(message, hint)
        self.proposal = proposal


class LossRefused(VaultError):
    """A save would have lost more than a fifth of the records."""

    exit_code = 40
    sentence = "This would remove a large part of the journal at once, so it was not saved."
    step = "Nothing was changed. Open it again to see what stands there."


class NotStorable(VaultError):
    """A document holds something that would not come back as it was."""

    exit_code = 41
    sentence = "Something in this entry cannot be stored as it is. Nothing was saved."
    step = "Remove unusual signs that came with pasted text, then save again."


class NewKeyNeeded(VaultError):
    """Changing keys needs new ones for every slot that exists."""

    exit_code = 42
    sentence = "Changing the passphrase of this journal needs a new recovery key as well."
    step = "Make a new recovery key, write it down, and try again. Nothing was changed."


class Closed(VaultError):
    """The vault was closed before."""

    exit_code = 43
    sentence = "The journal is closed."
    step = "Open it again."


class NewPassphraseNeeded(VaultError):
    """The vault was opened with the recovery key and is read-only until keys are made new."""

    exit_code = 44
    sentence = "This journal was opened with its recovery key, so it is open for reading only."
    step = "Set a new passphrase; then you can write in it."


class AnotherJournal(VaultError):
    """The other file is whole, and another journal than this one."""

    exit_code = 48
    sentence = "That file is another journal than this one. Nothing was changed."
    step = "Open it by itself. Only copies of one journal can be brought together."


class NothingToSalvage(VaultError):
    """Nothing of what is encrypted could be read."""

    exit_code = 49
    sentence = "Nothing could be taken out: the part that opens this file is damaged too."
    step = "Open a copy from the backups folder. Nothing was changed."
