"""What a passphrase may be, how strong it is, and one to propose."""

import math
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from regret_tui.vault.errors import PassphraseRefused

SUGGESTED_WORDS = 6
"""Words in a proposed passphrase; six are over 62 bits (`suggestion_bits`)."""

_LONGEST_ESTIMATED = 72
"""zxcvbn's time grows with the square of the length, so it judges this many characters."""

_REFUSED = {
    "Cc": "It holds a control character, such as a tab or a line break.",
    "Cs": "It holds half of a character, which cannot be typed again.",
    "Cn": "It holds a character that is not in the Unicode tables of this computer.",
}


def normalise(passphrase: str) -> bytes:
    """Return the bytes that are derived from: NFKC, then UTF-8.

    So that the same keys give the same bytes on a Mac (which likes decomposed letters) and
    elsewhere.

    Raises:
        UnicodeEncodeError: when it holds a lone surrogate.
    """
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8")


def check_new(passphrase: str) -> None:
    """Let a new passphrase through, or say why not.

    Raises:
        PassphraseRefused: when it is empty, or holds a control, surrogate or unassigned character.
    """
    if not unicodedata.normalize("NFKC", passphrase).strip():
        raise PassphraseRefused("The passphrase is empty.", "Choose one, or take a proposed one.")
    for character in passphrase:
        reason = _REFUSED.get(unicodedata.category(character))
        if reason is not None:
            raise PassphraseRefused(reason)


@dataclass(frozen=True, slots=True)
class Strength:
    """An estimate, not a promise.

    Attributes:
        score: 0 (guessed at once) to 4 (strong), as zxcvbn counts.
        bits: the binary logarithm of the guesses it would take.
        warning: what is weak about it, possibly empty.
        advice: what would make it better, possibly none.
    """

    score: int
    bits: float
    warning: str
    advice: tuple[str, ...]


def strength(passphrase: str) -> Strength:
    """Estimate how many guesses a passphrase takes (zxcvbn; imported here, since it is slow)."""
    from zxcvbn import zxcvbn

    judged = passphrase[:_LONGEST_ESTIMATED]
    if not judged:
        return Strength(0, 0.0, "", ())
    found = zxcvbn(judged)
    feedback = found["feedback"]
    return Strength(
        score=int(found["score"]),
        bits=math.log2(max(1, int(found["guesses"]))),
        warning=str(feedback["warning"] or ""),
        advice=tuple(str(line) for line in feedback["suggestions"]),
    )


FINE_BITS, STRONG_BITS = 40.0, 60.0
"""Bits of an estimate from which its reading changes. A reading, never a rule."""


def reading(passphrase: str) -> str:
    """Return how strong a passphrase is in a word: ``weak``, ``fine`` or ``strong``."""
    bits = strength(passphrase).bits
    if bits < FINE_BITS:
        return "weak"
    return "fine" if bits < STRONG_BITS else "strong"


@cache
def words() -> tuple[str, ...]:
    """Return the short plain words that passphrases are proposed from."""
    text = files("regret_tui.vault").joinpath("words.txt").read_text("ascii")
    return tuple(text.split())


def suggest_passphrase(token: Callable[[int], bytes], count: int = SUGGESTED_WORDS) -> str:
    """Return `count` words, each chosen evenly, with spaces between.

    Args:
        token: that many bytes from a cryptographic random source.
        count: how many words.
    """
    choices = words()
    return " ".join(choices[_below(len(choices), token)] for _ in range(count))


def suggestion_bits(count: int = SUGGESTED_WORDS) -> float:
    """Return the entropy of a proposed passphrase in bits."""
    return count * math.log2(len(words()))


def _below(limit: int, token: Callable[[int], bytes]) -> int:
    """Return an even choice under `limit`; values of the uneven rest are drawn again."""
    even = 65_536 // limit * limit
    while True:
        drawn = int.from_bytes(token(2))
        if drawn < even:
            return drawn % limit
