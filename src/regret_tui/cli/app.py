"""The commands, as Typer knows them. Loaded only where there is a command."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer
from typer.main import get_command

from regret_tui import __version__
from regret_tui.cli import export, prompts, vault
from regret_tui.cli.options import Options
from regret_tui.cli.state import AsJson, PassphraseFd, State, Vault, example, state_of
from regret_tui.hardening import Stopped
from regret_tui.plain.console import Console

if TYPE_CHECKING:
    from regret_tui.world import World

NAME = "regret-tui"

app = typer.Typer(
    name=NAME,
    help=example(
        "A private, guided journal for a regret. Nothing is sent anywhere.",
        "regret-tui                      the full screen",
        "regret-tui guide twovoice       one exercise, in plain text",
        "regret-tui vault verify         whether the vault is whole",
    ),
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(vault.app, name="vault")
app.add_typer(prompts.app, name="prompts")
app.command(
    "export",
    help=example(
        "Write a page to take with you: of what you marked to be shown, and nothing else.",
        "regret-tui export session --out page.md",
        "regret-tui export session --since 2026-11-01 --out -",
        "regret-tui export session --preview",
        "regret-tui export regret --regret 'The lake' --out lake.md",
    ),
)(export.export)


@app.callback()
def everywhere(
    context: typer.Context,
    vault_file: Vault = None,
    passphrase_fd: PassphraseFd = None,
    plain: Annotated[bool, typer.Option("--plain", help="Plain text, line by line.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Say which version it is.")] = False,
) -> None:
    """Take what holds for every command; without a command, start."""
    if version:
        Console.standard().say(f"{NAME} {__version__}")
        raise typer.Exit
    state = state_of(context)
    state.options = replace(
        state.options.over(vault_file, passphrase_fd), plain=plain, color=not no_color
    )
    if context.invoked_subcommand is None:
        from regret_tui.cli.start import start

        raise typer.Exit(start(state.world, state.options))


@app.command(
    "guide",
    help=example(
        "Walk in plain text: one question at a time, for screen readers, braille and pipes.",
        "regret-tui guide",
        "regret-tui guide values",
        "regret-tui guide twovoice --regret 'The lake'",
        "regret-tui guide --read-only",
    ),
)
def guide(
    context: typer.Context,
    exercise: Annotated[str, typer.Argument(help="Which page: name, values, twovoice …")] = "",
    regret: Annotated[
        str, typer.Option("--regret", metavar="NAME", help="Which regret it is about.")
    ] = "",
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Only look, beside another window too.")
    ] = False,
    vault_file: Vault = None,
    passphrase_fd: PassphraseFd = None,
) -> None:
    """Walk in line mode."""
    from regret_tui.cli.start import line_mode

    if read_only and exercise:
        raise typer.BadParameter("Nothing is begun where it is only looked at.")
    state = state_of(context)
    options = state.options.over(vault_file, passphrase_fd)
    here = state.place(vault_file)
    raise typer.Exit(line_mode(here, options, exercise, regret, read_only=read_only))


@app.command("where", help=example("Every folder and file that is used.", "regret-tui where"))
def where(context: typer.Context, vault_file: Vault = None, as_json: AsJson = False) -> None:
    """Say where everything lies."""
    from regret_tui.cli.start import where as say_where

    state = state_of(context)
    raise typer.Exit(say_where(state.world, state.options.over(vault_file, None), as_json=as_json))


def run_command(world: "World | None", argv: Sequence[str]) -> int:
    """Run a command. Return its exit code.

    Raises:
        RegretError: what the command met.
        BrokenPipeError: nobody reads what it writes.
        Stopped: the system was to stop it.
    """
    try:
        get_command(app).main(list(argv), prog_name=NAME, obj=State(world, Options()))
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):
            raise end.__context__ from None
        stopped = getattr(end.__context__, "__cause__", None)  # Typer makes an exit code of it
        if isinstance(stopped, Stopped):
            raise stopped from None
        return end.code if isinstance(end.code, int) else 0
    return 0
