"""The only door to age (pyrage, which is rage: the age v1 format of C2SP).

An X25519 identity is 32 secret bytes, written `AGE-SECRET-KEY-1…`; its recipient is what is
encrypted to, written `age1…`. Both ends of what rage reads and writes are in memory, so an OSError
from it is never the disk's.
"""

from collections.abc import Iterable, Sequence

import pyrage  # type: ignore[import-untyped]  # ships no type marker

from regret_tui.vault import bech32

IDENTITY_PREFIX = "age-secret-key-"
"""The human-readable part of an X25519 identity, in small letters (age v1)."""

INTRO = b"age-encryption.org/v1\n"
"""What a binary age file begins with; an armoured one does not."""

_JOINED = 1 << 16
"""Bytes, about, that small pieces are joined to before age reads them."""


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

    @property
    def secret(self) -> bytes:
        """The 32 secret bytes. Secret."""
        return bech32.decode(self.text)

    def decrypt_lines(self, data: bytes) -> list[bytes]:
        """Return the whole plain text of a binary age file, divided at each byte 0x0A.

        Nothing is handed over before the last chunk was authenticated.

        Raises:
            AgeRefused: when anything at all is wrong with it.
        """
        if not data.startswith(INTRO):
            raise AgeRefused("not a binary age file")
        lines = _Lines()
        try:
            pyrage.decrypt_io(_Reader([data]), lines, [self._identity])
        except (pyrage.DecryptError, OSError) as error:  # OSError is its word for a bad chunk
            raise AgeRefused("age refused") from error
        return lines.finish()

    def __repr__(self) -> str:
        return f"Identity({self.recipient[:9]}…)"


def encrypt(pieces: Iterable[bytes], recipients: Sequence[str]) -> list[bytes]:
    """Return a binary age file, in pieces, that each of the recipients can open.

    Pieces go in and come out, since that takes half the time and a third of the memory that
    whole bytes do (measured at 42 MB).

    Args:
        pieces: the bytes to hide, in order.
        recipients: `age1…` texts; at least one.

    Raises:
        ValueError: when a recipient is no X25519 recipient.
    """
    try:
        keys = [pyrage.x25519.Recipient.from_str(text) for text in recipients]
    except pyrage.RecipientError as error:
        raise ValueError("not an age X25519 recipient") from error
    sealed = _Writer()
    pyrage.encrypt_io(_Reader(pieces), sealed, keys)
    return sealed.pieces


class _Reader:
    """Gives pieces as a file would; small ones are joined, since age asks for 8 KiB at a time."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._joined = b""
        self._at = 0

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes; nothing only at the end."""
        if self._at == len(self._joined):
            self._joined, self._at = self._join(), 0
        part = self._joined[self._at : self._at + size]
        self._at += len(part)
        return part

    def _join(self) -> bytes:
        group: list[bytes] = []
        left = _JOINED
        for piece in self._pieces:
            group.append(piece)
            left -= len(piece)
            if left <= 0:
                break
        return b"".join(group)


class _Writer:
    """Takes what age writes and keeps it in pieces."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        """Keep a piece."""
        self.pieces.append(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""


class _Lines:
    """Takes what age writes and divides it into lines, so that it is never whole in memory."""

    def __init__(self) -> None:
        self._done: list[bytes] = []
        self._open: list[bytes] = []

    def write(self, piece: bytes) -> int:
        """Take a piece."""
        first, *rest = piece.split(b"\n")
        self._open.append(first)
        if rest:
            self._done.append(b"".join(self._open))
            self._done += rest[:-1]
            self._open = rest[-1:]
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def finish(self) -> list[bytes]:
        """Return the lines; the last is what follows the last line's end."""
        return [*self._done, b"".join(self._open)]
