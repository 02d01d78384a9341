import os
from itertools import pairwise
from typing import Any

import pytest

from regret_tui.vault import Host, Strength, strength, suggest_passphrase, suggestion_bits
from regret_tui.vault.errors import PassphraseRefused, WrongPassphrase
from regret_tui.vault.kdf import seed
from regret_tui.vault.passphrase import check_new, normalise, reading, words


@pytest.mark.parametrize(
    ("passphrase", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("tab\there", "control"),
        ("line\n", "control"),
        ("nul\0", "control"),
        ("half \ud83d", "half of a character"),
        ("new \u0378", "Unicode tables"),
    ],
)
def test_a_passphrase_that_could_not_be_typed_again_is_refused(
    passphrase: str, reason: str
) -> None:
    with pytest.raises(PassphraseRefused) as refused:
        check_new(passphrase)
    assert reason in refused.value.message
    if reason == "empty":
        assert refused.value.message == "The passphrase is empty."
        assert refused.value.hint == "Choose one, or take a proposed one."
    assert passphrase.strip() == "" or passphrase not in str(refused.value)


@pytest.mark.parametrize("passphrase", ["a", "grün", "日本語 です", "👩\u200d🚀 flies", "ﬁne"])
def test_letters_of_every_script_are_taken(passphrase: str) -> None:
    check_new(passphrase)


def test_composed_and_decomposed_letters_are_the_same_passphrase() -> None:
    assert normalise("gru\u0308n") == normalise("grün") == "grün".encode()


def test_half_a_character_is_just_a_wrong_passphrase(host: Host) -> None:
    with pytest.raises(WrongPassphrase):
        seed("\ud83d", "A" * 22, host.costs.default, host)


def test_words_are_many_short_plain_and_never_the_beginning_of_another() -> None:
    found = words()
    assert len(found) >= 1296
    assert list(found) == sorted(set(found))
    assert all(3 <= len(word) <= 7 and word.isascii() and word.islower() for word in found)
    assert not [a for a, b in pairwise(found) if b.startswith(a)]


def test_a_proposed_passphrase_has_six_words_and_is_strong() -> None:
    proposed = suggest_passphrase(os.urandom)
    assert set(proposed.split()) <= set(words())
    assert len(proposed.split()) == 6
    assert suggestion_bits() > 62
    assert strength(proposed).score == 4
    check_new(proposed)


def test_words_are_drawn_evenly() -> None:
    """A draw in the uneven rest is drawn again, so no word is likelier than another."""
    limit = len(words())
    draws = [65_535, limit + 1, 7]
    assert 65_536 // limit * limit <= 65_535
    assert suggest_passphrase(lambda size: draws.pop(0).to_bytes(size), 2) == " ".join(
        (words()[1], words()[7])
    )


def test_strength_tells_weak_from_strong() -> None:
    weak = strength("password1")
    assert weak.score == 0
    assert weak.warning
    assert strength("").bits == 0
    assert strength("x" * 5000).score < 4


@pytest.mark.parametrize(
    ("bits", "word"),
    [(0.0, "weak"), (39.9, "weak"), (40.0, "fine"), (59.9, "fine"), (60.0, "strong")],
)
def test_the_reading_changes_at_forty_and_sixty_bits(
    monkeypatch: pytest.MonkeyPatch, bits: float, word: str
) -> None:
    asked = []

    def estimate(typed: str) -> Strength:
        asked.append(typed)
        return Strength(0, bits, "", ())

    monkeypatch.setattr("regret_tui.vault.passphrase.strength", estimate)
    assert reading("typed") == word
    assert asked == ["typed"]


def test_the_estimate_is_what_zxcvbn_says(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    said: dict[str, Any] = {
        "score": 3,
        "guesses": 1024,
        "feedback": {"warning": "a warning", "suggestions": ["one", "two"]},
    }

    def estimate(typed: str) -> dict[str, Any]:
        asked.append(typed)
        return said

    monkeypatch.setattr("zxcvbn.zxcvbn", estimate)
    assert strength("x" * 100) == Strength(3, 10.0, "a warning", ("one", "two"))
    assert asked == ["x" * 72]
    said.update(guesses=0, feedback={"warning": None, "suggestions": []})
    assert strength("y") == Strength(3, 0.0, "", ())
    assert strength("") == Strength(0, 0.0, "", ())
    assert asked == ["x" * 72, "y"]


def test_the_first_number_of_the_uneven_rest_is_drawn_again() -> None:
    limit = len(words())
    draws = [65_536 // limit * limit, 65_536 // limit * limit - 1]

    def token(size: int) -> bytes:
        assert size == 2
        return draws.pop(0).to_bytes(2)

    assert suggest_passphrase(token, 1) == words()[-1]
    assert draws == []
