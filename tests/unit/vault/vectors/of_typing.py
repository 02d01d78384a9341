"""Cases of the draft and of the recovery key as a person types it."""

import base64
import hashlib

from tests.unit.vault.vectors.given import (
    A_RECORD,
    HEAD,
    KEY,
    OTHER_KEY,
    SPARE,
    VAULT,
    Case,
    without,
)
from tests.unit.vault.vectors.second_age import LETTERS, identity_of, recipient_of
from tests.unit.vault.vectors.second_vault import (
    to_json,
)

# -- the draft ------------------------------------------------------------------------------


def drafts() -> Case:
    head = {
        "type": "draft",
        "schema": 1,
        "vault": VAULT,
        "record": "00000000000000000000000000000001",
        "step": "what happened",
        "cursor": [0, 11],
        "base": hashlib.sha256(b"half").hexdigest(),
    }
    text = "half a sent\u2028ence\u0085\nand a line"

    def case(name: str, *lines: bytes, fields: Case | None = None) -> Case:
        plain = b"\n".join(lines)
        shown = {"name": name, "plain_base64": base64.b64encode(plain).decode()}
        return shown | ({"refused": True} if fields is None else {"fields": fields, "text": text})

    said = to_json(text)
    reading = [
        case("whole", to_json(head), said, b"", fields=head),
        case("padding", to_json(head), said, b" " * 300, fields=head),
        case(
            "keys that are not known", to_json({**head, "x": 1}), said, b"", fields={**head, "x": 1}
        ),
        case(
            "a cursor of another kind",
            to_json({**head, "cursor": None}),
            said,
            b"",
            fields={**head, "cursor": None},
        ),
        case("a vault's payload", to_json(HEAD), to_json(A_RECORD.parts), b""),
        case("another vault's", to_json({**head, "vault": "0" * 32}), said, b""),
        case("a later schema", to_json({**head, "schema": 2}), said, b""),
        case("no text", to_json(head)),
        case("a number for a text", to_json(head), b"7", b""),
        case("half a character", to_json(head), b'"\\ud800"', b""),
        case("nothing", b""),
    ]
    for name in head:
        reading.append(case(f"without {name}", to_json(without(head, name)), said, b""))
    judging = []
    for name, draft, base, committed, forever, what in (
        ("equal to what is kept", "one", "", "one", False, "removed"),
        ("empty, and nothing is kept", "", "", None, False, "removed"),
        ("it grew from what is kept", "one two", "one", "one", False, "in place"),
        ("it grew from nothing", "one", "", None, False, "in place"),
        ("it grew from an empty answer", "one", "", "", False, "in place"),
        ("what is kept changed", "one two", "one", "three", False, "another version"),
        ("what is kept went", "one two", "one", None, False, "another version"),
        ("something is kept since", "one", "", "three", False, "another version"),
        ("deleted for ever", "one two", "one", None, True, "removed"),
    ):
        digest = hashlib.sha256(base.encode()).hexdigest()
        judging.append(
            {
                "name": name,
                "text": draft,
                "base": digest,
                "committed": committed,
                "deleted_for_ever": forever,
                "is": what,
            }
        )
    return {"vault": VAULT, "reading": reading, "judging": judging}


# -- typing the recovery key ----------------------------------------------------------------


def typing() -> Case:
    key = identity_of(KEY)
    bare = key.removeprefix("AGE-SECRET-KEY-1")
    groups = [bare[at : at + 4] for at in range(0, len(bare), 4)]

    def wrong(*places: int) -> str:
        letters = list(bare)
        for place in places:
            at = LETTERS.index(letters[place].lower())
            letters[place] = LETTERS[(at + 7) % 32].upper()
        return "".join(letters)

    def swapped(place: int) -> str:
        return bare[:place] + bare[place + 1] + bare[place] + bare[place + 2 :]

    pair = next(n for n in range(40) if bare[n] != bare[n + 1])
    right = {"key": key}
    slip = {"proposal": key}
    none: Case = {"proposal": None}
    cases = [
        ("as it is", key, right),
        ("small letters", key.lower(), right),
        ("both", key[:30] + key[30:].lower(), right),
        ("without its beginning", bare, right),
        ("in groups", " ".join(groups), right),
        ("with dashes", "-".join(groups), right),
        ("with long dashes", " – ".join(groups), right),
        ("over lines, as Windows ends them", "\r\n".join(groups), right),
        ("with spaces that do not break", "\u00a0".join(groups), right),
        ("as it is saved", f"# the recovery key\n{key}\n", right),
        ("a slip in its beginning", f"AGE-SECRTE-KEY-1{bare}", right),
        ("another key", identity_of(OTHER_KEY), {"key": identity_of(OTHER_KEY)}),
        ("the first letter wrong", wrong(0), slip),
        ("a letter wrong", wrong(20), slip),
        ("the last letter wrong", wrong(57), slip),
        ("two letters wrong", wrong(3, 41), slip),
        ("two neighbours wrong", wrong(30, 31), slip),
        ("two letters exchanged", swapped(pair), slip),
        ("a letter that is in no key", f"{bare[:9]}O{bare[10:]}", slip),
        ("a one for a letter", f"{bare[:9]}1{bare[10:]}", slip),
        ("two of them", f"{bare[:9]}B{bare[10:30]}I{bare[31:]}", slip),
        ("the first letter missing", bare[1:], slip),
        ("a letter missing", bare[:25] + bare[26:], slip),
        ("the last letter missing", bare[:-1], slip),
        ("a letter missing, with its beginning", key[:30] + key[31:], slip),
        ("three letters wrong", wrong(3, 20, 41), none),
        ("two letters missing", bare[:25] + bare[27:], none),
        ("a letter too many", f"{bare[:25]}Q{bare[25:]}", none),
        ("a letter of another key wrong", identity_of(OTHER_KEY)[:-1] + "Q", none),
        ("a group missing", "".join(groups[1:]), none),
        ("nothing", "", none),
        ("words", "I cannot find it", none),
        ("a recipient", recipient_of(KEY), none),
    ]
    return {
        "vault": VAULT,
        "check": SPARE["check"],
        "groups": groups,
        "cases": [{"name": name, "typed": typed, **what} for name, typed, what in cases],
    }
