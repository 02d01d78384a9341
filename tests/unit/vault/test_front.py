import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

import pytest

from regret_tui.vault import Cost, Host, NoticeKind, RecoveryKey, Vault, info
from regret_tui.vault.errors import (
    FrontDamaged,
    FrontMismatch,
    NewerVersion,
    NotAVault,
    ReadOnly,
    TrailingData,
    Truncated,
    VaultError,
    WrongPassphrase,
)
from regret_tui.vault.front import (
    BODY_AT,
    SIZE,
    PassphraseSlot,
    RecoverySlot,
    UnknownSlot,
    read_line,
    read_page,
    write_line,
    write_page,
)
from tests.support_vault import NOON, PASSPHRASE, TABLES, at, reopened


def rewrite(path: Path, change: dict[str, object], *, pages: tuple[int, ...] = (0, 1)) -> None:
    """Change fields of the front as someone would who can compute its digest."""
    raw = bytearray(path.read_bytes())
    page = read_page(bytes(raw[:SIZE]))
    assert page is not None
    line = json.dumps({**page.front.fields, **change}).encode()
    front = page.front.__class__(line, {}, "", "", ())
    written = write_page(front, page.length, page.digest)
    for which in pages:
        raw[which * SIZE : (which + 1) * SIZE] = written
    path.write_bytes(bytes(raw))


def damage(path: Path, *positions: int) -> None:
    raw = bytearray(path.read_bytes())
    for position in positions:
        raw[position] ^= 1
    path.write_bytes(bytes(raw))


def read_only(vault: Vault) -> bool:
    return vault.read_only


def kinds(vault: Vault) -> list[NoticeKind]:
    return [notice.kind for notice in vault.notices]


def test_the_front_says_how_to_open_it_without_the_program(path: Path) -> None:
    raw = path.read_bytes()
    assert raw.startswith(b"journal-vault 1\n{")
    assert b"tail -c +8193 THIS-FILE | age -d -i KEY" in raw[:SIZE]
    assert raw[:SIZE] == raw[SIZE:BODY_AT]
    assert raw[:SIZE].isascii()
    assert raw[BODY_AT:].startswith(b"age-encryption.org/v1\n")


def test_nothing_personal_stands_in_the_front(path: Path) -> None:
    front = path.read_bytes()[:SIZE].decode("ascii")
    assert set(json.loads(front.split("\n")[1])) == {"vault", "revision", "critical", "slots"}
    assert "age1" not in front
    assert "2026" not in front


def test_every_flipped_bit_of_a_front_is_noticed_and_the_other_opens(path: Path) -> None:
    raw = path.read_bytes()[:SIZE]
    for position in range(SIZE):
        for bit in range(8):
            flipped = bytearray(raw)
            flipped[position] ^= 1 << bit
            assert read_page(bytes(flipped)) is None, (position, bit)


@pytest.mark.parametrize("which", [0, 1])
def test_one_good_front_opens_and_the_next_save_repairs_the_other(
    path: Path, host: Host, which: int
) -> None:
    damage(path, which * SIZE + 300)
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        assert kinds(vault) == [NoticeKind.ONE_FRONT_DAMAGED]
        assert vault.tables() == TABLES
        vault.save(TABLES)
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        assert vault.notices == []


def test_with_both_fronts_bad_the_recovery_key_opens_it(
    path: Path, host: Host, key: RecoveryKey
) -> None:
    damage(path, 300, SIZE + 300)
    with pytest.raises(FrontDamaged):
        Vault.open(path, host=host, passphrase=PASSPHRASE)
    with pytest.raises(FrontDamaged):
        info(path, host=host)
    with pytest.raises(FrontDamaged):
        Vault.open(path, host=host, recovery=RecoveryKey.generate())
    with Vault.open(path, host=host, recovery=key) as vault:
        assert kinds(vault) == [NoticeKind.BOTH_FRONTS_DAMAGED]
        assert vault.tables() == TABLES
        assert read_only(vault)
        vault.set_passphrase("another one", recovery=RecoveryKey.generate())
        assert not read_only(vault)
    assert reopened(host, path, passphrase="another one") == TABLES


def test_with_both_fronts_bad_a_backup_lends_its_salt(path: Path, host: Host) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.save({})
        vault.save(TABLES)
    damage(path, 300, SIZE + 300)
    with pytest.raises(FrontDamaged):
        Vault.open(path, host=host, passphrase="not it")
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        assert kinds(vault) == [NoticeKind.BOTH_FRONTS_DAMAGED]
        with pytest.raises(FrontDamaged):
            vault.save(TABLES)
        vault.repair_front()
        vault.save({})
        vault.save(TABLES)
    assert reopened(host, path) == TABLES


def test_a_front_that_was_exchanged_is_found_by_the_payload(
    path: Path, host: Host, key: RecoveryKey
) -> None:
    rewrite(path, {"revision": "0" * 32})
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        assert NoticeKind.FRONT_MISMATCH in kinds(vault)
        assert vault.tables() == TABLES
        with pytest.raises(FrontMismatch):
            vault.save(TABLES)
        vault.repair_front()
        assert not vault.read_only
        vault.save(TABLES)
    with Vault.open(path, host=host, recovery=key) as vault:
        assert vault.notices == []


