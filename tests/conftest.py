"""What holds for every test.

Examples are never timed, since a busy machine proves nothing. The longest begin first, so that no
process waits for another at the end. And what is there before the first test is there until the
end: thousands of tests and every module, which Python would go through again and again in search of
garbage.
"""

import gc
from typing import Final

import pytest
from hypothesis import settings

LONGEST_FIRST: Final = ("journeys", "project", "faults", "cli", "pilot", "snapshots")
"""The folders that begin, in this order. The others come afterwards."""

settings.register_profile("untimed", parent=settings(), deadline=None)
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest at the beginning."""
    order = {f"tests/{name}": place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: order.get(item.nodeid[: item.nodeid.find("/", 6)], len(order)))


def pytest_collection_finish() -> None:
    """Leave what was loaded out of the search for garbage, and search less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
