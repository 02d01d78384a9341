"""One evening, from the first run to the page that is taken along: what it leaves."""

import re
from typing import Final

import pytest

from tests.cli.driving import run
from tests.journeys.evening import Evening, files_under
from tests.journeys.records import records, sitting, tables_in
from tests.journeys.shown import flat
from tests.journeys.walking import LIBRARY
from tests.journeys.words import (
    HAPPENED,
    OWN_FEELING,
    PART,
    PASSPHRASE,
    SEEN,
    SENTENCE,
    TITLE,
    sentences,
)

_ESCAPED: Final = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_ISOLATES: Final = re.compile("[\u2066-\u2069]")


def read(page: str) -> str:
    """Return what a page shows, as a reader of the rendered page sees it."""
    body = page.split("\n---\n", 1)[1]
    lines = (line.removeprefix("> ").rstrip() for line in body.splitlines())
    return flat(_ISOLATES.sub("", _ESCAPED.sub("", "\n".join(lines))))


def test_every_answer_is_in_the_vault_as_it_was_given(evening: Evening) -> None:
    found, wanted = records(tables_in(evening.root)), records(evening.tables)
    for each in (*wanted["sittings"], *wanted["kept"]):
        each["share"] = "never" if each["exercise"] in ("begin", "arrive") else "full"
    assert found["regrets"] == wanted["regrets"]
    assert [item["exercise"] for item in found["sittings"]] == [
        "begin", "name", "values", "twovoice", "arrive", "align", "support",
    ]  # fmt: skip
    assert found["sittings"] == wanted["sittings"]
    assert found["kept"] == wanted["kept"]


def test_words_of_every_kind_are_whole(evening: Evening) -> None:
    found = records(tables_in(evening.root))
    name = dict(sitting(found, "name")["answers"])
    assert found["regrets"][0]["title"] == TITLE
    assert name["seen"]["value"] == SEEN
    assert len(SEEN.splitlines()[0].split()) >= 140
    assert name["part"]["value"] == PART
    assert OWN_FEELING in name["feelings"]["value"]
    assert name["sentence"]["value"] == SENTENCE
    assert dict(sitting(found, "twovoice")["answers"])["happened"]["value"] == HAPPENED


def test_only_the_route_of_the_gate_is_kept(evening: Evening) -> None:
    tables = tables_in(evening.root)
    (regret,) = tables["regrets"].values()
    assert (regret["route"], regret["marks"], regret["shades"]) == ("ordinary", [], [])
    assert not any(item["exercise"] == "gate" for item in tables["sittings"].values())


def test_the_key_was_asked_for_once_and_is_not_kept(evening: Evening) -> None:
    (profile,) = tables_in(evening.root)["profile"].values()
    assert profile["openings"] == 2
    assert profile["recovery"] == "confirmed"
    assert profile["recovery_groups"] == {}
    assert len("".join(evening.groups)) == 58
    pairs = zip(evening.groups, evening.groups[1:], strict=False)
    written = [f"{one}{between}{two}" for one, two in pairs for between in ("", " ", "-")]
    for name in files_under(evening.root):
        content = (evening.root / name).read_bytes().upper()
        assert not any(pair.encode() in content for pair in written), name


def test_nothing_but_the_vault_its_company_and_the_page_is_on_disk(evening: Evening) -> None:
    company = ("data/journal.vault", "data/backups/journal-", "state/seen/")
    page = str(evening.page.relative_to(evening.root))
    for name in files_under(evening.root):
        assert name.startswith(company) or name == page
    for name in files_under(evening.root):
        assert (evening.root / name).stat().st_mode & 0o077 == 0, name


def test_the_page_shows_every_sentence(evening: Evening) -> None:
    assert evening.page.stat().st_mode & 0o777 == 0o600
    shown = read(evening.page.read_text())
    for line in sentences():
        assert flat(line) in shown


@pytest.mark.parametrize("kind", ["regret", "session"])
def test_nothing_of_the_gate_is_on_a_page(evening: Evening, kind: str) -> None:
    if kind == "session":
        ran = run(evening.root, "export", "session", "--out", "-", secret=PASSPHRASE)
        assert ran.code == 0, ran.err
        page = ran.out
        assert flat(SENTENCE) in read(page)
    else:
        page = evening.page.read_text()
    shown = read(page)
    for step in LIBRARY.exercise("gate").steps:
        assert step.question not in shown
        long = [option.text for option in step.options if len(option.text.split()) > 2]
        assert not any(text in shown for text in long)
    assert "ordinary" not in shown.lower()
    assert PASSPHRASE not in page