def test_another_vaults_id_makes_every_check_fail(path: Path, host: Host) -> None:
    rewrite(path, {"vault": "0" * 32})
    with pytest.raises(WrongPassphrase):
        Vault.open(path, host=host, passphrase=PASSPHRASE)


def test_a_critical_feature_that_is_not_known_is_refused(path: Path, host: Host) -> None:
    rewrite(path, {"critical": ["compressed"]})
    with pytest.raises(NewerVersion):
        Vault.open(path, host=host, passphrase=PASSPHRASE)


def test_a_later_format_is_refused_as_such(path: Path, host: Host) -> None:
    raw = path.read_bytes()
    page = raw[:SIZE].replace(b"journal-vault 1\n", b"journal-vault 2\n")[: SIZE - 65]
    page += hashlib.sha256(page).hexdigest().encode() + b"\n"
    path.write_bytes(page * 2 + raw[BODY_AT:])
    with pytest.raises(NewerVersion):
        Vault.open(path, host=host, passphrase=PASSPHRASE)


def test_an_unknown_slot_in_the_front_alone_is_a_mismatch(path: Path, host: Host) -> None:
    page = read_page(path.read_bytes()[:SIZE])
    assert page is not None
    rewrite(path, {"slots": [*page.front.fields["slots"], {"kind": "passkey", "x": 1}]})
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        assert NoticeKind.FRONT_MISMATCH in kinds(vault)
        assert vault.read_only


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"{}",
        b"[" * 4000,
        b'{"vault":"x","revision":"y","critical":[],"slots":[]}',
        b'{"vault":"%s","revision":"%s","critical":[],"slots":[{"kind":"recovery","check":"x"}]}'
        % (b"0" * 32, b"0" * 32),
        b'{"vault":"%s","revision":"%s","critical":[],"slots":[{"kind":"a"},{"kind":"a"}]}'
        % (b"0" * 32, b"0" * 32),
        b"\xff\xfe",
    ],
)
def test_a_line_that_is_none_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"^(not a front|two slots of a kind)$"):
        read_line(line)


def test_cuts_in_and_around_the_fronts(path: Path, host: Host, key: RecoveryKey) -> None:
    raw = path.read_bytes()
    around = {edge + step for edge in (0, 16, 2048, SIZE, BODY_AT) for step in range(-24, 25)}
    around |= set(range(0, BODY_AT + 400, 13))
    for cut in sorted(edge for edge in around if 0 <= edge < len(raw)):
        path.write_bytes(raw[:cut])
        with pytest.raises((NotAVault, FrontDamaged, Truncated)) as found:
            Vault.open(path, host=host, recovery=key, read_only=True)
        if cut >= SIZE:
            assert found.type is Truncated, cut
        if cut < 14:
            assert found.type is NotAVault, cut


def test_cuts_at_the_chunks_of_age(path: Path, host: Host, key: RecoveryKey) -> None:
    raw = path.read_bytes()
    header = raw.index(b"\n--- ", BODY_AT) + 5 + 43 + 1 + 16
    edges = range(header, len(raw) + 1, 65_536 + 16)
    for cut in {edge + step for edge in edges for step in (-1, 0, 1)}:
        if cut < len(raw):
            path.write_bytes(raw[:cut])
            with pytest.raises(Truncated):
                Vault.open(path, host=host, recovery=key, read_only=True)
    path.write_bytes(raw + b"\n")
    with pytest.raises(TrailingData):
        Vault.open(path, host=host, recovery=key, read_only=True)


@pytest.mark.parametrize("content", [b"", b"{}", b"\0" * 9000, b"SQLite format 3\0" * 900])
def test_another_file_is_never_taken_for_a_journal(
    tmp_path: Path, host: Host, content: bytes
) -> None:
    other = tmp_path / "other"
    other.write_bytes(content)
    with pytest.raises(NotAVault):
        Vault.open(other, host=host, passphrase=PASSPHRASE)
    assert other.read_bytes() == content
    assert [entry.name for entry in tmp_path.iterdir()] == ["other"]


def test_a_folder_or_a_pipe_is_no_journal(tmp_path: Path, host: Host) -> None:
    os.mkfifo(tmp_path / "pipe")
    for other in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(NotAVault):
            Vault.open(other, host=host, passphrase=PASSPHRASE)


def test_reading_only_is_kept_to(path: Path, host: Host) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE, read_only=True) as vault:
        for act in (lambda: vault.save({}), vault.repair_front, vault.drop_draft):
            with pytest.raises(ReadOnly):
                act()
        with pytest.raises(VaultError):
            vault.set_passphrase("x", recovery=RecoveryKey.generate())


