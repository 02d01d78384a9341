"""A new passphrase, a new recovery key, or both new since somebody may know one of them."""

from regret_tui.domain.profile import RecoveryState
from regret_tui.journal.copies import purged_in_words
from regret_tui.journal.session import Session
from regret_tui.plain.errors import NotWanted
from regret_tui.plain.talk import Talk
from regret_tui.vault import Cost, RecoveryKey, measure


def change_passphrase(talk: Talk, session: Session, passphrase: str) -> None:
    """Make only the passphrase new, and say which copies still open with the one before.

    Raises:
        VaultError: as saving raises.
    """
    session.keys.change_passphrase(passphrase, _cost(talk))
    talk.result("opening.changed")
    talk.result("opening.changed_copies")


def make_both_new(talk: Talk, session: Session, passphrase: str, key: RecoveryKey | None) -> None:
    """Make passphrase and recovery key new.

    Args:
        talk: where it is said.
        session: the journal.
        passphrase: the new one.
        key: the new one; None only where there was none.

    Raises:
        VaultError: as saving raises.
    """
    state = RecoveryState.WRITTEN if key else session.journal.store.profile.recovery
    session.keys.replace(passphrase, key, talk.world.host.token, _cost(talk), state)
    talk.told("opening.both_new" if key else "opening.changed")


def _cost(talk: Talk) -> Cost:
    """Return what a new passphrase costs on this computer; where it is too little, say so."""
    talk.console.warn(talk.says("passphrase.working"))
    measured = measure(talk.world.host)
    if measured.under_default:
        talk.told("passphrase.cheap")
    return measured.cost


def make_recovery_key(talk: Talk, session: Session, key: RecoveryKey) -> None:
    """Make only the recovery key new, or the first one.

    Raises:
        VaultError: as saving raises.
    """
    first = session.vault is not None and not session.vault.has_recovery
    session.keys.add_recovery(RecoveryState.WRITTEN, key, talk.world.host.token)
    talk.told("vault.key_first" if first else "opening.new_key")


def agree_to_new_key(talk: Talk, *, sure: bool) -> None:
    """Say what a new recovery key means for the one before, and ask whether to make it.

    Raises:
        NotWanted: it was not agreed to.
    """
    talk.told("opening.new_key_about")
    if not sure and not talk.agrees(talk.says("vault.key_ask")):
        raise NotWanted


def agree_to_both_new(talk: Talk, *, sure: bool) -> None:
    """Say what it means that somebody may know a key, and ask whether to make both new.

    Raises:
        NotWanted: it was not agreed to.
    """
    talk.told("opening.known_about")
    if not sure and not talk.agrees(talk.says("vault.known_ask")):
        raise NotWanted


def clear_copies(talk: Talk, session: Session) -> None:
    """Remove the earlier copies, and say what stays and what is out of reach.

    Raises:
        VaultError: a folder could not be read.
    """
    if session.vault is None:
        return
    for line in purged_in_words(session.library, session.vault.purge()):
        talk.tell(line)
    talk.told("opening.known_limits")
