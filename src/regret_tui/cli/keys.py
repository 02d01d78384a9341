"""Commands about what opens the vault: its passphrase and its recovery key."""

from typing import Annotated

import typer

from regret_tui.cli.state import PassphraseFd, Sure, Vault, example, fd_option, state_of

NewPassphraseFd = Annotated[
    int | None,
    fd_option(
        "--new-passphrase-fd", "Read the new passphrase from the first line of descriptor N."
    ),
]


def add_to(app: typer.Typer) -> None:
    """Put the commands of this module among those of the vault."""
    app.command(
        "passphrase",
        help=example(
            "Change the passphrase. Where it is forgotten, type the recovery key in its place;"
            " then both are made new. A new key is written to standard output, once.",
            "regret-tui vault passphrase",
            "regret-tui vault passphrase --somebody-knows-it > key.txt",
            "regret-tui vault passphrase --passphrase-fd 3 --new-passphrase-fd 4 3< old 4< new",
        ),
    )(passphrase)
    app.command(
        "recovery",
        help=example(
            "Say whether there is a recovery key; make a new one; see whether one is right. A new"
            " key is written to standard output, once, as a sheet that can be printed.",
            "regret-tui vault recovery",
            "regret-tui vault recovery --new",
            "regret-tui vault recovery --new > key.txt",
            "regret-tui vault recovery --drill",
            "regret-tui vault recovery --somebody-has-it > key.txt",
        ),
    )(recovery)


def passphrase(
    context: typer.Context,
    somebody_knows_it: Annotated[
        bool,
        typer.Option(
            "--somebody-knows-it",
            help="Make passphrase and recovery key new, and remove the earlier copies.",
        ),
    ] = False,
    sure: Sure = False,
    vault_file: Vault = None,
    passphrase_fd: PassphraseFd = None,
    new_passphrase_fd: NewPassphraseFd = None,
) -> None:
    """Change the passphrase."""
    from regret_tui.cli.keyring import change, make_all_new
    from regret_tui.cli.talking import secrets_of, talk_of

    talk = talk_of(state_of(context), vault_file, passphrase_fd, new_passphrase_fd)
    new = secrets_of(talk, new_passphrase_fd)
    if somebody_knows_it:
        make_all_new(talk, new, sure=sure)
    else:
        change(talk, new)


def recovery(
    context: typer.Context,
    new: Annotated[bool, typer.Option("--new", help="Make a new key.")] = False,
    drill: Annotated[
        bool, typer.Option("--drill", help="See whether a key that you have is the right one.")
    ] = False,
    somebody_has_it: Annotated[
        bool,
        typer.Option(
            "--somebody-has-it",
            help="Make passphrase and recovery key new, and remove the earlier copies.",
        ),
    ] = False,
    sure: Sure = False,
    vault_file: Vault = None,
    passphrase_fd: PassphraseFd = None,
    new_passphrase_fd: NewPassphraseFd = None,
) -> None:
    """Look after the recovery key."""
    from regret_tui.cli.drilling import drill_key
    from regret_tui.cli.keyring import make_all_new, make_key, say_key
    from regret_tui.cli.talking import secrets_of, talk_of

    if new + drill + somebody_has_it > 1:
        raise typer.BadParameter("Only one of --new, --drill and --somebody-has-it.")
    talk = talk_of(state_of(context), vault_file, passphrase_fd, new_passphrase_fd)
    if somebody_has_it:
        make_all_new(talk, secrets_of(talk, new_passphrase_fd), sure=sure)
    elif new:
        make_key(talk, sure=sure)
    elif drill:
        drill_key(talk)
    else:
        say_key(talk)
