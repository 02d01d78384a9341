"""Guards against leaks that were measured in the libraries; each test fails without its guard."""

import asyncio
import gc
import subprocess
import sys
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from regret_tui import crash
from regret_tui.tui.app import JournalApp
from regret_tui.tui.guarded import KeyboardFailed
from regret_tui.tui.widgets.page import Page
from regret_tui.tui.widgets.secret import Secret
from tests.pilot.person import LIBRARY, PASSPHRASE, Clock, Person, sits_down, still_world
from tests.world import TOP, clean_env

MARKED = "marigold-7731"


async def to_the_page(person: Person) -> Page:
    await person.presses("n")
    await person.until_sees("How hard is it")
    await person.presses("3", "enter")
    await person.types("a grey coat")
    await person.presses("enter")
    await person.passes_the_gate()
    await person.presses("1")
    await person.until_sees("What happened?")
    return person.app.screen.query_one(Page)


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+x"])
async def test_the_passphrase_cannot_be_copied(tmp_path: Path, key: str) -> None:
    world = still_world(tmp_path, Clock())
    world.paths.vault.parent.mkdir(parents=True)
    world.paths.vault.write_bytes(b"anything")
    async with sits_down(tmp_path) as person:
        secret = person.app.screen.query_one(Secret)
        await person.types(PASSPHRASE)
        secret.select_all()
        await person.presses(key)
        assert person.app.clipboard == ""
        assert secret.value == PASSPHRASE


async def test_cutting_a_line_sends_nothing_to_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sits_down(tmp_path) as person:
        page = await to_the_page(person)
        sent: list[str] = []
        driver = person.app._driver
        assert driver is not None
        monkeypatch.setattr(driver, "write", sent.append)
        await person.types(MARKED)
        await person.presses("ctrl+x")
        assert page.text == ""
        assert person.app.clipboard.strip() == MARKED
        assert not any("\x1b]52" in text for text in sent)


async def test_a_private_field_has_no_system_clipboard_of_its_own(tmp_path: Path) -> None:
    async with sits_down(tmp_path) as person:
        page = await to_the_page(person)
        assert isinstance(page, TextArea)
        await person.types(MARKED)
        page.select_all()
        await person.presses("ctrl+c")
        assert person.app.clipboard == MARKED


async def test_the_palette_offers_no_screenshot_and_none_can_be_made(tmp_path: Path) -> None:
    async with sits_down(tmp_path) as person:
        titles = [item.title.lower() for item in person.app.get_system_commands(person.app.screen)]
        assert titles
        assert not any("screenshot" in title for title in titles)
        person.app.action_screenshot(path=str(tmp_path))
        await person.waits()
    assert not list(tmp_path.rglob("*.svg"))


def test_what_is_said_of_a_crash_holds_no_message_and_no_local() -> None:
    words = MARKED

    def fails() -> None:
        raise ValueError(f"cannot read {words}")

    try:
        fails()
    except ValueError as error:
        said = crash.describe(type(error), error.__traceback__)
    assert MARKED not in said
    assert "ValueError at test_leaks.py, line " in said


