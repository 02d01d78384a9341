"""The only door to age (pyrage, which is rage: the age v1 format of C2SP).

An X25519 identity is 32 secret bytes, written `AGE-SECRET-KEY-1…`; its recipient is what is
encrypted to, written `age1…`. Only whole-file decryption is used: it authenticates every chunk
before a byte is handed over.
"""

from collections.abc import Sequence

import pyrage  # type: ignore[import-untyped]  # ships no type marker

from regret_tui.vault import bech32

IDENTITY_PREFIX = "age-secret-key-"
"""The human-readable part of an X25519 identity, in small letters (age v1)."""

INTRO = b"age-encryption.org/v1\n"
"""What a binary age file begins with; an armoured one does not."""


class AgeRefused(ValueError):
    """Age did not open the file: wrong identity, damaged header or damaged chunk alike."""


class Identity:
    """The secret half of a slot. Its text never shows in a repr.

    Args:
        text: Bech32, `AGE-SECRET-KEY-1…`, in capitals.

    Raises:
        ValueError: when the text is no X25519 identity.
    """

    __slots__ = ("_identity", "recipient")

    def __init__(self, text: str) -> None:
        try:
            self._identity = pyrage.x25519.Identity.from_str(text)
        except pyrage.IdentityError as error:
            raise ValueError("not an age X25519 identity") from error
        self.recipient = str(self._identity.to_public())

    @classmethod
    def from_seed(cls, seed: bytes) -> "Identity":
        """Return the identity whose 32 secret bytes are `seed`."""
        return cls(bech32.encode(IDENTITY_PREFIX, seed).upper())

    @classmethod
    def generate(cls) -> "Identity":
        """Return a new identity from the system's random source."""
        return cls(str(pyrage.x25519.Identity.generate()))

    @property
    def text(self) -> str:
        """The identity as `age -i` reads it. Secret."""
        return str(self._identity)

    def decrypt(self, data: bytes) -> bytes:
        """Return the whole plain text of a binary age file.

        Raises:
            AgeRefused: when anything at all is wrong with it.
        """
        if not data.startswith(INTRO):
            raise AgeRefused("not a binary age file")
        try:
            plain: bytes = pyrage.decrypt(data, [self._identity])
        except pyrage.DecryptError as error:
            raise AgeRefused("age refused") from error
        return plain

    def __repr__(self) -> str:
        return f"Identity({self.recipient[:9]}…)"


def encrypt(plain: bytes, recipients: Sequence[str]) -> bytes:
    """Return a binary age file that each of the recipients can open.

    Args:
        plain: the bytes to hide.
        recipients: `age1…` texts; at least one.

    Raises:
        ValueError: when a recipient is no X25519 recipient.
    """
    try:
        keys = [pyrage.x25519.Recipient.from_str(text) for text in recipients]
    except pyrage.RecipientError as error:
        raise ValueError("not an age X25519 recipient") from error
    data: bytes = pyrage.encrypt(plain, keys)
    return data
