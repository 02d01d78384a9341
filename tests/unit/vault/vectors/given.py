"""What the known answers begin from: one small vault, of nobody."""

import hashlib
from collections.abc import Callable
from typing import Any, Final

from tests.unit.vault.vectors.second_age import recipient_of
from tests.unit.vault.vectors.second_vault import (
    Cheapest,
    Record,
    check_of,
    seed_for,
)

VAULT: Final = "00112233445566778899aabbccddeeff"
REVISION: Final = "f0e1d2c3b4a5968778695a4b3c2d1e0f"
SALT: Final = "tqHYxGJ8BOqv3gOlVkqCrQ"
PASSPHRASE: Final = "words of nobody"
LIMITS: Final = Cheapest(floor=8)
Case = dict[str, Any]


def tokens(name: str) -> Callable[[int], bytes]:
    """Bytes that look random and are the same each time."""
    count = iter(range(1 << 30))
    return lambda size: hashlib.sha256(f"{name} {next(count)}".encode()).digest()[:size]


SEED: Final = seed_for(PASSPHRASE, SALT, 64, 1, 1)
KEY: Final = tokens("a recovery key of nobody")(32)
OTHER_KEY: Final = tokens("another recovery key of nobody")(32)
RECIPIENTS: Final = [recipient_of(SEED), recipient_of(KEY)]
DOOR: Final = {
    "kind": "passphrase",
    "kdf": "argon2id",
    "m_kib": 64,
    "t": 1,
    "p": 1,
    "salt": SALT,
    "check": check_of(VAULT, RECIPIENTS[0]),
}
SPARE: Final = {"kind": "recovery", "check": check_of(VAULT, RECIPIENTS[1])}
FRONT: Final[Case] = {"vault": VAULT, "revision": REVISION, "critical": [], "slots": [DOOR, SPARE]}
HEAD: Final[Case] = {
    "type": "vault",
    "schema": 1,
    "writer": "regret-tui 0.1.0",
    "front": FRONT,
    "generation": 412,
    "ancestors": ["aabbccddeeff0011", "1100ffeeddccbbaa"],
    "records": 2,
    "recipients": RECIPIENTS,
}
A_RECORD: Final = Record(
    "sittings",
    "00000000000000000000000000000001",
    {"title": "a line\u2028inside,\u0085and another", "n": 3},
    {"rev": "0102030405060708", "was": []},
)
A_STONE: Final = Record(
    "values",
    "00000000000000000000000000000002",
    None,
    {"rev": "1112131415161718", "was": ["2122232425262728"], "forever": True},
)
RECORDS: Final = [A_RECORD, A_STONE]


def without(whole: Case, *names: str) -> Case:
    return {name: value for name, value in whole.items() if name not in names}


def packed(page: bytes) -> Case:
    """A page without its longest run of spaces."""
    at = page.find(b" " * 64)
    if at < 0:
        return {"head": page.decode("latin-1"), "tail": "", "size": len(page)}
    head, tail = page[:at], page[at:].lstrip(b" ")
    return {"head": head.decode("latin-1"), "tail": tail.decode("latin-1"), "size": len(page)}
