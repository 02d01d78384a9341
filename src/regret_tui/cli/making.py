"""Making a vault from the command line."""

from regret_tui.content.library import load
from regret_tui.domain.profile import RecoveryState
from regret_tui.journal.journal import Outside
from regret_tui.journal.opening import begin
from regret_tui.plain.console import Console, EndOfInput
from regret_tui.plain.errors import NoPassphrase
from regret_tui.plain.keeping import make_passphrase
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.words import Words
from regret_tui.vault import RecoveryKey
from regret_tui.vault.disk import exists
from regret_tui.vault.errors import AlreadyExists
from regret_tui.world import World


def make_vault(world: World, console: Console, secrets: Secrets, *, with_recovery: bool) -> None:
    """Make an empty vault, and write its recovery key to standard output and nowhere else.

    Raises:
        AlreadyExists: a file stands there.
        NoPassphrase: none was given.
        VaultError: it could not be made.
    """
    if exists(world.host.files, world.paths.vault):
        raise AlreadyExists
    session = begin(load(world.paths.prompts), Outside(world.now, world.new_id))
    words = Words(session)
    try:
        passphrase = make_passphrase(console, words, secrets, world)
    except EndOfInput:
        raise NoPassphrase from None
    key = RecoveryKey.generate() if with_recovery else None
    state = RecoveryState.WRITTEN if key else RecoveryState.WITHOUT
    console.warn(words("passphrase.working"))
    session.keep(world.paths.vault, host=world.host, passphrase=passphrase, recovery=key)
    if session.is_cheap:
        console.warn(words("passphrase.cheap"))
    session.keys.chose_recovery(state, key, world.host.token)
    session.close()
    if key is not None:
        console.warn(words("recovery.shown"))
        console.show(key.text)
