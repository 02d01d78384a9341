"""Storing what a sitting has come to: its answers, what it keeps, and what follows from its end."""

from datetime import timedelta

from regret_tui.domain.exercise import Outcome
from regret_tui.domain.gate import pass_gate
from regret_tui.domain.kept import Kept
from regret_tui.domain.pace import SAFETY_RESTS
from regret_tui.domain.regret import Regret
from regret_tui.domain.sitting import State
from regret_tui.domain.walk import Walk
from regret_tui.journal.journal import Journal


def record(journal: Journal, walk: Walk) -> None:
    """Store a sitting as it is now, in one save. Nothing of an exercise with ``kept = false``.

    Raises:
        RegretError: whatever saving raises. The walk goes on from where it is, and the next
            call stores it whole.
    """
    with journal.store.together():
        if walk.sitting.state is State.DONE:
            _follow(journal, walk)
        if walk.exercise.kept:
            journal.store.sittings.put(walk.sitting)
            _keep(journal, walk)


def _keep(journal: Journal, walk: Walk) -> None:
    sitting = walk.sitting
    here = {item.step: item for item in journal.store.kept.all() if item.sitting == sitting.id}
    for step_id, answer in sitting.answers.items():
        step = walk.find(step_id)
        if step is None or not step.keep or answer.value is None:
            continue
        old = here.get(step_id)
        if old is not None and old.value == answer.value:
            continue
        journal.store.kept.put(
            Kept(
                id=old.id if old else journal.outside.new_id(),
                name=step.keep,
                value=answer.value,
                regret=sitting.regret,
                sitting=sitting.id,
                exercise=sitting.exercise,
                step=step_id,
                at=answer.at,
                share=old.share if old else sitting.share,
            )
        )


def _follow(journal: Journal, walk: Walk) -> None:
    values = {key: answer.value for key, answer in walk.sitting.answers.items()}
    match walk.exercise.outcome:
        case Outcome.REGRET if not walk.sitting.regret:
            regret = Regret(
                id=journal.outside.new_id(),
                title=str(values.get("title") or ""),
                made=walk.sitting.started,
            )
            journal.store.regrets.put(regret)
            walk.sitting.regret = regret.id
        case Outcome.ROUTE:
            found = journal.store.regrets.get(walk.sitting.regret)
            if found is not None:
                found.passed(pass_gate(values), journal.today)
                journal.store.regrets.put(found)
        case Outcome.SAFETY:
            _rest(journal, str(values.get("thoughts")))


def _rest(journal: Journal, thoughts: str) -> None:
    profile = journal.store.profile
    if thoughts in SAFETY_RESTS:
        until = journal.today + timedelta(days=SAFETY_RESTS[thoughts])
        profile.rests_until = max(until.isoformat(), profile.rests_until)
    elif thoughts == "no" and profile.rests_until <= journal.today.isoformat():
        profile.rests_until = ""
    journal.store.profile = profile


def forget(journal: Journal, regret: Regret) -> None:
    """Remove a regret with everything that belongs to it. Raises whatever saving raises."""
    with journal.store.removing():
        for item in journal.store.kept.all():
            if item.regret == regret.id:
                journal.store.kept.delete(item.id)
        for sitting in journal.store.sittings.all():
            if sitting.regret == regret.id:
                journal.store.sittings.delete(sitting.id)
        journal.store.regrets.delete(regret.id)
