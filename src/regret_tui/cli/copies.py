"""Commands about other copies: earlier ones, damaged ones, ones that grew apart."""

from pathlib import Path
from typing import Annotated

import typer

from regret_tui.cli.state import AsJson, PassphraseFd, Sure, Vault, example, fd_option, state_of


def add_to(app: typer.Typer) -> None:
    """Put the commands of this module among those of the vault."""
    app.command(
        "backups",
        help=example(
            "List the earlier copies, though the vault itself is damaged or gone. No passphrase"
            " is asked for; with --count or --passphrase-fd it is, and the records in each are"
            " counted.",
            "regret-tui vault backups",
            "regret-tui vault backups --count",
            "regret-tui vault backups --json",
        ),
    )(backups)
    app.command(
        "restore",
        help=example(
            "Put an earlier copy in the place of the vault. What stands there is kept aside."
            " Without BACKUP the copies are shown, and a number is asked for.",
            "regret-tui vault restore",
            "regret-tui vault restore latest",
            "regret-tui vault restore 2026-11-24",
            "regret-tui vault restore /path/to/a/copy.vault --yes --passphrase-fd 3 3< file",
        ),
    )(restore)
    app.command(
        "salvage",
        help=example(
            "Take what is whole out of a damaged vault, into a new one. The damaged file stays as"
            " it is. The new recovery key is written to standard output, once.",
            "regret-tui vault salvage --into new.vault",
            "regret-tui vault salvage --vault broken.vault --into new.vault",
            "regret-tui vault salvage --into new.vault > key.txt",
        ),
    )(salvage)
    app.command(
        "merge",
        help=example(
            "Bring in another copy of this journal, from a second computer or a synced folder."
            " What it would do is said first. Nothing of either is dropped.",
            "regret-tui vault merge other.vault --dry-run",
            "regret-tui vault merge other.vault",
            "regret-tui vault merge other.vault --yes --passphrase-fd 3 3< file",
        ),
    )(merge)


def backups(
    context: typer.Context,
    count: Annotated[
        bool, typer.Option("--count", help="Ask for the passphrase, and count the records.")
    ] = False,
    as_json: AsJson = False,
    vault_file: Vault = None,
    passphrase_fd: PassphraseFd = None,
) -> None:
    """List earlier copies."""
    from regret_tui.cli.copying import list_backups
    from regret_tui.cli.talking import talk_of

    talk = talk_of(state_of(context), vault_file, passphrase_fd)
    list_backups(talk, count=count or talk.secrets.from_fd, as_json=as_json)


def restore(
    context: typer.Context,
    backup: Annotated[
        str,
        typer.Argument(metavar="BACKUP", help="A name or a day of the list, `latest`, or a path."),
    ] = "",
    sure: Sure = False,
    vault_file: Vault = None,
    passphrase_fd: PassphraseFd = None,
) -> None:
    """Put an earlier copy in place."""
    from regret_tui.cli.copying import restore_copy
    from regret_tui.cli.talking import talk_of

    restore_copy(talk_of(state_of(context), vault_file, passphrase_fd), backup, sure=sure)


def salvage(
    context: typer.Context,
    into: Annotated[
        Path, typer.Option("--into", metavar="FILE", help="The new vault; no file may be there.")
    ],
    without_recovery: Annotated[
        bool,
        typer.Option(
            "--without-recovery", help="No recovery key: a lost passphrase then means lost words."
        ),
    ] = False,
    vault_file: Vault = None,
    passphrase_fd: PassphraseFd = None,
    new_passphrase_fd: Annotated[
        int | None,
        fd_option(
            "--new-passphrase-fd",
            "Read a passphrase for the new vault from descriptor N; else it keeps the same.",
        ),
    ] = None,
) -> None:
    """Take out what is whole."""
    from regret_tui.cli.salvaging import salvage_into
    from regret_tui.cli.talking import secrets_of, talk_of

    talk = talk_of(state_of(context), vault_file, passphrase_fd, new_passphrase_fd)
    new = secrets_of(talk, new_passphrase_fd)
    salvage_into(talk, into, new, with_recovery=not without_recovery)


def merge(
    context: typer.Context,
    other: Annotated[
        Path, typer.Argument(metavar="OTHER", help="The other copy. It stays as it is.")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what it would do.")] = False,
    sure: Sure = False,
    vault_file: Vault = None,
    passphrase_fd: PassphraseFd = None,
    other_passphrase_fd: Annotated[
        int | None,
        fd_option(
            "--other-passphrase-fd",
            "Read the passphrase of the other copy from descriptor N, where it is another.",
        ),
    ] = None,
) -> None:
    """Bring in another copy."""
    from regret_tui.cli.copying import merge_copy
    from regret_tui.cli.talking import secrets_of, talk_of

    talk = talk_of(state_of(context), vault_file, passphrase_fd, other_passphrase_fd)
    theirs = None if other_passphrase_fd is None else secrets_of(talk, other_passphrase_fd)
    merge_copy(talk, other, theirs, only_say=dry_run, sure=sure)
