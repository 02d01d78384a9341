"""What becomes of what was being written."""

import errno
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from regret_tui.vault import (
    Draft,
    Files,
    Host,
    NoticeKind,
    Offer,
    RecoveredDraft,
    RecoveryKey,
    Vault,
    answer_digest,
)
from regret_tui.vault.agefile import encrypt
from regret_tui.vault.errors import NotStorable, StorageFailed
from regret_tui.vault.front import BODY_AT
from tests.support_vault import PASSPHRASE, TABLES, cheap_host, decrypted, make

RECORD = "a" * 32
DRAFT = Draft(RECORD, "what happened", [3, 14], "half a sent", answer_digest("one"), {"tz": "x"})


def answers(text: str | None) -> Callable[[Draft], str | None]:
    return lambda draft: text


@pytest.fixture
def left(path: Path, host: Host) -> Path:
    """A vault that was closed while something was being written."""
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.write_draft(DRAFT)
    return path


def beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.draft")


def test_it_comes_back_in_place_with_the_cursor(left: Path, host: Host) -> None:
    with Vault.open(left, host=host, passphrase=PASSPHRASE) as vault:
        found = vault.read_draft(answers("one"))
        assert found is not None
        assert (found.draft, found.offer) == (DRAFT, Offer.IN_PLACE)
        assert vault.notices == []
    assert beside(left).exists()


def test_it_grew_from_no_answer_at_all(path: Path, host: Host) -> None:
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.write_draft(replace(DRAFT, base=answer_digest(None)))
        found = vault.read_draft(answers(None))
        assert found is not None
        assert found.offer is Offer.IN_PLACE


def test_equal_to_the_committed_answer_it_goes_silently(left: Path, host: Host) -> None:
    with Vault.open(left, host=host, passphrase=PASSPHRASE) as vault:
        assert vault.read_draft(answers(DRAFT.text)) is None
        assert vault.notices == []
        assert vault.read_draft(answers("one")) is None
    assert not beside(left).exists()


def test_when_the_answer_changed_meanwhile_it_is_another_version(left: Path, host: Host) -> None:
    with Vault.open(left, host=host, passphrase=PASSPHRASE) as vault:
        found = vault.read_draft(answers("written on another computer"))
        assert found is not None
        assert found.offer is Offer.ANOTHER_VERSION


def test_of_a_record_deleted_for_ever_it_is_removed(left: Path, host: Host) -> None:
    with Vault.open(left, host=host, passphrase=PASSPHRASE) as vault:
        vault.save({"values": TABLES["values"]}, forever=True)
        assert vault.read_draft(answers(None)) is None
    assert not beside(left).exists()


def test_of_a_record_deleted_once_it_is_another_version(left: Path, host: Host) -> None:
    with Vault.open(left, host=host, passphrase=PASSPHRASE) as vault:
        vault.save({"values": TABLES["values"]})
        found = vault.read_draft(answers(None))
        assert found is not None
        assert found.offer is Offer.ANOTHER_VERSION


def test_another_vaults_draft_is_set_aside_and_said(left: Path, host: Host) -> None:
    other = left.with_name("other")
    make(host, other)
    beside(left).rename(beside(other))
    with Vault.open(other, host=host, passphrase=PASSPHRASE) as vault:
        assert [notice.kind for notice in vault.notices] == [NoticeKind.DRAFT_SET_ASIDE]
        assert vault.read_draft(answers("one")) is None
    assert not beside(other).exists()
    assert len(list(other.parent.glob("other.draft-aside-*"))) == 1


def test_another_vaults_draft_is_set_aside_although_the_key_opens_it(
    left: Path, host: Host, key: RecoveryKey
) -> None:
    other = left.with_name("other")
    make(host, other, key=key)
    beside(left).rename(beside(other))
    with Vault.open(other, host=host, recovery=key) as vault:
        assert [notice.kind for notice in vault.notices] == [NoticeKind.DRAFT_SET_ASIDE]
        assert vault.read_draft(answers("one")) is None


@pytest.mark.parametrize("content", [b"", b"not age", b"age-encryption.org/v1\nxx"])
def test_a_damaged_draft_is_set_aside_and_said(left: Path, host: Host, content: bytes) -> None:
    beside(left).write_bytes(content)
    with Vault.open(left, host=host, passphrase=PASSPHRASE, read_only=True) as vault:
        assert [notice.kind for notice in vault.notices] == [NoticeKind.DRAFT_SET_ASIDE]
    assert beside(left).exists()
    with Vault.open(left, host=host, passphrase=PASSPHRASE) as vault:
        assert [notice.kind for notice in vault.notices] == [NoticeKind.DRAFT_SET_ASIDE]
    assert not beside(left).exists()


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"{}",
        b'{"type":"draft","schema":2}\n"x"\n',
        b'{"type":"draft","schema":1,"vault":"%s","record":"r","step":"s","cursor":0,"base":""}',
        b'{"type":"draft","schema":1,"vault":"%s","record":"r","step":"s","cursor":0,"base":""}\n7',
    ],
)
def test_what_is_no_draft_inside_is_set_aside(
    left: Path, host: Host, key: RecoveryKey, plain: bytes
) -> None:
    with Vault.open(left, host=host, passphrase=PASSPHRASE) as vault:
        vault_id = vault.vault_id
    plain = plain.replace(b"%s", vault_id.encode())
    beside(left).write_bytes(b"".join(encrypt([plain], [key.identity.recipient])))
    with Vault.open(left, host=host, recovery=key, read_only=True) as vault:
        assert [notice.kind for notice in vault.notices] == [NoticeKind.DRAFT_SET_ASIDE]


