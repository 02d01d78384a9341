"""Where the journal does not open: an earlier copy, or what is whole, before it is asked again."""

from regret_tui.content.library import Library
from regret_tui.domain.profile import RecoveryState
from regret_tui.errors import RegretError
from regret_tui.journal.opening import begin
from regret_tui.journal.salvaging import NewKeys, found_in_words, put_in_place
from regret_tui.journal.shut import may_be_salvaged, what_helps
from regret_tui.plain.asking import Asker, Called
from regret_tui.plain.console import EndOfInput
from regret_tui.plain.errors import NotWanted
from regret_tui.plain.keeping import make_passphrase
from regret_tui.plain.opener import Opener
from regret_tui.plain.parse import Command
from regret_tui.plain.people import show_people
from regret_tui.plain.recovery import choose_recovery, wait_until_written
from regret_tui.plain.restoring import pick_copy, put_back
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.talk import room_talk
from regret_tui.plain.unlocking import DoesNotOpen
from regret_tui.plain.words import Words
from regret_tui.vault import RecoveryKey, Salvaged, salvage
from regret_tui.vault.errors import Missing, WrongPassphrase, WrongRecoveryKey
from regret_tui.world import World


class Shut:
    """Offers what can help.

    Args:
        world: what comes from outside.
        library: the prompts.
        secrets: where a passphrase comes from.
        shut: why it does not open, and what was typed.
    """

    def __init__(self, world: World, library: Library, secrets: Secrets, shut: DoesNotOpen) -> None:
        console, session = secrets.console, begin(library, world.outside)
        self._world = world
        self._library = library
        self._error = shut.error
        self._opener = shut.opener
        self._asker = Asker(console, Words(session), lambda: show_people(console, session))
        self._console = console
        self._words = self._asker.words
        self._talk = room_talk(world, library, self._asker, secrets)

    def offer(self) -> bool:
        """Say what is wrong and what can help, and do what is chosen.

        Returns:
            Whether to go on: something else stands there now, or it is tried again, or begun
            anew; else the person leaves.
        """
        by_key = self._opener is not None and self._opener.recovery is not None
        self._console.warn(self._error.message)
        self._console.say(self._words(what_helps(self._error, by_key=by_key, another=True)))
        gone = isinstance(self._error, Missing)
        names = ["plain.leave_only", "unlock.copies"]
        names.append("unlock.begin_anew" if gone else "plain.try_again")
        names += ["unlock.salvage"] if may_be_salvaged(self._error) else []
        labels = [self._words(name) for name in names]
        while True:
            try:
                self._console.say(self._words("plain.enter_leaves_only"))
                match self._asker.choose(labels, default=0):
                    case 0:
                        return False
                    case 1:
                        self._go_back()
                    case 3:
                        self._take_out()
            except EndOfInput:
                return False
            except Called as called:
                if called.command in (Command.LOCK, Command.LEAVE):
                    return False
            except NotWanted as left:
                self._console.say(left.message)
            except RegretError as error:
                self._console.warn(error.message if what_helps(error) else str(error))
            else:
                return True

    def _go_back(self) -> None:
        """Show the earlier copies, and put the chosen one in place."""
        self._console.warn(self._words("file.reading"))
        copy = pick_copy(self._talk, "", self._opener)
        put_back(self._talk, copy, sure=False, known=self._opener, over_another=True)

    def _take_out(self) -> None:
        """Say what is whole in the file, and make it the journal where that is wanted."""
        found, opener = self._read()
        for line in found_in_words(self._library, found):
            self._console.say(line)
        if found.lost != 0:
            self._talk.told("copies.salvage_earlier")
        self._talk.told("copies.salvage_place")
        if not self._talk.agrees(self._words("copies.salvage_ask")):
            raise NotWanted
        passphrase = opener.passphrase
        if passphrase is None:
            self._talk.told("vault.salvage_new")
            typed = Secrets(self._console)  # a descriptor gave the recovery key, so not from there
            passphrase = make_passphrase(self._console, self._words, typed, self._world)
        key = RecoveryKey.generate()
        state = choose_recovery(self._asker, key)
        if state is RecoveryState.WRITTEN:
            wait_until_written(self._asker)
        self._console.warn(self._words("copies.salvage_making"))
        aside, measured = put_in_place(
            found,
            self._world.paths.vault,
            NewKeys(passphrase, key if state is RecoveryState.WRITTEN else None, state),
            library=self._library,
            outside=self._world.outside,
            host=self._world.host,
        )
        self._talk.result("copies.salvage_in_place")
        if aside is not None:
            self._talk.result("copies.aside", path=aside)
        if measured.under_default:
            self._talk.result("passphrase.cheap")

    def _read(self) -> tuple[Salvaged, Opener]:
        """Read what is whole, with what was typed or what is asked for now."""

        def read(opener: Opener) -> tuple[Salvaged, Opener]:
            path, host = self._world.paths.vault, self._world.host
            return salvage(path, host=host, secret=opener.secret), opener

        self._talk.told("copies.salvage_about")
        if self._opener is not None:
            self._console.warn(self._words("file.checking"))
            try:
                return read(self._opener)
            except (WrongPassphrase, WrongRecoveryKey) as wrong:
                self._console.warn(wrong.message)
        return self._talk.ask_for(self._words("unlock.ask"), self._world.paths.vault, read)
