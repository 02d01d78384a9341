"""Format 1's known answers, made from its text with none of the program's code.

`vectors/README.md` says what each field is. `vectors/make.py` writes the answers and never sees the
program; here the program is held to them.
"""

import ast
import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
from age.keys.agekey import AgePrivateKey

from regret_tui import __version__
from regret_tui.vault import (
    Cost,
    CostPolicy,
    Draft,
    Host,
    NoticeKind,
    RecoveryKey,
    Vault,
    VaultError,
)
from regret_tui.vault.agefile import Identity, encrypt
from regret_tui.vault.bech32 import encode
from regret_tui.vault.committing import Committer
from regret_tui.vault.draft import judge as judge_draft
from regret_tui.vault.draft import read_draft
from regret_tui.vault.errors import BadRecoveryKey, NewerVersion
from regret_tui.vault.front import check_value, read_line, read_page, write_page
from regret_tui.vault.kdf import check_cost, seed
from regret_tui.vault.merging import Later, merge_lines
from regret_tui.vault.payload import Payload, read_payload, write_payload
from regret_tui.vault.place import Place
from regret_tui.vault.records import Line, Lines, next_lines, read_lines, read_record
from regret_tui.vault.seen import Seen, judge
from tests.unit.vault.vectors import make

Case = dict[str, Any]

FOLDER: Final = Path(__file__).parent / "vectors"


def answers(name: str) -> Case:
    loaded: Case = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return loaded


def cases(name: str, part: str = "cases") -> pytest.MarkDecorator:
    """Run a test once with each case of a file."""
    listed = answers(name)[part]
    return pytest.mark.parametrize("case", listed, ids=[case.get("name") for case in listed])


def test_the_answers_know_nothing_of_the_program() -> None:
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in getattr(node, "names", ())]
            module = getattr(node, "module", None) or ""
            assert not any("regret_tui" in name for name in (module, *names)), path.name
            assert "pyrage" not in (module, *names)


def test_the_answers_are_those_of_the_second_hand() -> None:
    for name, content in make.everything().items():
        assert (FOLDER / f"{name}.json").read_text("ascii") == make.text_of(content), name


def test_the_page_beside_them_names_every_file() -> None:
    page = (FOLDER / "README.md").read_text("utf-8")
    for path in FOLDER.glob("*.json"):
        assert f"`{path.name}`" in page


# -- the front ------------------------------------------------------------------------------


def page_of(packed: Case) -> bytes:
    head, tail = packed["head"].encode("latin-1"), packed["tail"].encode("latin-1")
    return bytes(head + b" " * (packed["size"] - len(head) - len(tail)) + tail)


@cases("front")
def test_front(case: Case) -> None:
    raw = page_of(case["page"])
    if case.get("refused") == "NewerVersion":
        with pytest.raises(NewerVersion):
            read_page(raw)
        return
    page = read_page(raw)
    if case.get("refused") == "damaged":
        assert page is None
        return
    assert page is not None
    assert page.front.line.decode() == case["second_line"]
    assert page.front.fields == case["fields"]
    assert (page.length, page.digest) == (case["length"], case["digest"])
    assert write_page(page.front, page.length, page.digest) == raw


# -- keys -----------------------------------------------------------------------------------


@cases("seed")
def test_seed(case: Case, host: Host) -> None:
    cost = Cost(case["m_kib"], case["t"], case["p"])
    found = seed(case["passphrase"], case["salt"], cost, host)
    assert found.hex() == case["seed"]
    identity = Identity.from_seed(found)
    assert (identity.text, identity.recipient) == (case["identity"], case["recipient"])


@cases("seed", "costs")
def test_cost(case: Case, host: Host) -> None:
    standard = replace(host, costs=CostPolicy.standard())
    found: str | None = None
    try:
        check_cost(Cost(case["m_kib"], case["t"], case["p"]), standard)
    except VaultError as error:
        found = type(error).__name__
    assert found == case["refused"]


