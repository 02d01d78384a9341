"""One evening at the full screen, from the first run to the page that is taken along."""

import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from regret_tui.vault import Tables
from tests.journeys.marked import hits
from tests.journeys.shown import Shown
from tests.journeys.terminal import Terminal
from tests.journeys.walking import Beside, ByKeys, keep_it, unlocks
from tests.journeys.words import (
    COST,
    DRAFTED,
    LIVED_ONE,
    PASSPHRASE,
    TITLE,
    WORDS,
)

LATER: Final = "2026-11-24T21:40:00+01:00"
"""When it is started again after it was killed."""
BAR: Final = "▒"


def files_under(root: Path) -> list[str]:
    """Return every file under a folder, wherever it is."""
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@dataclass(frozen=True)
class Evening:
    """What there is to look at afterwards. It can be handed to another process.

    Attributes:
        root: the folder of its world.
        tables: what the guide beside it holds.
        terminals: what every terminal showed and was sent, in order.
        processes: arguments and environments of the processes while they ran.
        page: the page that was written from the full screen.
        groups: the recovery key, as it was read off the screen.
    """

    root: Path
    tables: Tables
    terminals: tuple[Shown, ...]
    processes: bytes
    page: Path
    groups: tuple[str, ...]


class Sitting:
    """The person of the evening.

    Args:
        root: the folder of the world.
        beside: a folder that nothing is written to.
    """

    def __init__(self, root: Path, beside: Path) -> None:
        self.root = root
        self.vault = root / "data" / "journal.vault"
        self.page = root / "home" / "page-2026-11-24.md"
        self.beside = Beside(beside)
        self.groups: list[str] = []
        self.terminals: list[Terminal] = []
        self.processes = b""
        self.hand = ByKeys(self._sits_down(), self.beside)

    def _sits_down(self, **how: str) -> Terminal:
        opened = Terminal(self.root, fresh=True, **how)  # type: ignore[arg-type]  # only `at`
        self.terminals.append(opened)
        return opened

    @property
    def terminal(self) -> Terminal:
        return self.hand.terminal

    def goes_through_it(self) -> Evening:
        """Walk the whole evening. Whatever happens, nothing is left running."""
        try:
            self.hand.begins()
            self.hand.walks(
                keeps=self._keeps_it,
                meets={
                    "name.part": self._is_killed_in_a_sentence,
                    "values.lived_one": self._locks_and_unlocks,
                    "twovoice.cost": self._steadies_in_a_sentence,
                    "twovoice.fears": self._takes_words_back,
                    "twovoice.mine": self._pauses_and_covers,
                },
            )
            self._says_who_could_be_near()
            self._takes_a_page_along()
        finally:
            for opened in self.terminals:
                opened.closes()
        return Evening(
            self.root,
            self.beside.session.journal.store.tables(),
            tuple(opened.shown for opened in self.terminals),
            self.processes,
            self.page,
            tuple(self.groups),
        )

    # -- what happens on the way --------------------------------------------------------------

    def _keeps_it(self) -> None:
        self.terminal.until_sees("Keep this?")
        assert files_under(self.root) == []
        self.groups = keep_it(self.terminal)
        self.beside.passes(1)
        self.terminal.until(self.vault.is_file, "waited for the vault")
        assert self.vault.stat().st_mode & 0o777 == 0o600

    def _is_killed_in_a_sentence(self) -> None:
        self._writes_until_it_is_kept(DRAFTED)
        self.terminal.is_killed()
        for name in files_under(self.root):
            assert hits((self.root / name).read_bytes()) == [], name
        self.hand.terminal = self._sits_down(at=LATER)
        unlocks(self.terminal)
        self._answers_the_groups()
        self.hand.sees_what_is_asked()
        self._finds_the_sentence_again(DRAFTED)

    def _answers_the_groups(self) -> None:
        self.terminal.until_sees("type these groups of it")
        asked = [int(number) for number in re.findall(r"Group (\d+)", self.terminal.sees)]
        assert len(asked) == 2
        for number in asked:
            self.terminal.types(self.groups[number - 1].lower())
            self.terminal.presses("enter")

    def _locks_and_unlocks(self) -> None:
        half = LIVED_ONE[:25]
        self.terminal.types(half)
        before = len(self.terminal.raw)
        self.terminal.presses("ctrl+l")
        self.terminal.until_sees("Locked.", "Passphrase")
        assert half.encode() not in self.terminal.raw[before:], "it was drawn once more"
        assert LIVED_ONE.split()[0] not in self.terminal.words
        self._looks_at_the_process()
        self.terminal.types(f"not this one, {WORDS['passphrase']}")
        self.terminal.presses("shift+home", "ctrl+c", "ctrl+x", "enter")
        self.terminal.until_sees("does not open the journal. Nothing was changed.")
        unlocks(self.terminal)
        self.hand.sees_what_is_asked()
        self._finds_the_sentence_again(half)

    def _steadies_in_a_sentence(self) -> None:
        half = COST[:34]
        self.terminal.types(half)
        self.terminal.presses("left", "left", "left")
        guide = self.beside.guide
        self.terminal.presses("ctrl+g")
        guide.steady()
        self.hand.sees_what_is_asked()
        assert half not in self.terminal.words
        self.hand.walks(to="twovoice.cost")
        self.terminal.until_sees(half)
        self.terminal.types("+")
        self.terminal.until_sees(f"{half[:-3]}+{half[-3:]}")
        self.terminal.presses("backspace", "end")
        self.hand.written = half

    def _takes_words_back(self) -> None:
        word = WORDS["words that were taken back"]
        self._writes_until_it_is_kept(word)
        self.terminal.presses("ctrl+x")  # the whole line, and not to the terminal's clipboard
        self.terminal.until_gone(word)

    def _pauses_and_covers(self) -> None:
        begun = "I chose the drawer."
        self.terminal.types(begun)
        self.terminal.presses("left", "escape")
        self.terminal.until_sees("Esc back to the page", "why this step")
        self.terminal.presses("escape")
        self.terminal.until_gone("Esc back to the page")
        self.terminal.types("+")
        self.terminal.until_sees(f"{begun[:-1]}+{begun[-1]}")
        self.terminal.presses("backspace", "end")
        self.terminal.presses("escape")
        self.terminal.until_sees("Esc back to the page")
        self.terminal.presses("c")
        self.terminal.until_gone("I chose")
        assert BAR in self.terminal.sees
        assert TITLE not in self.terminal.sees
        self.terminal.presses("ctrl+r")
        self.terminal.until_sees(begun)
        self._looks_at_the_process()
        self.hand.written = begun

    def _writes_until_it_is_kept(self, text: str) -> None:
        """Type, and stop until the pause has kept it."""
        draft = self.root / "data" / "journal.vault.draft"
        before = time.time_ns()
        self.terminal.types(text)

        def is_kept() -> bool:
            return draft.exists() and draft.stat().st_mtime_ns > before

        self.terminal.until(is_kept, "waited for the draft")
        self.terminal.until_sees("kept")

    def _finds_the_sentence_again(self, text: str) -> None:
        self.terminal.until_sees(text)
        self.hand.written = text

    def _looks_at_the_process(self) -> None:
        """Read what every other process could read of it."""
        for name in ("cmdline", "environ"):
            try:
                found = Path(f"/proc/{self.terminal.pid}/{name}").read_bytes()
            except OSError:
                continue
            self.processes += found

    # -- afterwards ---------------------------------------------------------------------------

    def _says_who_could_be_near(self) -> None:
        guide = self.beside.guide
        self.terminal.until_sees("This is done enough for now.")
        self.hand.chooses("Close")
        guide.leave()
        self.hand.chooses("Something else")
        self.hand.chooses("My people, and what steadies me")
        guide.start("support")
        self.hand.sees_what_is_asked()
        self.hand.walks(to="end")
        self.hand.chooses("Close")
        guide.leave()

    def _takes_a_page_along(self) -> None:
        self.hand.chooses("Something else")
        self.hand.chooses(TITLE)
        self.hand.chooses("A page to take with you")
        self.terminal.until_sees("stays here", "Space changes a mark.")
        for _ in range(self.terminal.sees.count("stays here")):
            self.terminal.presses("space", "space", "down")
        assert "stays here" not in self.terminal.sees
        self.terminal.presses("enter")
        self.terminal.until_sees("Naming it")
        self.terminal.presses("enter")
        self.terminal.until_sees("words, about", "Type your passphrase again")
        assert not self.page.exists()
        self.terminal.types("not this one")
        self.terminal.presses("enter")
        self.terminal.until_sees("This passphrase does not open the journal.")
        assert not self.page.exists()
        self.terminal.types(PASSPHRASE)
        self.terminal.presses("enter")
        self.terminal.until(self.page.exists, "waited for the page")
        self.terminal.until_sees("It is written:")
        self.terminal.presses("ctrl+q")
        assert self.terminal.ends() == 0
