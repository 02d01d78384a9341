import gc
import os
from contextlib import nullcontext
from functools import reduce
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regret_tui.vault import Host, RecoveryKey, Tables, Vault
from regret_tui.vault.errors import LossRefused, NotStorable
from regret_tui.vault.front import BODY_AT
from regret_tui.vault.records import (
    Lines,
    check_loss,
    make_line,
    next_lines,
    read_lines,
    tables_of,
)
from tests.support_vault import PASSPHRASE, TABLES, cheap_host, decrypted, reopened
from tests.unit.vault.test_damage import reseal

HOSTILE = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from('\u2028\u2029\u0085\0\x1b\r\n\u202e\u200f\ufeff\U0001f469\u200d\U0001f680"\\')
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | HOSTILE
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(HOSTILE, inner, max_size=4),
    max_leaves=12,
)
ANY_TABLES = st.dictionaries(
    HOSTILE,
    st.dictionaries(HOSTILE, st.dictionaries(HOSTILE, JSON, max_size=4), min_size=1, max_size=4),
    max_size=3,
)


def counting() -> Any:
    numbers = count(1)
    return lambda size: next(numbers).to_bytes(size)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_TABLES)
def test_hostile_text_comes_back_as_it_was(tables: Tables) -> None:
    lines = next_lines({}, tables, os.urandom, forever=False).lines
    assert all(b"\n" not in line.raw for line in lines.values())
    again, decoded = read_lines([line.raw for line in lines.values()])
    assert decoded == tables_of(lines) == tables
    assert again == lines


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_TABLES)
def test_hostile_text_survives_the_file(
    tmp_path_factory: pytest.TempPathFactory, tables: Tables
) -> None:
    folder = tmp_path_factory.mktemp("vault")
    host = cheap_host(folder)
    with Vault.create(
        folder / "j", host=host, passphrase=PASSPHRASE, recovery=None, tables=tables
    ) as vault:
        assert vault.tables() == tables
    assert reopened(host, folder / "j") == tables


@pytest.mark.parametrize(
    "value",
    [
        "half \ud83d",
        {"half \ud83d": 1},
        float("nan"),
        [float("inf")],
        {1: "number"},
        {"a": object()},
        {"a": b"bytes"},
        Path("x"),
        reduce(lambda inner, _: [inner], range(200), list[Any]()),
    ],
)
def test_what_would_not_come_back_is_refused(value: object) -> None:
    with pytest.raises(NotStorable) as refused:
        next_lines({}, {"t": {"x": {"v": value}}}, os.urandom, forever=False)
    assert "half" not in str(refused.value)


def test_a_name_with_half_a_character_is_refused() -> None:
    with pytest.raises(NotStorable):
        next_lines({}, {"t": {"\ud83d": {}}}, os.urandom, forever=False)


def test_only_changed_records_get_a_new_rev() -> None:
    token = counting()
    first = next_lines({}, {"t": {"a": {"v": 1}, "b": {"v": 1}}}, token, forever=False).lines
    change = next_lines(first, {"t": {"a": {"v": 1}, "b": {"v": 2}}}, token, forever=False)
    assert change.changed == (("t", "b"),)
    assert change.lines["t", "a"] is first["t", "a"]
    new = change.lines["t", "b"]
    assert new.raw == (b'["t","b",{"v":2},{"rev":"0000000000000003","was":["0000000000000002"]}]')


def test_a_record_remembers_its_last_thirty_two_revs() -> None:
    token = counting()
    lines: Lines = {}
    for value in range(40):
        lines = next_lines(lines, {"t": {"a": {"v": value}}}, token, forever=False).lines
    was = ",".join(f'"{rev:016x}"' for rev in range(8, 40))
    assert lines["t", "a"].raw.endswith(f'{{"rev":"{40:016x}","was":[{was}]}}]'.encode())


def test_a_deleted_record_leaves_a_tombstone_without_text() -> None:
    token = counting()
    lines = next_lines({}, {"t": {"a": {"v": "words"}}}, token, forever=False).lines
    change = next_lines(lines, {}, token, forever=False)
    assert change.lost == 1
    assert change.lines["t", "a"].raw == (
        b'["t","a",null,{"rev":"0000000000000002","was":["0000000000000001"]}]'
    )
    assert tables_of(change.lines) == {}
    again = next_lines(change.lines, {}, token, forever=True)
    assert (again.lost, again.lines) == (0, change.lines)
    back = next_lines(again.lines, {"t": {"a": {"v": 1}}}, token, forever=False).lines
    assert back["t", "a"].raw.endswith(b'"was":["0000000000000001","0000000000000002"]}]')


def test_deleted_for_ever_is_marked() -> None:
    lines = next_lines({}, {"t": {"a": {}}}, counting(), forever=False).lines
    gone = next_lines(lines, {}, counting(), forever=True).lines["t", "a"]
    assert gone.forever
    assert gone.raw.endswith(b'"forever":true}]')


