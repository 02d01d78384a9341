"""A page to take away: choose, see exactly what would be written, then write it."""

import os
from collections.abc import Callable
from pathlib import Path

from regret_tui.export.errors import ExportError, FileThere
from regret_tui.export.file import write_text
from regret_tui.export.source import Page
from regret_tui.journal.exporting import belongs_to_vault, file_name, page
from regret_tui.journal.session import Session
from regret_tui.plain.asked_again import asked_again
from regret_tui.plain.asking import Asker
from regret_tui.plain.console import visible
from regret_tui.plain.names import choose_names
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.sharing import choose_shares
from regret_tui.plain.talk import room_talk
from regret_tui.world import World


class Taking:
    """Makes pages, and writes none that was not seen.

    Args:
        asker: where choices are typed.
        session: whose words they are.
        secrets: where the passphrase comes from, when it is asked again.
        world: the vault, and the clock.
    """

    def __init__(self, asker: Asker, session: Session, secrets: Secrets, world: World) -> None:
        self._asker = asker
        self._console = asker.console
        self._words = asker.words
        self._session = session
        self._secrets = secrets
        self._world = world
        self._talk = room_talk(world, session.library, asker, secrets)

    def choose(self) -> None:
        """Offer the pages, and the list of names, until the person goes back.

        Raises:
            Called: a command was typed.
            EndOfInput: there is nothing more.
            RegretError: whatever saving a mark or a name raises.
        """
        acts: list[tuple[str, Callable[[], None]]] = [("plain.page_session", self.session)]
        if self._session.journal.regrets():
            acts.append(("plain.page_regret", self._which))
        if self._may_change:
            acts.append(
                ("plain.page_names", lambda: choose_names(self._asker, self._session, self._talk))
            )
        while True:
            self._console.say(self._words("export.ask"))
            chosen = self._asker.choose_or_back([self._words(name) for name, _ in acts])
            if chosen is None:
                return
            acts[chosen][1]()

    def session(self) -> None:
        """Make the page for an hour with someone. Raises as ``choose``."""
        self._make("session", "")

    def regret(self, regret_id: str) -> None:
        """Make the page of one regret. Raises as ``choose``."""
        self._make("regret", regret_id)

    @property
    def _may_change(self) -> bool:
        vault = self._session.vault
        return vault is None or not vault.read_only

    def _which(self) -> None:
        regrets = self._session.journal.regrets()
        self._console.say(self._words("plain.which_one"))
        chosen = self._asker.choose_or_back([item.title for item in regrets])
        if chosen is not None:
            self.regret(regrets[chosen].id)

    def _make(self, kind: str, regret_id: str) -> None:
        labels = [self._words("plain.page_see")]
        if self._may_change:
            labels.append(self._words("plain.page_marks"))
        while True:
            match self._asker.choose_or_back(labels):
                case None:
                    return
                case 0:
                    made = self._seen(kind, regret_id)
                    if made is not None and self._written(made):
                        return
                case _:
                    choose_shares(self._asker, self._session, self._talk, regret_id or None)

    def _seen(self, kind: str, regret_id: str) -> Page | None:
        """Write the page as it would be in the file. Return it where it is wanted as a file."""
        try:
            made = page(self._session.journal, kind, regret_id)
        except ExportError as error:
            self._console.say(str(error))
            return None
        if made.empty:
            self._console.say(self._words("export.nothing_chosen"))
            return None
        self._console.say(self._words("plain.page_begins"))
        self._console.show(made.markdown.removesuffix("\n"))
        self._console.say(self._words("plain.page_ends"))
        self._console.say(self._words("export.counted", count=made.words, n=made.pages))
        wanted = self._asker.choose_or_back([self._words("export.write")])
        return None if wanted is None else made

    def _written(self, made: Page) -> bool:
        prompt = self._words("export.passphrase")
        if not asked_again(self._secrets, self._session, self._world, self._words, prompt):
            return False
        self._console.say(self._words("export.warning_folder"))
        default = Path(os.path.expanduser("~")) / file_name(self._world.now())  # noqa: PTH111  # Path.home() raises where there is none
        while True:
            path = self._path(default)
            try:
                done = self._put(path, made.markdown)
            except ExportError as error:
                self._console.say(str(error))
                continue
            if done:
                self._console.say(self._words("export.written", path=path))
                return True

    def _path(self, default: Path) -> Path:
        def put() -> None:
            self._console.say(self._words("plain.file_ask", path=default))

        self._asker.about(put)
        put()
        typed = visible(self._asker.line()).strip()
        return Path(os.path.expanduser(typed)) if typed else default  # noqa: PTH111  # Path's raises

    def _put(self, path: Path, text: str) -> bool:
        """Write the file. Return False where another name is wanted. Raises ExportError."""
        try:
            write_text(path, text)
        except FileThere as error:
            if belongs_to_vault(path, self._world.paths.vault):
                raise
            self._console.say(str(error))
            labels = [self._words("plain.replace"), self._words("plain.other_name")]
            if self._asker.choose(labels) == 1:
                return False
            write_text(path, text, replace=True)
        return True
