"""Watched journeys that end otherwise than by a person: faults, signals, a lock, a full disk."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.journeys.evening import BAR, LATER
from tests.journeys.shown import flat, processes_of
from tests.journeys.terminal import Terminal
from tests.journeys.walking import LIBRARY, ByKeys, unlocks
from tests.journeys.watching import Watched
from tests.journeys.words import DRAFTED, PASSPHRASE
from tests.world import command

FELL: Final = 70
SHELL: Final = ("bash", "--norc", "--noprofile", "-i")


def other_program(here: Watched, name: str, *kind: str) -> list[str]:
    """Return what runs the program from another module of the tests."""
    line = command(here.root)
    line[2:3] = [f"tests.journeys.{name}", *kind]
    return line


def falls(kind: str, key: str, here: Watched) -> None:
    """A fault, with the words in its message and its locals."""
    opened = here.at_a_page("the ostwhim, now", line=other_program(here, "falling", kind)).terminal
    if key:
        opened.sends(key)
    assert opened.ends() == FELL
    assert "Something went wrong inside the program (" in opened.normal_screen
    assert "Traceback" not in opened.normal_screen


def falls_by_key(here: Watched) -> None:
    falls("key", "\x1bOP", here)


def falls_in_a_worker(here: Watched) -> None:
    falls("draft", "", here)


def falls_in_painting(here: Watched) -> None:
    falls("paint", "", here)


def falls_at_the_keyboard(here: Watched) -> None:
    falls("keyboard", "~", here)


def falls_in_a_task(here: Watched) -> None:
    falls("task", "\x1bOP", here)


def is_told(number: int, here: Watched) -> None:
    hand = here.at_a_page()
    hand.terminal.sends(DRAFTED)
    hand.terminal.until_sees(DRAFTED[-9:])  # and at once, before a pause has kept it
    hand.terminal.gets(number)
    assert hand.terminal.ends() == 0
    assert hand.terminal.left_on_full_screen == ""
    finds_it_again(here)


def finds_it_again(here: Watched) -> None:
    opened = here.sits_down(at=LATER)
    unlocks(opened)
    opened.until_sees(DRAFTED)
    opened.presses("ctrl+q")
    assert opened.ends() == 0


def is_asked_to_end(here: Watched) -> None:
    is_told(signal.SIGTERM, here)


def is_interrupted(here: Watched) -> None:
    is_told(signal.SIGINT, here)


def is_told_to_quit(here: Watched) -> None:
    is_told(signal.SIGQUIT, here)


def hears_of_a_hang_up(here: Watched) -> None:
    is_told(signal.SIGHUP, here)


def window_closed(here: Watched) -> None:
    hand = here.at_a_page()
    hand.terminal.sends(DRAFTED)
    hand.terminal.until_sees(DRAFTED[-9:])
    hand.terminal.hangs_up()
    finds_it_again(here)


def window_hangs(here: Watched) -> None:
    """The window takes nothing more, and the program is asked to end."""
    hand = here.at_a_page(DRAFTED)
    here.waits_until_kept(hand.terminal)
    for _ in range(400):
        os.write(hand.terminal.child.child_fd, b"\x12")  # covers the page, and uncovers it
        time.sleep(0.005)
    hand.terminal.gets(signal.SIGTERM)
    began = time.monotonic()
    while os.waitpid(hand.terminal.pid, os.WNOHANG) == (0, 0):
        assert time.monotonic() - began < 8, "it runs on"
        time.sleep(0.05)
    hand.terminal.ended = True
    finds_it_again(here)


def killed_at_any_moment(here: Watched) -> None:
    """About when a pause is kept: before, within and after."""
    beside = here.keeps()
    for after in (0.5, 0.6, 0.61, 0.62, 0.65):
        hand = ByKeys(here.sits_down(), beside)
        unlocks(hand.terminal)
        if not Path(f"{here.vault}.draft").exists():
            hand.chooses("Go on")
        puts_off_what_is_offered(hand)
        hand.terminal.types("the ostwhim table, ")
        time.sleep(after)
        hand.terminal.is_killed()
        assert here.leaks() == []


def puts_off_what_is_offered(hand: ByKeys) -> None:
    """Come to the page, past what is offered only to those who opened it several times."""
    offer = flat(LIBRARY.phrase("opening.stronger_offer"))
    asked = flat(hand.beside.asked)
    hand.terminal.until(
        lambda: offer in hand.terminal.words or asked in hand.terminal.words, "waited for the page"
    )
    if offer in hand.terminal.words:
        hand.terminal.presses("escape")
    hand.sees_what_is_asked()


def locks_by_itself(number: int, said: str, here: Watched) -> None:
    hand = here.at_a_page(DRAFTED, line=other_program(here, "moved"))
    hand.terminal.until_sees(DRAFTED)
    hand.terminal.gets(number)
    hand.terminal.until_sees(said)
    unlocks(hand.terminal)
    hand.terminal.until_sees(DRAFTED)
    hand.terminal.presses("ctrl+q")
    assert hand.terminal.ends() == 0


def nobody_was_there(here: Watched) -> None:
    locks_by_itself(signal.SIGUSR2, "Locked, since no key was pressed", here)


def computer_slept(here: Watched) -> None:
    locks_by_itself(signal.SIGUSR1, "Locked.", here)


def in_a_shell(here: Watched, typed: Callable[[ByKeys], None]) -> tuple[ByKeys, int]:
    """Start the program from a shell, as people do. Return the process too."""
    shell = here.sits_down(line=SHELL, env={"PS1": "shell> ", "HISTFILE": os.devnull})
    shell.until_sees("shell>")
    shell.sends(f"{' '.join(command(here.root))}\n")
    hand = here.new_hand(shell)
    typed(hand)
    (process,) = processes_of(shell.pid)[1:]
    return hand, process


def leaves_for_the_shell(opened: Terminal) -> None:
    opened.presses("ctrl+q")
    opened.until(lambda: processes_of(opened.pid) == [opened.pid], "waited for the end")
    opened.settles()
    assert not opened.is_full


def stopped_and_let_go_on(here: Watched) -> None:
    here.keeps()

    def goes_on(hand: ByKeys) -> None:
        unlocks(hand.terminal)
        hand.chooses("Go on")
        hand.terminal.until_sees("Which part of it")
        hand.terminal.types(DRAFTED)

    hand, process = in_a_shell(here, goes_on)
    os.kill(process, signal.SIGTSTP)
    hand.terminal.until_sees("Stopped")
    assert hand.terminal.left_on_full_screen == ""
    assert here.leaks() == []  # while it stands
    hand.terminal.sends("fg\n")
    hand.terminal.until_sees("Locked.")
    assert processes_of(hand.terminal.pid)[1:] == [process]
    unlocks(hand.terminal)
    hand.terminal.until_sees(DRAFTED)
    leaves_for_the_shell(hand.terminal)


def stopped_with_nothing_kept(here: Watched) -> None:
    def begins(hand: ByKeys) -> None:
        hand.begins("n")
        hand.walks(to="name.part")
        hand.terminal.types(DRAFTED)

    hand, process = in_a_shell(here, begins)
    os.kill(process, signal.SIGTSTP)
    hand.terminal.until_sees("Stopped")
    assert hand.terminal.left_on_full_screen == ""
    hand.terminal.sends("fg\n")
    hand.terminal.until_sees(BAR)
    assert DRAFTED.split()[2] not in hand.terminal.words
    hand.terminal.presses("ctrl+r")
    hand.terminal.until_sees(DRAFTED)
    hand.terminal.types("er")
    hand.terminal.until_sees(f"{DRAFTED}er")
    leaves_for_the_shell(hand.terminal)


def disk_takes_no_more(here: Watched) -> None:
    """No file may grow over 100 KiB: a draft fits, a vault does not."""
    before = ["bash", "-c", 'ulimit -f 100; exec "$@"', "bash"]
    hand = here.at_a_page(DRAFTED, before=before)
    here.waits_until_kept(hand.terminal)
    vault = here.vault.read_bytes()
    hand.terminal.presses("ctrl+n")
    hand.terminal.until_sees("The disk reported an error")
    assert here.vault.read_bytes() == vault
    hand.terminal.presses("ctrl+q", "2")
    assert hand.terminal.ends() == 0


def ends_in_the_passphrase(here: Watched) -> None:
    here.keeps()
    opened = here.sits_down()
    opened.until_sees("Passphrase")
    opened.types(PASSPHRASE)
    opened.gets(signal.SIGTERM)
    assert opened.ends() == 0


CUT_OFF: Final = (
    falls_by_key,
    falls_in_a_worker,
    falls_in_painting,
    falls_at_the_keyboard,
    falls_in_a_task,
    is_asked_to_end,
    is_interrupted,
    is_told_to_quit,
    hears_of_a_hang_up,
    window_closed,
    window_hangs,
    killed_at_any_moment,
    nobody_was_there,
    computer_slept,
    stopped_and_let_go_on,
    stopped_with_nothing_kept,
    disk_takes_no_more,
    ends_in_the_passphrase,
)
