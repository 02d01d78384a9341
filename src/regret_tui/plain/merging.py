"""Bringing another copy of the journal in: what it would do is said before anything is done."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from regret_tui.errors import RegretError
from regret_tui.journal.copies import bring_together, check_copy, merge, merge_in_words, read_copy
from regret_tui.journal.session import Session
from regret_tui.plain.errors import NotWanted
from regret_tui.plain.opener import Opener
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.talk import Talk
from regret_tui.vault import Copy, Later, Merge
from regret_tui.vault.errors import Conflict, FrontDamaged, WrongPassphrase, WrongRecoveryKey

T = TypeVar("T")


def is_the_vault(talk: Talk, other: Path) -> bool:
    """Return whether a path leads to the vault itself."""
    return os.path.realpath(other) == os.path.realpath(talk.vault)


def bring_in(
    talk: Talk,
    session: Session,
    other: Path,
    *,
    known: Opener | None = None,
    theirs: Secrets | None = None,
    only_say: bool = False,
    sure: bool = False,
) -> None:
    """Say what bringing a copy in would do and, once that is agreed to, do it.

    Args:
        talk: where it is talked over.
        session: the open journal.
        other: the copy.
        known: what opened the journal; the copy is tried with it before anything is asked.
        theirs: where the copy's passphrase comes from, where it is not typed.
        only_say: whether nothing is to be done.
        sure: whether it need not be agreed to any more.

    Raises:
        NotWanted: it was not agreed to, or no passphrase was typed.
        EndOfInput: there is nothing more.
        VaultError: the copy does not open, is another journal, or it could not be saved.
    """
    with suppress(FrontDamaged):  # its recovery key opens it all the same
        check_copy(session, other, talk.world.host)
    copy, would = _read(talk, session, other, known, theirs)
    does_something = bool(would.brings) or would.later is Later.THEIRS
    if does_something:
        talk.told("copies.merge_would")
    is_the_end = only_say or not does_something
    for line in merge_in_words(session.library, would):
        (talk.console.say if is_the_end else talk.tell)(line)
    if is_the_end:
        return
    if not sure and not talk.agrees(talk.says("vault.merge_ask")):
        raise NotWanted
    merge(session, copy)
    talk.result("copies.merge_done")


def _read(
    talk: Talk, session: Session, other: Path, known: Opener | None, theirs: Secrets | None
) -> tuple[Copy, Merge]:
    def read(opener: Opener) -> tuple[Copy, Merge]:
        return read_copy(session, other, passphrase=opener.passphrase, recovery=opener.recovery)

    if known is not None and theirs is None:
        try:
            return read(known)
        except (WrongPassphrase, WrongRecoveryKey):
            talk.told("vault.merge_other")
    source = Secrets(talk.console) if theirs is None else theirs
    return talk.ask_for(talk.says("unlock.ask"), other, read, source)


def saved(talk: Talk, session: Session, act: Callable[[], T]) -> T:
    """Do what saves. Where the file was changed elsewhere, offer to bring that in, and do it again.

    Args:
        talk: where that is asked.
        session: the journal.
        act: what is done, from what the journal holds at that time.

    Raises:
        Called: a command was typed.
        EndOfInput: there is nothing more.
        NotWanted: it was left as it was; nothing was changed.
        RegretError: what else kept it from being saved; over a pipe, the conflict too.
    """
    while True:
        try:
            return act()
        except Conflict as error:
            if not talk.console.is_terminal:
                raise
            talk.console.warn(str(error))
            brings = talk.choose([talk.says("vault.merge_here")]) == 0
            if not brings or not bring_in_what_stands_there(talk, session):
                raise NotWanted from error


def offer_to_bring_in(talk: Talk, session: Session) -> None:
    """After a save that met another version of the file: offer to bring that in.

    Raises:
        Called: a command was typed.
        EndOfInput: there is nothing more.
    """
    if talk.agrees(talk.says("vault.merge_conflict")):
        bring_in_what_stands_there(talk, session)


def bring_in_what_stands_there(talk: Talk, session: Session) -> bool:
    """After a save that met another version of the file: bring that in, then save.

    What goes wrong is said, and then the save is as undone as before.

    Args:
        talk: where the passphrase is asked for.
        session: the journal.

    Returns:
        Whether both are together and saved.

    Raises:
        EndOfInput: there is nothing more.
    """

    def use(opener: Opener) -> None:
        if opener.passphrase is None:
            raise WrongPassphrase
        bring_together(session, opener.passphrase)

    talk.told("vault.merge_passphrase")
    try:
        talk.ask_for(talk.says("unlock.ask"), talk.vault, use)
    except RegretError as error:
        talk.console.warn(str(error))
        return False
    talk.told("copies.merge_done")
    return True
