"""Cases of records, copies and merging."""

from collections.abc import Iterator
from typing import Any

from tests.unit.vault.vectors.given import (
    Case,
)
from tests.unit.vault.vectors.second_vault import (
    Record,
    judged,
    merged,
    to_json,
)

# -- records --------------------------------------------------------------------------------


def records() -> Iterator[Case]:
    new = "f" * 16
    one = {"rev": "0" * 15 + "1", "was": []}
    many = {"rev": "e" * 16, "was": [f"{n:016x}" for n in range(32)]}

    def case(name: str, before: bytes | None, document: object, after: bytes, **how: Any) -> Case:
        line = None if before is None else before.decode()
        return {"name": name, "before": line, "document": document, "rev": new, **how} | {
            "after": after.decode()
        }

    def line(document: object, envelope: Case) -> bytes:
        return to_json(["t", "a", document, envelope])

    yield case("a first one", None, {"v": 1}, line({"v": 1}, {"rev": new, "was": []}))
    yield case(
        "a change",
        line({"v": 1}, one),
        {"v": 2},
        line({"v": 2}, {"rev": new, "was": [one["rev"]]}),
    )
    loose = b'[ "t", "a", {"v": 1.0, "w": "\\u00e4"}, {"was": [], "rev": "%b"} ]' % (b"c" * 16)
    yield case("no change: byte for byte", loose, {"v": 1.0, "w": "ä"}, loose)
    yield case(
        "a chain that is full",
        line({"v": 1}, many),
        {"v": 2},
        line({"v": 2}, {"rev": new, "was": [*many["was"][1:], "e" * 16]}),
    )
    yield case(
        "a deletion",
        line({"v": 1}, one),
        None,
        line(None, {"rev": new, "was": [one["rev"]]}),
        forever=False,
    )
    yield case(
        "a deletion for ever",
        line({"v": 1}, one),
        None,
        line(None, {"rev": new, "was": [one["rev"]], "forever": True}),
        forever=True,
    )
    yield case(
        "written again after a deletion for ever",
        line(None, {**one, "forever": True}),
        {"v": 1},
        line({"v": 1}, {"rev": new, "was": [one["rev"]]}),
    )
    yield case(
        "keys beside rev that are not known",
        line({"v": 1}, {**one, "by": {"hand": [1]}}),
        {"v": 2},
        line({"v": 2}, {"rev": new, "was": [one["rev"]], "by": {"hand": [1]}}),
    )


# -- what another copy means ----------------------------------------------------------------


def copies() -> Case:
    own, other = "a" * 32, "b" * 31 + "0"
    ancestors = [f"{n:016x}" for n in range(256)]
    table: list[Case] = []
    stories: list[tuple[str, Case | None, int, list[str]]] = [
        ("nothing seen", None, 7, []),
        ("the same", {"revision": own, "generation": 7}, 7, []),
        ("the same revision, another count", {"revision": own, "generation": 9}, 7, []),
        ("a later one", {"revision": other, "generation": 5}, 7, [other[:16]]),
        ("a later one, counted lower", {"revision": other, "generation": 9}, 7, [other[:16]]),
        ("the oldest ancestor", {"revision": ancestors[0] * 2, "generation": 1}, 300, ancestors),
        (
            "only the beginning counts",
            {"revision": "b" * 16 + "c" * 16, "generation": 5},
            7,
            ["b" * 16],
        ),
        ("an older one", {"revision": other, "generation": 8}, 7, ["c" * 16]),
        ("as many saves, not known", {"revision": other, "generation": 7}, 7, ["c" * 16]),
        ("more saves, not known", {"revision": other, "generation": 6}, 7, ["c" * 16]),
        ("more saves than are remembered", {"revision": other, "generation": 1}, 300, ancestors),
    ]
    for name, seen, generation, known in stories:
        verdict = judged(seen, own, generation, known)
        file = {"revision": own, "generation": generation, "ancestors": known}
        table.append({"name": name, "seen": seen, "file": file, "is": verdict})
    following = []
    for case in table:
        file, before = case["file"], case["seen"]
        line, count = [*file["ancestors"]], file["generation"]
        if case["is"] != "silent":
            line.append(before["revision"][:16])
            count = max(count, before["generation"])
        line.append(own[:16])
        following.append({"name": case["name"], "generation": count + 1, "ancestors": line[-256:]})
    return {"judging": table, "going_on": following}


# -- merging --------------------------------------------------------------------------------


