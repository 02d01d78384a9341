"""Commands about the vault file."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regret_tui.cli import copies, keys
from regret_tui.cli.state import AsJson, PassphraseFd, Vault, example, state_of
from regret_tui.plain.console import Console

if TYPE_CHECKING:
    from regret_tui.vault import Info

app = typer.Typer(help="The one encrypted file.", no_args_is_help=True)


@app.command(
    "create",
    help=example(
        "Make an empty vault. Its recovery key is written to standard output, once.",
        "regret-tui vault create",
        "regret-tui vault create --vault here.vault --passphrase-fd 3 3< file",
        "regret-tui vault create --without-recovery",
    ),
)
def create(
    context: typer.Context,
    vault_file: Vault = None,
    passphrase_fd: PassphraseFd = None,
    without_recovery: Annotated[
        bool,
        typer.Option(
            "--without-recovery", help="No recovery key: a lost passphrase then means lost words."
        ),
    ] = False,
) -> None:
    """Make a vault."""
    from regret_tui.cli.making import make_vault
    from regret_tui.plain.secrets import Secrets

    state = state_of(context)
    console = Console.standard()
    secrets = Secrets(console, state.options.over(None, passphrase_fd).passphrase_fd)
    make_vault(state.place(vault_file), console, secrets, with_recovery=not without_recovery)


@app.command(
    "verify",
    help=example(
        "Check all of the vault: front, length, digest, slots, every record.",
        "regret-tui vault verify",
        "regret-tui vault verify --vault backups/old.vault",
    ),
)
def verify(
    context: typer.Context, vault_file: Vault = None, passphrase_fd: PassphraseFd = None
) -> None:
    """Check a vault."""
    from regret_tui.content.library import load
    from regret_tui.plain.opener import ask_opener
    from regret_tui.plain.secrets import Secrets
    from regret_tui.vault import info as look
    from regret_tui.vault import verify as verify_all

    state = state_of(context)
    world = state.place(vault_file)
    console = Console.standard()
    library = load(world.paths.prompts)
    look(world.paths.vault, host=world.host)  # what is no vault is said before anything is asked
    secrets = Secrets(console, state.options.over(None, passphrase_fd).passphrase_fd)
    opener = ask_opener(console, library, secrets, world)
    found = verify_all(
        world.paths.vault,
        host=world.host,
        passphrase=opener.passphrase,
        recovery=opener.recovery,
    )
    words = {"count": str(found.records), "n": str(found.generation)}
    console.say(library.phrase("plain.verified", words))


@app.command(
    "info",
    help=example(
        "What can be told of the vault without its passphrase.", "regret-tui vault info --json"
    ),
)
def info(context: typer.Context, vault_file: Vault = None, as_json: AsJson = False) -> None:
    """Say what can be told without a secret."""
    from regret_tui.vault import info as look

    world = state_of(context).place(vault_file)
    told = _told(look(world.paths.vault, host=world.host))
    console = Console.standard()
    if as_json:
        console.say(json.dumps(told, ensure_ascii=False))
        return
    for name, value in told.items():
        console.show(f"{name}: {_line(value)}")


@app.command("path", help=example("Where the vault is, or would be.", "regret-tui vault path"))
def path(context: typer.Context, vault_file: Vault = None) -> None:
    """Say where the vault is."""
    Console.standard().show(str(state_of(context).place(vault_file).paths.vault))


copies.add_to(app)
keys.add_to(app)


def _told(found: "Info") -> dict[str, Any]:
    holder = found.holder
    return {
        "path": str(found.path),
        "format": found.format,
        "size": found.size,
        "vault": found.vault,
        "revision": found.revision,
        "opened by": [slot.kind for slot in found.slots],
        "fronts whole": found.fronts_good,
        "open in process": holder.pid if holder else None,
        "backups": [str(item.path) for item in found.backups],
    }


def _line(value: Any) -> str:
    if value is None or value == []:
        return "none"
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)
