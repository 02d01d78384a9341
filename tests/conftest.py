"""What holds for every test.

Examples are never timed, since a busy machine proves nothing. And what is there before the first
test is there until the end: thousands of tests and every module, which Python would go through
again and again in search of garbage.
"""

import gc

from hypothesis import settings

settings.register_profile("untimed", parent=settings(), deadline=None)
settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """Leave what was loaded out of the search for garbage, and search less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