@pytest.mark.parametrize("slots", [[], [{"kind": "passphrase", "kdf": "argon2id", "check": 1}]])
def test_a_feature_that_must_be_known_is_told_before_anything_else(slots: list[object]) -> None:
    line = {"vault": "0" * 32, "revision": "1" * 32, "critical": ["slots-2"], "slots": slots}
    with pytest.raises(NewerVersion):
        read_line(json.dumps(line).encode())


def test_a_front_fills_its_page_to_the_last_byte_and_no_further(path: Path) -> None:
    page = read_page(path.read_bytes()[:SIZE])
    assert page is not None
    fields = page.front.fields

    def written(letters: int) -> bytes:
        line = write_line({**fields, "x": "y" * letters}, "1" * 32, fields["slots"])
        return write_page(line, page.length, page.digest)

    head = written(0)[: written(0).rindex(b"\nbody ")]
    room = len(head) - len(head.rstrip(b" "))
    assert len(written(0)) == len(written(room)) == SIZE
    full = read_page(written(room))
    assert full is not None
    assert full.front.fields["x"] == "y" * room
    with pytest.raises(NewerVersion) as told:
        written(room + 1)
    assert told.value.message == (
        "A newer version of the program left no room in the first part of this file."
    )
    assert told.value.hint.startswith("Update the program, then save again.")


def test_a_backup_without_a_good_front_lends_no_salt_and_the_next_is_asked(
    path: Path, host: Host
) -> None:
    for day in range(2):
        with Vault.open(
            path, host=at(host, NOON + timedelta(days=day)), passphrase=PASSPHRASE
        ) as vault:
            vault.save({**TABLES, "t": {"a": {"n": day}}})
    newest = info(path, host=host).backups[-1].path
    damage(newest, 300, SIZE + 300)
    damage(path, 300, SIZE + 300)
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        assert kinds(vault) == [NoticeKind.BOTH_FRONTS_DAMAGED]


def backups_of(path: Path, host: Host, count: int) -> list[Path]:
    """Save on so many days, damage both fronts, and return the backups, the newest first."""
    for day in range(count):
        now = at(host, NOON + timedelta(days=day))
        with Vault.open(path, host=now, passphrase=PASSPHRASE) as vault:
            vault.save({**TABLES, "t": {"a": {"n": day}}})
    made = [each.path for each in reversed(info(path, host=host).backups)]
    damage(path, 300, SIZE + 300)
    return made


def test_a_backup_that_cannot_be_read_lends_no_salt_and_the_next_is_asked(
    path: Path, host: Host
) -> None:
    first, *_ = backups_of(path, host, 2)
    rewrite(first, {"critical": ["compressed"]})
    assert reopened(host, path)["t"] == {"a": {"n": 1}}


@pytest.mark.parametrize("which", [0, 1])
def test_a_backup_with_one_good_front_lends_its_salt(path: Path, host: Host, which: int) -> None:
    (only,) = backups_of(path, host, 1)
    damage(only, which * SIZE + 300)
    assert reopened(host, path)["t"] == {"a": {"n": 0}}


@pytest.mark.parametrize(("bad", "opens"), [(2, True), (3, False)])
def test_the_newest_three_backups_are_asked_for_a_salt(
    path: Path, host: Host, bad: int, opens: bool
) -> None:
    made = backups_of(path, host, 5)
    assert len(made) >= 4
    for each in made[:bad]:
        damage(each, 300, SIZE + 300)
    with nullcontext() if opens else pytest.raises(FrontDamaged):
        reopened(host, path)


def line_with(*slots: Mapping[str, object]) -> bytes:
    front = {"vault": "0" * 32, "revision": "1" * 32, "critical": [], "slots": slots}
    return json.dumps(front).encode()


def test_a_slot_is_known_by_its_kind_and_its_derivation() -> None:
    """What a later version derives in another way is no fault of the front."""
    passphrase = {
        "kind": "passphrase",
        "kdf": "argon2id",
        "m_kib": 64,
        "t": 1,
        "p": 2,
        "salt": "!~" * 11,
        "check": "A" * 22 + "==",
    }
    front = read_line(line_with(passphrase))
    assert front.passphrase_slot == PassphraseSlot("argon2id", 64, 1, 2, "!~" * 11, "A" * 22 + "==")
    assert front.passphrase_slot.cost == Cost(64, 1, 2)
    assert front.recovery_slot is None
    for later in (
        {"kind": "passphrase", "kdf": "scrypt"},
        {"kind": "passphrase"},
        {"kind": "passkey", "kdf": "argon2id"},
    ):
        front = read_line(line_with({"kind": "recovery", "check": "A" * 22 + "=="}, later))
        assert front.passphrase_slot is None
        assert front.recovery_slot == RecoverySlot("A" * 22 + "==")
        assert front.slots[1] == UnknownSlot(later["kind"])


def test_a_page_of_another_length_is_none(path: Path) -> None:
    page = path.read_bytes()[:SIZE]
    for other in (page.replace(b" ", b"", 1), page.replace(b" ", b"  ", 1)):
        whole = other[:-65]
        whole += hashlib.sha256(whole).hexdigest().encode() + b"\n"
        assert abs(len(whole) - SIZE) == 1
        assert read_page(whole) is None
