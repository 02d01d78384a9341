"""Opening the vault that was kept: by its passphrase, or by the recovery key typed in its place."""

from dataclasses import dataclass
from typing import Final

from regret_tui.content.library import Library
from regret_tui.journal.journal import Outside
from regret_tui.journal.opening import unlock
from regret_tui.journal.session import Session
from regret_tui.journal.shut import is_another, what_helps
from regret_tui.plain.asking import Asker
from regret_tui.plain.console import Console
from regret_tui.plain.keeping import make_passphrase
from regret_tui.plain.opener import Opener, ask_opener
from regret_tui.plain.parse import NotUnderstood, number
from regret_tui.plain.recovery import show_key, wait_until_written
from regret_tui.plain.secrets import Secrets
from regret_tui.vault import NoticeKind, RecoveryKey, measure
from regret_tui.vault.errors import (
    BadRecoveryKey,
    InUse,
    ReadOnly,
    VaultError,
    WrongPassphrase,
    WrongRecoveryKey,
)
from regret_tui.world import World

_REPAIRABLE: Final = frozenset({NoticeKind.FRONT_MISMATCH, NoticeKind.BOTH_FRONTS_DAMAGED})


class NotOpened(Exception):
    """The person chose not to open it after all."""


class DoesNotOpen(Exception):
    """Something is wrong with the file, and an earlier copy of it may help.

    Attributes:
        error: what is wrong.
        opener: what was typed, None where it could not be read.
    """

    def __init__(self, error: VaultError, opener: Opener | None) -> None:
        super().__init__(error)
        self.error = error
        self.opener = opener


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A journal that was opened.

    Attributes:
        session: the journal.
        by_recovery: whether the recovery key opened it; then new keys are due before writing.
        only_looks: whether it was opened to be read and nothing else.
    """

    session: Session
    by_recovery: bool = False
    only_looks: bool = False


def open_session(
    world: World,
    library: Library,
    console: Console,
    secrets: Secrets,
    *,
    read_only: bool = False,
) -> Unlocked:
    """Open the vault. On a terminal the passphrase can be tried three times.

    Args:
        world: where it is.
        library: the prompts.
        console: where wrong tries are said.
        secrets: where the passphrase comes from.
        read_only: only to read, beside another window where there is one.

    Raises:
        VaultError: it did not open; nothing was changed.
        EndOfInput: there is nothing more.
        NoPassphrase: the descriptor gives none.
        NotOpened: it can only be looked at now, and that was not wanted.
        DoesNotOpen: at a terminal, where an earlier copy may help.
    """
    for left in range(secrets.tries - 1, -1, -1):
        opener = None
        try:
            opener = ask_opener(console, library, secrets, world)
            try:
                return _opened(world, library, opener, read_only=read_only)
            except (InUse, ReadOnly) as error:
                if not console.is_terminal:
                    raise
                _ask_to_look(console, library, error)
                return _opened(world, library, opener, read_only=True)
        except (WrongPassphrase, WrongRecoveryKey, BadRecoveryKey) as error:
            if not left:
                if console.is_terminal and is_another(world.paths.vault, world.host):
                    raise DoesNotOpen(error, None) from error
                raise
            console.warn(str(error))
        except VaultError as error:
            if console.is_terminal and what_helps(error):
                raise DoesNotOpen(error, opener) from error
            raise
    raise WrongPassphrase  # not reached: the last try raises


def _opened(world: World, library: Library, opener: Opener, *, read_only: bool) -> Unlocked:
    session = unlock(
        world.paths.vault,
        library,
        Outside(world.now, world.new_id),
        host=world.host,
        passphrase=opener.passphrase,
        recovery=opener.recovery,
        read_only=read_only,
    )
    return Unlocked(session, opener.recovery is not None, read_only)


def _ask_to_look(console: Console, library: Library, error: VaultError) -> None:
    """Say why it cannot be written to, and offer to look only.

    Raises:
        NotOpened: that is not wanted.
        EndOfInput: there is nothing more.
    """
    console.warn(str(error))
    console.choices(library.phrase(name) for name in ("unlock.look", "plain.leave_only"))
    while True:
        try:
            chosen = number(console.line(), 2)
        except NotUnderstood as wrong:
            console.say(str(wrong))
            continue
        if chosen == 1:
            raise NotOpened
        return


def renew_keys(session: Session, asker: Asker, world: World) -> None:
    """After the recovery key opened it: a new passphrase, and with it a new recovery key.

    Raises:
        Called: a command was typed; it stays open for reading only.
        EndOfInput: there is nothing more.
        VaultError: as saving raises.
    """
    asker.console.say(asker.words("unlock.new_passphrase"))
    typed = Secrets(asker.console)  # a descriptor gave the recovery key, so not from there
    passphrase = make_passphrase(asker.console, asker.words, typed, world)
    key = RecoveryKey.generate()
    show_key(asker, key)
    wait_until_written(asker)
    cost = measure(world.host).cost
    session.keys.replace(passphrase, key, world.host.token, cost)
    session.opened()


def repair_front(session: Session, asker: Asker) -> None:
    """Offer to write a readable front anew where it is damaged or not the one it was saved with.

    Raises:
        Called: a command was typed.
        EndOfInput: there is nothing more.
        VaultError: as saving raises.
    """
    vault = session.vault
    if vault is None or not _REPAIRABLE & {notice.kind for notice in vault.notices}:
        return
    asker.console.say(asker.words("plain.repair"))
    if asker.choose([asker.words("plain.repair_now"), asker.words("keep.later")]) == 0:
        vault.repair_front()
        session.opened()
        asker.console.say(asker.words("plain.repaired"))
