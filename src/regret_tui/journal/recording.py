"""Storing what a sitting has come to: its answers, what it keeps, and what follows from its end."""

from datetime import timedelta

from regret_tui.domain.exercise import Kind, Outcome
from regret_tui.domain.gate import Shade, pass_gate
from regret_tui.domain.kept import Kept
from regret_tui.domain.pace import SAFETY_RESTS
from regret_tui.domain.regret import Regret
from regret_tui.domain.sitting import State
from regret_tui.domain.walk import Walk
from regret_tui.journal.journal import RESTS_UNTIL, Journal


def record(journal: Journal, walk: Walk) -> None:
    """Store a sitting as it is now, in one save. Nothing of an exercise with ``kept = false``.

    Raises:
        RegretError: whatever saving raises. The walk goes on from where it is, and the next
            call stores it whole.
    """
    regret = walk.sitting.regret
    try:
        # A person under 18 leaves nothing: then many records may go at once.
        with journal.store.removing() if _is_gate(walk) else journal.store.together():
            if walk.exercise.outcome is Outcome.SAFETY:
                _rest(journal, walk)
            if walk.sitting.state is State.DONE:
                _follow(journal, walk)
            if walk.exercise.kept:
                journal.store.sittings.put(walk.sitting)
                _keep(journal, walk)
    except BaseException:
        walk.sitting.regret = regret
        raise


def _is_gate(walk: Walk) -> bool:
    return walk.exercise.outcome is Outcome.ROUTE


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
            passage = pass_gate(values)
            if found is not None and Shade.UNDER_18 in passage.shades:
                forget(journal, found)
            elif found is not None:
                found.passed(passage, journal.today)
                journal.store.regrets.put(found)


def _rest(journal: Journal, walk: Walk) -> None:
    """Store the day until which memory work rests, as soon as there is an answer.

    It is reckoned from the day that stood before, so that a slip of the key can be taken back.
    """
    thoughts = walk.sitting.value("thoughts")
    if thoughts is None:
        return
    before = str(walk.known.get(RESTS_UNTIL) or "")
    until = before
    if thoughts in SAFETY_RESTS:
        ahead = journal.today + timedelta(days=SAFETY_RESTS[str(thoughts)])
        until = max(ahead.isoformat(), before)
    elif thoughts == "no" and before <= journal.today.isoformat():
        until = ""
    profile = journal.store.profile
    if profile.rests_until != until:
        profile.rests_until = until
        journal.store.profile = profile


def let_go(journal: Journal, walk: Walk) -> None:
    """Put away a sitting that was backed out of. Raises whatever saving raises.

    Nothing is left of it where nothing was answered; steadying ends; the rest can be gone on with.
    """
    if not walk.exercise.kept:
        return
    if all(answer.value is None for answer in walk.sitting.answers.values()):
        journal.store.sittings.delete(walk.sitting.id)
    elif walk.exercise.kind is Kind.STEADY:
        walk.enough()
        record(journal, walk)


def forget(journal: Journal, regret: Regret) -> None:
    """Remove a regret with everything that belongs to it, what is held as deleted too.

    Raises:
        RegretError: whatever saving raises.
    """
    with journal.store.removing():
        for item in journal.store.kept.everything():
            if item.regret == regret.id:
                journal.store.kept.delete(item.id)
        for sitting in journal.store.sittings.everything():
            if sitting.regret == regret.id:
                journal.store.sittings.delete(sitting.id)
        journal.store.regrets.delete(regret.id)
