"""What is said of deleting, the same on both faces."""

from regret_tui.content.library import Library
from regret_tui.domain.kept import Kept
from regret_tui.domain.pace import day_in_words, day_of
from regret_tui.domain.regret import Regret
from regret_tui.domain.sitting import Sitting
from regret_tui.journal.copies import purged_in_words
from regret_tui.journal.deleting import HELD_FOR, HeldThing, Record, Shredded, Thing, What
from regret_tui.journal.journal import Journal
from regret_tui.journal.session import Session
from regret_tui.journal.written import kept_title, marked, of_regret, page_title

_ASKED = {
    What.REGRET: "deleted.regret",
    What.PAGE: "deleted.page",
    What.KEPT: "deleted.kept",
}
_HELD = {
    What.REGRET: "deleted.what_regrets",
    What.PAGE: "deleted.what_sittings",
    What.KEPT: "deleted.what_kept",
}


def title(journal: Journal, record: Record) -> str:
    """Return what something is called that can be deleted."""
    match record:
        case Regret():
            return marked(journal.library, record, record.title)
        case Sitting():
            return page_title(journal, record)
        case Kept():
            return kept_title(journal, record)


def record_of(journal: Journal, thing: Thing) -> Record | None:
    """Return what is meant, None where it is not there, or is held."""
    match thing.what:
        case What.REGRET:
            return journal.store.regrets.get(thing.id)
        case What.PAGE:
            return journal.store.sittings.get(thing.id)
        case What.KEPT:
            return journal.store.kept.get(thing.id)


def back_now(session: Session, thing: Thing) -> str:
    """Return what is said after bringing something back; it may be gone from another copy."""
    is_there = record_of(session.journal, thing) is not None
    return session.library.phrase("deleted.back" if is_there else "deleted.not_there")


def asked(session: Session, thing: Thing) -> list[str]:
    """Return what is said before something is deleted: what goes with it, and the two ways."""
    library = session.library
    told = "deleted.told" if session.is_kept else "deleted.told_not_kept"
    return [library.phrase(_ASKED[thing.what]), library.phrase(told)]


def held_now(session: Session) -> str:
    """Return what is said of something that was deleted just now."""
    until = day_of(session.outside.now() + HELD_FOR)
    return session.library.phrase("deleted.held", {"date": day_in_words(until)})


def held_in_words(journal: Journal, item: HeldThing) -> str:
    """Return a line of the list: what it is, of what, and until when it is held."""
    library, record = journal.library, item.record
    value = title(journal, record)
    if not isinstance(record, Regret):
        value = of_regret(journal, value, record.regret)
    date = day_in_words(item.until) if item.until else library.phrase("deleted.no_day")
    return library.phrase(_HELD[item.thing.what], {"value": value, "date": date})


def shredded_in_words(library: Library, done: Shredded) -> list[str]:
    """Return what shredding did, which files stay and why, and what is out of reach."""
    if done.trouble is not None:
        said = [library.phrase("deleted.shredded"), library.phrase("deleted.not_cleared")]
        return [*said, str(done.trouble), library.phrase("purge.out_of_reach")]
    if done.purged is None:
        return [library.phrase("deleted.gone")]
    return [library.phrase("deleted.shredded"), *purged_in_words(library, done.purged)]
