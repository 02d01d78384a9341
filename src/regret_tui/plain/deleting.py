"""Deleting in line mode: held for seven days, brought back, or shredded."""

from functools import partial

from regret_tui.journal.deleting import Record, Thing, bring_back, held, hold, shred
from regret_tui.journal.deleting_words import (
    asked,
    back_now,
    held_in_words,
    held_now,
    record_of,
    shredded_in_words,
    title,
)
from regret_tui.journal.session import Session
from regret_tui.plain.asked_again import asked_again
from regret_tui.plain.asking import Asker
from regret_tui.plain.merging import saved
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.talk import room_talk
from regret_tui.world import World


class Deleting:
    """Asks how something should go, and lets it go.

    Args:
        asker: where choices are typed.
        session: whose words they are.
        secrets: where the passphrase comes from, when it is asked again.
        world: the vault.
    """

    def __init__(self, asker: Asker, session: Session, secrets: Secrets, world: World) -> None:
        self._asker = asker
        self._console = asker.console
        self._words = asker.words
        self._session = session
        self._secrets = secrets
        self._world = world
        self._talk = room_talk(world, session.library, asker, secrets)

    @property
    def may_change(self) -> bool:
        """Whether anything can be deleted now."""
        vault = self._session.vault
        return vault is None or not vault.read_only

    def ask(self, thing: Thing) -> bool:
        """Ask how something should go, and do it. Return whether it went.

        Raises:
            Called: a command was typed.
            EndOfInput: there is nothing more.
            RegretError: whatever saving raises.
        """
        record = record_of(self._session.journal, thing)
        if record is None:
            return False
        self._console.say()
        self._console.show(title(self._session.journal, record))
        for text in asked(self._session, thing):
            self._console.say(text)
        labels = [self._words("deleted.hold"), self._words("deleted.shred")]
        match self._asker.choose_or_back(labels):
            case None:
                return False
            case 0:
                saved(self._talk, self._session, lambda: hold(self._session, thing))
                self._console.say(held_now(self._session))
                return True
            case _:
                return self._shredded(thing, record)

    def show(self) -> None:
        """Show what is held, and let it be brought back or shredded. Raises as ``ask``."""
        journal = self._session.journal
        while listed := held(journal):
            self._console.say(self._words("deleted.title"))
            labels = [held_in_words(journal, item) for item in listed]
            chosen = self._asker.choose_or_back(labels)
            if chosen is None:
                return
            acts = [self._words("deleted.bring_back"), self._words("deleted.shred")]
            match self._asker.choose_or_back(acts):
                case 0:
                    thing = listed[chosen].thing
                    saved(self._talk, self._session, partial(bring_back, self._session, thing))
                    self._console.say(back_now(self._session, thing))
                case 1:
                    self._shredded(listed[chosen].thing, listed[chosen].record)
        self._console.say(self._words("deleted.none"))

    def _shredded(self, thing: Thing, record: Record) -> bool:
        if self._session.is_kept:
            self._console.show(title(self._session.journal, record))
            self._console.say(self._words("deleted.backups"))
            self._console.say(self._words("purge.out_of_reach"))
            prompt = self._words("deleted.passphrase")
            if not asked_again(self._secrets, self._session, self._world, self._words, prompt):
                return False
            self._console.warn(self._words("deleted.working"))
        done = saved(self._talk, self._session, lambda: shred(self._session, thing))
        for text in shredded_in_words(self._session.library, done):
            self._console.say(text)
        return True
