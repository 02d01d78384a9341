"""Deleting: held for seven days in the vault, or shredded at once with the backups."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from regret_tui.domain.exercise import Value
from regret_tui.domain.kept import Kept
from regret_tui.domain.pace import day_of
from regret_tui.domain.regret import Regret
from regret_tui.domain.sitting import Answer, Sitting, State
from regret_tui.domain.walk import REST
from regret_tui.errors import RegretError
from regret_tui.journal.journal import Journal
from regret_tui.journal.session import Session
from regret_tui.store.repository import Held, Repository
from regret_tui.vault import Draft, Purged

HELD_FOR: Final = timedelta(days=7)

Record: TypeAlias = Regret | Sitting | Kept


class What(StrEnum):
    """What can be deleted, by the name of its table."""

    REGRET = "regrets"
    PAGE = "sittings"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that can be deleted, with all that belongs to it."""

    what: What
    id: str


@dataclass(frozen=True, slots=True)
class HeldThing:
    """Something that is held and can be brought back.

    Attributes:
        thing: what it is.
        record: as it was deleted.
        until: the day until which it is held; None where its moment cannot be read.
    """

    thing: Thing
    record: Record
    until: date | None


@dataclass(frozen=True, slots=True)
class Shredded:
    """What shredding did. The words are out of the vault in any case.

    Attributes:
        purged: the files that went and that stay; None where there is no vault.
        trouble: what kept the files from being looked through, if something did.
    """

    purged: Purged | None = None
    trouble: RegretError | None = None


def hold(session: Session, thing: Thing) -> None:
    """Delete something, and hold it for seven days. What is under way is left, and does not go on.

    A page that was open ends. What was being written on it is held with it.

    Raises:
        RegretError: whatever saving raises; then nothing was deleted.
    """
    journal, store = session.journal, session.journal.store
    session.guide.leave()
    at = session.outside.now().isoformat()
    before = _held_ids(journal)
    going = [item for item in _belonging(journal, thing) if item[1].id not in before]
    draft = _draft_on(session, going)
    with store.together():
        if draft is not None:
            going.append((What.KEPT, session.keep_beside(draft)))
        for what, record in going:
            if isinstance(record, Sitting) and not record.is_over:
                _end(session, record)
                store.sittings.put(record)
            if isinstance(record, Kept) and thing.what is What.KEPT:
                _put_answer(journal, record, record.value, None)
            along_with = "" if record.id == thing.id else thing.id
            _table(journal, what).hold(record.id, at, along_with=along_with)
    if draft is not None:
        session.drop_draft()


def held(journal: Journal) -> list[HeldThing]:
    """Return what can be brought back, what was deleted last first.

    What belongs to something that is held comes back with it, or after it.
    """
    ids = _held_ids(journal)
    found = []
    for what in What:
        for item in _held(journal, what):
            if item.along_with not in ids and not _parents(item.record) & ids:
                found.append((item.at, HeldThing(Thing(what, item.record.id), *_told(item))))
    return [thing for _, thing in sorted(found, key=lambda pair: pair[0], reverse=True)]


def bring_back(session: Session, thing: Thing) -> None:
    """Put something that is held back where it was, with what went along with it.

    Raises:
        RegretError: whatever saving raises.
    """
    journal = session.journal
    with journal.store.together():
        for what in What:
            for item in _held(journal, what):
                if thing.id not in (item.record.id, item.along_with):
                    continue
                _table(journal, what).bring_back(item.record.id)
                if isinstance(item.record, Kept) and thing.what is What.KEPT:
                    _put_answer(journal, item.record, None, item.record.value)


def shred(session: Session, thing: Thing) -> Shredded:
    """Let something go for ever, held or not, and clear every other copy away.

    The passphrase was checked before. The draft goes first where it belongs to what goes.

    Raises:
        RegretError: whatever saving raises; then it is still there.
    """
    session.guide.leave()
    _remove(session, _belonging(session.journal, thing))
    if session.vault is None:
        return Shredded()
    try:
        return Shredded(session.vault.purge())
    except RegretError as trouble:
        return Shredded(trouble=trouble)