@cases("identity")
def test_identity_and_check(case: Case) -> None:
    identity = Identity.from_seed(bytes.fromhex(case["seed"]))
    assert (identity.text, identity.recipient) == (case["identity"], case["recipient"])
    assert check_value(case["vault"], identity.recipient) == case["check"]


# -- whole files ----------------------------------------------------------------------------

OPENING: Final = answers("opening")


@cases("opening")
def test_opening(case: Case, host: Host, tmp_path: Path) -> None:
    path = tmp_path / "journal.vault"
    pages, bodies = OPENING["pages"], OPENING["bodies"]
    path.write_bytes(
        b"".join(
            page_of(pages[name]) if name in pages else base64.b64decode(bodies[name])
            for name in case["parts"]
        )
    )
    before = path.read_bytes()
    secret = OPENING["secrets"][case["with"]]
    how: Case = (
        secret
        if "passphrase" in secret
        else {"recovery": RecoveryKey(Identity.from_seed(bytes.fromhex(secret["seed"])))}
    )
    assert host.costs.floor_kib == OPENING["floor_kib"]
    if "refused" in case:
        with pytest.raises(VaultError) as refused:
            Vault.open(path, host=host, **how)
        assert type(refused.value).__name__ == case["refused"]
    else:
        with Vault.open(path, host=host, **how) as vault:
            assert vault.tables() == case["tables"]
            assert {notice.kind for notice in vault.notices} == set(map(NoticeKind, case["said"]))
    assert path.read_bytes() == before


# -- the payload ----------------------------------------------------------------------------


@cases("payload")
def test_payload(case: Case) -> None:
    plain = (
        base64.b64decode(case["plain_base64"]) if "plain" not in case else case["plain"].encode()
    )
    if "refused" in case:
        with pytest.raises(VaultError) as refused:
            read_payload(plain.split(b"\n"))
        assert type(refused.value).__name__ == case["refused"]
        return
    payload, tables = read_payload(plain.split(b"\n"))
    assert payload.generation == case["generation"]
    assert payload.ancestors == tuple(case["ancestors"])
    assert payload.recipients == tuple(case["recipients"])
    assert payload.front.line.decode() == case["front"]
    assert [json.loads(line.raw) for line in payload.lines.values()] == case["records"]
    kept = [(table, name, document) for table, name, document, _ in case["records"] if document]
    assert kept == [(t, n, d) for t, named in tables.items() for n, d in named.items() if d]
    assert [line.forever for line in payload.lines.values()] == [
        envelope.get("forever", False) for *_, envelope in case["records"]
    ]


@cases("payload")
def test_what_is_not_known_in_a_payload_survives(case: Case) -> None:
    if "refused" in case or "plain" not in case:
        return
    first = json.loads(case["plain"].split("\n")[0])
    again = b"".join(write_payload(read_payload(case["plain"].encode().split(b"\n"))[0]))
    expected = {**first, "writer": f"regret-tui {__version__}"}
    assert json.loads(again.split(b"\n")[0]) == expected


# -- records --------------------------------------------------------------------------------


@cases("record")
def test_record_envelope(case: Case) -> None:
    raws = [] if case["before"] is None else [case["before"].encode()]
    committed, _ = read_lines(raws)
    tables = {} if case["document"] is None else {"t": {"a": case["document"]}}
    rev = bytes.fromhex(case["rev"])
    forever = case.get("forever", False)
    after = next_lines(committed, tables, lambda size: rev[:size], forever=forever).lines
    assert [line.raw.decode() for line in after.values()] == [case["after"]]


# -- another copy ---------------------------------------------------------------------------


COPIES: Final = answers("copies")


def state_of(case: Case, host: Host, tmp_path: Path) -> Committer:
    plain = next(one["plain"] for one in answers("payload")["cases"] if one["name"] == "no padding")
    payload, _ = read_payload(plain.encode().split(b"\n"))
    front = read_line(payload.front.line.replace(payload.front.revision.encode(), b"a" * 32))
    file = case["file"]
    assert front.revision == file["revision"]
    return Committer(
        host,
        Place(tmp_path / "journal.vault"),
        replace(
            payload,
            front=front,
            generation=file["generation"],
            ancestors=tuple(file["ancestors"]),
        ),
    )


