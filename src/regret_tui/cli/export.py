"""The command that takes words out of the vault."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from regret_tui.cli.state import PassphraseFd, Vault, state_of


class Page(StrEnum):
    """The pages there are."""

    SESSION = "session"
    REGRET = "regret"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("A day is written like 2026-11-24.") from None


Day = Annotated[date | None, typer.Option(parser=_day, metavar="DAY")]


def export(
    context: typer.Context,
    kind: Annotated[Page, typer.Argument(help="For an hour with someone, or one regret.")],
    out: Annotated[
        str, typer.Option("--out", metavar="FILE", help="Where to; - to print it.")
    ] = "",
    preview: Annotated[
        bool, typer.Option("--preview", help="Print the page, and write nothing.")
    ] = False,
    regret: Annotated[
        str, typer.Option("--regret", metavar="NAME", help="Which regret, for `regret`.")
    ] = "",
    since: Day = None,
    until: Day = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that is there already.")
    ] = False,
    vault_file: Vault = None,
    passphrase_fd: PassphraseFd = None,
) -> None:
    """Write a page."""
    from regret_tui.cli.exporting import Wanted, export_page
    from regret_tui.plain.console import Console
    from regret_tui.plain.secrets import Secrets

    if not out and not preview:
        raise typer.BadParameter("Say where to, or --preview.", param_hint="--out")
    state = state_of(context)
    console = Console.standard()
    secrets = Secrets(console, state.options.over(None, passphrase_fd).passphrase_fd)
    wanted = Wanted(
        kind=str(kind),
        out=None if preview or out == "-" else Path(out),
        regret=regret,
        since=since,
        until=until,
        replace=force,
        preview=preview,
    )
    export_page(state.place(vault_file), console, secrets, wanted)
