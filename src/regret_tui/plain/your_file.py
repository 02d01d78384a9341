"""Your file: what can be done with the journal as a file, from home in line mode."""

import os
from collections.abc import Callable
from pathlib import Path

from regret_tui.errors import RegretError
from regret_tui.journal.copies import beside
from regret_tui.journal.session import Session
from regret_tui.plain.asked_again import asked_again
from regret_tui.plain.asking import Asker
from regret_tui.plain.console import visible
from regret_tui.plain.drill import drill
from regret_tui.plain.errors import NotWanted
from regret_tui.plain.keeping import make_passphrase
from regret_tui.plain.merging import bring_in, is_the_vault
from regret_tui.plain.newkeys import (
    agree_to_both_new,
    agree_to_new_key,
    change_passphrase,
    clear_copies,
    make_both_new,
    make_recovery_key,
)
from regret_tui.plain.opener import Opener
from regret_tui.plain.recovery import show_key, wait_until_written
from regret_tui.plain.restoring import look_into, pick_copy, put_back
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.talk import room_talk
from regret_tui.vault import RecoveryKey, Vault, earlier_copies, verify
from regret_tui.world import World


class YourFile:
    """Offers what can be done with the file.

    Args:
        asker: where choices are typed.
        session: the open journal.
        secrets: where the passphrase comes from, when it is asked again.
        world: what comes from outside.
    """

    def __init__(self, asker: Asker, session: Session, secrets: Secrets, world: World) -> None:
        self._asker = asker
        self._words = asker.words
        self._session = session
        self._secrets = secrets
        self._world = world
        self._is_open = True
        self._talk = room_talk(world, session.library, asker, secrets)

    def choose(self) -> bool:
        """Offer the acts, and do the chosen one.

        Returns:
            Whether the journal is still open.

        Raises:
            Called: a command was typed.
            EndOfInput: there is nothing more.
            RegretError: what the act met; nothing was changed.
        """
        vault = self._session.vault
        if vault is not None and vault.read_only:
            self._look(vault)
            return True
        acts: list[tuple[str, Callable[[], None]]] = [
            ("vault.room_copies", self._copies),
            ("file.passphrase", self._passphrase),
            ("vault.room_known", self._known),
            ("file.key", self._new_key),
        ]
        if vault is not None and vault.has_recovery:
            acts.append(("vault.room_drill", self._drill))
        acts += [("file.bring", self._merge), ("vault.room_verify", self._verify)]
        self._asker.console.say(self._words("vault.room_ask"))
        chosen = self._asker.choose_or_back([self._words(name) for name, _ in acts])
        if chosen is not None:
            acts[chosen][1]()
        return self._is_open

    def _look(self, vault: Vault) -> None:
        """Offer what changes nothing."""
        acts: list[tuple[str, Callable[[], None]]] = [
            ("file.whole", self._verify),
            ("file.copies", self._look_into_copies),
        ]
        if vault.has_recovery:
            acts.append(("vault.room_drill", self._compare_key))
        self._asker.console.say(self._words("file.read_only"))
        self._talk.result("vault.key_there" if vault.has_recovery else "file.no_key")
        chosen = self._asker.choose_or_back([self._words(name) for name, _ in acts])
        if chosen is not None:
            acts[chosen][1]()

    def _look_into_copies(self) -> None:
        """Show earlier copies, and say what one holds. It stays where it is."""
        if not earlier_copies(self._world.paths.vault, host=self._world.host):
            self._talk.result("copies.none")
            return
        look_into(self._talk, pick_copy(self._talk, ""))

    def _compare_key(self) -> None:
        """See whether the whole key is the right one. Its groups are not asked for: that saves."""
        drill(self._asker, self._session, self._world, whole=True)

    def _copies(self) -> None:
        """Show earlier copies, and go back to one. The journal is closed for that."""
        if not earlier_copies(self._world.paths.vault, host=self._world.host):
            self._talk.result("copies.none")
            return
        copy = pick_copy(self._talk, "")
        try:
            put_back(self._talk, copy, sure=False, before=self._close)
        except RegretError as error:
            if self._is_open or not self._asker.console.is_terminal:
                raise
            self._asker.console.warn(str(error))
        self._talk.result("vault.open_again")

    def _close(self) -> None:
        self._session.close()
        self._is_open = False

    def _passphrase(self) -> None:
        self._ask_again()
        change_passphrase(self._talk, self._session, self._new_passphrase())

    def _known(self) -> None:
        agree_to_both_new(self._talk, sure=False)
        self._ask_again()
        passphrase = self._new_passphrase()
        vault = self._session.vault
        key = self._written_key() if vault is not None and vault.has_recovery else None
        make_both_new(self._talk, self._session, passphrase, key)
        clear_copies(self._talk, self._session)

    def _new_key(self) -> None:
        vault = self._session.vault
        if vault is not None and vault.has_recovery:
            agree_to_new_key(self._talk, sure=False)
        self._ask_again()
        make_recovery_key(self._talk, self._session, self._written_key())

    def _drill(self) -> None:
        labels = ["vault.key_all"]
        if self._session.keys.asked_groups:
            labels.insert(0, "vault.key_some")
        self._asker.console.say(self._words("vault.key_how"))
        chosen = self._asker.choose_or_back([self._words(name) for name in labels])
        if chosen is not None:
            whole = labels[chosen] == "vault.key_all"
            drill(self._asker, self._session, self._world, whole=whole)

    def _merge(self) -> None:
        self._talk.told("copies.merge_about")
        other = self._other_copy()
        if other is None:
            return
        if is_the_vault(self._talk, other):
            self._talk.result("vault.merge_itself")
            return
        self._talk.told("vault.merge_theirs")
        bring_in(self._talk, self._session, other)

    def _other_copy(self) -> Path | None:
        """Return the copy that is meant: one that lies beside the journal, or one elsewhere."""
        found = beside(self._session, self._world.host)
        if found:
            names = [path.name for path in found]
            chosen = self._asker.choose_or_back([*names, self._words("vault.merge_elsewhere")])
            if chosen is None or chosen < len(found):
                return None if chosen is None else found[chosen]
        self._asker.about(lambda: self._talk.told("vault.merge_which"))
        self._talk.told("vault.merge_which")
        typed = visible(self._asker.line()).strip()
        return Path(os.path.expanduser(typed)) if typed else None  # noqa: PTH111  # Path's raises

    def _verify(self) -> None:
        def whole(opener: Opener) -> None:
            found = verify(
                self._world.paths.vault,
                host=self._world.host,
                passphrase=opener.passphrase,
                recovery=opener.recovery,
            )
            self._talk.result("plain.verified", count=found.records, n=found.generation)

        self._talk.ask_for(self._words("unlock.ask"), self._world.paths.vault, whole)

    def _ask_again(self) -> None:
        """Ask for what opens the journal, as whoever passes by could not.

        Raises:
            NotWanted: nothing that opens it was typed.
        """
        self._talk.told("vault.again")
        prompt = self._words("unlock.ask")
        if not asked_again(self._secrets, self._session, self._world, self._words, prompt):
            raise NotWanted

    def _new_passphrase(self) -> str:
        console = self._asker.console
        return make_passphrase(console, self._words, Secrets(console), self._world)

    def _written_key(self) -> RecoveryKey:
        key = RecoveryKey.generate()
        show_key(self._asker, key)
        wait_until_written(self._asker)
        return key
