"""Opening the vault that was kept: by its passphrase, or by the recovery key typed in its place."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from regret_tui.content.library import Library
from regret_tui.journal.journal import Outside
from regret_tui.journal.opening import unlock
from regret_tui.journal.session import Session
from regret_tui.plain.asking import Asker
from regret_tui.plain.console import Console
from regret_tui.plain.keeping import make_passphrase
from regret_tui.plain.parse import NotUnderstood, number
from regret_tui.plain.recovery import show_key, wait_until_written
from regret_tui.plain.secrets import Secrets
from regret_tui.vault import NoticeKind, RecoveryKey, read_recovery_key
from regret_tui.vault.errors import (
    BadRecoveryKey,
    InUse,
    ReadOnly,
    VaultError,
    WrongPassphrase,
    WrongRecoveryKey,
)
from regret_tui.vault.host import Host
from regret_tui.world import World

_KEY_BEGINS: Final = "AGE-SECRET-KEY-"
_NEARLY_A_KEY: Final = 57
"""Letters and digits from which what was typed can be a key with a slip in it."""
_REPAIRABLE: Final = frozenset({NoticeKind.FRONT_MISMATCH, NoticeKind.BOTH_FRONTS_DAMAGED})


@dataclass(frozen=True, slots=True)
class Opener:
    """What was typed to open a vault: one of the two."""

    passphrase: str | None = None
    recovery: RecoveryKey | None = None


class NotOpened(Exception):
    """The person chose not to open it after all."""


def read_opener(typed: str, path: Path, host: Host) -> Opener:
    """Return a recovery key where one was typed, and else a passphrase.

    A slip in a key is set right where the front of the vault confirms that it is its key.

    Args:
        typed: what was typed.
        path: the vault.
        host: this computer.

    Raises:
        BadRecoveryKey: it begins as a recovery key does, and is none.
        VaultError: it looks like a key, and the vault cannot be asked.
    """
    begins = typed.strip().upper().startswith(_KEY_BEGINS)
    if not begins and len(re.sub(r"[\W_]", "", typed)) < _NEARLY_A_KEY:
        return Opener(passphrase=typed)
    try:
        return Opener(recovery=read_recovery_key(path, typed, host=host))
    except BadRecoveryKey:
        if begins:
            raise
        return Opener(passphrase=typed)


def opens(session: Session, typed: str, world: World) -> bool:
    """Return whether what was typed once more opens the vault of a session.

    Raises:
        BadRecoveryKey: it begins as a recovery key does, and is none.
    """
    vault = session.vault
    if vault is None:
        return False
    opener = read_opener(typed, world.paths.vault, world.host)
    if opener.recovery is not None:
        return vault.check_recovery(opener.recovery)
    return vault.check_passphrase(opener.passphrase or "")


def ask_opener(console: Console, library: Library, secrets: Secrets, world: World) -> Opener:
    """Ask for the passphrase, and say that it works.

    Raises:
        EndOfInput: there is nothing more.
        NoPassphrase: the descriptor gives none.
        BadRecoveryKey: it begins as a recovery key does, and is none.
    """
    typed = secrets.passphrase(library.phrase("unlock.ask"))
    console.warn(library.phrase("unlock.working"))
    return read_opener(typed, world.paths.vault, world.host)


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
    """
    for left in range(secrets.tries - 1, -1, -1):
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
                raise
            console.warn(str(error))
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
    session.replace_keys(passphrase, key, world.host.token)
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
