"""Faults that only show when a whole set of prompts is looked at together."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from regret_tui.content.held import held, missing
from regret_tui.content.reading import Fault
from regret_tui.content.sentences import sentences
from regret_tui.content.wording import KNOWN, placeholders
from regret_tui.domain.exercise import Exercise, Kind, Role, Step, StepKind

if TYPE_CHECKING:
    from regret_tui.content.library import Library

FACTS = frozenset({"route", "marks", "shades", "again", "rests_until"})
"""Names that conditions may look at though no step is called so."""
CHOOSING = frozenset({StepKind.CHOICE, StepKind.MARKS})


def check(library: "Library", base: "Library | None" = None) -> list[Fault]:
    """Return every fault of a set of prompts, those of reading included.

    Args:
        library: what was read.
        base: the prompts that it is laid over, for a person's own folder.
    """
    exercises = {**(base.exercises if base else {}), **library.exercises}
    everything = list(exercises.values())
    kept = {step.keep for item in everything for step in item.steps if step.keep}
    asides = {**(base.asides if base else {}), **library.asides}
    kept |= {step.keep for step in asides.values() if step.keep}
    said = {f"{item.id}.{step.id}" for item in everything for step in item.steps}
    faults = list(library.faults)
    faults += sentences(library, base)
    faults += missing(exercises)
    for exercise in library.exercises.values():
        faults += held(exercise)
        faults += _exercise(exercise, exercises, kept | said | FACTS)
    for step in library.asides.values():
        faults += _step("asides.toml", step, {}, kept | said | FACTS, exercises)
    return sorted(faults)


def _exercise(
    exercise: Exercise, exercises: dict[str, Exercise], names: frozenset[str] | set[str]
) -> Iterator[Fault]:
    file = f"exercises/{exercise.id}.toml"
    for need in exercise.needs:
        if need not in exercises:
            yield Fault(file, "", "needs", f"`{need}` is no exercise.")
    seen: dict[str, Step] = {}
    for step in (*exercise.steps, *exercise.asides):
        if step.id in seen:
            yield Fault(file, step.id, "id", "is used twice.")
        yield from _step(file, step, seen, names, exercises)
        seen[step.id] = step
    yield from _texts(file, "", (("title", exercise.title), ("about", exercise.about)))
    yield from _texts(file, "", (("closing", exercise.closing),))
    if exercise.reopens_at and exercise.reopens_at not in seen:
        yield Fault(file, "", "reopens_at", f"`{exercise.reopens_at}` is no step here.")
    if exercise.kind is Kind.MEMORY:
        roles = {step.role for step in exercise.steps}
        if Role.BEFORE not in roles:
            yield Fault(file, "", "role", "memory work needs a rating with `before`.")
        if not exercise.steps or exercise.steps[-1].role is not Role.AFTER:
            yield Fault(file, "", "role", "memory work ends with a rating with `after`.")


def _step(
    file: str,
    step: Step,
    earlier: dict[str, Step],
    names: frozenset[str] | set[str],
    exercises: dict[str, Exercise],
) -> Iterator[Fault]:
    known = names | set(earlier)
    for quote in step.quotes:
        if quote.of not in known:
            yield Fault(file, step.id, "quotes", f"`{quote.of}` is nothing that is kept or asked.")
    conditions = [step.when, *(variant.when for variant in step.variants)]
    for name in (name for condition in conditions for name in condition.names):
        if name not in known:
            yield Fault(file, step.id, "when", f"`{name}` is nothing that is known by then.")
    if step.kind in CHOOSING and not step.options:
        yield Fault(file, step.id, "options", "is missing.")
    yield from _twice(file, step)
    if step.kind in (StepKind.PICK, StepKind.RATE):
        if not step.of:
            yield Fault(file, step.id, "of", "is missing.")
        elif step.of not in known and step.of.partition(".")[0] not in known:
            yield Fault(file, step.id, "of", f"`{step.of}` is nothing that is known by then.")
    if step.kind is StepKind.RATE and not step.fields:
        yield Fault(file, step.id, "fields", "is missing.")
    if step.kind is StepKind.PRACTICE and not step.lines:
        yield Fault(file, step.id, "lines", "is missing.")
    if step.low >= step.high:
        yield Fault(file, step.id, "high", "should be above `low`.")
    targets = [option.opens for option in step.options if option.opens]
    for target in [*targets, *([step.detour] if step.detour else [])]:
        if target not in exercises:
            yield Fault(file, step.id, "opens", f"`{target}` is no exercise.")
    option_ids = {option.id for option in step.options}
    for end in step.ends:
        if end not in option_ids:
            yield Fault(file, step.id, "ends", f"`{end}` is none of its options.")
    yield from _texts(file, step.id, _prose(step))


def _texts(file: str, step_id: str, prose: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    for field, text in prose:
        for name in sorted(placeholders(text) - KNOWN):
            yield Fault(file, step_id, field, f"{{{name}}} is no placeholder that is known.")


def _twice(file: str, step: Step) -> Iterator[Fault]:
    ids = [option.id for option in step.options]
    for option_id in sorted({item for item in ids if ids.count(item) > 1}):
        yield Fault(file, step.id, "options", f"`{option_id}` is used twice.")


def _prose(step: Step) -> Iterable[tuple[str, str]]:
    yield "question", step.question
    yield "guidance", step.guidance
    yield "why", step.why
    yield "hint", step.hint
    for option in step.options:
        yield "options", option.text
    for line in step.lines:
        yield "lines", line
    for part in step.fields:
        yield "fields", " ".join((part.question, *(option.text for option in part.options)))
    for variant in step.variants:
        yield "variants", " ".join((variant.question, variant.guidance, variant.why, variant.hint))
