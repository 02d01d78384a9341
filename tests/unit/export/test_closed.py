"""The export fails closed: what carries no mark that we know is on no page."""

from datetime import date

import pytest

from regret_tui.domain.condition import Condition, parse_test
from regret_tui.domain.exercise import Exercise, Kind, Step, StepKind, Value
from regret_tui.domain.gate import Mark, Route, Shade
from regret_tui.domain.kept import Kept
from regret_tui.domain.sitting import Share, Sitting
from regret_tui.export import ExportClosed, NoSuchRegret, Page, Source, regret_page, session_page
from tests.unit.export.samples import journal, kept, regret, sitting, source

WORDS: dict[str, Value | None] = {
    "before": 6,
    "seen": "LONG TEXT",
    "belief": "BELIEF",
    "sentence": "SENTENCE",
    "after": 3,
}


def pages(given: Source) -> list[Page]:
    return [session_page(given), regret_page(given, "r1")]


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Share.NEVER, ()),
        ("never", ()),
        ("", ()),
        ("FULL", ()),
        ("Full", ()),
        ("all", ()),
        ("partner", ()),
        (None, ()),
        (True, ()),
        (Share.SUMMARY, ("SENTENCE",)),
        (Share.FULL, ("SENTENCE", "BELIEF", "LONG TEXT")),
    ],
)
def test_a_sitting_is_shown_as_far_as_its_mark_goes(share: Share, words: tuple[str, ...]) -> None:
    for page in pages(source(sittings=[sitting("s", "name", WORDS, share=share)])):
        for word in ("SENTENCE", "BELIEF", "LONG TEXT"):
            assert (word in page.markdown) is (word in words)
        assert ("Naming it" in page.markdown) is bool(words)
        assert ("24 November 2026, 22:14" in page.markdown) is bool(words)
        assert page.empty is not bool(words)
        assert page.left_out == (0 if words else 1)


@pytest.mark.parametrize(
    ("share", "on_session", "on_regret"),
    [("never", False, False), ("summary", True, False), ("full", True, True)],
)
def test_distress_is_shown_as_far_as_the_mark_goes(
    share: str, on_session: bool, on_regret: bool
) -> None:
    given = source(sittings=[sitting("s", "name", WORDS, share=share)])
    assert ("6 → 3" in session_page(given).markdown) is on_session
    assert ("6 → 3" in regret_page(given, "r1").markdown) is on_regret


@pytest.mark.parametrize(
    ("of_sitting", "of_kept", "shown"),
    [
        ("never", "never", False),
        ("never", "summary", True),
        ("never", "full", True),
        ("never", "whatever", False),
        ("summary", "never", False),
        ("summary", "summary", False),
        ("summary", "full", True),
        ("full", "never", True),
        ("gone", "never", False),
        ("gone", "full", True),
        ("other", "full", True),
    ],
)
def test_a_kept_thing_is_shown_by_its_own_mark_or_as_part_of_a_full_sitting(
    of_sitting: str, of_kept: str, shown: bool
) -> None:
    item = sitting("s", "name", WORDS, share=of_sitting)
    thing = kept("k", "belief", "BELIEF", of="s", exercise="name", step="belief", share=of_kept)
    sittings = [] if of_sitting == "gone" else [item]
    for page in pages(source(sittings=sittings, kept=[thing])):
        assert ("BELIEF" in page.markdown) is shown
        assert ("LONG TEXT" in page.markdown) is (of_sitting == "full")


def test_a_summary_is_one_line_though_everything_kept_took_over_its_mark() -> None:
    answers: dict[str, Value | None] = {
        "smallest": "LONG",
        "day": "2026-11-27",
        "obstacle": "OBSTACLE",
        "step": "STEP",
    }
    things = [
        kept(name, name, value, of="s", exercise="align", step=step, share="summary")
        for step, name in (("day", "step_day"), ("obstacle", "obstacle"), ("step", "step"))
        if (value := answers[step])
    ]
    given = source(sittings=[sitting("s", "align", answers, share="summary")], kept=things)
    for page in pages(given):
        assert "STEP" in page.markdown
        assert "27 November 2026" in page.markdown
        assert "OBSTACLE" not in page.markdown
        assert page.left_out == 0


@pytest.mark.parametrize("exercise", ["safety", "gate"])
@pytest.mark.parametrize("about", ["r1", ""])
def test_what_passes_by_is_on_no_page_whatever_its_mark(exercise: str, about: str) -> None:
    step = {"safety": "thoughts", "gate": "own"}[exercise]
    item = sitting("s", exercise, {step: "WORD"}, about=about)
    thing = kept("k", step, "WORD", of="s", exercise=exercise, step=step, share="full", about=about)
    for page in pages(source(sittings=[item], kept=[thing])):
        assert "WORD" not in page.markdown
        assert page.empty
        assert page.left_out == 0