@cases("copies", "judging")
def test_what_another_copy_means(case: Case, host: Host, tmp_path: Path) -> None:
    seen = case["seen"] and Seen(case["seen"]["revision"], case["seen"]["generation"])
    kind = judge(seen, state_of(case, host, tmp_path).committed)
    assert ("silent" if kind is None else kind.value) == case["is"]


@pytest.mark.parametrize(
    ("case", "after"),
    list(zip(COPIES["judging"], COPIES["going_on"], strict=True)),
    ids=[case["name"] for case in COPIES["going_on"]],
)
def test_going_on_from_another_copy(case: Case, after: Case, host: Host, tmp_path: Path) -> None:
    state = state_of(case, host, tmp_path)
    if case["is"] != "silent":
        state.other = Seen(case["seen"]["revision"], case["seen"]["generation"])
    fresh = state.next()
    assert (fresh.generation, list(fresh.ancestors)) == (after["generation"], after["ancestors"])


# -- the draft ------------------------------------------------------------------------------


@cases("draft", "reading")
def test_draft(case: Case, host: Host, tmp_path: Path) -> None:
    who = Identity.from_seed(bytes(range(32)))
    place, vault = Place(tmp_path / "journal.vault"), answers("draft")["vault"]
    plain = base64.b64decode(case["plain_base64"])
    place.draft.write_bytes(b"".join(encrypt([plain], [who.recipient])))
    if case.get("refused"):
        with pytest.raises(ValueError, match="draft"):
            read_draft(host, place, vault, who)
        return
    found = read_draft(host, place, vault, who)
    assert found is not None
    assert found.text == case["text"]
    for name in ("record", "step", "cursor", "base"):
        assert getattr(found, name) == case["fields"].pop(name)
    known = {"type", "schema", "vault"}
    assert found.extra == {k: v for k, v in case["fields"].items() if k not in known}


@cases("draft", "judging")
def test_what_becomes_of_a_draft(case: Case) -> None:
    draft = Draft("a", "s", None, case["text"], case["base"])
    found = judge_draft(draft, case["committed"], deleted_for_ever=case["deleted_for_ever"])
    assert ("removed" if found is None else found.offer.value) == case["is"]


# -- typing the key -------------------------------------------------------------------------


TYPING: Final = answers("typing")


def fits(key: RecoveryKey) -> bool:
    return bool(check_value(TYPING["vault"], key.identity.recipient) == TYPING["check"])


@cases("typing")
def test_typing_the_recovery_key(case: Case) -> None:
    if "key" in case:
        assert RecoveryKey.parse(case["typed"], fits).text == case["key"]
        return
    with pytest.raises(BadRecoveryKey) as slip:
        RecoveryKey.parse(case["typed"], fits)
    assert slip.value.proposal == case["proposal"]


def test_groups_of_the_recovery_key() -> None:
    key = RecoveryKey.parse(TYPING["cases"][0]["key"])
    assert list(key.groups) == TYPING["groups"]


# -- merging --------------------------------------------------------------------------------


def lines_of(records: list[Any]) -> Lines:
    return read_lines([msgspec.json.encode(record) for record in records])[0]


@cases("merging")
def test_merging(case: Case) -> None:
    ours, theirs = lines_of(case["ours"]), lines_of(case["theirs"])
    found = merge_lines(ours, theirs, later=Later(case["later"])).lines
    told = {key: msgspec.json.decode(line.raw) for key, line in found.items()}
    assert told == {(record[0], record[1]): record for record in case["result"]}
    for key, line in found.items():
        assert read_record(line.raw)[:2] == (key, line)


def test_each_case_of_merging_comes_to_the_same_from_the_other_side() -> None:
    listed = answers("merging")["cases"]
    for one, turned in zip(listed[::2], listed[1::2], strict=True):
        assert (one["ours"], one["theirs"]) == (turned["theirs"], turned["ours"])
        by_key = [{tuple(r[:2]): r for r in case["result"]} for case in (one, turned)]
        assert by_key[0] == by_key[1], one["name"]


