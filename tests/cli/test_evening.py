"""The whole core path, by pipe, in one evening."""

from pathlib import Path

import pytest

from regret_tui.domain.sitting import State
from tests.cli import evening
from tests.cli.driving import Ran, files_under, library, reopen, run
from tests.cli.evening import AGREED, OWN_FEELING, SEEN, SENTENCE, TITLE, Evening


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran, Evening]:
    beside = Evening(tmp_path_factory.mktemp("beside"))
    root = tmp_path_factory.mktemp("evening")
    return root, run(root, "guide", lines=beside.walk(), fresh=True), beside


def test_it_comes_to_its_end(walked: tuple[Path, Ran, Evening]) -> None:
    _, ran, _ = walked
    assert ran.code == 0
    assert ran.out.rstrip().endswith("It is saved. You can close this window.")


def test_its_end_says_the_step_with_its_day_and_why_nothing_follows(
    walked: tuple[Path, Ran, Evening],
) -> None:
    _, ran, _ = walked
    end = ran.out.rpartition("That is the page for today.")[2]
    assert "\na line for step [/] (Friday 27 November)\n" in end
    assert "This is done enough for now. Nothing is due." in end


def test_every_answer_is_recorded_as_it_was_typed(walked: tuple[Path, Ran, Evening]) -> None:
    root, _, beside = walked
    session = reopen(root)
    try:
        found = {item.exercise: item for item in session.journal.sittings()}
        wanted = {item.exercise: item for item in beside.session.journal.sittings()}
        assert set(found) == {"begin", "name", "values", "twovoice", "align"}
        for exercise, sitting in wanted.items():
            assert found[exercise].state is State.DONE
            assert {key: item.value for key, item in found[exercise].answers.items()} == {
                key: item.value for key, item in sitting.answers.items()
            }
    finally:
        session.close()


def test_words_of_every_script_and_shape_come_back(walked: tuple[Path, Ran, Evening]) -> None:
    root, _, _ = walked
    session = reopen(root)
    try:
        regret = session.journal.regrets()[0]
        name = next(item for item in session.journal.sittings() if item.exercise == "name")
        sentence = session.journal.newest("sentence", regret.id)
        agreed = session.journal.newest("agreed", regret.id)
        assert regret.title == TITLE
        assert name.value("seen") == SEEN
        assert OWN_FEELING in (name.value("feelings") or [])  # type: ignore[operator]  # a list
        assert sentence is not None
        assert sentence.value == SENTENCE
        assert agreed is not None
        assert agreed.value == AGREED
    finally:
        session.close()


def test_the_sentence_stays_in_sight(walked: tuple[Path, Ran, Evening]) -> None:
    _, ran, _ = walked
    assert ran.out.count(SENTENCE) > 20


def test_no_words_stand_readable_on_disk(walked: tuple[Path, Ran, Evening]) -> None:
    root, _, _ = walked
    for name in files_under(root):
        content = (root / name).read_bytes()
        assert b"messages" not in content, name
        assert b"lake" not in content, name


def test_no_control_sequence_is_written(walked: tuple[Path, Ran, Evening]) -> None:
    _, ran, _ = walked
    assert "\x1b" not in ran.out + ran.err
    assert "Traceback" not in ran.err


def test_a_voice_is_heard_in_the_words_of_the_full_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = [" ".join(["word"] * 80), "."]
    turns = {"happened": "heard_more", "fears": "heard", "accepts": ""}
    for step in turns:
        monkeypatch.setitem(evening.TYPED, step, long)
    ran = run(tmp_path / "world", "guide", lines=Evening(tmp_path / "beside").walk())
    for name in filter(None, turns.values()):
        assert ran.out.count(library().phrase(f"sitting.{name}")) == 1
