"""Taking words out of the vault: the passphrase twice, and nothing written where anything fails."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from regret_tui.content.library import load
from regret_tui.export.errors import FileThere
from regret_tui.export.file import write_text
from regret_tui.journal.exporting import belongs_to_vault, page
from regret_tui.journal.session import Session
from regret_tui.plain.console import Console, EndOfInput
from regret_tui.plain.errors import NoPassphrase, UnknownRegret
from regret_tui.plain.finding import find_regret
from regret_tui.plain.opener import opens
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.unlocking import open_session
from regret_tui.plain.words import Words
from regret_tui.vault.errors import WrongPassphrase
from regret_tui.world import World


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for.

    Attributes:
        kind: ``session`` or ``regret``.
        out: the file; None for standard output.
        regret: the id or the private name of a regret, or empty.
        since: the first day that is looked at.
        until: the last day that is looked at.
        replace: whether a file that is there may be replaced.
        preview: whether it is only looked at; then ``out`` is None.
    """

    kind: str
    out: Path | None
    regret: str = ""
    since: date | None = None
    until: date | None = None
    replace: bool = False
    preview: bool = False


def export_page(world: World, console: Console, secrets: Secrets, wanted: Wanted) -> None:
    """Make a page and write it.

    Raises:
        RegretError: it was not written, and nothing was left behind.
    """
    if wanted.out is not None and _is_there(wanted.out):
        ours = belongs_to_vault(wanted.out, world.paths.vault)
        if ours or not wanted.replace:
            raise FileThere
    library = load(world.paths.prompts)
    try:
        session = open_session(world, library, console, secrets, read_only=True).session
        try:
            _write(session, console, secrets, wanted, world)
        finally:
            session.close()
    except EndOfInput:
        raise NoPassphrase from None


def _write(
    session: Session, console: Console, secrets: Secrets, wanted: Wanted, world: World
) -> None:
    words = Words(session)
    regret_id = _regret(session, wanted) if wanted.kind == "regret" else ""
    made = page(session.journal, wanted.kind, regret_id, since=wanted.since, until=wanted.until)
    if not opens(session, secrets.passphrase(words("export.passphrase")), world):
        raise WrongPassphrase
    if made.empty:
        console.warn(words("export.nothing_chosen"))
    if wanted.out is None:
        _print(made.markdown)
        if wanted.preview:
            console.warn(words("export.counted", count=made.words, n=made.pages))
        return
    write_text(wanted.out, made.markdown, replace=wanted.replace)
    console.warn(words("export.written", path=wanted.out))
    console.warn(words("export.warning_folder"))


def _regret(session: Session, wanted: Wanted) -> str:
    if wanted.regret:
        return find_regret(session.journal, wanted.regret)
    every = session.journal.regrets()
    if len(every) != 1:
        raise UnknownRegret("Say which one with --regret and its name.")
    return every[0].id


def _print(text: str) -> None:
    """Write a page to standard output as UTF-8, whatever the terminal is set to."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except OSError:
        return False
    return True
