"""Beginning an exercise: what is said before it, and the sitting that it goes on with."""

from regret_tui.domain import pace
from regret_tui.domain.exercise import Exercise, Kind, Outcome
from regret_tui.domain.gate import Route
from regret_tui.domain.openness import Opening, missing_needs, opening
from regret_tui.domain.regret import Regret
from regret_tui.domain.sitting import Sitting, State
from regret_tui.domain.walk import Walk
from regret_tui.journal.after_gate import standing
from regret_tui.journal.journal import Journal
from regret_tui.journal.now import Act, Tell
from regret_tui.journal.telling import tells_again
from regret_tui.journal.underway import Start


def before(journal: Journal, exercise: Exercise, regret: Regret | None) -> list[Tell | Start]:
    """Return what a person meets who wants to begin: words of the rules, and what then begins.

    Where the rules close the exercise, it is not among what begins.
    """
    regret_id = regret.id if regret else ""
    begin = Start(exercise.id, regret_id, checked=True)
    if exercise.outcome is Outcome.ROUTE and regret and _is_checking(journal, regret):
        return [standing(regret, Act.LATER, Act.GO, Act.UNSAFE, Act.PEOPLE), begin]
    facts = journal.facts(regret)
    match opening(exercise, facts):
        case Opening.OPEN:
            told = []
        case Opening.AGAIN:
            days = {"n": str(exercise.again_days)}
            return [Tell("closed.again", (Act.GO, Act.LATER), days), begin]
        case Opening.PACE:
            told = [Tell("pace.one_a_day", (Act.LATER, Act.GO))]
        case Opening.GATE:
            first = "gate" if regret else "begin"
            return [Tell("closed.gate", (Act.GO, Act.LATER)), Start(first, regret_id)]
        case Opening.NEEDS:
            need = journal.library.exercise(missing_needs(exercise, facts)[0])
            told = [Tell("closed.needs", (Act.GO, Act.LATER), {"value": need.title})]
            return [*told, Start(need.id, regret_id)]
        case closed:
            date = pace.day_in_words(facts.rests_until) if facts.rests_until else ""
            acts = (Act.STEADY, Act.PEOPLE, Act.LATER)
            return [Tell(f"closed.{closed}", acts, {"date": date})]
    if regret and tells_again(journal, exercise, regret):
        told.append(Tell("gate.telling_again", (Act.DEED, Act.GO, Act.PEOPLE, Act.LATER)))
    return [*told, begin]


def _is_checking(journal: Journal, regret: Regret) -> bool:
    """Whether asking again looks at what nothing can settle, while its answers stand."""
    return regret.route is Route.CAREFUL and regret.gate_stands(journal.today)


def walk_of(journal: Journal, exercise: Exercise, regret: Regret | None) -> Walk:
    """Return an exercise on its way: gone on with where it was left, or begun."""
    sitting = _sitting(journal, exercise, regret)
    facts = journal.facts(regret)
    second = facts.memory_today and exercise.id not in facts.part_way
    return Walk(
        exercise,
        sitting,
        known=journal.known(exercise, regret, sitting.id),
        asides=journal.library.asides,
        now=journal.outside.now,
        rests_running=journal.rests_running(),
        ceiling=pace.ON_REQUEST_BELOW if second else None,
    )


def _sitting(journal: Journal, exercise: Exercise, regret: Regret | None) -> Sitting:
    about = regret.id if regret and (exercise.per_regret or not exercise.kept) else ""
    own = [
        item
        for item in journal.sittings()
        if exercise.kept and item.exercise == exercise.id and item.regret == about
    ]
    if own and not own[-1].is_over and exercise.kind is not Kind.STEADY:
        return own[-1]
    told = [item for item in own if journal.counts_as_done(item)]
    if told and opening(exercise, journal.facts(regret)) is Opening.AGAIN:
        again = told[-1]
        again.state, again.step, again.ended = State.OPEN, exercise.reopens_at, ""
        return again
    moment = journal.outside.now()
    return Sitting(
        id=journal.outside.new_id(),
        exercise=exercise.id,
        regret=about,
        started=moment.isoformat(timespec="seconds"),
        day=pace.day_of(moment).isoformat(),
    )
