"""The end of a sitting: the line that stays, and what could come next."""

from regret_tui.domain.exercise import StepKind
from regret_tui.domain.suggest import Reason, Suggestion, what_next
from regret_tui.domain.walk import Walk
from regret_tui.journal.journal import Journal
from regret_tui.journal.now import End


def ending(journal: Journal, walk: Walk) -> End:
    """Return the end of a sitting that is about a regret, or about the person."""
    regret = journal.store.regrets.get(walk.sitting.regret)
    if regret is None:
        at_work = [item for item in journal.regrets() if item.standing == "open"]
        regret = at_work[-1] if at_work else None
    if regret is None:
        return End(walk, _line(walk), Suggestion("", Reason.ENOUGH), "")
    return End(walk, _line(walk), what_next(journal.facts(regret)), regret.id)


def _line(walk: Walk) -> str:
    """Return the last line of the sitting that is kept, or nothing."""
    line = ""
    for key, answer in walk.sitting.answers.items():
        step = walk.find(key)
        if step and step.keep and step.kind is StepKind.LINE and isinstance(answer.value, str):
            line = answer.value
    return line
