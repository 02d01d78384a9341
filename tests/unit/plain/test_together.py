"""Line mode at a terminal, where something else wrote to the file while it was open."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from regret_tui.domain.regret import Regret, Standing
from regret_tui.domain.sitting import Answer, Share, Sitting, State
from regret_tui.journal.deleting import Thing, What, held, hold, shred
from regret_tui.journal.opening import unlock
from regret_tui.journal.session import Session
from tests.support_vault import PASSPHRASE, make
from tests.unit.plain.at_terminal import LIBRARY, Typed, at, walks
from tests.world import make_world

OURS, THEIRS = "a" * 32, "b" * 32
AT = "2026-11-24T21:00:00+01:00"
PAGE = Sitting(
    id="c" * 32,
    exercise="name",
    regret=OURS,
    started=AT,
    day="2026-11-24",
    state=State.DONE,
    answers={"seen": Answer("I said it was work.", AT)},
)


def opened(root: Path, path: Path | None = None) -> Session:
    world = make_world(root, AT)
    where = path or world.paths.vault
    return unlock(where, LIBRARY, world.outside, host=world.host, passphrase=PASSPHRASE)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Callable[[], object]:
    """Make a journal, and return what puts a copy in its place that was written to elsewhere."""
    path, away = make_world(tmp_path).paths.vault, tmp_path / "away" / "journal.vault"
    make(make_world(tmp_path, AT).host, path, key=None, tables={})
    session = opened(tmp_path)
    session.journal.store.regrets.put(Regret(OURS, "The lake"))
    session.journal.store.sittings.put(PAGE)
    session.close()
    away.parent.mkdir()
    shutil.copy(path, away)
    session = opened(tmp_path, away)
    session.journal.store.regrets.put(Regret(THEIRS, "The letter"))
    session.close()
    return lambda: shutil.copy(away, path)


YES = ("1", PASSPHRASE)


def test_what_was_refused_is_done_once_the_two_are_together(
    elsewhere: Callable[[], object], tmp_path: Path
) -> None:
    one, back, shown = at("plain.one_regret"), at("deleted.bring_back"), at("plain.share_full")
    code, said = walks(
        make_world(tmp_path, AT),
        [
            PASSPHRASE,
            *(one, ":The lake", elsewhere, at("home.rest"), *YES),
            *(at("home.export"), at("plain.page_session"), at("plain.page_marks")),
            *(elsewhere, shown, *YES, "/back"),
            *(one, ":The lake", at("deleted.delete_regret"), elsewhere, at("deleted.hold"), *YES),
            *(at("deleted.title"), "1", elsewhere, back, *YES),
            *(one, ":The lake", at("deleted.delete_regret"), at("deleted.shred")),
            *(elsewhere, PASSPHRASE, ""),
            *(at("home.settings"), elsewhere, "2", *YES),
            "/leave",
        ],
    )
    assert code == 0, said
    assert said.count("The file was changed elsewhere") == 6, said
    for name in ("plain.resting_now", "deleted.back", "copies.merge_done"):
        assert LIBRARY.phrase(name) in said
    assert "Nothing was changed." in said
    session = opened(tmp_path)
    assert {item.id: item.standing for item in session.journal.regrets()} == {
        OURS: Standing.RESTING,
        THEIRS: Standing.OPEN,
    }
    assert [item.share for item in session.journal.sittings()] == [Share.FULL]
    assert not held(session.journal)
    session.close()


def test_what_was_shredded_in_the_other_copy_is_not_said_to_be_back(
    elsewhere: Callable[[], object], tmp_path: Path
) -> None:
    path, away = make_world(tmp_path).paths.vault, tmp_path / "away" / "journal.vault"
    session = opened(tmp_path)
    session.journal.store.regrets.put(Regret("d" * 32, "The letter"))
    hold(session, Thing(What.REGRET, OURS))
    session.close()
    shutil.copy(path, away)
    session = opened(tmp_path, away)
    shred(session, Thing(What.REGRET, OURS))
    session.close()
    lines: list[Typed] = [PASSPHRASE, at("opening.not_now"), at("deleted.title"), "1", elsewhere]
    code, said = walks(make_world(tmp_path, AT), [*lines, at("deleted.bring_back"), *YES, "/leave"])
    assert code == 0, said
    assert LIBRARY.phrase("deleted.not_there") in said
    assert LIBRARY.phrase("deleted.back") not in said
