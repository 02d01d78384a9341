"""The one setting that line mode knows: the word for forgiving, which is kept in the vault."""

from pathlib import Path

from regret_tui.journal.session import Session
from regret_tui.plain.asking import Asker
from regret_tui.plain.merging import saved
from regret_tui.plain.talk import Talk


def choose_settings(asker: Asker, session: Session, file: Path, talk: Talk) -> None:
    """Say how it is worded now, and take another wording. Enter leaves it.

    Args:
        asker: where it is chosen.
        session: whose profile it is kept in.
        file: where the settings of the full screen are.
        talk: where it is asked what to do about a file that was changed elsewhere.

    Raises:
        Called: a command was typed.
        EndOfInput: there is nothing more.
        RegretError: whatever saving raises.
    """
    console, words = asker.console, asker.words
    wordings = session.library.wordings
    profile = session.journal.store.profile
    now = wordings.get(profile.wording, {}).get("title", profile.wording)
    console.say(words("plain.settings_else", path=file))
    console.say(f"{words('settings.wording')}: {now}")
    chosen = asker.choose_or_back([forms["title"] for forms in wordings.values()])
    if chosen is None:
        return
    wording = list(wordings)[chosen]
    saved(talk, session, lambda: _word(session, wording))
    console.say(f"{words('settings.wording')}: {wordings[wording]['title']}")


def _word(session: Session, wording: str) -> None:
    profile = session.journal.store.profile
    profile.wording = wording
    session.set_profile(profile)
