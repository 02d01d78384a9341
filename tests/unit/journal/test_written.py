"""What was written, read again: which pages there are, and what stands on them."""

from dataclasses import replace

from regret_tui.domain.kept import Kept
from regret_tui.domain.sitting import Answer, Sitting
from regret_tui.journal.written import kept_text, kept_things, kept_title, page_title, pages, said
from tests.unit.journal.driver import ENOUGH, STOP_HERE, Person, named, ready


def exercises(person: Person, regret_id: str = "") -> list[str]:
    return [item.exercise for item in pages(person.session.journal, regret_id)]


def answers(person: Person, sitting: Sitting) -> dict[str, str]:
    journal = person.session.journal
    return {item.question: item.answer for item in said(journal, sitting, journal.words)}


def test_pages_of_a_regret_and_of_the_person_are_apart_and_steadying_is_none() -> None:
    person = ready()
    person.starts("arrive")
    person.starts("name", name__part=STOP_HERE)
    assert exercises(person, person.regret.id) == ["name", "name"]
    assert exercises(person) == ["values"]


def test_a_page_on_which_nothing_was_answered_is_not_listed() -> None:
    person = named({"name.before": ENOUGH})
    person.starts("name")
    assert len(person.sittings("name")) == 2
    assert exercises(person, person.regret.id) == ["name"]


def test_what_belongs_to_no_regret_that_is_there_is_the_persons() -> None:
    person = ready()
    person.session.journal.store.regrets.delete(person.regret.id)
    assert exercises(person) == ["name", "values"]
    assert {item.name for item in kept_things(person.session.journal)} >= {"sentence", "values"}


def test_a_title_has_the_day_and_how_far_it_is_and_that_it_is_another_version() -> None:
    person = named({"name.part": STOP_HERE})
    person.starts("name")
    journal, [*_, item] = person.session.journal, person.sittings("name")
    assert page_title(journal, item) == "Naming it, Tuesday 24 November, part-way"
    item = replace(item, step="", another_version="x")
    assert page_title(journal, item).endswith(", part-way, another version")
    assert page_title(journal, Sitting("a", "of_old")) == "of_old, part-way"


def test_a_page_is_read_in_its_order_with_options_in_words() -> None:
    person = ready({"name.kind": "hid", "name.seen": "I hid [/b] it.\n\nTwice."})
    person.starts("name")
    [_, sitting] = person.sittings("name")
    sitting.answers = dict(reversed(sitting.answers.items()))
    read = answers(person, sitting)
    assert "I hid [/b] it.\n\nTwice." in read.values()
    assert "hid" not in read.values()
    assert list(read.values()).index("words at part") > list(read.values()).index(
        "I hid [/b] it.\n\nTwice."
    )
    assert not any("{" in question for question in read)


def test_ratings_given_twice_and_lines_that_were_called_for_are_read_with_their_questions() -> None:
    person = named({"name.before": 9, "arrive.after": 9, "name.rest": "the dog"})
    person.starts("name")
    [*_, sitting] = person.sittings("name")
    journal = person.session.journal
    read = [(item.question[:18], item.answer) for item in said(journal, sitting, journal.words)]
    assert [answer for _, answer in read] == ["9", "9", "the dog"]
    assert read[0][0] == read[1][0] != ""
    assert read[2][0] == "The writing rests "


def test_what_a_newer_version_asked_is_read_without_its_question() -> None:
    person = ready()
    sitting = Sitting("a", "of_old", answers={"x": Answer("kept all the same", "")})
    journal = person.session.journal
    assert [item.answer for item in said(journal, sitting, {})] == ["kept all the same"]
    assert said(journal, sitting, {})[0].question == ""


def test_kept_things_have_a_name_a_day_and_their_words() -> None:
    person = ready()
    journal = person.session.journal
    item = journal.newest("sentence", person.regret.id)
    assert item is not None
    assert kept_title(journal, item) == "The sentence that was pinned, Tuesday 24 November"
    assert kept_text(journal, item, {}) == "words at sentence"
    other = Kept("k", "another_version", "cut o", exercise="name", step="kind", another_version="x")
    assert kept_title(journal, other) == (
        "What was being written when it was cut off, another version"
    )
    assert kept_text(journal, other, {}) == "cut o"
    ratings = journal.newest("ratings")
    assert ratings is not None
    assert "important" in kept_text(journal, ratings, journal.words)
    assert kept_title(journal, Kept("k", "of_old", "x")) == "A line that was kept"
