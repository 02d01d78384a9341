"""Cases of whole files and of what is encrypted in them."""

import base64
import json
from collections.abc import Iterator
from typing import Any, Final

from tests.unit.vault.vectors.given import (
    DOOR,
    FRONT,
    HEAD,
    KEY,
    LIMITS,
    OTHER_KEY,
    PASSPHRASE,
    RECIPIENTS,
    RECORDS,
    SPARE,
    Case,
    packed,
    tokens,
    without,
)
from tests.unit.vault.vectors.second_age import seal
from tests.unit.vault.vectors.second_vault import (
    Found,
    Record,
    Refused,
    open_file,
    read_payload,
    to_json,
    write_front,
    write_payload,
)

# -- opening --------------------------------------------------------------------------------


class Files:
    """Whole files in parts, each part written down once."""

    def __init__(self) -> None:
        self.pages: dict[str, Case] = {}
        self.bodies: dict[str, str] = {}
        self.cases: list[Case] = []
        self.raw: dict[str, bytes] = {}

    def page(self, name: str, raw: bytes) -> str:
        self.pages[name], self.raw[name] = packed(raw), raw
        return name

    def body(self, name: str, raw: bytes) -> str:
        self.bodies[name], self.raw[name] = base64.b64encode(raw).decode(), raw
        return name

    def case(self, name: str, parts: list[str], secret: Case) -> None:
        raw = b"".join(self.raw[part] for part in parts)
        with_what = secret.get("passphrase") or bytes.fromhex(secret["seed"])
        case: Case = {"name": name, "parts": parts, "with": secret["name"]}
        try:
            case |= self._found(open_file(raw, with_what, LIMITS))
        except Refused as refused:
            case["refused"] = refused.name
        self.cases.append(case)

    @staticmethod
    def _found(found: Found) -> Case:
        return {"tables": found.payload.tables, "said": found.said}


WITH: Final[dict[str, Case]] = {
    "right": {"name": "the passphrase", "passphrase": PASSPHRASE},
    "wrong": {"name": "another passphrase", "passphrase": "words of somebody"},
    "key": {"name": "the recovery key", "seed": KEY.hex()},
    "other": {"name": "another recovery key", "seed": OTHER_KEY.hex()},
}


def opening() -> Case:
    files = Files()

    def body_of(name: str, to: list[str] = RECIPIENTS, **change: Any) -> str:
        plain = write_payload({**HEAD, **change}, RECORDS, 1024)
        return files.body(name, seal(plain, to, tokens(name)))

    def page_of(name: str, body: str, **change: Any) -> str:
        return files.page(name, write_front(to_json({**FRONT, **change}), files.raw[body]))

    body, raw = body_of("body"), files.raw["body"]
    page = page_of("page", body)
    bad = files.page("a damaged page", files.raw[page].replace(b"readable", b"readible", 1))
    whole = [page, page, body]
    for name, parts in (
        ("whole", whole),
        ("the first page damaged", [bad, page, body]),
        ("the second page damaged", [page, bad, body]),
        ("both pages damaged", [bad, bad, body]),
    ):
        for secret in WITH.values():
            files.case(f"{name}, {secret['name']}", parts, secret)
    flipped = files.body(
        "a byte of the body changed", raw[:-40] + bytes([raw[-40] ^ 1]) + raw[-39:]
    )
    short = files.body("a byte missing", raw[:-1])
    long = files.body("a byte too many", raw + b"\n")
    nothing = files.body("nothing", b"")
    for name, parts in (
        ("a byte changed", [page, page, flipped]),
        ("a byte missing", [page, page, short]),
        ("a byte too many", [page, page, long]),
        ("no age file at all", [page, page, nothing]),
        ("a page and nothing else", [page]),
    ):
        for who in ("right", "wrong"):
            files.case(f"{name}, {WITH[who]['name']}", parts, WITH[who])
    matched = page_of("the page of the changed body", flipped)
    files.case("a change that the digest fits", [matched, matched, flipped], WITH["right"])
    files.case("and another passphrase", [matched, matched, flipped], WITH["wrong"])
    stale = page_of("the page of another body", flipped, revision="0" * 32)
    files.case("the second page is the one that fits", [stale, page, body], WITH["right"])
    moved = page_of("another revision", body, revision="0" * 32)
    files.case("another revision in both pages", [moved, moved, body], WITH["right"])
    renamed = page_of("another vault's id", body, vault="0" * 32)
    files.case("another vault's id in both pages", [renamed, renamed, body], WITH["right"])
    critical = page_of("a feature in the page", body, critical=["compressed"])
    files.case("a feature that is not known", [critical, critical, body], WITH["right"])
    later = files.page("a later format", write_front(to_json(FRONT), raw, version=2))
    files.case("a later format", [later, later, body], WITH["right"])
    armour = files.body("armoured", b"-----BEGIN AGE ENCRYPTED FILE-----\n")
    armoured = page_of("the page of an armoured body", armour)
    files.case("an armoured age file", [armoured, armoured, armour], WITH["right"])
    for name, data in (
        ("an empty file", b""),
        ("another file", b"%PDF-1.7\n"),
        ("many zeros", bytes(40)),
        ("one line that begins like ours", b"journal-vault"),
    ):
        files.case(name, [files.body(name, data)], WITH["right"])
    newcomer = {"kind": "passkey", "y": 1}
    several: list[tuple[str, list[Case], list[str]]] = [
        ("a kind of slot that is not known", [DOOR, SPARE, newcomer], [*RECIPIENTS, "age1new"]),
        ("the slots in another order", [DOOR, SPARE], RECIPIENTS[::-1]),
        ("a recipient too few", [DOOR, SPARE], RECIPIENTS[:1]),
    ]
    for name, slots, recipients in several:
        line = {**FRONT, "slots": slots}
        inner = body_of(f"{name}: body", front=line, recipients=recipients)
        outer = page_of(f"{name}: page", inner, slots=slots)
        for key in ("right", "key"):
            files.case(f"{name}, {WITH[key]['name']}", [outer, outer, inner], WITH[key])
    lone = {**FRONT, "slots": [DOOR]}
    inner = body_of("no recovery slot: body", RECIPIENTS[:1], front=lone, recipients=RECIPIENTS[:1])
    outer = page_of("no recovery slot: page", inner, slots=[DOOR])
    files.case("a key where there is no slot for one", [outer, outer, inner], WITH["key"])
    files.case("no recovery slot, the passphrase", [outer, outer, inner], WITH["right"])
    strange = {**FRONT, "slots": [{**DOOR, "kdf": "scrypt"}, SPARE]}
    inner = body_of("another derivation: body", front=strange)
    outer = page_of("another derivation: page", inner, slots=strange["slots"])
    for who in ("right", "key"):
        files.case(f"another derivation, {WITH[who]['name']}", [outer, outer, inner], WITH[who])
    return {
        "secrets": {who["name"]: without(who, "name") for who in WITH.values()},
        "floor_kib": LIMITS.floor,
        "pages": files.pages,
        "bodies": files.bodies,
        "cases": files.cases,
    }