def closed_by(**more: object) -> list[Source]:
    """A journal with words that carry no regret's id themselves, and words that do."""
    item = sitting("s", "name", WORDS)
    direct = kept("k", "line", "KEPT", share="full")
    through = kept("k", "line", "KEPT", of="s", share="full", about="")
    return [
        source(sittings=[item], **more),
        source(kept=[direct], **more),
        source(sittings=[item], kept=[through], **more),
    ]


@pytest.mark.parametrize(
    "closed",
    [
        regret(marks=[Mark.READER]),
        regret(marks=[Mark.LAW, Mark.READER], route=Route.SUPPORT),
        regret(route=None),
    ],
)
def test_a_closed_regret_is_refused_and_on_no_other_page(closed: object) -> None:
    for given in closed_by(regrets=[closed]):
        with pytest.raises(ExportClosed) as caught:
            regret_page(given, "r1")
        assert caught.value.exit_code == 51
        page = session_page(given)
        assert page.empty
        assert not any(word in page.markdown for word in ("SENTENCE", "KEPT", "weekend"))


def test_a_regret_that_is_gone_takes_its_words_with_it() -> None:
    for given in closed_by(regrets=[]):
        assert session_page(given).empty
        with pytest.raises(NoSuchRegret):
            regret_page(given, "r1")


def test_a_sitting_whose_questions_are_gone_stays_and_is_counted() -> None:
    for page in pages(source(sittings=[sitting("s", "gone", {"q": "WORD"})])):
        assert "WORD" not in page.markdown
        assert page.left_out == 1


def test_a_kept_thing_off_the_path_of_its_sitting_stays() -> None:
    aside = Step("b", StepKind.LINE, "B", keep="b", when=Condition((parse_test("a", ["yes"]),)))
    exercise = Exercise("own", "Own", "", Kind.PLAN, (Step("a", StepKind.LINE, "A"), aside))
    for answer, shown in (("yes", True), ("no", False)):
        given = source(
            exercises={"own": exercise},
            sittings=[sitting("s", "own", {"a": answer, "b": "WORD"})],
            kept=[kept("k", "b", "WORD", of="s", exercise="own", step="b", share="full")],
        )
        for page in pages(given):
            assert ("WORD" in page.markdown) is shown


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        (None, None, True),
        (24, 24, True),
        (25, None, False),
        (None, 23, False),
    ],
)
def test_only_the_days_of_the_window_are_on_a_page(
    since: int | None, until: int | None, shown: bool
) -> None:
    window = [date(2026, 11, day) if day else None for day in (since, until)]
    things: list[dict[str, list[Sitting] | list[Kept]]] = [
        {"sittings": [sitting("s", "name", WORDS)]},
        {"kept": [kept("k", "line", "SENTENCE", share="full")]},
        {"sittings": [sitting("s", "name", WORDS, share="never")]},
    ]
    for more in things[:2]:
        for page in pages(source(since=window[0], until=window[1], **more)):
            assert ("SENTENCE" in page.markdown) is shown
    for page in pages(source(since=window[0], until=window[1], **things[2])):
        assert page.left_out == (1 if shown else 0)


def test_another_regrets_words_are_not_on_a_regrets_page() -> None:
    given = source(
        regrets=[regret(), regret("r2", "Other")],
        sittings=[sitting("s", "name", WORDS, about="r2"), sitting("a", "align", {}, about="")],
        kept=[kept("k", "line", "KEPT", share="full", about="r2")],
    )
    page = regret_page(given, "r1")
    assert page.empty
    assert page.left_out == 0


def test_routes_marks_and_shades_change_nothing_on_a_page() -> None:
    plain = [page.markdown for page in pages(journal())]
    for route in Route:
        marked = regret(
            title="The weekend in March, Anna",
            route=route,
            marks=[mark for mark in Mark if mark is not Mark.READER],
            shades=list(Shade),
        )
        assert [page.markdown for page in pages(journal(regrets=[marked]))] == plain


def test_an_empty_page_says_so_and_holds_no_word_of_theirs() -> None:
    for page in pages(source(sittings=[sitting("s", "name", WORDS, share="never")])):
        assert "Nothing is marked to be shown" in page.markdown
        assert "What is here was chosen to be shown" in page.markdown
        assert "Ask before showing details." in page.markdown
        assert "weekend" not in page.markdown + page.title
        assert page.pages == 1


def test_what_is_left_out_is_not_told_on_the_page() -> None:
    few = journal()
    more = journal(
        sittings=[
            *few.sittings,
            *(sitting(f"x{n}", "name", WORDS, share="never") for n in range(7)),
        ]
    )
    for before, after in zip(pages(few), pages(more), strict=True):
        assert after.left_out == before.left_out + 7
        assert after.markdown == before.markdown
