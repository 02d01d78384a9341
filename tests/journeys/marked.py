"""Finding a marked word again, however it was written down."""

import base64
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress

from tests.journeys.words import WORDS


def forms(word: str) -> list[bytes]:
    """Return how a word could stand in a file, apart from being compressed."""
    plain = word.encode()
    found = [plain, plain.upper(), word.encode("utf-16-le"), plain.hex().encode(), plain[::-1]]
    for shift in range(3):  # what stands before it decides how it comes out
        coded = base64.b64encode(b"\0" * shift + plain + b"\0\0")
        found.append(coded[-(-8 * shift // 6) : 8 * (shift + len(plain)) // 6])  # its bits alone
    return found


def unpacked(data: bytes) -> bytes:
    """Return what is compressed in a file, wherever it begins."""
    found = b""
    for start, bits in (
        (b"\x1f\x8b\x08", 31),
        (b"\x78\x9c", 15),
        (b"\x78\xda", 15),
        (b"\x78\x01", 15),
    ):
        at = data.find(start)
        while at >= 0:
            with suppress(zlib.error):
                found += zlib.decompressobj(bits).decompress(data[at:], 1_000_000)
            at = data.find(start, at + 1)
    return found


def hits(data: bytes, words: Mapping[str, str] = WORDS) -> list[str]:
    """Return the kinds of places whose word is somewhere in these bytes."""
    whole = data + unpacked(data)
    return [kind for kind, word in words.items() if any(form in whole for form in forms(word))]


def key_words(groups: Sequence[str]) -> dict[str, str]:
    """Return what a recovery key could be recognised by: each three neighbouring groups of it."""
    return {
        f"recovery key {at}{between}": between.join(groups[at : at + 3])
        for at in range(len(groups) - 3)
        for between in ("", " ", "-")
    }