# -- one vault from end to end --------------------------------------------------------------

KNOWN: Final = answers("format1")


def test_seed_and_identity(host: Host) -> None:
    cost = Cost(KNOWN["m_kib"], KNOWN["t"], KNOWN["p"])
    found = seed(KNOWN["passphrase"], KNOWN["salt"], cost, host)
    assert found.hex() == KNOWN["seed"]
    identity = Identity.from_seed(found)
    assert identity.text == KNOWN["identity"]
    assert identity.recipient == KNOWN["recipient"]


def test_bech32_as_in_bip_173() -> None:
    """The empty text of BIP-173's list of valid strings."""
    assert encode("a", b"") == "a12uel5l"


def test_check() -> None:
    assert check_value(KNOWN["vault"], KNOWN["recipient"]) == KNOWN["check"]
    assert check_value(KNOWN["vault"], KNOWN["recovery_recipient"]) == KNOWN["recovery_check"]


def test_front_is_read_and_written_to_the_byte() -> None:
    front = KNOWN["front"]
    page = read_page(front["page"].encode("ascii"))
    assert page is not None
    assert page.front.line.decode() == front["line"]
    assert (page.front.vault, page.front.revision) == (KNOWN["vault"], front["revision"])
    assert (page.length, page.digest) == (front["length"], front["digest"])
    assert page.front.passphrase_slot is not None
    assert page.front.passphrase_slot.salt == KNOWN["salt"]
    again = write_page(read_line(front["line"].encode()), front["length"], front["digest"])
    assert again.decode("ascii") == front["page"]


def test_payload_is_read_and_written_to_the_byte() -> None:
    known = KNOWN["payload"]
    plain = ("\n".join(known["lines"]) + "\n").encode().ljust(known["padded_length"])
    payload, tables = read_payload(plain.split(b"\n"))
    assert payload.generation == known["generation"]
    assert payload.ancestors == tuple(known["ancestors"])
    assert tables == {
        record["table"]: {record["id"]: record["document"]}
        for record in KNOWN["records"]
        if record["document"] is not None
    }
    expected = plain.replace(known["writer"].encode(), f"regret-tui {__version__}".encode(), 1)
    assert b"".join(write_payload(payload)) == expected[: known["padded_length"]]
    assert isinstance(payload, Payload)


def test_record_envelope_is_written_to_the_byte() -> None:
    record, gone = KNOWN["records"]
    revs = [bytes.fromhex(record["rev"]), bytes.fromhex(gone["rev"])]
    before = Line(
        f'["values","{gone["id"]}",{{}},{{"rev":"{gone["was"][0]}","was":[]}}]'.encode(),
        gone["was"][0],
        gone=False,
        forever=False,
    )
    change = next_lines(
        {("values", gone["id"]): before},
        {"sittings": {record["id"]: record["document"]}},
        lambda size: revs.pop(0)[:size],
        forever=True,
    )
    assert {line.raw.decode() for line in change.lines.values()} == {
        record["line"],
        gone["line"],
    }
    lines, _ = read_lines([record["line"].encode(), gone["line"].encode()])
    assert [(line.gone, line.forever) for line in lines.values()] == [(False, False), (True, True)]


@pytest.mark.parametrize("who", ["identity", "recovery_identity"])
def test_another_age_implementation_agrees_on_the_keys(who: str) -> None:
    identity = Identity(KNOWN[who])
    theirs = AgePrivateKey.from_private_string(KNOWN[who])
    assert theirs.public_key().public_string() == identity.recipient


def test_msgspec_still_writes_what_the_answers_hold() -> None:
    """Lines are compared byte for byte, so a change of the encoder must be noticed here."""
    document = {"a": [1, 2.5, True, None], "ü": '\u2028"\\\n\u007f\0', "z": {}}
    encoded = msgspec.json.encode(document)
    assert encoded == (
        b'{"a":[1,2.5,true,null],"\xc3\xbc":"\xe2\x80\xa8\\"\\\\\\n\x7f\\u0000","z":{}}'
    )
