"""Reading the command line without Typer, where that is plain to see."""

from pathlib import Path

import pytest

from regret_tui.cli.options import Options, Quick, read_quickly


@pytest.mark.parametrize(
    ("argv", "quick"),
    [
        ([], Quick(Options())),
        (["--plain"], Quick(Options(plain=True))),
        (["--vault", "a b"], Quick(Options(vault=Path("a b")))),
        (["--vault=x", "--passphrase-fd=3"], Quick(Options(Path("x"), 3))),
        (["--no-color", "--passphrase-fd", "12"], Quick(Options(None, 12, color=False))),
        (["where"], Quick(Options(), where=True)),
        (["where", "--json", "--vault", "x"], Quick(Options(Path("x")), where=True, as_json=True)),
    ],
)
def test_what_is_plain_to_see(argv: list[str], quick: Quick) -> None:
    assert read_quickly(argv) == quick


@pytest.mark.parametrize(
    "argv",
    [["guide"], ["--help"], ["--json"], ["--vault"], ["--passphrase-fd", "x"], ["--plain=1"],
     ["where", "where"], ["where", "--help"], ["--passphrase-fd", "-1"],
     ["--vault", "--plain", "x"]],
)  # fmt: skip
def test_the_rest_is_for_typer(argv: list[str]) -> None:
    assert read_quickly(argv) is None
