"""Format 1's known answers, made from its text with none of the program's code."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from age.keys.agekey import AgePrivateKey

from regret_tui import __version__
from regret_tui.vault import Cost, Host
from regret_tui.vault.agefile import Identity
from regret_tui.vault.bech32 import encode
from regret_tui.vault.front import check_value, read_line, read_page, write_page
from regret_tui.vault.kdf import seed
from regret_tui.vault.payload import Payload, read_payload, write_payload
from regret_tui.vault.records import Line, next_lines, read_lines

KNOWN: dict[str, Any] = json.loads(
    (Path(__file__).parent / "vectors" / "format1.json").read_text("utf-8")
)


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
