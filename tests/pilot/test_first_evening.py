"""The first evening: own words at once, and nothing on disk until it is kept."""

from pathlib import Path

from tests.pilot.person import PASSPHRASE, Clock, sits_down


def everything_under(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


async def test_nothing_is_on_disk_until_it_is_kept(tmp_path: Path) -> None:
    async with sits_down(tmp_path) as person:
        await person.begins()
        await person.passes_the_gate()
        await person.until_sees("What kind of regret is it?")
        assert "not kept yet" in person.sees
        assert everything_under(tmp_path) == []
        await person.presses("1")
        assert everything_under(tmp_path) == []
        await person.keeps()
        assert (tmp_path / "data" / "journal.vault").is_file()
        await person.until_sees("What happened?")
        assert "kept" in person.sees
        assert "not kept yet" not in person.sees


async def test_after_let_it_go_nothing_was_ever_written(tmp_path: Path) -> None:
    async with sits_down(tmp_path) as person:
        await person.comes_to_keeping()
        await person.presses("3")
        await person.until_sees("Let it go?")
        await person.presses("2")
        await person.waits_for(lambda: person.app.return_code is not None, "waited for the end")
    assert everything_under(tmp_path) == []


async def test_write_and_keep_nothing_never_asks(tmp_path: Path) -> None:
    async with sits_down(tmp_path) as person:
        await person.presses("n")
        await person.until_sees("How hard is it")
        await person.presses("3", "enter")
        await person.types("a grey coat")
        await person.presses("enter")
        await person.passes_the_gate()
        await person.presses("1")
        await person.until_sees("What happened?")
        assert "Keep this?" not in person.sees
        await person.presses("ctrl+q")
        await person.waits_for(lambda: person.app.return_code is not None, "waited for the end")
    assert everything_under(tmp_path) == []


async def test_put_off_it_is_asked_again_on_leaving(tmp_path: Path) -> None:
    async with sits_down(tmp_path) as person:
        await person.comes_to_keeping()
        await person.presses("2")
        await person.until_sees("What happened?")
        await person.presses("ctrl+q")
        await person.keeps()
        await person.waits_for(lambda: person.app.return_code is not None, "waited for the end")
    async with sits_down(tmp_path) as person:
        await person.until_sees("Passphrase")
        await person.types(PASSPHRASE)
        await person.presses("enter")
        await person.until_sees("type these groups")
        await person.presses("escape")
        await person.until_sees("You stopped part-way.")


async def test_the_recovery_key_is_shown_and_never_written(tmp_path: Path) -> None:
    async with sits_down(tmp_path) as person:
        await person.comes_to_keeping()
        await person.presses("1")
        await person.types(PASSPHRASE)
        await person.presses("enter")
        await person.types(PASSPHRASE)
        await person.presses("enter")
        await person.until_sees("This is your recovery key")
        assert everything_under(tmp_path) == []
        await person.presses("3")
        await person.waits_for(lambda: person.app.session.is_kept, "waited for the vault")
        vault = person.app.session.vault
        assert vault is not None
        assert not vault.has_recovery


async def test_two_passphrases_that_differ_make_no_vault(tmp_path: Path) -> None:
    async with sits_down(tmp_path) as person:
        await person.comes_to_keeping()
        await person.presses("1")
        await person.types(PASSPHRASE)
        await person.presses("enter")
        await person.types("something else")
        await person.presses("enter")
        await person.until_sees("These two are not the same.")
        assert everything_under(tmp_path) == []


async def test_put_off_it_can_be_kept_from_the_pause_sheet(tmp_path: Path) -> None:
    async with sits_down(tmp_path) as person:
        await person.comes_to_keeping()
        await person.presses("2")
        await person.until_sees("What happened?")
        await person.presses("escape")
        await person.until_sees("keep this")
        await person.presses("k")
        await person.keeps()
        await person.until_sees("What happened?")
        await person.presses("escape")
        await person.until_sees("back to the page")
        assert "keep this" not in person.sees


async def test_put_off_it_is_offered_again_after_ten_minutes(tmp_path: Path) -> None:
    clock = Clock()
    async with sits_down(tmp_path, clock=clock) as person:
        await person.comes_to_keeping()
        await person.presses("2")
        await person.until_sees("What happened?")
        await person.answers("I went")
        assert "Keep this?" not in person.sees
        clock.pass_by(minutes=10)
        await person.answers("that I went")
        await person.until_sees("Keep this?")
