"""A small journal of made-up people, built the same way each time."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from regret_tui.domain.condition import Condition, parse_test
from regret_tui.domain.exercise import (
    Exercise,
    Kind,
    Option,
    RateField,
    Role,
    Step,
    StepKind,
    Value,
    Variant,
    Voice,
)
from regret_tui.domain.gate import Route
from regret_tui.domain.kept import Kept
from regret_tui.domain.regret import Regret
from regret_tui.domain.sitting import Answer, Share, Sitting, State
from regret_tui.export import Source

OSLO = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 24, 23, 30, tzinfo=OSLO)

PHRASES: Mapping[str, str] = {
    "export.safe_use_head": "A counsellor may have to act if a child or someone is in danger. "
    "Ask before showing details.",
    "export.foot": "Fixed prompts, own items. Risk was not assessed: please ask.",
}


def when(**tests: Any) -> Condition:
    return Condition(
        tuple(parse_test(name.replace("__", "."), wanted) for name, wanted in tests.items())
    )


def scale(name: str, role: Role) -> Step:
    numb = (Option("numb", "Unreal or numb"),)
    return Step(name, StepKind.SCALE, "How hard is it?", role=role, options=numb)


NAME = Exercise(
    id="name",
    title="Naming it",
    about="What happened.",
    kind=Kind.MEMORY,
    steps=(
        scale("before", Role.BEFORE),
        Step(
            "kind",
            StepKind.CHOICE,
            "What kind is it?",
            options=(Option("did", "Something I did"), Option("hid", "Something I hid")),
        ),
        Step("welcome", StepKind.SAY, "Words that ask nothing."),
        Step(
            "seen",
            StepKind.TEXT,
            "What happened?",
            variants=(
                Variant(when(marks=["no_contact"]), question="What happened, far from them?"),
                Variant(when(kind=["hid"]), question="What did you hide?"),
            ),
        ),
        Step("whom", StepKind.TEXT, "From whom?", when=when(kind=["hid"])),
        Step("belief", StepKind.LINE, "Did a sentence come with it?", keep="belief"),
        Step("sentence", StepKind.LINE, "In one sentence?", keep="sentence"),
        scale("after", Role.AFTER),
    ),
)

VALUES = Exercise(
    id="values",
    title="What matters to you",
    about="Find it.",
    kind=Kind.VALUES,
    per_regret=False,
    steps=(
        Step("sort", StepKind.DECK, "How much does this matter to you?"),
        Step("five", StepKind.PICK, "Which five?", of="sort.very", most=5, keep="values"),
        Step(
            "ratings",
            StepKind.RATE,
            "Look at each.",
            of="five",
            keep="ratings",
            fields=(
                RateField("whose", "Whose voice is it in?", (Option("mine", "Mine"),)),
                RateField("lived", "How much have you lived it?"),
            ),
        ),
        Step("older", StepKind.TEXT, "Who do you want to have been?", keep="goal"),
    ),
)

TWO_VOICES = Exercise(
    id="twovoice",
    title="The two voices",
    about="Let it speak.",
    kind=Kind.MEMORY,
    steps=(
        scale("before", Role.BEFORE),
        Step(
            "believe",
            StepKind.SCALE,
            "How much do you believe the voice that carries it?",
            high=100,
            low_text="not at all",
            high_text="completely",
        ),
        Step("happened", StepKind.TEXT, "What happened?", voice=Voice.CARRIES),
        Step("accepts", StepKind.TEXT, "What does it accept?", voice=Voice.ANSWERS),
        Step("softens", StepKind.TEXT, "Does it keep its words?", voice=Voice.CARRIES),
        Step(
            "promise", StepKind.LINE, "What does it promise?", voice=Voice.ANSWERS, keep="promise"
        ),
        Step("agreed", StepKind.LINE, "What would both sign?", voice=Voice.BOTH, keep="agreed"),
        Step("watches", StepKind.TEXT, "What did the one who watched see?", voice=Voice.WATCHES),
        Step(
            "believed",
            StepKind.SCALE,
            "How much do you believe it now?",
            high=100,
            low_text="not at all",
            high_text="completely",
        ),
        scale("after", Role.AFTER),
    ),
    asides=(Step("pause", StepKind.LINE, "It has risen. One line?", voice=Voice.ANSWERS),),
)

ALIGN = Exercise(
    id="align",
    title="This and what you stand for",
    about="One small thing.",
    kind=Kind.PLAN,
    steps=(
        Step("smallest", StepKind.TEXT, "What is the smallest thing?"),
        Step("day", StepKind.DAY, "On which day?", keep="step_day"),
        Step("obstacle", StepKind.LINE, "What may get in the way?", keep="obstacle"),
        Step("step", StepKind.LINE, "Put it in one sentence.", keep="step"),
    ),
)

SAFETY = Exercise(
    id="safety",
    title="A question about you",
    about="Not kept.",
    kind=Kind.PLAN,
    kept=False,
    steps=(Step("thoughts", StepKind.LINE, "Are you having thoughts?", keep="thoughts"),),
)

GATE = Exercise(
    id="gate",
    title="Three questions",
    about="Asked of everyone.",
    kind=Kind.SCREEN,
    steps=(Step("own", StepKind.LINE, "Could you have said no?", keep="own"),),
)

EXERCISES = {item.id: item for item in (NAME, VALUES, TWO_VOICES, ALIGN, SAFETY, GATE)}
ASIDES = {"rest": Step("rest", StepKind.LINE, "What one line to keep?", keep="line")}
CARDS = {"honesty": "Honesty", "play": "Play"}


def regret(id_: str = "r1", title: str = "The weekend in March", **more: Any) -> Regret:
    return Regret(id_, title, **{"route": Route.ORDINARY, "gated": "2026-11-20", **more})


def sitting(
    id_: str,
    exercise: str,
    answers: Mapping[str, Value | None],
    *,
    at: str = "2026-11-24T22:14:00+01:00",
    share: Share | str = Share.FULL,
    about: str = "r1",
    state: State = State.DONE,
) -> Sitting:
    return Sitting(
        id=id_,
        exercise=exercise,
        regret=about,
        started=at,
        ended=at,
        day=at[:10],
        state=state,
        answers={key: Answer(value, at) for key, value in answers.items()},
        share=share,  # type: ignore[arg-type]  # marks that are none are tried too
    )


def kept(
    id_: str,
    name: str,
    value: Value,
    *,
    of: str = "",
    exercise: str = "",
    step: str = "",
    at: str = "2026-11-24T22:40:00+01:00",
    share: Share | str = Share.NEVER,
    about: str = "r1",
) -> Kept:
    return Kept(
        id=id_,
        name=name,
        value=value,
        regret=about,
        sitting=of,
        exercise=exercise,
        step=step,
        at=at,
        share=share,  # type: ignore[arg-type]  # marks that are none are tried too
    )


def source(**more: Any) -> Source:
    given: dict[str, Any] = {
        "regrets": [regret()],
        "sittings": [],
        "kept": [],
        "exercises": EXERCISES,
        "asides": ASIDES,
        "phrases": PHRASES.__getitem__,
        "cards": CARDS,
        "now": NOW,
        "version": "0.1.0",
    }
    return Source(**{**given, **more})


def journal(**more: Any) -> Source:
    """Return a journal that holds something of everything."""
    sittings = [
        sitting(
            "s1",
            "name",
            {
                "before": "numb",
                "before.again": 5,
                "kind": "hid",
                "seen": "I hid the messages from Anna.\n# Not a heading\n\n    not code, Anna's",
                "whom": "Anna Lee.",
                "belief": "I am *nothing*",
                "sentence": "I hid the messages for two months.",
                "after": 4,
            },
            at="2026-11-03T21:02:00+01:00",
        ),
        sitting(
            "s2",
            "values",
            {
                "sort": {"honesty": "very", "play": "somewhat", "long walks": "very"},
                "five": ["honesty", "long walks"],
                "ratings": {"honesty": {"whose": "mine", "lived": 4}},
                "older": "Someone who said it.",
            },
            at="2026-11-10T20:00:00+01:00",
            share=Share.SUMMARY,
            about="",
        ),
        sitting(
            "s3",
            "twovoice",
            {
                "before": 5,
                "believe": 80,
                "happened": "I said the trip was for work.",
                "pause@accepts": "I am still here.",
                "accepts": "That is what happened.\nI will not call it small.",
                "softens": None,
                "promise": "When I want to hide, I will wait a day.",
                "agreed": "I hid it, and I will answer when Anna asks.",
                "watches": "Two people at one table.",
                "believed": 55,
                "after": 7,
            },
        ),
        sitting(
            "s4",
            "align",
            {
                "smallest": "Write down one true thing.",
                "day": "2026-11-27",
                "obstacle": "Being tired.",
                "step": "On Friday at eight, at the kitchen table, I write one true thing.",
            },
            at="2026-11-24T22:50:00+01:00",
            state=State.ENOUGH,
        ),
        sitting("s5", "name", {"before": 9, "seen": "SECRET"}, share="never", state=State.RESTED),
    ]
    things = [
        kept("k1", "sentence", "I hid the messages for two months.", of="s1", exercise="name",
             step="sentence", at="2026-11-03T21:10:00+01:00", share=Share.FULL),
        kept("k2", "agreed", "I hid it, and I will answer when Anna asks.", of="s3",
             exercise="twovoice", step="agreed"),
        kept("k3", "values", ["honesty", "long walks"], of="s2", exercise="values", step="five",
             at="2026-11-10T20:10:00+01:00", about=""),
        kept("k4", "step", "On Friday at eight, at the kitchen table, I write one true thing.",
             of="s4", exercise="align", step="step", at="2026-11-24T22:55:00+01:00"),
        kept("k5", "step_day", "2026-11-27", of="s4", exercise="align", step="day",
             at="2026-11-24T22:55:00+01:00"),
        kept("k6", "obstacle", "Being tired.", of="s4", exercise="align", step="obstacle",
             at="2026-11-24T22:55:00+01:00"),
        kept("k7", "goal", "Someone who said it.", of="s2", exercise="values", step="older",
             at="2026-11-10T20:12:00+01:00", about="", share=Share.FULL),
        kept("k8", "people", ["SECRET"], about=""),
    ]  # fmt: skip
    given: dict[str, Any] = {
        "regrets": [regret(title="The weekend in March, Anna")],
        "sittings": sittings,
        "kept": things,
        "aliases": {"anna": "A.", "Anna Lee": "A. L."},
    }
    return source(**{**given, **more})