def merging() -> Iterator[Case]:
    a, b, c = ("1" * 16, "2" * 16, "3" * 16)

    def r(document: object, rev: str, *was: str, at: str = "t/x", **marks: Any) -> Record:
        table, name = at.split("/")
        kept = document if document is None or isinstance(document, dict) else {"v": document}
        return Record(table, name, kept, {"rev": rev, "was": list(was), **marks})

    conflict = [r(1, b, a)], [r(2, c, a)]
    once = merged(*conflict)
    sides: list[tuple[str, list[Record], list[Record], str]] = [
        ("both empty", [], [], "neither"),
        ("the same", [r(1, a)], [r(1, a)], "neither"),
        ("only here", [r(1, a)], [], "neither"),
        ("only there", [], [r(1, a)], "neither"),
        ("deleted here, never there", [r(None, a)], [], "neither"),
        ("ours is later", [r(2, b, a)], [r(1, a)], "neither"),
        ("ours is much later", [r(2, c, "0" * 16, a, b)], [r(1, a)], "neither"),
        ("later, although its rev is lower", [r(2, a, c)], [r(1, c)], "neither"),
        ("deleted there, later", [r(1, a)], [r(None, b, a)], "neither"),
        ("written again there, later", [r(None, a)], [r(1, b, a)], "neither"),
        ("both changed", *conflict, "neither"),
        (
            "both changed, three revs apart",
            [r(1, c, a, b)],
            [r(2, "f" * 16, a, "e" * 16)],
            "neither",
        ),
        ("both changed to the same", [r(5, b, a)], [r(5, c, a)], "neither"),
        ("both new under one id", [r(1, a)], [r(2, b)], "neither"),
        ("one rev, two documents", [r(1, a)], [r(2, a)], "neither"),
        ("changed here, deleted there", [r(2, b, a)], [r(None, c, a)], "neither"),
        ("the same with a higher rev", [r(2, c, a)], [r(None, b, a)], "neither"),
        ("deleted on both sides", [r(None, b, a)], [r(None, c, a)], "neither"),
        ("deleted for ever there", [r(2, c, a)], [r(None, b, a, forever=True)], "neither"),
        (
            "deleted for ever, written to later",
            [r(2, c, a, b)],
            [r(None, b, a, forever=True)],
            "neither",
        ),
        (
            "deleted for ever on one side, deleted on the other",
            [r(None, c, a)],
            [r(None, b, a, forever=True)],
            "neither",
        ),
        (
            "deleted for ever on both",
            [r(None, b, a, forever=True)],
            [r(None, c, a, forever=True)],
            "neither",
        ),
        ("one id in two tables", [r(1, a, at="t/x")], [r(2, b, at="u/x")], "neither"),
        ("ours grew out of theirs, further than is remembered", [r(2, b)], [r(1, a)], "ours"),
        ("theirs grew out of ours, further than is remembered", [r(2, b)], [r(1, a)], "theirs"),
        ("ours grew out of theirs, and is deleted", [r(None, b)], [r(1, a)], "ours"),
        (
            "keys beside rev that are not known",
            [r(1, b, a, by="x", p=1)],
            [r(2, c, a, by="y", q=2)],
            "neither",
        ),
        ("merged before, and again", once, conflict[1], "neither"),
        ("merged before on both sides", once, merged(conflict[1], conflict[0]), "neither"),
        (
            "merged before, the second one deleted since",
            [
                once[0],
                r(None, "d" * 16, c, a, at=f"t/{once[1].id}"),
            ],
            conflict[0],
            "neither",
        ),
        ("merged before, then changed there", once, [r(3, "d" * 16, a, c)], "neither"),
        (
            "names beyond ASCII",
            [r(1, b, a, at="tägliches/ключ")],
            [r(2, c, a, at="tägliches/ключ")],
            "neither",
        ),
        (
            "another key of the document",
            [r({"another_version": "z", "v": 1}, b, a)],
            [r(2, c, a)],
            "neither",
        ),
    ]
    for name, ours, theirs, later in sides:
        turned = {"ours": "theirs", "theirs": "ours", "neither": "neither"}[later]
        for title, mine, other, knows in (
            (name, ours, theirs, later),
            (f"{name}, from the other side", theirs, ours, turned),
        ):
            yield {
                "name": title,
                "ours": [record.parts for record in mine],
                "theirs": [record.parts for record in other],
                "later": knows,
                "result": [record.parts for record in merged(mine, other, knows)],
            }
