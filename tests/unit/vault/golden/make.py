"""Made the golden vaults, once: `python -m tests.unit.vault.golden.make`.

They are never made anew: a file that stands is left alone. What is in them is fixed, and what is
random in them was drawn then. What the program can write it wrote; the rest, a later version's
files among it, is by the second hand of `vectors`.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from regret_tui.vault import Cost, Draft, Host, RecoveryKey, Tables, Vault, answer_digest
from regret_tui.vault.agefile import Identity
from tests.support_vault import cheap_host
from tests.unit.vault.vectors.second_age import identity_of, recipient_of
from tests.unit.vault.vectors.second_vault import (
    SIZE,
    Record,
    check_of,
    seed_for,
    write_file,
)

FOLDER: Final = Path(__file__).parent
PASSPHRASE: Final = "a passphrase of nobody"
SEED: Final = hashlib.sha256(b"the recovery key of nobody's vaults").digest()
ONE, TWO, THREE, FOUR = ("1" * 32, "2" * 32, "3" * 32, "4" * 32)
PLAIN: Final[Tables] = {
    "sittings": {ONE: {"title": "a page", "answers": ["one", "two"]}},
    "values": {TWO: {"word": "care"}},
}
HOSTILE: Final[Tables] = {
    "sittings": {
        ONE: {
            "line and paragraph": "a\u2028b\u2029c\u0085d\u000be\u000cf\r\ng\nh",
            "from right to left": "\u202eabc\u202c \u05e9\u05dc\u05d5\u05dd \u2067x\u2069",
            "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea \u2764\ufe0f",
            "zero": "a\u0000b\u007f\u0080\ufeff\ufffe\uffff",
            "marks": "Z\u0351\u036b\u0343a\u0335l\u0321g\u0327o\u0489",
            "not normal": "\u212b \u00e9 e\u0301 \ufb01",
            "looks like ours": '["t","1",null,{"rev":"0000000000000000","was":[]}]\n'
            "journal-vault 1",
            "markup": "[bold]x[/] {name} \\n \x1b[31m",
        }
    },
    "tägliches \u2028 \U0001f331": {
        "k" * 2000: {"l" * 5000: "", "": {"": [[], {}, None, True, 1.5, -0.0, 2**63]}},
        "": {"an id of nothing": 1},
    },
}


class Made:
    """One vault in a folder of its own, and what is told of it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / f"{name}.vault"
        self.host: Host = cheap_host(folder)
        self.told: dict[str, Any] = {"passphrase": PASSPHRASE, "recovery": None, "costs": "cheap"}


def key_for(made: Made) -> RecoveryKey:
    made.told["recovery"] = identity_of(SEED)
    return RecoveryKey(Identity.from_seed(SEED))


def passphrase_only(made: Made) -> None:
    """A passphrase and nothing else, at a cost that people's own vaults may have."""
    made.told["costs"] = "standard"
    Vault.create(
        made.path,
        host=Host.real(made.path.parent / "state"),
        passphrase=PASSPHRASE,
        recovery=None,
        tables=PLAIN,
        cost=Cost(65_536, 3, 4),
    ).close()


def both_keys(made: Made) -> None:
    """A passphrase and a recovery key, the cost likewise; the passphrase needs NFKC."""
    made.told |= {"costs": "standard", "passphrase": "gru\u0308ne \ufb01sche \u2460"}
    Vault.create(
        made.path,
        host=Host.real(made.path.parent / "state"),
        passphrase=made.told["passphrase"],
        recovery=key_for(made),
        tables=PLAIN,
        cost=Cost(65_536, 3, 4),
    ).close()


def tombstones(made: Made) -> None:
    """Records with many earlier revisions, deleted ones, and one that is deleted for ever."""
    with Vault.create(
        made.path,
        host=made.host,
        passphrase=PASSPHRASE,
        recovery=key_for(made),
        tables={"values": {ONE: {"n": 0}, TWO: {"n": 0}, THREE: {"n": 0}, FOUR: {"n": 0}}},
    ) as vault:
        for n in range(1, 41):
            tables = vault.tables()
            tables["values"][ONE] = {"n": n}
            vault.save(tables)
        for gone, forever in ((TWO, False), (THREE, True), (FOUR, False)):
            tables = vault.tables()
            del tables["values"][gone]
            vault.save(tables, forever=forever)
        tables = vault.tables()
        tables["values"][FOUR] = {"n": "back again"}
        vault.save(tables)


def hostile_text(made: Made) -> None:
    """What people paste, in values, names, ids and tables, and a draft beside it."""
    draft = Draft(ONE, "line and paragraph", [1, 2], "half\u2028a \U0001f331", answer_digest("a"))
    with Vault.create(
        made.path,
        host=made.host,
        passphrase=PASSPHRASE,
        recovery=key_for(made),
        tables=HOSTILE,
    ) as vault:
        vault.write_draft(draft)
    made.told["draft"] = {
        name: getattr(draft, name) for name in ("record", "step", "cursor", "text", "base")
    }


