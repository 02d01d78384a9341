"""Eighty words, and a limit that only says something."""

import pytest

from regret_tui.domain.critic import TURNS, WORDS, count_words, is_heard


@pytest.mark.parametrize(
    ("words", "limit", "heard"),
    [(79, 80, False), (80, 80, True), (200, 80, True), (0, 80, False), (500, 0, False)],
)
def test_heard(words: int, limit: int, heard: bool) -> None:
    assert is_heard(" ".join(["word"] * words), limit) is heard


def test_words_are_counted_over_lines_and_the_limits_are_these() -> None:
    assert count_words("one  two\nthree\t四") == 4
    assert (TURNS, WORDS) == (3, 80)
