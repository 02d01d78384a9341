"""Changing the passphrase, making keys new, and saying how it stands with the recovery key."""

from datetime import date

from regret_tui.cli.talking import opened, require_writable, write_sheet
from regret_tui.domain.pace import day_in_words
from regret_tui.journal.session import Session
from regret_tui.plain.keeping import make_passphrase
from regret_tui.plain.newkeys import (
    agree_to_both_new,
    agree_to_new_key,
    change_passphrase,
    clear_copies,
    make_both_new,
    make_recovery_key,
)
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.talk import Talk
from regret_tui.vault import RecoveryKey, info
from regret_tui.vault.errors import FrontDamaged


def change(talk: Talk, new: Secrets) -> None:
    """Change the passphrase; where the recovery key opened it, both are made new.

    Args:
        talk: where it is talked over.
        new: where the new passphrase comes from.

    Raises:
        RegretError: it was not changed.
    """
    with opened(talk, "vault.present") as (session, opener):
        if opener.recovery is None:
            require_writable(session, opener)
            passphrase = make_passphrase(talk.console, talk.says, new, talk.world)
            change_passphrase(talk, session, passphrase)
            return
        talk.told("unlock.new_passphrase")
        key = RecoveryKey.generate()
        _both_new(talk, session, new, key)
    write_sheet(talk, key, talk.vault)


def make_all_new(talk: Talk, new: Secrets, *, sure: bool) -> None:
    """Make both new since somebody may know one of them, and remove the earlier copies.

    A journal that does without a recovery key goes on without one.

    Args:
        talk: where it is talked over.
        new: where the new passphrase comes from.
        sure: whether it need not be agreed to any more.

    Raises:
        RegretError: nothing was changed.
    """
    with opened(talk, "vault.present") as (session, _):
        agree_to_both_new(talk, sure=sure)
        has_key = session.vault is not None and session.vault.has_recovery
        key = RecoveryKey.generate() if has_key else None
        _both_new(talk, session, new, key)
        try:
            clear_copies(talk, session)
        finally:
            if key is not None:
                write_sheet(talk, key, talk.vault)


def _both_new(talk: Talk, session: Session, new: Secrets, key: RecoveryKey | None) -> None:
    passphrase = make_passphrase(talk.console, talk.says, new, talk.world)
    make_both_new(talk, session, passphrase, key)


def make_key(talk: Talk, *, sure: bool) -> None:
    """Make a new recovery key, and write it to standard output.

    Args:
        talk: where it is talked over.
        sure: whether it need not be agreed to any more.

    Raises:
        NewPassphraseNeeded: the recovery key opened it; then the passphrase is made new too.
        RegretError: there is no new key.
    """
    with opened(talk) as (session, opener):
        require_writable(session, opener)
        if session.vault is not None and session.vault.has_recovery:
            agree_to_new_key(talk, sure=sure)
        key = RecoveryKey.generate()
        make_recovery_key(talk, session, key)
    write_sheet(talk, key, talk.vault)


def say_key(talk: Talk) -> None:
    """Say whether there is a recovery key, and when it is asked about.

    The passphrase is only asked for where there is one, since that day stands inside.

    Raises:
        VaultError: it is missing, no vault, or did not open.
        NoPassphrase: none could be read.
    """
    try:
        slots = info(talk.vault, host=talk.world.host).slots
    except FrontDamaged:
        slots = None
    if slots is not None and all(slot.kind != "recovery" for slot in slots):
        talk.result("file.no_key")
        talk.result("vault.key_make")
        return
    talk.result("vault.key_there")
    with opened(talk, read_only=True) as (session, _):
        profile = session.journal.store.profile
        if profile.recovery_groups:
            talk.result("vault.key_groups")
        elif profile.drill_after > session.journal.today.isoformat():
            day = date.fromisoformat(profile.drill_after)
            talk.result("vault.key_next", date=f"{day_in_words(day)} {day.year}")
        else:
            talk.result("vault.key_due")
