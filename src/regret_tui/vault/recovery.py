"""The recovery key: a random age identity that a person writes down and can type again."""

import re
from collections.abc import Callable

from regret_tui.vault import bech32
from regret_tui.vault.agefile import IDENTITY_PREFIX, Identity
from regret_tui.vault.errors import BadRecoveryKey

PREFIX = f"{IDENTITY_PREFIX}1".upper()
"""What every key begins with; the same for all, so it need not be typed."""

_SYMBOLS = 58
_BARE_PREFIX = PREFIX.replace("-", "").lower()
_VALUES = {symbol: value for value, symbol in enumerate(bech32.CHARSET)}


class RecoveryKey:
    """A key that opens the vault, and with it the age file inside it, without this program."""

    __slots__ = ("identity",)

    def __init__(self, identity: Identity) -> None:
        self.identity = identity

    @classmethod
    def generate(cls) -> "RecoveryKey":
        """Return a new key from the system's random source."""
        return cls(Identity.generate())

    @property
    def text(self) -> str:
        """`AGE-SECRET-KEY-1…` in capitals, as `age -i` reads it. Secret."""
        return self.identity.text

    @property
    def groups(self) -> tuple[str, ...]:
        """The part after the prefix in groups of four, the last of two. Number them from 1."""
        symbols = self.text.removeprefix(PREFIX)
        return tuple(symbols[at : at + 4] for at in range(0, len(symbols), 4))

    @classmethod
    def parse(
        cls, typed: str, fits: Callable[["RecoveryKey"], bool] | None = None
    ) -> "RecoveryKey":
        """Read what a person typed, in any case, with or without prefix, spaces and dashes.

        Args:
            typed: the key as typed or pasted; lines that begin with # are left out.
            fits: says whether a key belongs to the vault at hand (`recovery_fits`); a correction
                is proposed only when it does.

        Raises:
            BadRecoveryKey: with a `proposal` when one or two wrong letters or one missing
                letter can be located.
        """
        whole = _bare(typed)
        symbols = [_VALUES[c] for c in whole if c in _VALUES]
        if len(symbols) == len(whole) == _SYMBOLS:
            key = _made(symbols)
            if key is not None:
                return key
        proposals = {key.text for key in _meant(whole) if fits is None or fits(key)}
        raise BadRecoveryKey(proposal=proposals.pop() if len(proposals) == 1 else None)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RecoveryKey) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.identity.recipient)

    def __repr__(self) -> str:
        return "RecoveryKey(…)"


def _bare(typed: str) -> str:
    lines = [line for line in typed.split("\n") if not line.lstrip().startswith("#")]
    bare = re.sub(r"[\W_]", "", "".join(lines)).lower()
    if bare.startswith(_BARE_PREFIX):
        return bare[len(_BARE_PREFIX) :]
    if len(bare) >= _SYMBOLS - 1 + len(_BARE_PREFIX):  # a slip in the prefix itself
        return bare[-_SYMBOLS:]
    return bare


def _meant(whole: str) -> list[RecoveryKey]:
    symbols = [_VALUES.get(character, 0) for character in whole]
    made = (_made(right) for right in bech32.corrections(IDENTITY_PREFIX, symbols, _SYMBOLS))
    return [key for key in made if key is not None]


def _made(symbols: list[int]) -> RecoveryKey | None:
    text = "".join(bech32.CHARSET[value] for value in symbols)
    try:
        return RecoveryKey(Identity(f"{PREFIX}{text.upper()}"))
    except ValueError:
        return None
