"""Taking what is whole out of a damaged vault."""

import errno
from pathlib import Path

import pytest

from regret_tui.vault import (
    Cost,
    Host,
    Later,
    RecoveryKey,
    Tables,
    Vault,
    info,
    put_salvaged,
    salvage,
    write_salvaged,
)
from regret_tui.vault.agechunks import CHUNK
from regret_tui.vault.errors import (
    AlreadyExists,
    Damaged,
    FrontDamaged,
    InUse,
    NotAVault,
    NothingToSalvage,
    PassphraseRefused,
    VaultError,
    WrongPassphrase,
)
from regret_tui.vault.front import BODY_AT, SIZE, read_page
from regret_tui.vault.payload import ANCESTORS
from tests.support_vault import PASSPHRASE, TABLES, cheap_host, decrypted, make, reopened
from tests.unit.vault.test_damage import reseal
from tests.unit.vault.test_front import rewrite
from tests.unit.vault.test_lock import NoLocks

SEALED = CHUNK + 16
COUNT = 900
LARGE: Tables = {
    "t": {f"{number:032x}": {"n": number, "text": "ü\u2028" * 700} for number in range(COUNT)}
}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A vault of about thirty chunks; the key of its test is made with it."""
    folder = tmp_path_factory.mktemp("large")
    make(cheap_host(folder), folder / "j", key=KEY, tables=LARGE)
    return (folder / "j").read_bytes()


KEY = RecoveryKey.generate()


def damaged(large: bytes, path: Path, *chunks: int) -> None:
    """Damage these chunks, counted from the end."""
    raw = bytearray(large)
    for chunk in chunks:
        raw[len(raw) - chunk * SEALED + 100] ^= 1
    path.write_bytes(raw)


def test_a_damaged_chunk_takes_only_its_own_records(
    large: bytes, tmp_path: Path, host: Host
) -> None:
    path, target = tmp_path / "j", tmp_path / "new" / "k"
    damaged(large, path, 10)
    with pytest.raises(Damaged):
        reopened(host, path)
    found = salvage(path, host=host, secret=PASSPHRASE)
    assert found.bad == 1
    assert found.unreadable == 0
    assert found.lost is not None
    assert found.records + found.lost == COUNT
    per_chunk = CHUNK / (len(large) / COUNT)
    assert 1 <= found.lost <= per_chunk + 2
    before = path.read_bytes()
    write_salvaged(found, target, host=host, passphrase="a new one", recovery=KEY)
    assert path.read_bytes() == before
    kept = reopened(host, target, passphrase="a new one")
    assert len(kept["t"]) == found.records
    assert kept["t"].items() <= LARGE["t"].items()
    assert reopened(host, target, recovery=KEY) == kept


def test_the_first_chunk_is_lost_and_the_journal_stays_the_same(
    large: bytes, tmp_path: Path, host: Host
) -> None:
    """The id of the vault is in its front too, so an earlier copy can fill the gap."""
    path, target, copy = tmp_path / "j", tmp_path / "k", tmp_path / "copy"
    copy.write_bytes(large)
    chunks = -(-(len(large) - BODY_AT - 500) // SEALED)
    damaged(large, path, chunks)
    found = salvage(path, host=host, secret=KEY)
    assert (found.bad, found.heading, found.lost) == (1, None, None)
    assert COUNT - 60 < found.records < COUNT
    write_salvaged(found, target, host=host, passphrase=PASSPHRASE, recovery=None)
    with Vault.open(target, host=host, passphrase=PASSPHRASE) as vault:
        vault.merge(vault.read_copy(copy, passphrase=PASSPHRASE))
        assert vault.tables() == LARGE


def test_several_chunks_and_the_end(large: bytes, tmp_path: Path, host: Host) -> None:
    path = tmp_path / "j"
    damaged(large, path, 3, 5, 6)
    path.write_bytes(path.read_bytes()[:-70_000])
    found = salvage(path, host=host, secret=KEY)
    assert found.bad == 4  # what is left of a chunk does not open either
    assert COUNT - 200 < found.records < COUNT
    assert {key[1]: None for key in found.lines} == {
        name: None for name in LARGE["t"] if ("t", name) in found.lines
    }


def test_a_whole_vault_with_something_added_is_read_whole(
    large: bytes, tmp_path: Path, host: Host
) -> None:
    path = tmp_path / "j"
    path.write_bytes(large + b"more")
    assert salvage(path, host=host, secret=KEY).lost == 0


def test_both_fronts_are_gone(large: bytes, tmp_path: Path, host: Host) -> None:
    path, target = tmp_path / "j", tmp_path / "k"
    path.write_bytes(bytes(BODY_AT) + large[BODY_AT:])
    with pytest.raises(FrontDamaged):
        salvage(path, host=host, secret=PASSPHRASE)
    found = salvage(path, host=host, secret=KEY)
    assert (found.front, found.lost) == (None, 0)
    write_salvaged(found, target, host=host, passphrase=PASSPHRASE, recovery=None)
    assert reopened(host, target) == LARGE
    page = read_page(large[:SIZE])
    assert page is not None
    assert info(target, host=host).vault == page.front.vault
    damaged(large, path, -(-(len(large) - BODY_AT - 500) // SEALED))
    path.write_bytes(bytes(BODY_AT) + path.read_bytes()[BODY_AT:])
    found = salvage(path, host=host, secret=KEY)
    write_salvaged(found, tmp_path / "l", host=host, passphrase=PASSPHRASE, recovery=None)
    assert len(reopened(host, tmp_path / "l")["t"]) == found.records


@pytest.mark.parametrize("at_byte", range(BODY_AT, BODY_AT + 300, 7))
def test_a_damaged_header_is_told_or_read_past(
    large: bytes, tmp_path: Path, host: Host, at_byte: int
) -> None:
    raw = bytearray(large)
    raw[at_byte] ^= 1
    (tmp_path / "j").write_bytes(raw)
    try:
        found = salvage(tmp_path / "j", host=host, secret=KEY)
    except NothingToSalvage:
        return
    assert found.records == COUNT


def test_what_does_not_fit_is_told_before_anything(
    large: bytes, tmp_path: Path, host: Host
) -> None:
    path = tmp_path / "j"
    path.write_bytes(large)
    for secret in ("a wrong one", RecoveryKey.generate()):
        with pytest.raises((WrongPassphrase, VaultError)):
            salvage(path, host=host, secret=secret)
    found = salvage(path, host=host, secret=KEY)
    with pytest.raises(AlreadyExists):
        write_salvaged(found, path, host=host, passphrase=PASSPHRASE, recovery=None)
    with pytest.raises(PassphraseRefused):
        write_salvaged(found, tmp_path / "k", host=host, passphrase="", recovery=None)
    path.write_bytes(b"something else")
    with pytest.raises(NotAVault):
        salvage(path, host=host, secret=KEY)
    path.write_bytes(large[: BODY_AT + 20])
    with pytest.raises(NothingToSalvage):
        salvage(path, host=host, secret=KEY)
    path.write_bytes(large[: BODY_AT + 300])
    with pytest.raises(NothingToSalvage):
        salvage(path, host=host, secret=KEY)


def test_a_whole_journal_without_a_record_is_no_ruin(tmp_path: Path, host: Host) -> None:
    make(host, tmp_path / "j", tables={})
    found = salvage(tmp_path / "j", host=host, secret=PASSPHRASE)
    assert (found.records, found.lost, found.bad) == (0, 0, 0)
    raw = bytearray((tmp_path / "j").read_bytes())
    raw[BODY_AT + 500] ^= 1
    (tmp_path / "j").write_bytes(raw)
    with pytest.raises(NothingToSalvage, match="not one record"):
        salvage(tmp_path / "j", host=host, secret=PASSPHRASE)


def test_a_line_that_is_no_record_is_counted(path: Path, host: Host, key: RecoveryKey) -> None:
    reseal(path, key, b'{"word":"care"}', b'["word"]')
    found = salvage(path, host=host, secret=key)
    assert (found.records, found.unreadable, found.lost) == (1, 1, 1)
    assert list(found.lines) == [("sittings", "a" * 32)]


def test_a_first_line_that_disagrees_with_itself_is_done_without(
    path: Path, host: Host, key: RecoveryKey
) -> None:
    reseal(path, key, b'"type":"vault"', b'"type":"other"')
    found = salvage(path, host=host, secret=key)
    assert (found.heading, found.lost, found.records, found.bad) == (None, None, 2, 0)


def test_what_is_salvaged_goes_on_from_what_was(path: Path, host: Host, key: RecoveryKey) -> None:
    """So the copies of the damaged one are known for earlier ones."""
    reseal(path, key, b'"generation":1,', b'"generation":7,"later":[1],')
    found = salvage(path, host=host, secret=key)
    target = path.with_name("k")
    write_salvaged(found, target, host=host, passphrase=PASSPHRASE, recovery=None)
    with Vault.open(target, host=host, passphrase=PASSPHRASE) as vault:
        assert vault.generation == 8
        assert vault.merge(vault.read_copy(path, recovery=key)).later is Later.OURS
        assert vault.tables() == TABLES
        vault.set_recovery(key)
    assert b'"later":[1]' in decrypted(key, target.read_bytes()[BODY_AT:]).split(b"\n")[0]


def test_without_locks_it_is_salvaged_too(path: Path, tmp_path: Path, host: Host) -> None:
    found = salvage(path, host=host, secret=PASSPHRASE)
    lockless = cheap_host(tmp_path, NoLocks(errno.ENOSYS))
    target = tmp_path / "k"
    write_salvaged(found, target, host=lockless, passphrase=PASSPHRASE, recovery=None)
    assert reopened(host, target) == TABLES


def test_after_salvaging_the_lock_is_free(path: Path, tmp_path: Path, host: Host) -> None:
    found = salvage(path, host=host, secret=PASSPHRASE)
    write_salvaged(found, tmp_path / "k", host=host, passphrase=PASSPHRASE, recovery=None)
    Vault.open(tmp_path / "k", host=host, passphrase=PASSPHRASE).close()


def test_every_line_that_is_no_record_is_counted(tmp_path: Path, host: Host) -> None:
    tables: Tables = {"t": {f"{number}": {"n": number, "word": "care"} for number in range(4)}}
    make(host, tmp_path / "j", key=KEY, tables=tables)
    for number in range(3):
        reseal(tmp_path / "j", KEY, b'{"n":%d,"word":"care"}' % number, b"[%d]" % number)
    found = salvage(tmp_path / "j", host=host, secret=KEY)
    assert (found.records, found.unreadable, found.lost, found.chunks) == (1, 3, 3, 4)


@pytest.mark.parametrize("which", [0, 1])
def test_one_good_front_is_enough(path: Path, host: Host, key: RecoveryKey, which: int) -> None:
    raw = bytearray(path.read_bytes() + b"more")
    raw[which * SIZE + 300] ^= 1
    path.write_bytes(raw)
    for secret in (PASSPHRASE, key):
        found = salvage(path, host=host, secret=secret)
        assert (found.records, found.lost, found.bad) == (2, 0, 0)


def test_without_a_record_any_damage_is_one_too_many(tmp_path: Path, host: Host) -> None:
    path = tmp_path / "j"
    make(host, path, key=KEY, tables={})
    whole = path.read_bytes()
    damaged(whole, path, 1)
    with pytest.raises(NothingToSalvage, match=r"^Nothing could be taken out: not one record"):
        salvage(path, host=host, secret=KEY)
    path.write_bytes(whole)
    reseal(path, KEY, b'"type":"vault"', b'"type":"other"')
    with pytest.raises(NothingToSalvage, match="can be read"):
        salvage(path, host=host, secret=KEY)


def test_what_is_salvaged_has_the_cost_that_was_asked_for_and_its_own_holder_goes(
    path: Path, host: Host
) -> None:
    found = salvage(path, host=host, secret=PASSPHRASE)
    cost = Cost(128, 2, 1)
    target = path.with_name("k")
    write_salvaged(found, target, host=host, passphrase="x", recovery=None, cost=cost)
    assert [slot.cost for slot in info(target, host=host).slots] == [cost]
    assert not target.with_name("k.lock-holder").exists()


def test_without_its_first_line_it_begins_anew_after_the_front(
    path: Path, host: Host, key: RecoveryKey
) -> None:
    rewritten = path.with_name("front")
    rewritten.write_bytes(path.read_bytes())
    reseal(path, key, b'"type":"vault"', b'"type":"other"')
    rewrite(path, {"later": 1})
    target = path.with_name("k")
    found = salvage(path, host=host, secret=key)
    write_salvaged(found, target, host=host, passphrase=PASSPHRASE, recovery=key)
    with Vault.open(target, host=host, passphrase=PASSPHRASE) as vault:
        assert vault.generation == 1
        assert vault.vault_id == info(rewritten, host=host).vault
        assert vault.read_copy(rewritten, recovery=key).payload.generation == 1
        assert vault.plan_merge(vault.read_copy(rewritten, recovery=key)).later is Later.OURS
    page = read_page(target.read_bytes()[:SIZE])
    assert page is not None
    assert page.front.fields["later"] == 1


def test_what_was_salvaged_remembers_no_more_ancestors_than_a_vault(
    path: Path, host: Host, key: RecoveryKey
) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        for number in range(ANCESTORS + 1):
            vault.save({**TABLES, "t": {"a": {"n": number}}})
    found = salvage(path, host=host, secret=key)
    target = path.with_name("k")
    write_salvaged(found, target, host=host, passphrase=PASSPHRASE, recovery=key)
    again = salvage(target, host=host, secret=key)
    assert found.heading is not None
    assert found.front is not None
    assert again.heading is not None
    assert len(found.heading.ancestors) == len(again.heading.ancestors) == ANCESTORS
    assert again.heading.ancestors == (
        *found.heading.ancestors[1:],
        found.front.revision[:16],
    )
    assert again.heading.generation == found.heading.generation + 1


def test_it_is_put_in_the_place_of_the_damaged_one_which_is_kept(
    large: bytes, tmp_path: Path, host: Host
) -> None:
    path = tmp_path / "j"
    damaged(large, path, 10)
    before = path.read_bytes()
    found = salvage(path, host=host, secret=PASSPHRASE)
    key = RecoveryKey.generate()
    cost = Cost(128, 2, 1)
    aside = put_salvaged(found, path, host=host, passphrase=PASSPHRASE, recovery=key, cost=cost)
    assert aside is not None
    assert cost in [slot.cost for slot in info(path, host=host).slots]
    assert aside.read_bytes() == before
    assert info(path, host=host).vault == info(aside, host=host).vault
    assert reopened(host, path, recovery=key) == reopened(host, path)
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        assert len(vault.tables()["t"]) == found.records
        assert vault.notices == []
        with pytest.raises(InUse):
            put_salvaged(found, path, host=host, passphrase=PASSPHRASE, recovery=None)
    path.unlink()
    assert put_salvaged(found, path, host=host, passphrase="new", recovery=None) is None
    assert len(reopened(host, path, passphrase="new")["t"]) == found.records
    with pytest.raises(PassphraseRefused):
        put_salvaged(found, path, host=host, passphrase="", recovery=None)
