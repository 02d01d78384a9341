"""Seeing whether a recovery key is the right one."""

from regret_tui.cli.talking import asking, opened
from regret_tui.plain.asking import Asker, Called
from regret_tui.plain.drill import check_key, drill
from regret_tui.plain.errors import NotWanted
from regret_tui.plain.people import show_people
from regret_tui.plain.talk import Talk
from regret_tui.plain.words import Words
from regret_tui.vault import RecoveryKey
from regret_tui.vault.errors import BadRecoveryKey, VaultError, WrongRecoveryKey


def drill_key(talk: Talk) -> None:
    """Ask for the whole key, or at a terminal for some groups, and say whether it is right.

    With the passphrase the day of the next drill is moved. The whole key needs none.

    Raises:
        WrongRecoveryKey, BadRecoveryKey: it is not the key of this journal.
        NotWanted: nothing was typed.
        RegretError: it could not be seen.
    """
    at_terminal = talk.console.is_terminal
    if at_terminal:
        talk.told("vault.key_how")
        chosen = talk.choose([talk.says("vault.key_all"), talk.says("vault.key_some")])
        if chosen is None:
            raise NotWanted
        if chosen == 1:
            _groups(talk)
            return
    with asking():
        key = _whole(talk)
    if talk.secrets.from_fd:
        _note(talk, key)
        return
    talk.result("file.fits")
    if at_terminal:
        talk.told("vault.key_note")
        try:
            _note(talk, key)
        except NotWanted:
            return


def _whole(talk: Talk) -> RecoveryKey:
    tries = talk.secrets.tries if talk.console.source.isatty() else 1
    talk.told("opening.drill_whole")
    for left in range(tries - 1, -1, -1):
        typed = _typed(talk)
        if not typed.strip():
            raise NotWanted
        try:
            return check_key(typed, talk.world)
        except WrongRecoveryKey:
            wrong: VaultError = WrongRecoveryKey(talk.says("opening.drill_wrong"), "")
        except BadRecoveryKey as error:
            wrong = error
        if not left:
            raise wrong
        talk.console.warn(str(wrong))
    raise WrongRecoveryKey  # not reached: the last try raises


def _typed(talk: Talk) -> str:
    """Return what was typed. Over a pipe the lines of a sheet that explain it are passed over."""
    typed = talk.console.secret(talk.says("vault.key_prompt"))
    while typed.startswith("#") and not talk.console.source.isatty():
        typed = talk.console.line()
    return typed


def _note(talk: Talk, key: RecoveryKey) -> None:
    with opened(talk) as (session, _):
        session.keys.confirm_key(key)
        talk.result("opening.drill_done")


def _groups(talk: Talk) -> None:
    with opened(talk) as (session, _):
        asker = Asker(talk.console, Words(session), lambda: show_people(talk.console, session))
        try:
            if not drill(asker, session, talk.world, whole=not session.keys.asked_groups):
                raise NotWanted
        except Called:
            raise NotWanted from None
