"""What a command is handed: the world, and what was said to every command."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regret_tui.cli.options import Options

if TYPE_CHECKING:
    from regret_tui.world import World

Vault = Annotated[
    Path | None,
    typer.Option("--vault", metavar="FILE", help="The vault file, where it is not the usual one."),
]
"""``--vault``, at every command that has to do with a vault."""

PassphraseFd = Annotated[
    int | None,
    typer.Option(
        "--passphrase-fd",
        metavar="N",
        min=0,
        help="Read the passphrase from the first line of descriptor N.",
    ),
]
"""``--passphrase-fd``, at every command that asks for a passphrase."""

AsJson = Annotated[bool, typer.Option("--json", help="As JSON, to be read by a program.")]
"""``--json``, where there is something to read by a program."""

Sure = Annotated[bool, typer.Option("--yes", help="Do it without asking whether to.")]
"""``--yes``, at every command that asks before it does something."""


def fd_option(name: str, told: str) -> Any:
    """Return an option that names a descriptor, whose first line is a secret."""
    return typer.Option(name, metavar="N", min=0, help=told)


@dataclass(slots=True)
class State:
    """What a command is handed.

    Attributes:
        world: what comes from outside; None for the real one.
        options: what was said before the command.
    """

    world: "World | None"
    options: Options

    def place(self, vault: Path | None = None) -> "World":
        """Return the world, with the vault that was named."""
        from regret_tui.cli.start import place

        return place(self.world, self.options.over(vault, None))


def state_of(context: typer.Context) -> State:
    """Return what a command was handed."""
    state = context.find_object(State)
    if state is None:
        raise TypeError("a command without its state")
    return state


def example(text: str, *lines: str) -> str:
    """Return a help text with examples that keep their lines."""
    return "\n\n".join([text, "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)])
