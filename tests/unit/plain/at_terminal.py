"""Somebody at a terminal in line mode, without one: every line is given beforehand."""

import io
import re
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from regret_tui.content.library import load
from regret_tui.plain.console import Console, EndOfInput
from regret_tui.plain.line_mode import LineMode
from regret_tui.plain.secrets import Secrets
from regret_tui.world import World

LIBRARY: Final = load()
Typed: TypeAlias = str | Callable[[], object]
"""A line, a choice by its words after a colon, or what happens before the next line is typed."""


class Terminal(Console):
    """A terminal at which these lines are typed, and these secrets."""

    def __init__(self, lines: Iterable[Typed]) -> None:
        source, self.shown = io.StringIO(), io.StringIO()
        source.isatty = lambda: True  # type: ignore[method-assign]  # as a terminal's
        super().__init__(source, self.shown, self.shown)
        self.is_terminal = True
        self.typed = list(lines)

    def line(self) -> str:
        if not self.typed:
            raise EndOfInput
        typed = self.typed.pop(0)
        if not isinstance(typed, str):
            typed()
            return self.line()
        if not typed.startswith(":"):
            return typed
        found = re.findall(rf"^(\d+)  {re.escape(typed[1:])}", self.shown.getvalue(), re.MULTILINE)
        assert found, f"{typed[1:]} is not offered:\n{self.shown.getvalue()}"
        return str(found[-1])

    def secret(self, prompt: str) -> str:
        return self.line()

    def say(self, text: str = "") -> None:
        self.out.write(f"{text}\n")

    def warn(self, text: str) -> None:
        self.say(text)


def walks(world: World, lines: Iterable[Typed], *, read_only: bool = False) -> tuple[int, str]:
    """Walk in line mode. Return the exit code, and all that was said."""
    terminal = Terminal(lines)
    code = LineMode(world, LIBRARY, terminal, Secrets(terminal)).run(read_only=read_only)
    assert not terminal.typed, terminal.shown.getvalue()
    return code, terminal.shown.getvalue()


def at(name: str) -> str:
    """Return the line of a list that is called so."""
    return f":{LIBRARY.phrase(name)}"
