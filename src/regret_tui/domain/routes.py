"""What each route opens: whitelists, so that an exercise nobody thought of stays closed.

They are rules and not prose, and so stand here and not in the prompt files.
"""

from collections.abc import Mapping
from typing import Final

from regret_tui.domain.exercise import Exercise, Kind
from regret_tui.domain.gate import Mark, Passage, Route

_SUPPORT: Final = frozenset({"arrive", "values", "selfline", "ifthen", "compassion", "support"})
_HARM: Final = frozenset(
    {"arrive", "values", "selfline", "ifthen", "stopping", "ownership", "support"}
)

OPEN: Final[Mapping[Route, frozenset[str]]] = {
    Route.SUPPORT: _SUPPORT,
    Route.HARM: _HARM,
    Route.CAREFUL: _HARM,
    Route.BOTH: _SUPPORT & _HARM,
    Route.MINORS: frozenset({"arrive", "values", "selfline", "ifthen", "support"}),
}
"""For each route but the ordinary one, the only exercises that are open."""

OPENING_SCREEN: Final[Mapping[Route, str]] = {
    Route.SUPPORT: "route-support",
    Route.HARM: "route-harm",
    Route.CAREFUL: "route-careful",
    Route.BOTH: "route-both",
    Route.MINORS: "route-minors",
}
"""The exercise that greets someone on a route."""

SCREENS: Final = frozenset({"begin", "gate", "safety", *OPENING_SCREEN.values()})
"""Ours for finding one's way. They are open to everyone; a screen of another name is not."""

NOTICE_ORDER: Final = (
    Mark.AT_RISK,
    Mark.SEVEN_DAYS,
    Mark.AFRAID,
    Mark.READER,
    Mark.LAW,
    Mark.NO_CONTACT,
    Mark.ONGOING,
)
"""The order in which marks are answered with a screen; at risk comes before everything."""

_TOGETHER: Final = frozenset({"talkplan", "rehearse", "agreements"})
"""Closed while someone is afraid of someone, in either direction."""
_READ_BY_ANOTHER: Final = frozenset({"agreements"})
"""Closed, with all that goes back to it, where someone wants it written or may read it."""
UNSAFE: Final = frozenset({Mark.AT_RISK, Mark.AFRAID})

_PROBES: Final = (
    Exercise("name", "", "", Kind.MEMORY, ()),
    Exercise("align", "", "", Kind.PLAN, ()),
    *(
        Exercise(name, "", "", Kind.PLAN, ())
        for name in sorted(frozenset().union(_TOGETHER, *OPEN.values()))
    ),
)
"""One of each that a route or a mark opens or closes, whichever of them this version has."""


def is_open(exercise: Exercise, passage: Passage) -> bool:
    """Return whether the route and the marks leave an exercise open.

    Nothing that goes back to what happened is open but on the ordinary route, whatever its id.
    """
    if exercise.id in SCREENS:
        return True
    memory = exercise.kind is Kind.MEMORY
    if passage.route is not Route.ORDINARY and (memory or exercise.id not in OPEN[passage.route]):
        return False
    if Mark.READER in passage.marks and (memory or exercise.id in _READ_BY_ANOTHER):
        return False
    return not (Mark.AFRAID in passage.marks and exercise.id in _TOGETHER)


def opens_more(new: Passage, old: Passage) -> bool:
    """Return whether one passage opens anything that another leaves closed."""
    return any(is_open(item, new) and not is_open(item, old) for item in _PROBES)


def may_export(passage: Passage) -> bool:
    """Return whether words about this regret may leave the vault: not where someone may read."""
    return Mark.READER not in passage.marks


def asks_about_self_harm(passage: Passage) -> bool:
    """Return whether the self-harm question is asked on this route."""
    asked = {Route.SUPPORT, Route.HARM, Route.CAREFUL, Route.BOTH}
    return passage.route in asked or Mark.LAW in passage.marks


def someone_is_unsafe(passage: Passage) -> bool:
    """Return whether the gate may be asked again at once, without waiting its 14 days."""
    return bool(passage.marks & UNSAFE)
