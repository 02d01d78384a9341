"""Commands about prompt files."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regret_tui.cli.state import AsJson, example, state_of
from regret_tui.plain.console import Console

if TYPE_CHECKING:
    from regret_tui.content.reading import Fault

app = typer.Typer(help="The files with everything that is asked.", no_args_is_help=True)


@app.command(
    "check",
    help=example(
        "Name every fault in prompt files: its file, its step and its field.",
        "regret-tui prompts check",
        "regret-tui prompts check my-prompts",
    ),
)
def check(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(help="A folder of prompts; else ours, and your own.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check prompt files."""
    from regret_tui.content.errors import PromptsFaulty

    faults = _faults(folder, state_of(context).place().paths.prompts)
    console = Console.standard()
    if as_json:
        console.say(json.dumps([asdict(fault) for fault in faults], ensure_ascii=False))
    else:
        for fault in faults:
            console.say(str(fault))
        if not faults:
            console.say("No faults.")
    raise typer.Exit(PromptsFaulty.exit_code if faults else 0)


@app.command("path", help=example("Where the prompt files are.", "regret-tui prompts path"))
def path(context: typer.Context) -> None:
    """Say where the prompt files are."""
    from regret_tui.content.places import bundled

    console = Console.standard()
    console.show(str(bundled()))
    own = state_of(context).place().paths.prompts
    if own.is_dir():
        console.show(str(own))


def _faults(folder: Path | None, own: Path) -> "list[Fault]":
    """Return every fault of one folder laid over ours, or of ours and of the person's own."""
    from regret_tui.content.check import check as check_all
    from regret_tui.content.library import read_folder
    from regret_tui.content.places import bundled

    ours = read_folder(bundled())
    if folder is not None:
        return check_all(read_folder(folder, partial=True), ours)
    faults = check_all(ours)
    if own.is_dir():
        faults += check_all(read_folder(own, partial=True), ours)
    return faults
