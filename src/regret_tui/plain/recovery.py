"""Showing a recovery key, and asking for groups of it."""

from collections.abc import Callable

from regret_tui.domain.profile import RecoveryState
from regret_tui.journal.session import Session
from regret_tui.plain.asking import Asker
from regret_tui.vault import RecoveryKey

_CHOICES = (
    ("recovery.write_now", RecoveryState.WRITTEN),
    ("recovery.later", RecoveryState.LATER),
    ("recovery.without", RecoveryState.WITHOUT),
)


def show_key(asker: Asker, key: RecoveryKey) -> None:
    """Write a recovery key in numbered groups, one on each line."""
    console = asker.console
    console.say(asker.words("recovery.shown"))
    for number, group in enumerate(key.groups, 1):
        console.say(f"{number}  {' '.join(group)}")
    console.say(asker.words("plain.key_groups", count=len(key.groups)))


def choose_recovery(asker: Asker, key: RecoveryKey) -> RecoveryState:
    """Show a key and return what the person does about it. Only WRITTEN makes it a key.

    Raises:
        Called: a command was typed.
        EndOfInput: there is nothing more.
    """
    show_key(asker, key)
    chosen = asker.choose([asker.words(name) for name, _ in _CHOICES])
    return _CHOICES[chosen][1]


def wait_until_written(asker: Asker) -> None:
    """Wait until the person has written the key down.

    Raises:
        Called: a command was typed.
        EndOfInput: there is nothing more.
    """
    asker.console.say(asker.words("plain.when_written"))
    asker.line()


def ask_groups(asker: Asker, session: Session) -> bool:
    """Ask for the groups that are remembered, one after the other. Enter alone puts it off.

    Returns:
        Whether they were typed right.

    Raises:
        Called: a command was typed.
        EndOfInput: there is nothing more.
        RegretError: whatever saving raises.
    """
    console, words = asker.console, asker.words
    wanted = session.keys.asked_groups
    typed: dict[str, str] = {}
    for number in sorted(wanted, key=int):
        while number not in typed:
            console.say(words("recovery.group", n=number))
            group = "".join(asker.line().split())
            if not group:
                return False
            if group.upper() == wanted[number]:
                typed[number] = group
            else:
                console.say(words("recovery.wrong_group", n=number))
    return session.keys.confirm_groups(typed)


def ask_at_second_opening(asker: Asker, session: Session) -> None:
    """Ask for two groups of the key that was just written down. Raises as ``ask_groups``."""
    asker.console.say(asker.words("recovery.second_opening"))
    asker.console.say(asker.words("plain.put_off"))
    if ask_groups(asker, session):
        asker.console.say(asker.words("recovery.done"))


def offer_key(asker: Asker, session: Session, token: Callable[[int], bytes]) -> None:
    """Offer again a recovery key that was put off.

    Raises:
        Called: a command was typed.
        EndOfInput: there is nothing more.
        RegretError: whatever saving raises.
    """
    vault = session.vault
    if vault is None or vault.has_recovery or vault.read_only:
        return
    key = RecoveryKey.generate()
    state = choose_recovery(asker, key)
    if state is RecoveryState.WRITTEN:
        wait_until_written(asker)
    session.keys.add_recovery(state, key, token)
