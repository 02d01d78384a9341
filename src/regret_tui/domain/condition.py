"""When a step is shown: a few plain tests on what is known so far.

In a prompt file: ``when = { kind = ["did", "hid"], hard = ">=8", belief = "given" }``. All of
them must hold. A name is a step of the same exercise, a step of another (``name.kind``), a kept
thing (``sentence``), or a fact of the sitting (``route``, ``marks``, ``again``).
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

COMPARE: Final[Mapping[str, Callable[[int, int], bool]]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
GIVEN: Final = "given"
MISSING: Final = "missing"
_NUMBER: Final = re.compile(r"(>=|<=|>|<)\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Test:
    """One name and what is asked of it."""

    name: str
    any_of: tuple[str, ...] = ()
    compare: str = ""
    number: int = 0
    given: bool | None = None

    def holds(self, known: Mapping[str, object]) -> bool:
        """Return whether it holds. What is not known fails every test but ``missing``."""
        value = known.get(self.name)
        if self.given is not None:
            return self.given is bool(value or value == 0)
        if self.compare:
            return isinstance(value, int) and COMPARE[self.compare](value, self.number)
        if isinstance(value, list | tuple | set | frozenset | dict):
            return any(str(item) in self.any_of for item in value)
        return value is not None and str(value) in self.any_of


@dataclass(frozen=True, slots=True)
class Condition:
    """Tests that must all hold. Empty: always."""

    tests: tuple[Test, ...] = ()

    def holds(self, known: Mapping[str, object]) -> bool:
        """Return whether every test holds."""
        return all(test.holds(known) for test in self.tests)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that it looks at."""
        return tuple(test.name for test in self.tests)


def parse_test(name: str, wanted: str | list[str]) -> Test:
    """Read one test from a prompt file.

    Args:
        name: what is tested.
        wanted: ``">=8"``, ``"given"``, ``"missing"``, one accepted value, or a list of them.
    """
    if isinstance(wanted, list):
        return Test(name, any_of=tuple(wanted))
    if number := _NUMBER.fullmatch(wanted.strip()):
        return Test(name, compare=number[1], number=int(number[2]))
    if wanted in (GIVEN, MISSING):
        return Test(name, given=wanted == GIVEN)
    return Test(name, any_of=(wanted,))
