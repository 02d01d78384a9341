"""The four wordings: each changes what is read on the core path, and each sentence reads right."""

import pytest

from regret_tui.content.library import load
from regret_tui.content.wording import FORGIVE_FORMS, fill, placeholders

CORE = ("name", "values", "twovoice", "align")
WORDINGS = ("forgive", "peace", "carry", "path")
READ = {
    "forgive": "forgiving yourself",
    "peace": "making peace with yourself",
    "carry": "carrying it differently",
    "path": "coming back to your path",
}
LIBRARY = load()


def worded(*exercises: str) -> list[str]:
    """Return every text of some exercises that the chosen wording changes."""
    texts = []
    for exercise in map(LIBRARY.exercise, exercises):
        texts.append(exercise.closing)
        for step in (*exercise.steps, *exercise.asides):
            texts += [step.question, step.guidance, step.why, step.hint]
            for variant in step.variants:
                texts += [variant.question, variant.guidance, variant.why, variant.hint]
    return [text for text in texts if placeholders(text) & set(FORGIVE_FORMS)]


@pytest.mark.parametrize("wording", WORDINGS)
def test_the_core_path_reads_otherwise_in_each(wording: str) -> None:
    read = [fill(text, LIBRARY.words(wording, "other")) for text in worded(*CORE)]
    assert read == [
        "It is the line that stays. Nothing is taken back in it. "
        f"Signing it need not mean {READ[wording]}.",
        "These pages are practice in answering yourself. "
        f"They are not the whole of {READ[wording]}.",
    ]


@pytest.mark.parametrize("wording", WORDINGS)
def test_so_do_the_pages_that_are_taken_away(wording: str) -> None:
    note = LIBRARY.phrase("export.core_path_note", LIBRARY.words(wording, "other"))
    assert note.endswith(f"They are not the whole of {READ[wording]}.")
    assert note == fill(LIBRARY.exercise("align").closing, LIBRARY.words(wording, "other"))


@pytest.mark.parametrize(
    ("wording", "ending"),
    [
        ("forgive", "forgive yourself for."),
        ("peace", "make peace with yourself over."),
        ("carry", "carry as your own."),
        ("path", "find a way back from."),
    ],
)
def test_what_someone_else_did(wording: str, ending: str) -> None:
    said = {
        line
        for text in worded("route-support", "route-minors")
        for line in fill(text, LIBRARY.words(wording, "other")).splitlines()
        if line.startswith("What someone else did")
    }
    assert said == {f"What someone else did is not yours to {ending}"}
