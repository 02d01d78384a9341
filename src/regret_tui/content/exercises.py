"""From a prompt file's tables to an Exercise."""

import re
from typing import Any, Final

from regret_tui.content.reading import Fault, Reader
from regret_tui.domain.condition import Condition, parse_test
from regret_tui.domain.exercise import (
    Exercise,
    Kind,
    Option,
    Outcome,
    Quote,
    RateField,
    Role,
    Step,
    StepKind,
    Variant,
    Voice,
)

_ID: Final = re.compile(r"[a-z0-9_]+")
"""What a step can be called: other signs have a meaning of their own in a sitting."""
_SIGNS: Final = ("<", ">", "=", "≤", "≥")


def read_exercise(
    exercise_id: str, table: dict[str, Any], file: str
) -> tuple[Exercise, list[Fault]]:
    """Read one exercise.

    Args:
        exercise_id: the file's name without its ending.
        table: the whole file.
        file: how faults call the file.

    Returns:
        The exercise as far as it could be read, and every fault.
    """
    reader = Reader(dict(table), file)
    steps = [
        read_step(item, file, reader.faults, place)
        for place, item in enumerate(reader.tables("step"), 1)
    ]
    asides = [
        read_step(item, file, reader.faults, place)
        for place, item in enumerate(reader.tables("aside"), 1)
    ]
    if not steps:
        reader.fault("step", "is missing: an exercise needs at least one.")
    exercise = Exercise(
        id=exercise_id,
        title=reader.text("title", needed=True),
        about=reader.text("about"),
        kind=reader.one_of("kind", Kind) or Kind.PLAN,
        steps=tuple(steps),
        asides=tuple(asides),
        minutes=reader.number("minutes", 0),
        needs=reader.texts("needs"),
        per_regret=reader.flag("per_regret", True),
        kept=reader.flag("kept", True),
        ceiling=reader.number("ceiling", 7, most=10),
        again_days=reader.number("again_days", 0),
        reopens_at=reader.text("reopens_at"),
        outcome=reader.one_of("outcome", Outcome, Outcome.NONE) or Outcome.NONE,
        short=reader.text("short"),
        closing=reader.text("closing"),
    )
    reader.finish()
    return exercise, reader.faults


def read_step(table: dict[str, Any], file: str, faults: list[Fault], place: int = 0) -> Step:
    """Read one step or aside, adding to ``faults``."""
    name = table.get("id")
    reader = Reader(table, file, str(name or f"step {place}"), faults)
    kind = reader.one_of("kind", StepKind) or StepKind.SAY
    step_id = reader.text("id", needed=True)
    if step_id and not _ID.fullmatch(step_id):
        reader.fault("id", "should be small letters, digits and _.")
    step = Step(
        id=step_id,
        kind=kind,
        question=reader.text("question", needed=True),
        guidance=reader.text("guidance"),
        why=reader.text("why"),
        hint=reader.text("hint"),
        options=_options(reader),
        quotes=_quotes(reader),
        when=_condition(reader),
        variants=tuple(_variant(item, reader) for item in reader.tables("variants")),
        skip=reader.flag("skip", True),
        own=reader.flag("own", False),
        low=reader.number("low", 0),
        high=reader.number("high", 10),
        low_text=reader.text("low_text"),
        high_text=reader.text("high_text"),
        of=reader.text("of"),
        most=reader.number("most", 0),
        fields=tuple(_field(item, reader) for item in reader.tables("fields")),
        lines=reader.texts("lines"),
        pace=reader.numbers("pace"),
        words=reader.number("words", 0),
        voice=reader.one_of("voice", Voice) if "voice" in table else None,
        role=reader.one_of("role", Role) if "role" in table else None,
        keep=reader.text("keep"),
        ends=reader.texts("ends"),
        detour=reader.text("detour"),
    )
    reader.finish()
    return step


def _options(reader: Reader) -> tuple[Option, ...]:
    options = []
    for item in reader.tables("options"):
        part = Reader(item, reader.file, reader.step, reader.faults)
        options.append(
            Option(part.text("id", needed=True), part.text("text", needed=True), part.text("opens"))
        )
        part.finish()
    return tuple(options)


def _quotes(reader: Reader) -> tuple[Quote, ...]:
    raw = reader.table.pop("quotes", [])
    if not isinstance(raw, list):
        reader.fault("quotes", "should be a list.")
        return ()
    quotes = []
    for item in raw:
        if isinstance(item, str):
            quotes.append(Quote(item))
        elif isinstance(item, dict):
            part = Reader(dict(item), reader.file, reader.step, reader.faults)
            quotes.append(Quote(part.text("of", needed=True), part.text("label")))
            part.finish()
        else:
            reader.fault("quotes", "should hold names, or tables with `of` and `label`.")
    return tuple(quotes)


def _condition(reader: Reader) -> Condition:
    tests = []
    for name, wanted in reader.mapping("when").items():
        good_list = isinstance(wanted, list) and all(isinstance(item, str) for item in wanted)
        if not (isinstance(wanted, str) or good_list):
            reader.fault("when", f"`{name}` should be words in quotes, or a list of them.")
            continue
        test = parse_test(name, wanted)
        if test.any_of and isinstance(wanted, str) and wanted.strip()[:1] in _SIGNS:
            reader.fault("when", f"`{name}` compares with a whole number, like `>=8`.")
        tests.append(test)
    return Condition(tuple(tests))


def _variant(table: dict[str, Any], step: Reader) -> Variant:
    reader = Reader(table, step.file, step.step, step.faults)
    variant = Variant(
        when=_condition(reader),
        question=reader.text("question"),
        guidance=reader.text("guidance"),
        why=reader.text("why"),
        hint=reader.text("hint"),
    )
    if not variant.when.tests:
        reader.fault("variants", "needs a `when`.")
    reader.finish()
    return variant


def _field(table: dict[str, Any], step: Reader) -> RateField:
    reader = Reader(table, step.file, step.step, step.faults)
    rate_field = RateField(
        id=reader.text("id", needed=True),
        question=reader.text("question", needed=True),
        options=_options(reader),
        low=reader.number("low", 0),
        high=reader.number("high", 10),
        low_text=reader.text("low_text"),
        high_text=reader.text("high_text"),
    )
    reader.finish()
    return rate_field
