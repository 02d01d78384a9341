"""The gate: two questions that everyone is asked, some marks, and the route they lead to.

Answers are behavioural, since many people who were forced do not call it that (Wilson & Miller
2016, doi 10.1177/1524838015576391), and some who harmed someone say that they could not stop.
Only the route, the marks and the shades are kept, never the answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

A = TypeVar("A", bound=StrEnum)


class Own(StrEnum):
    """Could you have said no, or stopped, and been listened to?"""

    YES = "yes"
    PRESSED = "pressed"
    ASLEEP = "asleep"
    UNDERAGE = "underage"
    UNABLE = "unable"
    """Nobody stopped me, but I felt unable to stop myself."""
    PARTLY = "partly"
    UNSURE = "unsure"
    SILENT = "silent"
    """Rather not say."""
    ALONE = "alone"
    """Nobody else was part of it."""


class Other(StrEnum):
    """Could each other person have?"""

    YES = "yes"
    SAID_NO = "said_no"
    ASLEEP = "asleep"
    DEPENDED = "depended"
    UNKNOWING = "unknowing"
    """They did not know: condom, infection, recording, picture."""
    UNDERAGE = "underage"
    CIRCLING = "circling"
    """Gone over many times, and still not sure."""
    UNSURE = "unsure"
    SILENT = "silent"


class Mark(StrEnum):
    """What else holds. Any of them, or none."""

    SEVEN_DAYS = "seven_days"
    ONGOING = "ongoing"
    AFRAID = "afraid"
    READER = "reader"
    """Someone wants this to be written, or may read it."""
    LAW = "law"
    NO_CONTACT = "no_contact"
    AT_RISK = "at_risk"


class Route(StrEnum):
    """What is open from here. Never shown by name."""

    ORDINARY = "ordinary"
    SUPPORT = "support"
    HARM = "harm"
    CAREFUL = "careful"
    BOTH = "both"
    MINORS = "minors"


class Shade(StrEnum):
    """Which words fit on a route's opening screen."""

    UNSURE = "unsure"
    UNABLE = "unable"
    NEAR = "near"
    """Everyone was near that age."""
    CHILDHOOD = "childhood"
    """The person was under age, and not everyone was near that age."""
    OTHER_MINOR = "other_minor"
    SPLIT = "split"
    """Partly: this may be two regrets."""
    UNSURE_THEIRS = "unsure_theirs"
    UNDER_18 = "under_18"
    """Under 18 now: youth lines, and nothing is kept."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What the gate leaves behind."""

    route: Route
    marks: frozenset[Mark] = frozenset()
    shades: frozenset[Shade] = frozenset()


_OWN_FREE: Final = frozenset({Own.YES, Own.UNABLE, Own.ALONE})
_THEIRS_FREE: Final = frozenset({Other.YES})
_THEIRS_NOT_FREE: Final = frozenset({Other.SAID_NO, Other.ASLEEP, Other.DEPENDED, Other.UNKNOWING})


def pass_gate(answers: Mapping[str, object]) -> Passage:
    """Turn the gate's answers into a route, marks and shades.

    Args:
        answers: ``own`` (an Own), ``other`` (an Other; missing where nobody else was part of
            it), ``marks`` (Mark ids), and ``adult`` or ``adult2``, ``near``, ``other_near``
            ("yes", "no", "unsure") where they were asked. What is missing, or is none of the
            answers that are known, counts as not said; marks that are not known are left out.
    """
    own = _known(Own, answers.get("own")) or Own.SILENT
    said = _known(Other, answers.get("other")) or Other.SILENT
    other = Other.YES if own is Own.ALONE else said
    marked = answers.get("marks")
    several = marked if isinstance(marked, list | tuple) else ()
    marks = frozenset(mark for mark in (_known(Mark, item) for item in several) if mark)
    route = _route(own, other)
    return Passage(route, marks, _shades(own, other, route, answers))


def _known(kind: type[A], said: object) -> A | None:
    """Return the member that was said, or None where it is none of them."""
    return next((member for member in kind if member == said), None)


def _route(own: Own, other: Other) -> Route:
    if Own.UNDERAGE is own or Other.UNDERAGE is other:
        return Route.MINORS
    if own in _OWN_FREE:
        if other in _THEIRS_FREE:
            return Route.ORDINARY
        return Route.HARM if other in _THEIRS_NOT_FREE else Route.CAREFUL
    return Route.SUPPORT if other in _THEIRS_FREE else Route.BOTH


def _shades(
    own: Own, other: Other, route: Route, answers: Mapping[str, object]
) -> frozenset[Shade]:
    shades: set[Shade] = set()
    if own in (Own.UNSURE, Own.SILENT):
        shades.add(Shade.UNSURE)
    if own is Own.UNABLE:
        shades.add(Shade.UNABLE)
    if own is Own.PARTLY:
        shades.add(Shade.SPLIT)
    if route is Route.BOTH and other not in _THEIRS_NOT_FREE:
        shades.add(Shade.UNSURE_THEIRS)
    if own is Own.UNDERAGE:
        if answers.get("near") == "yes":
            shades.add(Shade.NEAR)
        elif answers.get("near") == "no" and other in _THEIRS_FREE:
            shades.add(Shade.CHILDHOOD)
    if other is Other.UNDERAGE:
        if answers.get("other_near") == "yes":
            shades.add(Shade.NEAR)
        else:
            shades.discard(Shade.NEAR)
            shades.add(Shade.OTHER_MINOR)
    if "no" in (answers.get("adult"), answers.get("adult2")):
        shades.add(Shade.UNDER_18)
    return frozenset(shades)
