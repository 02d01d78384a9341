"""Cases of the front and of the keys."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from tests.unit.vault.vectors.given import (
    DOOR,
    FRONT,
    REVISION,
    SALT,
    SPARE,
    VAULT,
    Case,
    packed,
    tokens,
    without,
)
from tests.unit.vault.vectors.second_age import identity_of, recipient_of
from tests.unit.vault.vectors.second_vault import (
    Refused,
    check_of,
    read_front,
    refusal,
    seed_for,
    to_json,
    write_front,
)

# -- the front ------------------------------------------------------------------------------


def resealed(page: bytes) -> bytes:
    """The page with a digest of its own that fits again."""
    raw = page[: page.rindex(b" front ") + 7]
    return raw + hashlib.sha256(raw).hexdigest().encode() + b"\n"


def fronts() -> Iterator[tuple[str, bytes]]:
    body = b"an age file"

    def page(**change: Any) -> bytes:
        return write_front(to_json({**FRONT, **change}), body)

    good = page()
    yield "whole", good
    yield "keys that are not known", page(colour="blue", slots=[{**DOOR, "x": [1]}, SPARE])
    yield "a kind of slot that is not known", page(slots=[DOOR, {"kind": "passkey", "y": None}])
    yield "another derivation", page(slots=[{**DOOR, "kdf": "scrypt", "salt": 7}, SPARE])
    yield "only a recovery slot", page(slots=[SPARE])
    yield "keys in another order", page(**dict(reversed(FRONT.items())))
    yield "spaces in the JSON", write_front(json.dumps(FRONT).encode(), body)
    yield "a later format", write_front(to_json(FRONT), body, version=2)
    yield (
        "a later format of another shape",
        resealed(good.replace(b"journal-vault 1\n{", b"journal-vault 9\n[")),
    )
    yield "a feature that is not known", page(critical=["compressed"])
    yield "a bit of the words flipped", good.replace(b"readable", b"readible", 1)
    yield "its own digest differs", good[:-3] + b"00\n" if good[-3:-1] != b"00" else good
    yield "large hexadecimal digits", good[:-65] + good[-65:].upper()
    yield "a byte too short", good[:1000] + good[1001:]
    yield "no end of the last line", good[:-1] + b" "
    yield (
        "a first line that ends in two bytes",
        resealed(
            good.replace(b"journal-vault 1\n", b"journal-vault 1\r\n").replace(b"  ", b" ", 1)
        ),
    )
    for name, change in (
        ("a vault id in capitals", {"vault": VAULT.upper()}),
        ("a revision that is too short", {"revision": REVISION[:-1]}),
        ("no list of features", {"critical": None}),
        ("no slots", {"slots": []}),
        ("seventeen slots", {"slots": [{"kind": f"k{n}"} for n in range(17)]}),
        ("a slot without a kind", {"slots": [without(DOOR, "kind")]}),
        ("two slots of a kind", {"slots": [SPARE, SPARE]}),
        ("two unknown slots of a kind", {"slots": [{"kind": "a"}, {"kind": "a"}]}),
        ("a salt that is too short", {"slots": [{**DOOR, "salt": SALT[:-1]}]}),
        ("a salt with a space", {"slots": [{**DOOR, "salt": f" {SALT[1:]}"}]}),
        ("a check that is no Base64", {"slots": [{**SPARE, "check": "-" * 22 + "=="}]}),
        ("a slot without a check", {"slots": [{"kind": "recovery"}]}),
        ("a cost under nothing", {"slots": [{**DOOR, "t": -1}]}),
        ("a cost in words", {"slots": [{**DOOR, "m_kib": "64"}]}),
    ):
        yield name, page(**change)
    for name, line in (
        ("not JSON", b"{"),
        ("a list", b"[]"),
        ("not a number", to_json(FRONT)[:-1] + b',"x":NaN}'),
        ("half a character", to_json(FRONT)[:-1] + b',"x":"\\ud800"}'),
        ("not UTF-8", to_json(FRONT)[:-1] + b',"x":"\xff"}'),
    ):
        yield name, write_front(line, body)


def front_case(name: str, page: bytes) -> Case:
    case: Case = {"name": name, "page": packed(page)}
    try:
        front = read_front(page)
    except Refused as refused:
        return {**case, "refused": refused.name}
    if front is None:
        return {**case, "refused": "damaged"}
    return {
        **case,
        "second_line": front.line.decode(),
        "fields": front.fields,
        "length": front.length,
        "digest": front.digest,
    }


# -- keys -----------------------------------------------------------------------------------


def seeds() -> Iterator[Case]:
    for name, passphrase, cost in (
        ("plain", "plain words for a test", (64, 1, 1)),
        ("composed letters", "grün wie Frühling", (64, 2, 2)),
        ("the same, decomposed", "gru\u0308n wie Fru\u0308hling", (64, 2, 2)),
        ("a ligature", "\ufb01nal", (64, 1, 1)),
        ("the same, two letters", "final", (64, 1, 1)),
        ("full width", "ｗｏｒｄ１２", (64, 1, 1)),
        ("the same, half width", "word12", (64, 1, 1)),
        ("a wide and a narrow space", "a\u3000b\u00a0c", (64, 1, 1)),
        ("the same, plain spaces", "a b c", (64, 1, 1)),
        ("spaces at both ends stay", " a b c ", (64, 1, 1)),
        ("capitals stay", "A B C", (64, 1, 1)),
        ("syllables of Hangul", "한글", (64, 1, 1)),
        ("the same, in parts", "\u1112\u1161\u11ab\u1100\u1173\u11af", (64, 1, 1)),
        ("marks in another order", "q\u0323\u0307", (64, 1, 1)),
        ("the same, ordered", "q\u0307\u0323", (64, 1, 1)),
        ("beyond the first plane", "\U0001f331 und \U00010437", (64, 1, 1)),
        ("from right to left", "\u05e9\u05dc\u05d5\u05dd", (64, 1, 1)),
        ("long", "ein Satz, der nicht endet, " * 40, (64, 1, 1)),
        ("the least cost that is taken", "plain words for a test", (65_536, 3, 4)),
    ):
        m_kib, t, p = cost
        seed = seed_for(passphrase, SALT, m_kib, t, p)
        yield {
            "name": name,
            "passphrase": passphrase,
            "salt": SALT,
            "m_kib": m_kib,
            "t": t,
            "p": p,
            "seed": seed.hex(),
            "identity": identity_of(seed),
            "recipient": recipient_of(seed),
        }


def costs() -> Iterator[Case]:
    for m_kib, t, p in (
        (65_536, 1, 1),
        (65_535, 3, 4),
        (262_144, 3, 4),
        (2_097_152, 4, 16),
        (2_097_153, 1, 1),
        (2_097_152, 5, 1),
        (1_048_576, 8, 4),
        (1_048_576, 9, 4),
        (262_144, 3, 17),
        (262_144, 0, 4),
        (262_144, 3, 0),
        (0, 0, 0),
        (1 << 39, 1 << 39, 1),
    ):
        yield {"m_kib": m_kib, "t": t, "p": p, "refused": refusal(m_kib, t, p)}


def identities() -> Iterator[Case]:
    token = tokens("identities")
    for seed in (bytes(32), b"\xff" * 32, token(32), token(32)):
        vault = token(16).hex()
        yield {
            "seed": seed.hex(),
            "identity": identity_of(seed),
            "recipient": recipient_of(seed),
            "vault": vault,
            "check": check_of(vault, recipient_of(seed)),
        }
