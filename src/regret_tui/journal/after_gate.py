"""What is met after the gate: notices for the marks, then where the route begins."""

from datetime import date

from regret_tui.domain import pace
from regret_tui.domain.gate import Mark, Passage, Route, Shade
from regret_tui.domain.regret import Regret
from regret_tui.domain.routes import NOTICE_ORDER, OPENING_SCREEN, UNSAFE, asks_about_self_harm
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
        passage: what the answers come to. Where the ones before them stand, it may not have
            been taken; then that is said.
    """
    if Shade.UNDER_18 in passage.shades:
        return [Tell("first.under18")]
    regret = journal.store.regrets.get(regret_id)
    if regret is not None and regret.passage not in (None, passage):
        return _not_taken(regret, passage)
    met: list[Tell | Start | Onward] = [*_notices(passage)]
    opening = OPENING_SCREEN.get(passage.route, "")
    if asks_about_self_harm(passage) and not _asks_itself(journal, opening):
        met.append(Start(SAFETY, regret_id))
    met.append(Start(opening, regret_id) if opening else Onward(regret_id))
    return met


def standing(regret: Regret, *acts: Act) -> Tell:
    """Return what is said of answers that stand: of checking only where nothing can settle it."""
    name = "gate.stands_careful" if regret.route is Route.CAREFUL else "gate.stands"
    return Tell(
        "gate.settled" if regret.is_settled else name,
        acts,
        {"date": pace.day_in_words(date.fromisoformat(regret.gated))},
    )


def _not_taken(regret: Regret, passage: Passage) -> list[Tell | Start | Onward]:
    """Return what follows answers that open more than the ones that stand.

    That someone is unsafe is taken all the same, and comes first.
    """
    here = regret.passage or passage
    unsafe = Passage(here.route, passage.marks & UNSAFE)
    stands = standing(regret, Act.LATER, Act.UNSAFE, Act.PEOPLE)
    return [*_notices(unsafe), stands, Start("gate", regret.id, checked=True)]


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
