"""What can happen to the bytes of a vault: accidents, and edits by someone who knows the format."""

import hashlib
import random
import re
from collections.abc import Callable

from regret_tui.vault.front import BODY_AT, SIZE

RUNS = (1, 2, 16, 600, 5000)
_LAST = re.compile(rb"\nbody ([0-9]+) ([0-9a-f]{64}) front ([0-9a-f]{64})\n\Z")

Chance = random.Random
Mutation = Callable[[bytes, bytes, Chance], bytes]
"""Makes another file of two generations of one vault."""


def _place(raw: bytes, chance: Chance) -> int:
    """Return a place: anywhere, in the fronts, or in age's header."""
    where = chance.randrange(3)
    if where == 0:
        return chance.randrange(len(raw))
    return chance.randrange(BODY_AT) if where == 1 else BODY_AT + chance.randrange(500)


def flip(raw: bytes, other: bytes, chance: Chance) -> bytes:
    """Turn one bit."""
    found, at = bytearray(raw), _place(raw, chance)
    found[at] ^= 1 << chance.randrange(8)
    return bytes(found)


def scribble(raw: bytes, other: bytes, chance: Chance) -> bytes:
    """Write over a run of bytes."""
    at, run = _place(raw, chance), chance.choice(RUNS)
    part = raw[at : at + run]
    return (
        raw[:at] + chance.choice((chance.randbytes(len(part)), bytes(len(part)))) + raw[at + run :]
    )


def take_out(raw: bytes, other: bytes, chance: Chance) -> bytes:
    """Take a run of bytes out."""
    at = _place(raw, chance)
    return raw[:at] + raw[at + chance.choice(RUNS) :]


def put_in(raw: bytes, other: bytes, chance: Chance) -> bytes:
    """Put a run of bytes in."""
    at = _place(raw, chance)
    return raw[:at] + chance.randbytes(chance.choice(RUNS)) + raw[at:]


def cut(raw: bytes, other: bytes, chance: Chance) -> bytes:
    """Cut the end off."""
    return raw[: _place(raw, chance)]


def swap(raw: bytes, other: bytes, chance: Chance) -> bytes:
    """Let two runs of bytes change places."""
    run = chance.choice(RUNS)
    one, two = sorted((_place(raw, chance), _place(raw, chance)))
    two = max(two, one + run)
    first, second = raw[one : one + run], raw[two : two + run]
    return raw[:one] + second + raw[one + run : two] + first + raw[two + run :]


def splice(raw: bytes, other: bytes, chance: Chance) -> bytes:
    """Join the beginning of one generation to the end of another."""
    ends = (SIZE, BODY_AT, BODY_AT + chance.randrange(500), chance.randrange(len(raw)))
    at = chance.choice(ends)
    return raw[:at] + other[at:]


def graft(raw: bytes, other: bytes, chance: Chance) -> bytes:
    """Put a front or a run of one generation into another."""
    if chance.randrange(2):
        at = chance.choice((0, SIZE))
        return raw[:at] + other[:SIZE] + raw[at + SIZE :]
    at, run = _place(raw, chance), chance.choice(RUNS)
    return raw[:at] + other[at : at + run] + raw[at + run :]


def resign(page: bytes, body: bytes | None = None) -> bytes:
    """Make the last line of a front right again, after an edit in it.

    Args:
        page: the front.
        body: the age file that the last line should fit, None to leave that part.
    """
    found = _LAST.search(page)
    if found is None:
        return page
    start = page[: found.start(1)]
    length, digest = found[1], found[2]
    if body is not None:
        length, digest = b"%d" % len(body), hashlib.sha256(body).hexdigest().encode()
    if len(length) != len(found[1]):
        start = (
            start[:-6].rstrip(b" ").ljust(len(start) - 6 - len(length) + len(found[1])) + start[-6:]
        )
    signed = start + length + b" " + digest + b" front "
    return signed + hashlib.sha256(signed).hexdigest().encode() + b"\n"


def edit_front(raw: bytes, other: bytes, chance: Chance) -> bytes:
    """Change something in the readable line, and make the digests right again."""
    page = bytearray(raw[:SIZE])
    begin = page.index(b"\n") + 1
    end = page.index(b"\n", begin)
    for _ in range(chance.choice((1, 1, 2, 8))):
        page[chance.randrange(begin, end)] = chance.choice(b'0123456789abcdef"{}[],:AZ\\ \xff')
    edited = resign(bytes(page))
    pages = chance.choice((edited * 2, edited + raw[SIZE:BODY_AT], raw[:SIZE] + edited))
    return pages + raw[BODY_AT:]


def edit_value(raw: bytes, other: bytes, chance: Chance) -> bytes:
    """Give a key of the readable line another value, and make the digests right again."""
    page = raw[:SIZE]
    values = re.findall(rb'":("[^"]*"|[0-9]+|\[\])', page)
    value = chance.choice(values)
    new = chance.choice(
        (b"0", b"-1", b"1e99", b'""', b"null", b"[]", b"{}", b'["x"]', b"9" * 30, *values)
    )
    line, _, rest = page.partition(b":" + value)
    changed = line + b":" + new + rest
    grown = len(changed) - SIZE
    words, space, last = changed.rpartition(b" " * max(1, grown + 1))
    changed = words + b" " * (len(space) - grown) + last
    edited = resign(changed) if len(changed) == SIZE else changed
    return chance.choice((edited * 2, edited + raw[SIZE:BODY_AT])) + raw[BODY_AT:]


def edit_body(raw: bytes, other: bytes, chance: Chance) -> bytes:
    """Change the age file, and make the fronts fit it."""
    at = chance.choice((chance.randrange(500), chance.randrange(len(raw) - BODY_AT)))
    kind = chance.choice((flip, take_out, put_in, cut))
    body = kind(raw, other, chance)[BODY_AT:] if chance.randrange(2) else raw[BODY_AT:][:at]
    return resign(raw[:SIZE], body) * 2 + body


def marry(raw: bytes, other: bytes, chance: Chance) -> bytes:
    """Make the front of one generation fit the age file of another."""
    body = other[BODY_AT:]
    pages = (resign(raw[:SIZE], body), other[:SIZE])
    first, second = chance.choice(((0, 0), (0, 1), (1, 0)))
    return pages[first] + pages[second] + body


MUTATIONS: tuple[Mutation, ...] = (
    flip,
    scribble,
    take_out,
    put_in,
    cut,
    swap,
    splice,
    graft,
    edit_front,
    edit_value,
    edit_body,
    marry,
)
