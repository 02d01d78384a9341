"""New passphrases and keys, the drill, and what is asked of them after opening."""

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from regret_tui.domain.profile import RecoveryState
from regret_tui.journal.session import Session
from regret_tui.tui.screens.asked import WorkingScreen
from regret_tui.tui.screens.your_file import YourFileScreen
from regret_tui.vault import Cost, RecoveryKey, Vault, info
from tests.pilot.at_the_file import (
    KEY,
    NEW,
    at_the_file,
    clock_of,
    kept,
    makes_passphrase,
    say,
    types_it,
    unlocked,
    writes_key_down,
)
from tests.pilot.person import Person
from tests.pilot.test_elsewhere import chooses
from tests.scenes import PASSPHRASE

MEASURED = Cost(128, 1, 1)
"""What a computer is measured to bear whose clock stands still."""


def cost_of(session: Session) -> Cost | None:
    assert session.vault is not None
    return info(session.vault.path, host=session.vault._state.host).slots[0].cost


async def test_the_passphrase_is_changed_once_the_present_one_is_known(tmp_path: Path) -> None:
    session = kept(tmp_path, key=KEY)
    async with at_the_file(session, tmp_path) as person:
        await chooses(person, say("file.passphrase"))
        await types_it(person, "not this one")
        await person.until_sees(say("opening.wrong"))
        await types_it(person, PASSPHRASE)
        await makes_passphrase(person)
        await person.until_sees(say("opening.changed"))
    assert session.vault is not None
    assert session.vault.check_passphrase(NEW)
    assert session.vault.check_recovery(KEY)
    assert cost_of(session) == MEASURED


@pytest.mark.parametrize("name", ["file.passphrase", "file.known", "file.key"])
async def test_nothing_is_made_new_by_somebody_who_does_not_know_the_passphrase(
    tmp_path: Path, name: str
) -> None:
    session = kept(tmp_path, key=KEY)
    async with at_the_file(session, tmp_path) as person:
        await chooses(person, say(name))
        if name == "file.known":
            await person.presses("2")
        await person.until_sees(say("file.present"))
        await person.presses("escape")
        await person.until_sees(say("file.keys"))
        await person.waits_for(
            lambda: isinstance(person.app.screen, YourFileScreen), "waited for the file's screen"
        )


async def test_somebody_may_know_it_then_both_are_new_and_the_copies_go(tmp_path: Path) -> None:
    session = kept(tmp_path, key=KEY, days=(1,))
    assert session.vault is not None
    async with at_the_file(session, tmp_path) as person:
        await chooses(person, say("file.known"))
        await person.until_sees("may know the passphrase")
        await person.presses("2")
        await types_it(person, PASSPHRASE)
        await makes_passphrase(person)
        await writes_key_down(person)
        await person.until_sees(say("opening.both_new"))
        await person.until_sees("removed from this computer")
    assert not session.vault.check_recovery(KEY)
    assert session.vault.check_passphrase(NEW)
    assert cost_of(session) == MEASURED
    assert list((tmp_path / "data" / "backups").iterdir()) == []


async def test_a_new_recovery_key_asks_for_the_passphrase_first(tmp_path: Path) -> None:
    session = kept(tmp_path, key=KEY)
    assert session.vault is not None
    async with at_the_file(session, tmp_path) as person:
        await chooses(person, say("file.key"))
        await person.until_sees(say("opening.new_key_about"))
        await types_it(person, PASSPHRASE)
        assert session.vault.check_recovery(KEY)
        await writes_key_down(person)
        await person.until_sees(say("opening.new_key"))
    assert not session.vault.check_recovery(KEY)


def numbered() -> dict[str, str]:
    return {str(number): group for number, group in enumerate(KEY.groups, 1)}


async def types_groups(person: Person, session: Session, wrong: str = "") -> None:
    for number in sorted(session.keys.asked_groups, key=int):
        field = person.app.screen.query_one(f"#group-{number}", Input)
        field.value = "QQQQ" if number == wrong else numbered()[number]
        field.focus()
    await person.presses("enter")


