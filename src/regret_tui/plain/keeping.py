"""Keeping: a passphrase is made, a recovery key shown, and a vault made once, with both or one."""

from enum import Enum

from regret_tui.domain.profile import RecoveryState
from regret_tui.errors import RegretError
from regret_tui.journal.session import Session
from regret_tui.plain.asking import Asker
from regret_tui.plain.console import Console
from regret_tui.plain.recovery import choose_recovery, wait_until_written
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.words import Says
from regret_tui.vault import RecoveryKey, suggest_passphrase
from regret_tui.vault.errors import PassphraseRefused
from regret_tui.vault.passphrase import check_new, reading
from regret_tui.world import World


class Kept(Enum):
    """What came of offering to keep."""

    KEPT = "kept"
    NOT_NOW = "not now"
    GONE = "gone"


def make_passphrase(console: Console, words: Says, secrets: Secrets, world: World) -> str:
    """Ask for a new passphrase, twice, with a reading of its strength and never a rule.

    Raises:
        EndOfInput: there is nothing more.
        NoPassphrase: the descriptor gives none.
        PassphraseRefused: what the descriptor gives cannot be used.
    """
    if secrets.from_fd:
        passphrase = secrets.passphrase("")
        check_new(passphrase)
        return passphrase
    suggestion = suggest_passphrase(world.host.token)
    console.warn(words("passphrase.make"))
    console.warn(words("passphrase.suggestion"))
    console.warn(suggestion)
    console.warn(words("plain.take_suggestion"))
    while True:
        passphrase = secrets.passphrase(words("unlock.ask"))
        if not passphrase:
            console.warn(words("plain.took_suggestion"))
            return suggestion
        try:
            check_new(passphrase)
        except PassphraseRefused as error:
            console.warn(str(error))
            continue
        name = f"passphrase.{reading(passphrase)}"
        console.warn(f"{words(name)} {words('passphrase.reading')}")
        if secrets.passphrase(words("passphrase.again")) == passphrase:
            return passphrase
        console.warn(words("passphrase.differ"))


class Keeping:
    """Offers to keep what is in memory.

    Args:
        asker: where choices are typed.
        secrets: where the passphrase comes from.
        session: what is kept.
        world: where.
    """

    def __init__(self, asker: Asker, secrets: Secrets, session: Session, world: World) -> None:
        self._asker = asker
        self._secrets = secrets
        self._session = session
        self._world = world
        self.failure: RegretError | None = None
        """Why the last try to keep it came to nothing."""

    def offer(self, *, leaving: bool) -> Kept:
        """Ask whether to keep it, and do so.

        Args:
            leaving: whether the person is on the way out; then "not now" means to stay.

        Raises:
            Called: a command was typed.
            EndOfInput: there is nothing more.
        """
        words, console = self._asker.words, self._asker.console
        console.say()
        console.say(words("keep.crash"))
        console.say(words("first.limits"))
        console.say(words("keep.ask"))
        later = words("plain.go_back") if leaving else words("keep.later")
        match self._asker.choose([words("keep.yes"), later, words("keep.let_go")]):
            case 0:
                return Kept.KEPT if self._keep() else Kept.NOT_NOW
            case 1:
                return Kept.NOT_NOW
        console.say(words("keep.let_go_sure"))
        sure = self._asker.choose([words("keep.let_go"), words("plain.go_back")])
        return Kept.GONE if sure == 0 else Kept.NOT_NOW

    def _keep(self) -> bool:
        words, console = self._asker.words, self._asker.console
        try:
            passphrase = make_passphrase(console, words, self._secrets, self._world)
            key = RecoveryKey.generate()
            state = choose_recovery(self._asker, key)
            if state is RecoveryState.WRITTEN:
                wait_until_written(self._asker)
            kept_key = key if state is RecoveryState.WRITTEN else None
            console.say(words("passphrase.working"))
            self._session.keep(
                self._world.paths.vault,
                host=self._world.host,
                passphrase=passphrase,
                recovery=kept_key,
            )
            self._session.keys.chose_recovery(state, kept_key, self._world.host.token)
        except RegretError as error:
            self.failure = error
            console.warn(str(error))
            return self._session.is_kept
        self.failure = None
        if self._session.is_cheap:
            console.say(words("passphrase.cheap"))
        if state is RecoveryState.LATER:
            console.say(words("recovery.later_done"))
        console.say(words("keep.kept"))
        return True