def test_a_vaults_payload_is_no_draft(path: Path, host: Host) -> None:
    beside(path).write_bytes(path.read_bytes()[BODY_AT:])
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        assert [notice.kind for notice in vault.notices] == [NoticeKind.DRAFT_SET_ASIDE]


def test_its_cost_follows_the_draft(path: Path, host: Host, key: RecoveryKey) -> None:
    before = path.read_bytes()
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.write_draft(DRAFT)
        assert path.read_bytes() == before
        small = beside(path).stat().st_size
        vault.write_draft(replace(DRAFT, text="x" * 70_000))
        large = beside(path).stat().st_size
    assert 65_536 < small < 67_000
    assert 131_072 < large < 133_000
    assert len(decrypted(key, beside(path).read_bytes())) == 131_072


def test_it_is_kept_readable_when_the_keys_change(left: Path, host: Host) -> None:
    new = RecoveryKey.generate()
    with Vault.open(left, host=host, passphrase=PASSPHRASE) as vault:
        vault.set_passphrase("another one", recovery=new)
    for how in ({"passphrase": "another one"}, {"recovery": new}):
        with Vault.open(left, host=host, read_only=True, **how) as vault:
            found = vault.read_draft(answers("one"))
            assert found is not None
            assert found.draft == DRAFT


def test_the_earlier_key_does_not_open_it_any_more(
    left: Path, host: Host, key: RecoveryKey
) -> None:
    with Vault.open(left, host=host, passphrase=PASSPHRASE) as vault:
        vault.set_passphrase("another one", recovery=RecoveryKey.generate())
    with pytest.raises(ValueError, match="age"):
        decrypted(key, beside(left).read_bytes())


def test_half_a_character_is_refused_and_the_draft_before_stays(left: Path, host: Host) -> None:
    with Vault.open(left, host=host, passphrase=PASSPHRASE) as vault:
        with pytest.raises(NotStorable):
            vault.write_draft(replace(DRAFT, text="half \ud83d"))
        found = vault.read_draft(answers("one"))
        assert found is not None
        assert found.draft == DRAFT
        vault.drop_draft()
        vault.drop_draft()
        assert vault.read_draft(answers("one")) is None


class Stuck(Files):
    def replace(self, source: Path, target: Path) -> None:
        raise OSError(errno.EIO, "no")


def test_one_that_cannot_take_its_place_is_told_and_leaves_nothing(
    left: Path, tmp_path: Path
) -> None:
    before = sorted(left.parent.iterdir())
    with Vault.open(left, host=cheap_host(tmp_path, Stuck()), passphrase=PASSPHRASE) as vault:
        with pytest.raises(StorageFailed):
            vault.write_draft(replace(DRAFT, text="later"))
        assert vault.read_draft(answers("one")) == RecoveredDraft(DRAFT, Offer.IN_PLACE)
    assert sorted(left.parent.iterdir()) == before


def test_its_repr_holds_no_word_of_it() -> None:
    assert "half" not in repr(DRAFT)


def test_the_digest_is_of_any_text_half_a_character_too() -> None:
    assert answer_digest("grün") == hashlib.sha256("grün".encode()).hexdigest()
    assert answer_digest("half \ud83d") == hashlib.sha256(b"half \xed\xa0\xbd").hexdigest()
    assert answer_digest(None) == answer_digest("") == hashlib.sha256(b"").hexdigest()


def test_the_committed_answer_is_looked_up_at_its_own_place(left: Path, host: Host) -> None:
    asked = []

    def committed(draft: Draft) -> str:
        asked.append(draft)
        return "written on another computer"

    with Vault.open(left, host=host, passphrase=PASSPHRASE) as vault:
        found = vault.read_draft(committed)
    assert asked == [DRAFT]
    assert found == RecoveredDraft(DRAFT, Offer.ANOTHER_VERSION)


def test_where_it_is_only_looked_at_a_draft_that_is_not_needed_stays(
    left: Path, host: Host
) -> None:
    with Vault.open(left, host=host, passphrase=PASSPHRASE, read_only=True) as vault:
        assert vault.read_draft(answers(DRAFT.text)) is None
    assert beside(left).exists()


def test_another_record_of_the_same_table_may_go_for_ever(left: Path, host: Host) -> None:
    with Vault.open(left, host=host, passphrase=PASSPHRASE) as vault:
        vault.save({"sittings": TABLES["sittings"]}, forever=True)
        assert vault.read_draft(answers("one")) == RecoveredDraft(DRAFT, Offer.IN_PLACE)
