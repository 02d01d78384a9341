"""Reading what is whole of a damaged age file. For salvage alone; pyrage reads everything else.

The age v1 format of C2SP: a header with a stanza for each recipient, then a nonce of 16 bytes,
then chunks of 64 KiB, each sealed by itself with ChaCha20-Poly1305 under its own number, so that
a damaged one takes nothing else with it.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from regret_tui.vault.agefile import INTRO, AgeRefused, Identity

CHUNK = 65_536
"""Plain bytes of one chunk; sealed it is 16 longer."""

_SEALED = CHUNK + 16
_NONCE = 16
_LONGEST_HEADER = 65_536


@dataclass(frozen=True, slots=True)
class Parts:
    """What was read of a damaged file.

    Attributes:
        runs: what was read without a gap, in order.
        from_start: whether the first run begins where the file does.
        chunks: how many chunks there are, and `bad` how many of them did not open.
        bad: see above.
    """

    runs: tuple[bytes, ...]
    from_start: bool
    chunks: int
    bad: int


def read_parts(body: bytes, identity: Identity) -> Parts:
    """Return every chunk that opens, joined where they follow each other.

    Args:
        body: the age file, as much as there is of it.
        identity: one that it was sealed to.

    Raises:
        AgeRefused: the header is damaged, or it was sealed to others.
    """
    stanzas, at = _header(body)
    file_key = _file_key(stanzas, identity)
    nonce, at = body[at : at + _NONCE], at + _NONCE
    cipher = ChaCha20Poly1305(_derived(file_key, salt=nonce, info=b"payload"))
    opened = [
        _open(cipher, number, body[start : start + _SEALED])
        for number, start in enumerate(range(at, len(body), _SEALED))
    ]
    return Parts(
        runs=tuple(_runs(opened)),
        from_start=bool(opened) and opened[0] is not None,
        chunks=len(opened),
        bad=sum(part is None for part in opened),
    )


def _runs(opened: list[bytes | None]) -> Iterator[bytes]:
    run: list[bytes] = []
    for part in [*opened, None]:
        if part is not None:
            run.append(part)
        elif run:
            yield b"".join(run)
            run = []


def _open(cipher: ChaCha20Poly1305, number: int, sealed: bytes) -> bytes | None:
    """Open one chunk, as one of many or as the last."""
    for last in (b"\0", b"\1"):
        try:
            return cipher.decrypt(number.to_bytes(11) + last, sealed, None)
        except InvalidTag:
            continue
    return None


def _header(body: bytes) -> tuple[list[tuple[list[bytes], bytes]], int]:
    """Return the stanzas, each with its arguments and its body, and where the header ends."""
    end = body.find(b"\n---", 0, _LONGEST_HEADER)
    after = body.find(b"\n", end + 1, _LONGEST_HEADER)
    if not body.startswith(INTRO) or min(end, after) < 0:
        raise AgeRefused("no header")
    stanzas: list[tuple[list[bytes], bytes]] = []
    for line in body[len(INTRO) : end].split(b"\n"):
        if line.startswith(b"-> "):
            stanzas.append((line.split(b" ")[1:], b""))
        elif stanzas:
            stanzas[-1] = (stanzas[-1][0], stanzas[-1][1] + line)
    return stanzas, after + 1


def _file_key(stanzas: list[tuple[list[bytes], bytes]], identity: Identity) -> bytes:
    """Return the file's key from the stanza that this identity opens.

    What seals the header as a whole is not asked: damage to one stanza must not keep another
    from opening, and each chunk is sealed by itself.
    """
    secret = X25519PrivateKey.from_private_bytes(identity.secret)
    public = secret.public_key().public_bytes_raw()
    for arguments, sealed in stanzas:
        if len(arguments) != 2 or arguments[0] != b"X25519":
            continue
        try:
            share = _unarmoured(arguments[1])
            shared = secret.exchange(X25519PublicKey.from_public_bytes(share))
            wrap = _derived(shared, salt=share + public, info=b"age-encryption.org/v1/X25519")
            return ChaCha20Poly1305(wrap).decrypt(bytes(12), _unarmoured(sealed), None)
        except (ValueError, InvalidTag):
            continue
    raise AgeRefused("no stanza opens")


def _unarmoured(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)


def _derived(key: bytes, *, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)