async def test_the_drill_says_which_group_is_wrong(tmp_path: Path) -> None:
    session = kept(tmp_path, key=KEY)
    asked = sorted(session.keys.asked_groups, key=int)
    assert len(asked) == 3
    async with at_the_file(session, tmp_path) as person:
        await chooses(person, say("file.drill"))
        await person.until_sees(f"Group {asked[0]}")
        await types_groups(person, session, wrong=asked[1])
        await person.until_sees(f"Group {asked[1]} is not the same")
        assert f"Group {asked[0]} is not" not in person.sees
        await types_groups(person, session)
        await person.until_sees(say("opening.drill_done"))


async def test_the_first_groups_are_not_said_to_be_asked_again_in_half_a_year(
    tmp_path: Path,
) -> None:
    session = kept(tmp_path, key=KEY)
    session.keys.chose_recovery(RecoveryState.WRITTEN, KEY, bytes)
    async with at_the_file(session, tmp_path) as person:
        await chooses(person, say("file.drill"))
        await person.until_sees("Group")
        await types_groups(person, session)
        await person.until_sees(say("recovery.done"))


async def test_a_key_whose_groups_are_not_known_is_typed_whole(tmp_path: Path) -> None:
    session = kept(tmp_path, key=KEY)
    profile = session.journal.store.profile
    profile.drill_groups = {}
    session.journal.store.profile = profile
    async with at_the_file(session, tmp_path) as person:
        await chooses(person, say("file.drill"))
        await person.until_sees(say("opening.drill_whole"))
        await types_it(person, RecoveryKey.generate().text)
        await person.until_sees(say("opening.drill_wrong"))
        await types_it(person, KEY.text.lower())
        await person.until_sees(say("opening.drill_done"))


async def test_a_key_that_cannot_be_found_is_made_new(tmp_path: Path) -> None:
    session = kept(tmp_path, key=KEY)
    async with at_the_file(session, tmp_path) as person:
        await chooses(person, say("file.drill"))
        await person.until_sees(say("file.lost"))
        person.app.screen.query_one("#lost").focus()
        await person.presses("enter")
        await person.until_sees(say("opening.new_key_about"))


async def test_the_drill_is_offered_and_can_wait_a_week(tmp_path: Path) -> None:
    session = kept(tmp_path, key=KEY)
    session.close()
    clock = clock_of(session)
    clock.pass_by(days=15)
    async with unlocked(tmp_path, clock) as person:
        await person.until_sees(say("opening.drill_offer"))
        await person.presses("escape")
        await person.until_sees("Something else")
        await person.waits_for(
            lambda: not person.app.session.keys.offers_drill, "waited for it to be put off"
        )
        person.app.session.close()
    async with unlocked(tmp_path, clock) as person:
        await person.until_sees("Something else")
        await person.waits(0.3)
        assert say("opening.drill_offer") not in person.sees
        person.app.session.close()
    clock.pass_by(days=7)
    async with unlocked(tmp_path, clock) as person:
        await person.until_sees(say("opening.drill_offer"))


async def test_a_stronger_cost_is_offered_to_somebody_at_home_here(
    tmp_path: Path, monkeypatch: Any
) -> None:
    session = kept(tmp_path, days=(1, 1))
    session.close()
    cost = Cost(256, 1, 1)
    monkeypatch.setattr(Vault, "stronger_cost", property(lambda _: cost))
    async with unlocked(tmp_path, clock_of(session)) as person:
        await person.until_sees(say("opening.stronger_offer"))
        await types_it(person, "not this one")
        await person.until_sees(say("opening.wrong"))
        person.app.screen.query_one("#other").focus()
        await person.presses("enter")
        await person.until_sees("Something else")
        await person.waits_for(
            lambda: person.app.session.keys.offers_stronger is None, "waited for it to be put off"
        )
        await chooses(person, "Something else")
        await chooses(person, say("file.title"))
        await chooses(person, say("file.stronger"))
        await types_it(person, PASSPHRASE)
        await person.until_sees(say("opening.stronger_done"))


async def test_it_says_that_it_is_working_while_keys_are_made(
    tmp_path: Path, monkeypatch: Any
) -> None:
    from regret_tui.journal.keys import Keys

    shown: list[bool] = []
    session = kept(tmp_path)
    async with at_the_file(session, tmp_path) as person:
        monkeypatch.setattr(
            Keys,
            "change_passphrase",
            lambda *_: shown.append(isinstance(person.app.screen, WorkingScreen)),
        )
        await chooses(person, say("file.passphrase"))
        await types_it(person, PASSPHRASE)
        await makes_passphrase(person)
        await person.until_sees(say("opening.changed"))
    assert shown == [True]
