"""The age v1 format from its own text (age-encryption.org/v1), for X25519 recipients.

It shares nothing with the program: rage reads and writes there, the `cryptography` package here.
Of an age file it opens stanzas of every kind are let by, as age's text asks.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

INTRO: Final = b"age-encryption.org/v1\n"
CHUNK: Final = 65_536
TAG: Final = 16
LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
IDENTITY: Final = "age-secret-key-"
RECIPIENT: Final = "age"


class NotOpened(ValueError):
    """It is no such file, was changed, or is for somebody else."""


def to_bech32(prefix: str, data: bytes) -> str:
    """BIP 173, in small letters."""
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    values = [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]
    check = _check([*_spread(prefix), *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [(check >> 5 * (5 - at)) & 31 for at in range(6)]
    return f"{prefix}1{''.join(LETTERS[value] for value in values)}"


def from_bech32(prefix: str, text: str) -> bytes:
    """The bytes behind a text in small letters, or a `ValueError`."""
    head, one, letters = text.rpartition("1")
    values = [LETTERS.index(letter) for letter in letters]
    if (head, one) != (prefix, "1") or _check([*_spread(prefix), *values]) != 1:
        raise ValueError("not a key")
    bits = "".join(f"{value:05b}" for value in values[:-6])
    whole = len(bits) // 8 * 8
    if "1" in bits[whole:]:
        raise ValueError("not a key")
    return bytes(int(bits[at : at + 8], 2) for at in range(0, whole, 8))


def _spread(prefix: str) -> list[int]:
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def _check(values: list[int]) -> int:
    check = 1
    for value in values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for at, factor in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= factor if top >> at & 1 else 0
    return check


def identity_of(seed: bytes) -> str:
    """`AGE-SECRET-KEY-1…` for 32 secret bytes."""
    return to_bech32(IDENTITY, seed).upper()


def seed_of(identity: str) -> bytes:
    """The 32 secret bytes of an identity."""
    return from_bech32(IDENTITY, identity.lower())


def recipient_of(seed: bytes) -> str:
    """`age1…` for 32 secret bytes."""
    return to_bech32(RECIPIENT, _public(seed))


def _public(seed: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def _key(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(secret)


def _wrap(secret: bytes, share: bytes, recipient: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(_key(secret, share + recipient, INTRO[:-1] + b"/X25519"))


def seal(plain: bytes, recipients: Sequence[str], token: Callable[[int], bytes]) -> bytes:
    """A binary age file that each recipient can open."""
    file_key, header = token(16), INTRO
    for text in recipients:
        theirs = from_bech32(RECIPIENT, text)
        once = X25519PrivateKey.from_private_bytes(token(32))
        share = once.public_key().public_bytes_raw()
        secret = once.exchange(X25519PublicKey.from_public_bytes(theirs))
        body = _wrap(secret, share, theirs).encrypt(bytes(12), file_key, None)
        header += b"-> X25519 " + _base64(share) + b"\n" + _base64(body) + b"\n"
    header += b"---"
    mac = hmac.digest(_key(file_key, b"", b"header"), header, "sha256")
    nonce = token(16)
    chunks = ChaCha20Poly1305(_key(file_key, nonce, b"payload"))
    parts = [plain[at : at + CHUNK] for at in range(0, len(plain), CHUNK)] or [b""]
    sealed = [
        chunks.encrypt(_nonce(number, last=number == len(parts) - 1), part, None)
        for number, part in enumerate(parts)
    ]
    return b"".join((header, b" ", _base64(mac), b"\n", nonce, *sealed))


def unseal(data: bytes, seed: bytes) -> bytes:
    """The plain text of a binary age file."""
    header, stanzas, mac, body = _parts(data)
    file_key = next((key for key in _file_keys(stanzas, seed)), None)
    if file_key is None:
        raise NotOpened("for somebody else")
    if not hmac.compare_digest(hmac.digest(_key(file_key, b"", b"header"), header, "sha256"), mac):
        raise NotOpened("the header was changed")
    if len(body) < 16 + TAG:
        raise NotOpened("cut off")
    chunks = ChaCha20Poly1305(_key(file_key, body[:16], b"payload"))
    sealed = [body[at : at + CHUNK + TAG] for at in range(16, len(body), CHUNK + TAG)]
    plain: list[bytes] = []
    for number, chunk in enumerate(sealed):
        last = number == len(sealed) - 1
        try:
            plain.append(chunks.decrypt(_nonce(number, last=last), chunk, None))
        except InvalidTag as error:
            raise NotOpened("a chunk was changed, or is missing") from error
    if len(plain) > 1 and not plain[-1]:
        raise NotOpened("an empty chunk at the end")
    return b"".join(plain)


Stanza = tuple[list[bytes], bytes]


def _parts(data: bytes) -> tuple[bytes, list[Stanza], bytes, bytes]:
    """The header that the MAC covers, its stanzas, the MAC, and the rest."""
    if not data.startswith(INTRO):
        raise NotOpened("not a binary age file")
    at, stanzas = len(INTRO), list[Stanza]()
    while data.startswith(b"-> ", at):
        line, at = _line(data, at)
        body = b""
        while True:
            part, at = _line(data, at)
            body += part
            if len(part) < 64:
                break
        stanzas.append((line.split(b" ")[1:], _unbase64(body)))
    line, end = _line(data, at)
    if not line.startswith(b"--- "):
        raise NotOpened("no end of the header")
    return data[: at + 3], stanzas, _unbase64(line[4:]), data[end:]


def _line(data: bytes, at: int) -> tuple[bytes, int]:
    end = data.find(b"\n", at)
    if end < 0:
        raise NotOpened("cut off")
    return data[at:end], end + 1


def _file_keys(stanzas: list[Stanza], seed: bytes) -> Iterator[bytes]:
    mine = X25519PrivateKey.from_private_bytes(seed)
    for words, body in stanzas:
        if words[0] == b"X25519" and len(words) == 2 and len(body) == 16 + TAG:
            share = _unbase64(words[1])
            secret = mine.exchange(X25519PublicKey.from_public_bytes(share))
            try:
                yield _wrap(secret, share, _public(seed)).decrypt(bytes(12), body, None)
            except InvalidTag:
                continue


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11) + (b"\x01" if last else b"\x00")


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _unbase64(text: bytes) -> bytes:
    if not re.fullmatch(rb"[A-Za-z0-9+/]*", text) or len(text) % 4 == 1:
        raise NotOpened("not Base64")
    return base64.b64decode(text + b"=" * (-len(text) % 4))


def digest(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()
