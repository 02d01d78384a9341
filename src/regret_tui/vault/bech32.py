"""Bech32 (BIP-173), as age writes keys, and where a slip in one is.

The checksum is a BCH code over 32 symbols that finds any four errors in up to 89 symbols, so two
wrong symbols point to one correction only. A syndrome table makes that a look-up.
"""

from collections.abc import Iterable, Iterator
from functools import cache

CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
"""The 32 symbols, in order of their value (BIP-173)."""

_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM = 6


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATOR):
            if top >> bit & 1:
                check ^= generator
    return check


def _expand(prefix: str) -> list[int]:
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def _to_symbols(data: bytes) -> list[int]:
    bits = len(data) * 8
    count = -(-bits // 5)
    number = int.from_bytes(data) << (count * 5 - bits)
    return [number >> 5 * (count - 1 - at) & 31 for at in range(count)]


def encode(prefix: str, data: bytes) -> str:
    """Return `data` as Bech32 text in small letters.

    Args:
        prefix: the human-readable part, in small letters.
        data: any bytes; 32 of them for a key.
    """
    symbols = _to_symbols(data)
    rest = _polymod([*_expand(prefix), *symbols, *[0] * _CHECKSUM]) ^ 1
    symbols += [rest >> 5 * (_CHECKSUM - 1 - at) & 31 for at in range(_CHECKSUM)]
    return f"{prefix}1{''.join(CHARSET[s] for s in symbols)}"


def decode(text: str) -> bytes:
    """Return the data of a Bech32 text that is known to be right, prefix and checksum left out.

    Raises:
        ValueError: a character is no symbol.
    """
    symbols = [CHARSET.index(letter) for letter in text.lower().rpartition("1")[2]][:-_CHECKSUM]
    number = 0
    for symbol in symbols:
        number = number << 5 | symbol
    size = len(symbols) * 5 // 8
    return (number >> len(symbols) * 5 - size * 8).to_bytes(size)


def syndrome(prefix: str, symbols: list[int]) -> int:
    """Return 0 when the checksum fits, otherwise a number that only the errors decide."""
    return _polymod([*_expand(prefix), *symbols]) ^ 1


@cache
def _single_errors(length: int) -> dict[int, tuple[int, int]]:
    """Return for each syndrome of one wrong symbol its place and the difference."""
    table: dict[int, tuple[int, int]] = {}
    for place in range(length):
        for difference in range(1, 32):
            check = difference
            for _ in range(length - 1 - place):
                top = check >> 25
                check = (check & 0x1FFFFFF) << 5
                for bit, generator in enumerate(_GENERATOR):
                    if top >> bit & 1:
                        check ^= generator
            table[check] = (place, difference)
    return table


def corrections(prefix: str, symbols: list[int], length: int) -> Iterator[list[int]]:
    """Yield the right symbol lists within two wrong symbols, or one missing one.

    Args:
        prefix: the human-readable part that is known to be meant.
        symbols: what was typed, as values 0 to 31, checksum included.
        length: how many symbols a whole text has.
    """
    if len(symbols) == length:
        yield from _substitutions(prefix, symbols)
    elif len(symbols) == length - 1:
        for place in range(length):
            yield from _one_at(prefix, [*symbols[:place], 0, *symbols[place:]], place)


def _one_at(prefix: str, symbols: list[int], place: int) -> Iterator[list[int]]:
    wrong = syndrome(prefix, symbols)
    if wrong == 0:
        yield symbols
        return
    found = _single_errors(len(symbols)).get(wrong)
    if found is not None and found[0] == place:
        yield _flip(symbols, found)


def _substitutions(prefix: str, symbols: list[int]) -> Iterator[list[int]]:
    wrong = syndrome(prefix, symbols)
    table = _single_errors(len(symbols))
    if wrong == 0:
        yield symbols
    elif wrong in table:
        yield _flip(symbols, table[wrong])
    else:
        for one, first in table.items():
            second = table.get(wrong ^ one)
            if second is not None and second[0] > first[0]:
                yield _flip(_flip(symbols, first), second)


def _flip(symbols: list[int], error: tuple[int, int]) -> list[int]:
    place, difference = error
    return [*symbols[:place], symbols[place] ^ difference, *symbols[place + 1 :]]
