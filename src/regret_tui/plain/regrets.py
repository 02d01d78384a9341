"""One regret: its pages, and whether it is worked on, rests, or is closed."""

from functools import partial
from typing import Final, TypeAlias

from regret_tui.domain.exercise import Kind
from regret_tui.domain.openness import Opening, opening
from regret_tui.domain.regret import Regret, Standing
from regret_tui.domain.routes import OPENING_SCREEN
from regret_tui.journal.deleting import Thing, What
from regret_tui.journal.session import Session
from regret_tui.journal.written import marked
from regret_tui.plain.asking import Asker
from regret_tui.plain.deleting import Deleting
from regret_tui.plain.going import GATE, Going, Room
from regret_tui.plain.merging import saved
from regret_tui.plain.talk import Talk

Line: TypeAlias = tuple[str, Going | Standing | Thing]
_CLOSED: Final = frozenset({Opening.ROUTE, Opening.GATE})
_STANDINGS: Final = {
    Standing.OPEN: ("home.open", "plain.open_now"),
    Standing.RESTING: ("home.rest", "plain.resting_now"),
    Standing.CLOSED: ("home.close", "plain.closed_now"),
}
"""What each is called as an act, and what is said afterwards."""


def choose_regret(asker: Asker, session: Session, deleting: Deleting, talk: Talk) -> Going:
    """Let one be chosen, then what to do about it. Return where the person goes.

    Args:
        asker: where choices are typed.
        session: whose regrets they are.
        deleting: lets one go.
        talk: where it is asked what to do about a file that was changed elsewhere.

    Raises:
        Called: a command was typed.
        EndOfInput: there is nothing more.
        RegretError: whatever saving raises.
    """
    words = asker.words
    regrets = session.journal.regrets()
    asker.console.say(words("plain.which_one"))
    chosen = asker.choose_or_back([_titled(asker, session, item) for item in regrets])
    if chosen is None:
        return Going()
    regret = regrets[chosen]
    lines = _lines(asker, session, regret)
    if deleting.may_change:
        lines.append((words("deleted.delete_regret"), Thing(What.REGRET, regret.id)))
    act = asker.choose_or_back([label for label, _ in lines])
    if act is None:
        return Going()
    wanted = lines[act][1]
    if isinstance(wanted, Going):
        return wanted
    if isinstance(wanted, Thing):
        deleting.ask(wanted)
        return Going()
    saved(talk, session, partial(_stand, session, regret.id, wanted))
    asker.console.say(words(_STANDINGS[wanted][1]))
    return Going()


def _stand(session: Session, regret_id: str, standing: Standing) -> None:
    regrets = session.journal.store.regrets
    found = regrets.get(regret_id)
    if found is not None:
        found.standing = standing
        regrets.put(found)


def _titled(asker: Asker, session: Session, regret: Regret) -> str:
    title = marked(session.library, regret, regret.title)
    if regret.standing is Standing.OPEN:
        return title
    return f"{title}, {asker.words(f'plain.is_{regret.standing}')}"


def _lines(asker: Asker, session: Session, regret: Regret) -> list[Line]:
    """Return what is open for one regret, as pairs of words and where they lead."""
    library, words = session.library, asker.words
    facts = session.journal.facts(regret)
    lines: list[Line] = []
    if regret.route is not None and regret.route in OPENING_SCREEN:
        screen = OPENING_SCREEN[regret.route]
        lines.append((library.exercise(screen).title, Going(screen, regret.id)))
    for exercise in library.exercises.values():
        if exercise.kind is Kind.SCREEN or not exercise.per_regret:
            continue
        if opening(exercise, facts) in _CLOSED:
            continue
        done = "done" if exercise.id in facts.done else ""
        state = "part_way" if exercise.id in facts.part_way else done
        label = f"{exercise.title}, {words(f'plain.is_{state}')}" if state else exercise.title
        lines.append((label, Going(exercise.id, regret.id)))
    lines.append((library.exercise(GATE).title, Going(GATE, regret.id)))
    lines.append((words("written.title"), Going(regret=regret.id, room=Room.READING)))
    if session.is_kept:
        lines.append((words("home.export"), Going(regret=regret.id, room=Room.TAKING)))
    acts = [Standing.OPEN]
    if regret.standing is Standing.OPEN:
        acts = [Standing.RESTING, Standing.CLOSED]
    lines += [(words(_STANDINGS[item][0]), item) for item in acts]
    return lines