def _by_second_hand(
    made: Made, records: list[Record], *, front: Any = None, head: Any = None
) -> None:
    made.told["recovery"] = identity_of(SEED)
    vault, salt = os.urandom(16).hex(), "a" * 22
    recipients = [recipient_of(seed_for(PASSPHRASE, salt, 64, 1, 1)), recipient_of(SEED)]
    checks = [check_of(vault, who) for who in recipients]
    cost = {"kdf": "argon2id", "m_kib": 64, "t": 1, "p": 1, "salt": salt}
    slots: list[dict[str, Any]] = [
        {"kind": "passphrase", **cost, "check": checks[0]},
        {"kind": "recovery", "check": checks[1]},
    ]
    line = {"vault": vault, "revision": os.urandom(16).hex(), "critical": [], "slots": slots}
    for name, value in (front or {}).items():
        line[name] = [*slots, *value] if name == "slots" else value
    told = {
        "type": "vault",
        "schema": 1,
        "writer": "another hand",
        "front": line,
        "generation": 3,
        "ancestors": ["0" * 16, "1" * 16],
        "records": len(records),
        "recipients": recipients,
    }
    made.path.write_bytes(write_file({**told, **(head or {})}, records, os.urandom, 2048))
    if front and "slots" in front:
        newcomer = recipient_of(hashlib.sha256(b"a newcomer").digest())
        told["recipients"] = [*recipients, newcomer]
        made.path.write_bytes(write_file(told, records, os.urandom, 2048))


def _record(table: str, name: str, document: Any, **beside: Any) -> Record:
    return Record(table, name, document, {"rev": "a" * 16, "was": ["b" * 16], **beside})


SOME: Final = [
    _record(table, name, doc) for table, named in PLAIN.items() for name, doc in named.items()
]


def unknown_fields(made: Made) -> None:
    """Names that no version knows yet: in the front, the first line, a document, an envelope."""
    records = [
        _record("sittings", ONE, {"title": "a page", "mood": {"deep": [1.5]}}, by={"hand": "x"}),
        _record("maps", TWO, {"place": "a lake"}),
        _record("values", THREE, None, forever=True, why="asked"),
    ]
    front = {"colour": "blue", "later": {"a": [None]}}
    _by_second_hand(made, records, front=front, head={"season": "autumn", "more": [{}]})


def unknown_slot(made: Made) -> None:
    """A way to open it that this version does not know: read, never written."""
    _by_second_hand(made, SOME, front={"slots": [{"kind": "passkey", "where": "elsewhere"}]})


def one_front_damaged(made: Made) -> None:
    """The first page of the front has a changed byte."""
    _by_second_hand(made, SOME)
    raw = bytearray(made.path.read_bytes())
    raw[SIZE // 2] ^= 1
    made.path.write_bytes(bytes(raw))


def critical(made: Made) -> None:
    """A feature that has to be known and is not: refused, with any secret."""
    _by_second_hand(made, SOME, front={"critical": ["compressed"]})


KINDS: Final[tuple[Callable[[Made], None], ...]] = (
    passphrase_only,
    both_keys,
    tombstones,
    unknown_fields,
    unknown_slot,
    one_front_damaged,
    critical,
    hostile_text,
)


def expected(made: Made, about: str) -> dict[str, Any]:
    """What is in a vault, as the second hand reads it."""
    from tests.unit.vault.vectors.second_vault import Refused, open_file

    told = {"about": about, **made.told}
    try:
        found = open_file(made.path.read_bytes(), SEED if told["recovery"] else PASSPHRASE)
    except Refused as refused:
        return {**told, "refused": refused.name}
    saving = "NewerVersion" if "unknown slot" in found.said else None
    return {
        **told,
        "said": found.said,
        "saving_by_passphrase": saving,
        "saving_by_recovery": saving or ("NewPassphraseNeeded" if told["recovery"] else None),
        "first_line": found.payload.head,
        "records": [record.parts for record in found.payload.records],
    }


def main() -> None:
    for kind in KINDS:
        name = kind.__name__
        target = FOLDER / f"{name}.vault"
        if target.exists():
            continue
        with tempfile.TemporaryDirectory() as folder:
            made = Made(Path(folder), name)
            kind(made)
            told = expected(made, kind.__doc__ or "")
            target.write_bytes(made.path.read_bytes())
            draft = Path(f"{made.path}.draft")
            if draft.exists():
                (FOLDER / draft.name).write_bytes(draft.read_bytes())
            text = json.dumps(told, ensure_ascii=True, indent=1)
            (FOLDER / f"{name}.json").write_text(f"{text}\n", encoding="ascii")


if __name__ == "__main__":
    main()