def expire(session: Session) -> None:
    """Let go for ever what has been held for its seven days. Raises whatever saving raises."""
    journal, now = session.journal, session.outside.now()
    past = [
        (what, item.record)
        for what in What
        for item in _held(journal, what)
        if (ends := _ends(item.at)) is not None and ends <= now
    ]
    if past:
        _remove(session, past)


# -- what belongs together --------------------------------------------------------------------

Found: TypeAlias = tuple[What, Record]


def _table(journal: Journal, what: What) -> Repository[Record]:
    tables: dict[What, object] = {
        What.REGRET: journal.store.regrets,
        What.PAGE: journal.store.sittings,
        What.KEPT: journal.store.kept,
    }
    return tables[what]  # type: ignore[return-value]  # only read here, or asked by id


def _held(journal: Journal, what: What) -> list[Held[Record]]:
    return _table(journal, what).held()


def _held_ids(journal: Journal) -> set[str]:
    return {item.record.id for what in What for item in _held(journal, what)}


def _parents(record: Record) -> set[str]:
    match record:
        case Sitting():
            return {record.regret}
        case Kept():
            return {record.regret, record.sitting}
        case _:
            return set()


def _belonging(journal: Journal, thing: Thing) -> list[Found]:
    """Return a thing and all that belongs to it, held or not."""
    return [
        (what, record)
        for what in What
        for record in _table(journal, what).everything()
        if record.id == thing.id or thing.id in _parents(record)
    ]


def _told(item: Held[Record]) -> tuple[Record, date | None]:
    ends = _ends(item.at)
    return item.record, day_of(ends) if ends else None


def _ends(at: str) -> datetime | None:
    """Return when something that was deleted at a moment goes; None where it cannot be told."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return moment + HELD_FOR if moment.utcoffset() is not None else None


# -- what is done to it -----------------------------------------------------------------------


def _remove(session: Session, going: list[Found]) -> None:
    """Take records out for ever, in one save; the draft first where it belongs to them."""
    journal = session.journal
    if _draft_on(session, going) is not None:
        session.drop_draft()
    gone = {record.id for _, record in going}
    with journal.store.removing(forever=True):
        for what, record in going:
            if isinstance(record, Kept) and record.sitting not in gone:
                _put_answer(journal, record, record.value, None)
            _table(journal, what).delete(record.id)
    for _, record in going:
        if isinstance(record, Sitting):
            _end(session, record)
            journal.shredded(record)


def _end(session: Session, sitting: Sitting) -> None:
    """End a page as it is; where the rules said to rest, as rested."""
    if sitting.is_over:
        return
    rests = sitting.step.startswith(f"{REST}@")
    sitting.state = State.RESTED if rests else State.ENOUGH
    sitting.step = ""
    sitting.ended = session.outside.now().isoformat(timespec="seconds")


def _put_answer(journal: Journal, item: Kept, before: Value | None, after: Value | None) -> None:
    """Let the answer that a kept thing came from follow it, where it is still the same."""
    sittings = {sitting.id: sitting for sitting in journal.store.sittings.everything()}
    sitting = sittings.get(item.sitting)
    answer = sitting.answers.get(item.step) if sitting else None
    if sitting is None or answer is None or answer.value != before:
        return
    sitting.answers[item.step] = Answer(after, answer.at)
    journal.store.sittings.put(sitting)


def _draft_on(session: Session, going: list[Found]) -> Draft | None:
    """Return what is being written, where it belongs to what goes."""
    if session.vault is None or session.vault.read_only:
        return None
    found = session.vault.read_draft(session.committed)
    ids = {record.id for _, record in going}
    return found.draft if found is not None and found.draft.record in ids else None