async def test_a_crash_inside_the_app_shows_nothing_private(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = Clock()
    app = JournalApp(still_world(tmp_path, clock), LIBRARY)

    def fails() -> None:
        raise ValueError(MARKED)

    async def goes_wrong() -> None:
        async with app.run_test() as pilot:
            person = Person(app, pilot, clock)
            await to_the_page(person)
            await person.types(MARKED)
            app.call_later(fails)
            await pilot.pause()

    with pytest.raises(ValueError, match=MARKED):
        await goes_wrong()
    shown = capsys.readouterr()
    assert MARKED not in shown.out + shown.err
    assert isinstance(app.fault, ValueError)
    assert app._exit_renderables == []


def test_textual_is_not_told_to_log_keys(tmp_path: Path) -> None:
    log = tmp_path / "keys.log"
    env = clean_env(tmp_path, TEXTUAL_LOG=str(log), TEXTUAL="devtools,debug")
    code = (
        "import os; from tests.world import make_world; from pathlib import Path;"
        "from regret_tui.__main__ import main;"
        f"main(make_world(Path({str(tmp_path)!r})), ['where']);"
        "print([name for name in os.environ if name.startswith('TEXTUAL')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=TOP, env=env, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1:] == ["[]"], done.stderr
    assert not log.exists()


@pytest.mark.parametrize("text", ["[/", "[red]x[/red]", "[@click=app.quit]x[/]", "\\[", "{value}"])
async def test_text_with_brackets_is_text_everywhere(tmp_path: Path, text: str) -> None:
    async with sits_down(tmp_path) as person:
        await person.presses("n")
        await person.until_sees("How hard is it")
        await person.presses("3", "enter")
        await person.types(text)
        await person.presses("enter")
        await person.passes_the_gate()
        await person.until_sees(f"· {text}")
        await person.presses("1")
        await person.answers(f"{text} happened")
        await person.presses("escape", "b")
        await person.until_sees(f"{text} happened")


async def test_a_half_character_that_was_pasted_does_not_get_in(tmp_path: Path) -> None:
    async with sits_down(tmp_path) as person:
        page = await to_the_page(person)
        await person.types("before \ud83d after\x07")
        assert page.text == "before  after"


async def test_inputs_for_secrets_are_never_plain_inputs(tmp_path: Path) -> None:
    world = still_world(tmp_path, Clock())
    world.paths.vault.parent.mkdir(parents=True)
    world.paths.vault.write_bytes(b"anything")
    async with sits_down(tmp_path) as person:
        for field in person.app.screen.query(Input):
            assert isinstance(field, Secret)
            assert field.password


async def test_a_task_that_fails_unseen_shows_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    app = JournalApp(still_world(tmp_path, clock), LIBRARY)

    async def fails() -> None:
        raise ValueError(MARKED)

    async def goes_wrong() -> None:
        async with app.run_test() as pilot:
            await to_the_page(Person(app, pilot, clock))
            task = asyncio.get_running_loop().create_task(fails())
            await pilot.pause()
            del task
            gc.collect()
            await pilot.pause()

    with pytest.raises(ValueError, match=MARKED):
        await goes_wrong()
    shown = capsys.readouterr()
    assert MARKED not in shown.out + shown.err + caplog.text
    assert isinstance(app.fault, ValueError)


async def test_a_keyboard_that_fails_shows_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Textual hands a traceback to `panic` then, with the source and the message."""
    clock = Clock()
    app = JournalApp(still_world(tmp_path, clock), LIBRARY)

    async def goes_wrong() -> None:
        async with app.run_test() as pilot:
            await to_the_page(Person(app, pilot, clock))
            app.call_later(app.panic, MARKED)
            await pilot.pause()

    with pytest.raises(KeyboardFailed):
        await goes_wrong()
    shown = capsys.readouterr()
    assert MARKED not in shown.out + shown.err
    assert app.return_code == crash.EXIT_CODE


async def test_nothing_is_announced(tmp_path: Path) -> None:
    """A notification would lie over the page, and some terminals hand them to the desktop."""
    async with sits_down(tmp_path) as person:
        await to_the_page(person)
        await person.types(MARKED)
        await person.presses("ctrl+x", "escape", "c", "ctrl+r", "ctrl+n")
        assert not person.app._notifications
        assert person.app.title == "journal"
        assert person.app.sub_title == ""


def test_core_dumps_are_refused(tmp_path: Path) -> None:
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_CORE, (4096, 4096));"
        "from regret_tui.hardening import harden; harden({});"
        "print(*resource.getrlimit(resource.RLIMIT_CORE))"
    )
    assert _said(code) == "0 0"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has prctl")
def test_the_reading_of_memory_is_refused(tmp_path: Path) -> None:
    get_dumpable = "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    assert _said(f"import ctypes; {get_dumpable}") == "1"
    assert (
        _said(
            f"import ctypes; from regret_tui.hardening import harden; harden({{}}); {get_dumpable}"
        )
        == "0"
    )


def _said(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=TOP
    )
    return done.stdout.strip()
