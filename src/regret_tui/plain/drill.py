"""Whether the recovery key is still at hand, and a passphrase that is made harder to guess."""

from regret_tui.journal.session import Session
from regret_tui.plain.asking import Asker
from regret_tui.plain.recovery import ask_groups
from regret_tui.plain.secrets import TRIES
from regret_tui.vault import RecoveryKey, read_recovery_key, recovery_fits
from regret_tui.vault.errors import BadRecoveryKey, WrongRecoveryKey
from regret_tui.world import World


def offer_drill(asker: Asker, session: Session, world: World) -> None:
    """Ask whether the recovery key is where it can be found. Enter alone leaves it for a week.

    Raises:
        Called: a command was typed.
        EndOfInput: there is nothing more.
        RegretError: whatever saving raises.
    """
    asker.console.say(asker.words("opening.drill_offer"))
    asker.console.say(asker.words("vault.key_put_off"))
    if not drill(asker, session, world, whole=not session.keys.asked_groups):
        session.keys.put_off_drill()


def drill(asker: Asker, session: Session, world: World, *, whole: bool) -> bool:
    """Ask for the key or for some groups of it, and say whether they are right.

    Args:
        asker: where groups are typed.
        session: the journal.
        world: where its file is.
        whole: whether the whole key is asked for.

    Returns:
        Whether they were right; else it was put off.

    Raises:
        Called: a command was typed.
        EndOfInput: there is nothing more.
        RegretError: whatever saving raises.
    """
    console, words = asker.console, asker.words
    console.say(words("opening.drill_whole" if whole else "opening.drill_groups"))
    early = bool(session.journal.store.profile.recovery_groups)
    right = _whole(asker, session, world) if whole else ask_groups(asker, session)
    if right:
        is_noted = session.vault is not None and not session.vault.read_only
        noted = "recovery.done" if early and not whole else "opening.drill_done"
        console.say(words(noted if is_noted else "file.fits"))
    return right


def _whole(asker: Asker, session: Session, world: World) -> bool:
    for _ in range(TRIES):
        typed = asker.console.secret(asker.words("vault.key_prompt"))
        if not typed.strip():
            return False
        try:
            if session.keys.confirm_key(check_key(typed, world)):
                return True
        except WrongRecoveryKey:
            asker.console.warn(asker.words("opening.drill_wrong"))
        except BadRecoveryKey as error:
            asker.console.warn(str(error))
    return False


def check_key(typed: str, world: World) -> RecoveryKey:
    """Return the recovery key that was typed, known for the vault's by its readable front.

    Raises:
        BadRecoveryKey: it is no whole key.
        WrongRecoveryKey: it is not the key of this journal.
        VaultError: the vault is missing, no vault, or its front is damaged.
    """
    path, host = world.paths.vault, world.host
    key = read_recovery_key(path, typed, host=host)
    if not recovery_fits(path, host=host)(key):
        raise WrongRecoveryKey
    return key


def offer_stronger(asker: Asker, session: Session) -> None:
    """Offer to make the passphrase harder to guess; it is typed once more for that.

    Raises:
        Called: a command was typed.
        EndOfInput: there is nothing more.
        RegretError: whatever saving raises.
    """
    console, words = asker.console, asker.words
    console.say(words("opening.stronger_offer"))
    labels = [words("vault.stronger_yes"), words("opening.not_now")]
    if asker.choose(labels) == 1:
        session.keys.put_off_stronger()
        return
    for _ in range(TRIES):
        typed = console.secret(words("unlock.ask"))
        if not typed:
            break
        console.warn(words("passphrase.working"))
        if session.keys.strengthen(typed):
            console.say(words("opening.stronger_done"))
            return
        console.warn(words("opening.wrong"))
    session.keys.put_off_stronger()
