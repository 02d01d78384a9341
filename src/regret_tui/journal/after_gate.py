"""What is met after the gate: notices for the marks, then where the route begins."""

from regret_tui.domain.gate import Mark, Passage, Route, Shade
from regret_tui.domain.routes import NOTICE_ORDER, OPENING_SCREEN, asks_about_self_harm
from regret_tui.journal.journal import Journal
from regret_tui.journal.now import Act, Tell
from regret_tui.journal.underway import Onward, Start

SAFETY = "safety"
_WITH_PEOPLE = frozenset({Mark.AT_RISK, Mark.AFRAID})
_MAY_BE_FEARED = frozenset({Route.ORDINARY, Route.HARM, Route.CAREFUL, Route.BOTH})
"""Where it is said that the danger, or the fear, may come from the person."""
_SAYS_UNABLE = frozenset({Route.HARM, Route.CAREFUL})
"""Their opening screens have words of their own for it."""


def after_gate(journal: Journal, regret_id: str, passage: Passage) -> list[Tell | Start | Onward]:
    """Return what follows, in order.

    Args:
        journal: the journal.
        regret_id: the regret that the gate was passed for.
        passage: what the gate left behind.
    """
    if Shade.UNDER_18 in passage.shades:
        return [Tell("first.under18")]
    met: list[Tell | Start | Onward] = [*_notices(passage)]
    opening = OPENING_SCREEN.get(passage.route, "")
    if asks_about_self_harm(passage) and not _asks_itself(journal, opening):
        met.append(Start(SAFETY, regret_id))
    met.append(Start(opening, regret_id) if opening else Onward(regret_id))
    return met


def _notices(passage: Passage) -> list[Tell]:
    told = []
    for mark in NOTICE_ORDER:
        if mark in passage.marks:
            acts = (Act.GO, Act.PEOPLE) if mark in _WITH_PEOPLE else (Act.GO,)
            feared = passage.route in _MAY_BE_FEARED
            only = "_only" if mark is Mark.AT_RISK and not feared else ""
            told.append(Tell(f"notices.{mark}{only}", acts))
            if mark is Mark.AFRAID and feared:
                told.append(Tell("notices.afraid_of_you", acts))
    if Shade.UNABLE in passage.shades and passage.route not in _SAYS_UNABLE:
        told.append(Tell("notices.unable"))
    return told


def _asks_itself(journal: Journal, exercise_id: str) -> bool:
    exercise = journal.library.exercises.get(exercise_id)
    return exercise is not None and any(step.detour == SAFETY for step in exercise.steps)
