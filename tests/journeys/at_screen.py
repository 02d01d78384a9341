"""Watched journeys at the full screen, that a person ends."""

import os

from regret_tui.content.library import load
from regret_tui.vault import RecoveryKey
from tests.journeys.evening import LATER
from tests.journeys.terminal import Terminal
from tests.journeys.walking import ByKeys, keep_it, unlocks
from tests.journeys.watching import Watched
from tests.journeys.words import DRAFTED, PASSPHRASE, TITLE

PHRASE = load().phrase


def leaves(opened: Terminal) -> None:
    opened.presses("ctrl+q")
    assert opened.ends() == 0


def first_run_and_keep(here: Watched) -> None:
    hand = here.new_hand(here.sits_down())
    hand.begins()
    hand.walks(to="name.seen", keeps=lambda: here.was_shown(keep_it(hand.terminal)))
    hand.answers()
    hand.sees_what_is_asked()
    leaves(hand.terminal)
    assert here.vault.exists()


def let_go(here: Watched) -> None:
    hand = here.new_hand(here.sits_down())
    hand.begins()
    hand.walks(to="name.seen", keeps=lambda: None)
    hand.terminal.until_sees("Keep this?")
    hand.chooses("Let it go")
    hand.terminal.until_sees("Let it go? Nothing is on disk")
    hand.terminal.presses("2")
    assert hand.terminal.ends() == 0
    assert not here.vault.exists()


def write_and_keep_nothing(here: Watched) -> None:
    hand = here.new_hand(here.sits_down())
    hand.begins("n")
    hand.walks(to="name.part")
    hand.terminal.types(DRAFTED)
    leaves(hand.terminal)
    assert not here.vault.exists()


def lock_and_unlock(here: Watched) -> None:
    hand = here.at_a_page(DRAFTED)
    hand.terminal.presses("ctrl+l")
    hand.terminal.until_sees("Locked.")
    unlocks(hand.terminal)
    hand.terminal.until_sees(DRAFTED)
    leaves(hand.terminal)


def wrong_passphrase(here: Watched) -> None:
    here.keeps()
    opened = here.sits_down()
    for typed in (PASSPHRASE.upper(), f"{PASSPHRASE} and more", f" {TITLE}"):
        unlocks(opened, typed)
        opened.until_sees("does not open the journal")
    opened.types(PASSPHRASE)
    opened.presses("shift+home", "ctrl+c", "ctrl+x", "ctrl+q")
    assert opened.ends() == 0


def to_the_preview(here: Watched) -> ByKeys:
    hand = ByKeys(here.sits_down(), here.keeps("name.after"))
    unlocks(hand.terminal)
    hand.chooses("Something else")
    hand.chooses(PHRASE("home.export"))
    hand.terminal.until_sees("stays here")
    hand.terminal.presses("space", "space", "enter")
    hand.terminal.until_sees("A page for the hour")
    hand.terminal.presses("enter")
    hand.terminal.until_sees("Type your passphrase again")
    return hand


def export_to_a_file(here: Watched) -> None:
    hand = to_the_preview(here)
    page = here.root / "home" / "page-2026-11-24.md"
    here.chosen.append(page)
    hand.terminal.types(PASSPHRASE)
    hand.terminal.presses("enter")
    hand.terminal.until(page.exists, "waited for the page")
    hand.terminal.until_sees("It is written:")
    leaves(hand.terminal)
    assert TITLE.split()[1] in page.read_text()


def export_only_looked_at(here: Watched) -> None:
    hand = to_the_preview(here)
    hand.terminal.types(PASSPHRASE)
    hand.terminal.presses("escape")
    hand.terminal.until_sees("Space changes a mark.", "in full")
    leaves(hand.terminal)


def second_window(here: Watched) -> None:
    hand = here.at_a_page(DRAFTED)
    second = here.sits_down()
    unlocks(second)
    second.until_sees("Only look, and change nothing")
    second.presses("enter")
    second.until_sees("You stopped part-way.")
    second.presses("ctrl+r")
    second.until_sees(TITLE.split()[1])
    leaves(second)
    leaves(hand.terminal)


