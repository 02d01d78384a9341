"""A sitting on the full screen: pause, steady, cover, back, skip, enough, and what is said."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.text import Text

from regret_tui.tui.ending import Ending
from regret_tui.tui.screens.pause import PauseScreen
from regret_tui.tui.widgets.page import Page
from regret_tui.tui.widgets.words import Words
from tests.pilot.person import LIBRARY, PASSPHRASE, Clock, Person, sits_down, still_world
from tests.scenes import keep
from tests.unit.journal.driver import EVENING
from tests.unit.journal.driver import Person as ByScript

TITLE = "The weekend in March"


@asynccontextmanager
async def goes_on(
    root: Path, *, size: tuple[int, int] = (80, 24), clock: Clock | None = None
) -> AsyncIterator[Person]:
    """Sit down at the first page to write on, where it was left a while ago."""
    earlier = ByScript({"begin.title": TITLE}, at=EVENING - timedelta(minutes=10))
    earlier.guide.start("begin")
    earlier.walks(until="name.seen")
    keep(earlier.session, still_world(root, Clock()), PASSPHRASE)
    earlier.session.close()
    async with sits_down(root, size=size, clock=clock) as person:
        await person.types(PASSPHRASE)
        await person.presses("enter")
        await person.until_sees("You stopped part-way.")
        await person.presses("1")
        await person.waits_for(lambda: bool(person.app.screen.query(Page)), "waited for the page")
        yield person


def page_of(person: Person) -> Page:
    return person.app.screen.query_one(Page)


async def test_esc_opens_the_sheet_and_esc_returns_to_the_same_cursor(tmp_path: Path) -> None:
    async with goes_on(tmp_path) as person:
        page = page_of(person)
        await person.types("one two three")
        await person.presses("left", "left")
        cursor = page.cursor_location
        await person.presses("escape")
        assert isinstance(person.app.screen, PauseScreen)
        await person.presses("escape")
        assert page_of(person) is page
        assert page.cursor_location == cursor
        assert page.has_focus


async def test_steadying_comes_back_to_the_same_step_words_and_cursor(tmp_path: Path) -> None:
    async with goes_on(tmp_path) as person:
        await person.types("the train was late and I")
        await person.presses("left", "left", "left")
        cursor = page_of(person).cursor_location
        step = person.step
        await person.presses("ctrl+g")
        assert person.step.startswith("arrive.")
        await person.presses("escape", "e")
        assert person.step == step
        await person.waits_for(lambda: bool(person.app.screen.query(Page)), "waited for the page")
        await person.waits()
        assert page_of(person).text == "the train was late and I"
        assert page_of(person).cursor_location == cursor


async def test_cover_leaves_only_the_word_at_the_cursor(tmp_path: Path) -> None:
    async with goes_on(tmp_path) as person:
        await person.types("someone at the hotel door")
        await person.presses("ctrl+r")
        assert "hotel" not in person.sees
        assert "The weekend in March" not in person.sees
        assert "door" in person.sees
        await person.types(" stood")
        assert "stood" in person.sees
        assert "door" not in person.sees
        await person.presses("ctrl+r")
        assert "someone at the hotel door stood" in person.sees


async def test_back_brings_the_earlier_words_and_loses_none_of_the_later(tmp_path: Path) -> None:
    async with goes_on(tmp_path) as person:
        await person.answers("first words")
        await person.types("second words, not sent")
        await person.presses("escape", "b")
        await person.until_sees("first words")
        await person.presses("ctrl+n")
        await person.until_sees("second words, not sent")


async def test_a_step_can_be_left_and_why_is_one_key_away(tmp_path: Path) -> None:
    async with goes_on(tmp_path) as person:
        walk = person.app.session.guide.walk
        assert walk is not None
        assert walk.step is not None
        first_words = walk.step.why.split(".")[0][:30]
        assert first_words not in person.sees
        await person.presses("escape", "w")
        assert first_words in person.sees
        step = person.step
        await person.presses("escape", "s")
        assert person.step != step
        assert walk.sitting.value(step.partition(".")[2]) is None


async def test_a_step_that_cannot_be_left_says_so(tmp_path: Path) -> None:
    async with sits_down(tmp_path) as person:
        await person.presses("enter")
        await person.until_sees("How hard is it")
        await person.presses("4", "enter")
        await person.presses("escape", "s")
        await person.until_sees("A few words are enough.")


async def test_an_empty_answer_is_told_and_nothing_moves(tmp_path: Path) -> None:
    async with goes_on(tmp_path) as person:
        step = person.step
        await person.presses("ctrl+n")
        await person.until_sees("This is empty.")
        assert person.step == step


async def test_enough_keeps_what_is_on_the_page(tmp_path: Path) -> None:
    async with goes_on(tmp_path) as person:
        step = person.step.partition(".")[2]
        walk = person.app.session.guide.walk
        assert walk is not None
        await person.types("only this much tonight")
        await person.presses("escape", "e")
        await person.until_sees("What is in front of you for the next ten minutes?")
        stored = person.app.session.journal.store.sittings.get(walk.sitting.id)
        assert stored is not None
        assert stored.state == "enough"
        assert stored.value(step) == "only this much tonight"


async def test_people_and_lines_are_one_key_away_and_come_back(tmp_path: Path) -> None:
    async with goes_on(tmp_path) as person:
        await person.types("half a sent")
        await person.presses("f2")
        await person.until_sees("People and lines")
        await person.presses("escape")
        assert page_of(person).text == "half a sent"
        assert page_of(person).has_focus


async def test_a_voice_is_heard_after_eighty_words(tmp_path: Path) -> None:
    async with goes_on(tmp_path) as person:
        walk = person.app.session.guide.walk
        assert walk is not None
        limited = [step for step in person.app.library.exercise("twovoice").steps if step.words]
        assert limited, "no step of the two voices has a limit"
        from dataclasses import replace

        walk.exercise = replace(
            walk.exercise,
            steps=tuple(
                replace(step, words=80, voice=limited[0].voice) if step.id == "seen" else step
                for step in walk.exercise.steps
            ),
        )
        await person.types("word " * 79)
        await person.waits(0.8)
        refusal = person.app.screen.query_one("#refusal", Words)
        assert refusal.text == ""
        await person.types("word ")
        await person.waits_for(lambda: "That is heard." in refusal.text, "waited to be heard")
        assert len(page_of(person).text.split()) == 80


async def test_after_twenty_minutes_a_quiet_line_offers_to_stop(tmp_path: Path) -> None:
    clock = Clock()
    async with goes_on(tmp_path, clock=clock) as person:
        clock.pass_by(minutes=21)
        await person.types("still writing")
        await person.until_sees(LIBRARY.phrase("sitting.twenty_minutes").split(".")[0])


async def test_too_high_steadies_first_and_the_second_rating_decides(tmp_path: Path) -> None:
    clock = Clock()
    async with sits_down(tmp_path, clock=clock) as person:
        await person.begins(hard="8")
        await person.passes_the_gate()
        await person.until_sees("You marked 8. The writing can wait.")
        await person.presses("1")
        await person.steadies("5")
        await person.until_sees("Keep this?")
        await person.presses("2")
        await person.until_sees("What kind of regret is it?")


async def test_still_too_high_rests_with_one_line_and_no_memory_work(tmp_path: Path) -> None:
    async with sits_down(tmp_path) as person:
        await person.begins(hard="9")
        await person.passes_the_gate()
        await person.until_sees("You marked 9.")
        await person.presses("1")
        await person.steadies("8")
        await person.until_sees("It is still this hard.")
        await person.presses("1")
        assert person.step.startswith("name.rest@")


async def test_a_long_paragraph_is_divided_once_for_all_of_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with goes_on(tmp_path, size=(100, 40)) as person:
        page = page_of(person)
        page.load_text("word " * 2000)
        page.move_cursor(page.document.end)
        await person.waits()
        divided: list[int] = []
        divide = Text.divide

        def counted(self: Text, offsets: Any) -> Any:
            if len(self.plain) > 5000:
                divided.append(len(self.plain))
            return divide(self, offsets)

        monkeypatch.setattr(Text, "divide", counted)
        await person.presses("a")
        assert page.text.endswith("a")
        assert 0 < len(divided) < page.content_size.height


async def test_the_row_with_the_cursor_is_in_sight_when_a_word_wraps(tmp_path: Path) -> None:
    async with goes_on(tmp_path) as person:
        page = page_of(person)
        page.load_text("word " * 300)
        page.move_cursor(page.document.end)
        await person.waits()
        for _ in range(80):
            await person.pilot.press("w")
            await person.waits()
            row = page.wrapped_document.location_to_offset(page.cursor_location).y
            top = page.scroll_offset.y
            assert top <= row < top + page.content_size.height


async def test_a_line_that_was_wrapped_to_no_width_is_wrapped_again(tmp_path: Path) -> None:
    async with goes_on(tmp_path) as person:
        page = page_of(person)
        page.wrapped_document.wrap(0)
        await person.types("word " * 20 + "last")
        assert page.wrapped_document.height > 1
        assert "last" in person.sees


async def test_undoing_a_long_paste_does_not_crash(tmp_path: Path) -> None:
    async with goes_on(tmp_path) as person:
        page = page_of(person)
        await person.pilot.press(*"silence")
        await person.types("\n".join(f"line {at}" for at in range(12)))
        await person.presses("ctrl+z")
        assert page.text.startswith("silence")
        assert "line" not in page.text


async def test_enter_alone_answers_no_question_of_the_gate(tmp_path: Path) -> None:
    async with sits_down(tmp_path) as person:
        await person.begins()
        await person.presses("enter", "enter")
        assert person.step == "gate.own"
        await person.presses("ctrl+n")
        await person.until_sees("Choose one of the lines above.")
        await person.presses("down", "enter")
        await person.until_sees("Could each other person")


async def test_people_open_at_the_top_and_can_be_read_on(tmp_path: Path) -> None:
    async with goes_on(tmp_path) as person:
        await person.presses("f2")
        await person.until_sees("People and lines")
        assert "stay near someone" in person.sees
        assert "Somewhere else" not in person.sees
        await person.presses("end")
        await person.until_sees("Somewhere else")
        await person.presses("home")
        await person.until_sees("stay near someone")


async def test_lock_and_leave_leaves(tmp_path: Path) -> None:
    async with sits_down(tmp_path) as person:
        await person.begins()
        await person.passes_the_gate()
        await person.presses("1")
        await person.keeps()
        await person.waits_for(lambda: bool(person.app.screen.query(Page)), "waited for the page")
        await person.types("that is all")
        await person.presses("escape", "e")
        await person.until_sees("ten minutes")
        await person.presses("1")
        await person.waits_for(lambda: person.app.return_code is not None, "waited for the end")
        assert person.app.return_value is Ending.LEAVE


async def test_the_arrows_read_on_where_there_is_nothing_to_choose(tmp_path: Path) -> None:
    async with goes_on(tmp_path) as person:
        await person.presses("f2")
        await person.until_sees("stay near someone")
        await person.pilot.press(*["down"] * 8)
        assert "stay near someone" not in person.sees
        await person.pilot.press(*["up"] * 8)
        assert "stay near someone" in person.sees
