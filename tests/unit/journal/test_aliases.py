"""Names and what stands in their place: kept in the vault, and used on a page."""

from pathlib import Path

import pytest

from regret_tui.journal.aliases import AliasEmpty, aliases, remove_alias, set_alias
from regret_tui.journal.journal import Journal, Outside
from regret_tui.journal.opening import begin
from tests.cli.driving import library
from tests.world import make_world


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    world = make_world(tmp_path)
    return begin(library(), Outside(world.now, world.new_id)).journal


def test_one_is_set_changed_and_removed(journal: Journal) -> None:
    set_alias(journal, "  Маша\tИ. ", "M.\n")
    set_alias(journal, "Anna", "A.")
    assert list(aliases(journal).items()) == [("Anna", "A."), ("Маша И.", "M.")]
    set_alias(journal, "ANNA", "the other one")
    assert aliases(journal)["ANNA"] == "the other one"
    assert "Anna" not in aliases(journal)
    remove_alias(journal, "anna")
    assert aliases(journal) == {"Маша И.": "M."}
    remove_alias(journal, "nobody")
    assert aliases(journal) == {"Маша И.": "M."}


@pytest.mark.parametrize(
    ("name", "alias"), [("", "A."), ("Anna", " \t"), ("\x00", "A."), ("Anna", "\u200b")]
)
def test_an_empty_one_is_refused_and_changes_nothing(
    journal: Journal, name: str, alias: str
) -> None:
    with pytest.raises(AliasEmpty) as refused:
        set_alias(journal, name, alias)
    assert "Nothing was changed." in str(refused.value)
    assert aliases(journal) == {}
