"""The benchmarks run, and tell something of each thing. What they tell is not judged here."""

import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


def test_they_measure_and_print_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    from benchmarks.__main__ import main

    assert main(["--rounds", "1", "--entries", "20"]) == 0
    told = capsys.readouterr().out
    for what in ("unlock screen", "--version", "where", "open, 20", "save one", "draft", "key to"):
        assert what in told
