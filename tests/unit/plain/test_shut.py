"""Line mode at a terminal, with a journal that does not open."""

from pathlib import Path

import pytest

from regret_tui.domain.regret import Regret
from regret_tui.journal.opening import unlock
from regret_tui.journal.session import Session
from regret_tui.vault import RecoveryKey, Vault
from regret_tui.vault.errors import NotAVault, Truncated
from tests.support_vault import CHEAP, PASSPHRASE, make
from tests.unit.plain.at_terminal import LIBRARY, at, walks
from tests.world import make_world

KEY = RecoveryKey.generate()
NEW = "window coat nine slow"
LOST = "a" * 32


def opened(root: Path, passphrase: str, day: str) -> Session:
    world = make_world(root, f"2026-11-{day}T21:00:00+01:00")
    return unlock(world.paths.vault, LIBRARY, world.outside, host=world.host, passphrase=passphrase)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Return a journal with two earlier copies, then another passphrase and one more record."""
    path = make_world(tmp_path).paths.vault
    make(make_world(tmp_path, "2026-11-22T21:00:00+01:00").host, path, key=KEY, tables={})
    for day in ("23", "24"):
        opened(tmp_path, PASSPHRASE, day).close()
    session = opened(tmp_path, PASSPHRASE, "25")
    session.keys.change_passphrase(NEW, CHEAP)
    session.journal.store.regrets.put(Regret(LOST, "the letter"))
    session.close()
    return path


def walk(root: Path, *lines: str) -> tuple[int, str]:
    return walks(make_world(root, "2026-11-26T21:00:00+01:00"), lines)


def spoil(path: Path, content: bytes) -> None:
    path.unlink()  # its copies may be the same file under another name
    path.write_bytes(content)


def test_an_earlier_copy_is_put_back_with_its_own_passphrase_and_opened(
    vault: Path, tmp_path: Path
) -> None:
    spoil(vault, vault.read_bytes()[:-500])
    lines = [NEW, "2", "", "2", "1", PASSPHRASE, "2", "2", "1", PASSPHRASE, "1", PASSPHRASE]
    code, said = walk(tmp_path, *lines)
    assert code == 0
    assert "The end of this file is missing. If it" not in said
    assert LIBRARY.phrase("unlock.helps_wait") in said
    assert "regret-tui vault" not in said
    assert "opens with an earlier passphrase" in said
    assert LIBRARY.phrase("vault.earlier") in said
    assert "kept here" in said
    assert LIBRARY.phrase("vault.opens_with") in said
    assert LIBRARY.phrase("opening.drill_offer") in said
    session = opened(tmp_path, PASSPHRASE, "27")
    assert session.journal.store.regrets.get(LOST) is None
    session.close()


def test_what_was_typed_counts_what_is_in_a_copy_and_is_not_asked_for_again(
    vault: Path, tmp_path: Path
) -> None:
    spoil(vault, b"")
    code, said = walk(tmp_path, PASSPHRASE, "2", "1", "2", "/leave")
    assert code == NotAVault.exit_code
    assert LIBRARY.phrase("unlock.helps_copy") in said
    assert "Take out" not in said
    assert "1 record" in said or "records" in said
    assert LIBRARY.phrase("copies.restore") in said
    assert vault.read_bytes() == b""


@pytest.mark.parametrize("first", [NEW, "not this one"])
def test_what_is_whole_is_made_the_journal_and_opened(
    vault: Path, tmp_path: Path, first: str
) -> None:
    content = bytearray(vault.read_bytes())
    content[-30] ^= 1
    spoil(vault, bytes(content))
    more = [] if first == NEW else [NEW]
    code, said = walk(tmp_path, first, "4", *more, "1", "3", NEW)
    assert code == 0
    assert ("This passphrase does not open" in said) == bool(more)
    assert LIBRARY.phrase("copies.salvage_in_place") in said
    assert "the letter" in {item.title for item in opened(tmp_path, NEW, "27").journal.regrets()}
    assert bytes(content) in [other.read_bytes() for other in vault.parent.glob("*-aside-*")]


def test_it_can_be_tried_again_or_left(vault: Path, tmp_path: Path) -> None:
    spoil(vault, vault.read_bytes()[:-500])
    code, said = walk(tmp_path, KEY.text, "3", NEW, "/support", "")
    assert code == Truncated.exit_code
    assert said.count("The end of this file is missing.") == 2


def test_a_wrong_passphrase_is_offered_no_copy(vault: Path, tmp_path: Path) -> None:
    _, said = walk(tmp_path, PASSPHRASE, "wrong", NEW)
    assert said.count("This passphrase does not open the journal.") == 2
    assert LIBRARY.phrase("unlock.copies") not in said


def test_but_where_another_journal_stands_there_it_is_after_the_last_try(
    vault: Path, tmp_path: Path
) -> None:
    vault.unlink()
    host = make_world(tmp_path).host
    Vault.create(vault, host=host, passphrase="of somebody else", recovery=None, tables={}).close()
    tries = [PASSPHRASE, "wrong", PASSPHRASE]
    code, said = walk(tmp_path, *tries, "2", "1", PASSPHRASE, "1", PASSPHRASE)
    assert code == 0
    assert LIBRARY.phrase("unlock.helps_another") in said
    assert "is in place." in said


def test_where_it_is_gone_a_copy_is_put_back_or_a_new_one_begun(
    vault: Path, tmp_path: Path
) -> None:
    vault.unlink()
    code, said = walk(tmp_path, at("unlock.begin_anew"), "q")
    assert code == 0
    assert "There is no journal at this place." in said
    assert LIBRARY.phrase("plain.keep_nothing") in said
    code, said = walk(tmp_path, at("unlock.copies"), "1", PASSPHRASE, "1", PASSPHRASE)
    assert code == 0
    assert LIBRARY.phrase("opening.drill_offer") in said
    assert vault.exists()