def settings_changed(here: Watched) -> None:
    here.keeps()
    hand = here.new_hand(here.sits_down())
    unlocks(hand.terminal)
    hand.chooses("Something else")
    hand.chooses(PHRASE("home.settings"))
    hand.chooses(PHRASE("settings.idle"))
    hand.chooses("10")
    hand.chooses(PHRASE("settings.theme"))
    hand.chooses(PHRASE("settings.paper"))
    hand.terminal.presses("escape")
    leaves(hand.terminal)
    assert (here.root / "config" / "settings.toml").stat().st_mode & 0o777 == 0o600


def passphrase_replaced(here: Watched) -> None:
    key = RecoveryKey.generate()
    here.was_shown(key.groups)
    here.keeps(recovery=key)
    hand = here.new_hand(here.sits_down())
    opened = hand.terminal
    opened.until_sees("Passphrase")
    opened.presses("ctrl+t")
    opened.types(key.text.lower())
    opened.presses("enter")
    opened.until_sees("The recovery key fits.")
    for _ in range(2):
        opened.types(f"{PASSPHRASE} anew")
        opened.presses("enter")
    opened.until_sees("recovery key")
    opened.presses("1")
    opened.until_sees("It is written down")
    opened.presses("1")
    opened.until_sees("Something else")
    leaves(opened)


def palette_clipboard_and_cover(here: Watched) -> None:
    opened = here.at_a_page(DRAFTED).terminal
    opened.presses("shift+home", "ctrl+c", "ctrl+x", "ctrl+r", "ctrl+r")
    opened.presses("ctrl+p")
    opened.types("ostwhim screenshot")
    opened.until_sees("ostwhim screenshot")
    opened.presses("escape")
    for key in ("f1", "f2"):
        opened.presses(key, "escape")
    opened.until_sees("Which part of it")
    opened.resizes(60, 20)
    opened.pastes(f"{DRAFTED}\nulmgrove")
    opened.until_sees("ulmgrove")
    os.write(opened.child.child_fd, b"\xff\xfe")  # no UTF-8
    opened.settles()
    leaves(opened)


def names_replaced(here: Watched) -> None:
    here.keeps()
    hand = here.new_hand(here.sits_down())
    unlocks(hand.terminal)
    hand.chooses("Something else")
    hand.chooses(PHRASE("home.aliases"))
    hand.terminal.types("zarnbeck")
    hand.terminal.presses("enter")
    hand.terminal.types("tavrille")
    hand.terminal.presses("enter")
    hand.terminal.until_sees("zarnbeck → tavrille")
    hand.terminal.presses("escape")
    leaves(hand.terminal)


def told_to_log_everything(here: Watched) -> None:
    here.env |= {
        "TEXTUAL_LOG": str(here.root / "tmp" / "keys.log"),
        "TEXTUAL": "devtools,debug",
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(here.root / "tmp"),
        "PYTHONASYNCIODEBUG": "1",
        "PYTHONFAULTHANDLER": "1",
    }
    hand = here.at_a_page(DRAFTED)
    hand.terminal.presses("ctrl+l")
    unlocks(hand.terminal)
    hand.terminal.until_sees(DRAFTED)
    leaves(hand.terminal)


def without_a_mask_for_new_files(here: Watched) -> None:
    """Whoever starts it lets everybody read what is made."""
    before = ["sh", "-c", 'umask 000; exec "$@"', "sh"]
    hand = here.new_hand(here.sits_down(before=before))
    hand.begins()
    hand.walks(to="name.seen", keeps=lambda: here.was_shown(keep_it(hand.terminal)))
    hand.terminal.types(DRAFTED)
    here.waits_until_kept(hand.terminal)
    assert here.leaks() == []  # with lock and draft still there
    hand.terminal.presses("ctrl+n")
    leaves(hand.terminal)


def came_back_later(here: Watched) -> None:
    hand = here.at_a_page(DRAFTED)
    here.waits_until_kept(hand.terminal)
    hand.terminal.is_killed()
    hand = ByKeys(here.sits_down(at=LATER), hand.beside)
    unlocks(hand.terminal)
    hand.terminal.until_sees(DRAFTED)
    hand.written = DRAFTED
    hand.answers()
    hand.sees_what_is_asked()
    leaves(hand.terminal)


AT_SCREEN = (
    first_run_and_keep,
    let_go,
    write_and_keep_nothing,
    lock_and_unlock,
    wrong_passphrase,
    export_to_a_file,
    export_only_looked_at,
    second_window,
    settings_changed,
    passphrase_replaced,
    palette_clipboard_and_cover,
    names_replaced,
    told_to_log_everything,
    without_a_mask_for_new_files,
    came_back_later,
)
