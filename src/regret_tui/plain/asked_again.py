"""The passphrase once more, before something that cannot be taken back."""

from regret_tui.journal.session import Session
from regret_tui.plain.opener import opens
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.words import Words
from regret_tui.vault.errors import BadRecoveryKey, WrongPassphrase
from regret_tui.world import World


def asked_again(
    secrets: Secrets, session: Session, world: World, words: Words, prompt: str
) -> bool:
    """Ask for what opens the vault. Enter alone, or a wrong one, and nothing is done.

    Args:
        secrets: where it comes from.
        session: whose vault it opens.
        world: where the vault is.
        words: what is said.
        prompt: what is asked.

    Raises:
        EndOfInput: there is nothing more.
    """
    for _ in range(secrets.tries):
        typed = secrets.passphrase(prompt)
        if not typed:
            return False
        secrets.console.warn(words("unlock.working"))
        try:
            if opens(session, typed, world):
                return True
            secrets.console.warn(str(WrongPassphrase()))
        except BadRecoveryKey as error:
            secrets.console.warn(str(error))
    return False