# -- the payload ----------------------------------------------------------------------------


def payloads() -> Iterator[Case]:
    def plain(lines: list[Record] = RECORDS, pad: int = 0, **change: Any) -> bytes:
        return write_payload({**HEAD, **change}, lines, pad)

    good = plain()
    lines = good.split(b"\n")
    other = Record("t", "1", {}, {"rev": "0" * 16, "was": []})
    yield payload_case("no padding", good)
    yield payload_case("padding", plain(pad=2048))
    yield payload_case("padding over several lines", good + b"  \n \n\n   ")
    yield payload_case("no records", plain([], records=0))
    yield payload_case("no ancestors", plain(ancestors=[]))
    yield payload_case(
        "keys and tables that are not known",
        plain(
            [Record("maps", "x", {"a": {"b": [1.5]}}, {"rev": "a" * 16, "was": [], "by": "z"})],
            records=1,
            mood={"deep": [None]},
        ),
    )
    yield payload_case("the id twice in two tables", plain([other, Record("u", *other.parts[1:])]))
    yield payload_case(
        "spaces in the JSON", json.dumps(HEAD).encode() + b"\n" + good[len(lines[0]) + 1 :]
    )
    yield payload_case("a draft", plain(type="draft"))
    yield payload_case("a later schema", plain(schema=2))
    yield payload_case(
        "a later schema of another shape", to_json({"type": "vault", "schema": 2}) + b"\n"
    )
    yield payload_case("a record too many", plain(records=1))
    yield payload_case("a record too few", plain(records=3))
    yield payload_case("a last line without its end", good[:-1])
    yield payload_case("something in the padding", good + b"   x  ")
    yield payload_case("two records of one name", plain([other, other]))
    yield payload_case("no first line", b"\n".join(lines[1:]))
    yield payload_case("nothing", b"")
    yield payload_case("a recipient of somebody else", plain(recipients=[RECIPIENTS[0]] * 2))
    yield payload_case("an ancestor that is too long", plain(ancestors=["a" * 32]))
    yield payload_case("a generation under nothing", plain(generation=-1))
    yield payload_case("a generation over 2^53", plain(generation=1 << 53))
    yield payload_case("a feature that is not known", plain(front={**FRONT, "critical": ["x"]}))
    for name in HEAD:
        yield payload_case(f"without {name}", write_payload(without(HEAD, name), RECORDS))
    for name, line in (
        ("half a character, escaped", b'["t","1",{"a":"\\ud800"},{"rev":"%b","was":[]}]'),
        ("half a character", b'["t","1",{"a":"\xed\xa0\x80"},{"rev":"%b","was":[]}]'),
        ("not UTF-8", b'["t","1",{"a":"\xff"},{"rev":"%b","was":[]}]'),
        ("not a number", b'["t","1",{"a":NaN},{"rev":"%b","was":[]}]'),
        ("a fifth part", b'["t","1",{},{"rev":"%b","was":[]},1]'),
        ("a document that is a list", b'["t","1",[],{"rev":"%b","was":[]}]'),
        ("a number for an id", b'["t",1,{},{"rev":"%b","was":[]}]'),
        ("no was", b'["t","1",{},{"rev":"%b"}]'),
        ("a rev in capitals", b'["t","1",{},{"rev":"%b","was":["AAAAAAAAAAAAAAAA"]}]'),
        ("no rev", b'["t","1",{},{"was":[]}]%.0b'),
        ("a word for forever", b'["t","1",null,{"rev":"%b","was":[],"forever":"yes"}]'),
        ("not JSON", b"[%.0b"),
        ("nothing in a line", b"%.0b"),
    ):
        raw = to_json({**HEAD, "records": 1}) + b"\n" + line % (b"a" * 16) + b"\n"
        yield payload_case(f"a record: {name}", raw)


def payload_case(name: str, plain: bytes) -> Case:
    try:
        case: Case = {"name": name, "plain": plain.decode("utf-8")}
    except UnicodeDecodeError:
        case = {"name": name, "plain_base64": base64.b64encode(plain).decode()}
    try:
        payload = read_payload(plain)
    except Refused as refused:
        return {**case, "refused": refused.name}
    head = payload.head
    return {
        **case,
        "generation": head["generation"],
        "ancestors": head["ancestors"],
        "recipients": head["recipients"],
        "front": payload.front.decode(),
        "records": [record.parts for record in payload.records],
    }