def test_another_writers_spacing_is_no_change() -> None:
    raw = b'[ "t" , "a" , { "v" : 1.50, "w": "\\u00fc" } , {"was": [], "rev": "%s"} ]' % (b"0" * 16)
    lines, tables = read_lines([raw])
    change = next_lines(lines, tables, os.urandom, forever=False)
    assert change.changed == ()
    assert change.lines["t", "a"].raw == raw


def test_a_large_loss_is_refused_unless_the_act_asks_for_it(path: Path, host: Host) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        many = {"t": {f"{n:032x}": {"n": n} for n in range(24)}}
        vault.save(many)
        few = {"t": dict(list(many["t"].items())[:19])}
        with pytest.raises(LossRefused):
            vault.save(few)
        assert vault.tables() == many
        vault.save({"t": dict(list(many["t"].items())[:20])})
        vault.save({}, allow_loss=True)
        assert vault.tables() == {}
    assert reopened(host, path) == {}


def test_four_records_may_always_go(path: Path, host: Host) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.save({})
        assert vault.tables() == {}


def test_unknown_keys_and_tables_survive_a_save(path: Path, host: Host, key: RecoveryKey) -> None:
    reseal(path, key, b'"generation":1', b'"generation":1,"later":{"a": [1, 2.50]}')
    reseal(path, key, b'{"rev":"', b'{"mark":[7],"rev":"')
    reseal(path, key, b'["values"', b'["of a later version"')
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        tables = vault.tables()
        tables["sittings"]["a" * 32]["title"] = "changed"
        vault.save(tables)
        vault.set_passphrase("another one", recovery=RecoveryKey.generate())
        vault.save(tables)
    with Vault.open(path, host=host, passphrase="another one") as vault:
        assert set(vault.tables()) == {"sittings", "of a later version"}
        new = RecoveryKey.generate()
        vault.set_passphrase(PASSPHRASE, recovery=new)
    plain = decrypted(new, path.read_bytes()[BODY_AT:])
    assert b'"later":{"a": [1, 2.50]}' in plain.split(b"\n")[0]
    assert b'"mark":[7]' in plain.split(b"\n")[1]


def test_tables_are_the_callers_own(path: Path, host: Host) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        for _ in range(2):
            tables = vault.tables()
            assert tables == TABLES
            tables["sittings"]["a" * 32]["answers"].append("three")
            tables["values"].clear()
        document = vault.document("sittings", "a" * 32)
        assert document == TABLES["sittings"]["a" * 32]
        assert vault.document("sittings", "none") is None


@pytest.mark.parametrize("collecting", [True, False])
def test_the_collector_is_left_as_it_was(collecting: bool) -> None:
    before = gc.isenabled()
    lines = next_lines({}, TABLES, os.urandom, forever=False).lines
    try:
        (gc.enable if collecting else gc.disable)()
        tables_of(lines)
        read_lines([line.raw for line in lines.values()])
        with pytest.raises(ValueError, match="array"):
            read_lines([b"{"])
        left = gc.isenabled()
    finally:
        (gc.enable if before else gc.disable)()
    assert left is collecting


@pytest.mark.parametrize(
    ("living", "gone", "lost", "refused"),
    [
        (4, 0, 4, False),
        (5, 0, 5, True),
        (24, 0, 5, True),
        (25, 0, 5, False),
        (20, 10, 5, True),
        (25, 10, 5, False),
        (100, 0, 20, False),
        (100, 0, 21, True),
    ],
)
def test_a_loss_is_large_from_five_records_and_a_fifth_of_the_living(
    living: int, gone: int, lost: int, refused: bool
) -> None:
    committed: Lines = {
        ("t", f"{number}"): make_line(("t", ""), {} if number < living else None, "", [], {})
        for number in range(living + gone)
    }
    with pytest.raises(LossRefused) if refused else nullcontext():
        check_loss(committed, lost)


def nested(levels: int, of: str) -> Any:
    """Return so many containers, one in another."""
    value: Any = 1
    for level in range(levels):
        match of[level % len(of)]:
            case "d":
                value = {"v": value}
            case "l":
                value = [value]
            case _:
                value = (value,)
    return value


@pytest.mark.parametrize("of", ["d", "l", "t", "dl", "dt", "ddll"])
def test_a_document_is_at_most_a_hundred_levels_deep(of: str) -> None:
    deepest = {"v": nested(99, of)}
    lines = next_lines({}, {"t": {"x": deepest}}, os.urandom, forever=False).lines
    _, tables = read_lines([line.raw for line in lines.values()])
    assert next_lines(lines, tables, os.urandom, forever=False).changed == ()
    with pytest.raises(NotStorable):
        next_lines({}, {"t": {"x": {"v": nested(100, of)}}}, os.urandom, forever=False)


def test_two_records_of_one_name_are_refused() -> None:
    raw = b'["t","a",{},{"rev":"%s","was":[]}]' % (b"0" * 16)
    with pytest.raises(ValueError, match=r"^two records of one name$"):
        read_lines([raw, raw.replace(b"{}", b"null")])
