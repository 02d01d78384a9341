"""The lists behind *something else*: regrets, values, settings. Each is a sheet of lines."""

from typing import Final, TypeAlias

from regret_tui.domain.exercise import Kind
from regret_tui.domain.openness import Opening, opening
from regret_tui.domain.regret import Regret, Standing
from regret_tui.domain.routes import OPENING_SCREEN
from regret_tui.journal.deleting import held
from regret_tui.journal.session import Session
from regret_tui.journal.written import kept_things, marked, pages
from regret_tui.settings import THEMES, Settings
from regret_tui.vault import NoticeKind

Line: TypeAlias = tuple[str, str]
REPAIRABLE: Final = frozenset({NoticeKind.FRONT_MISMATCH, NoticeKind.BOTH_FRONTS_DAMAGED})
CLOSED: Final = frozenset({Opening.ROUTE, Opening.GATE})


def something_else(session: Session) -> list[Line]:
    """Return what can be done apart from what home offers, as pairs of an act and its words."""
    library, journal = session.library, session.journal
    lines = [(f"regret {item.id}", marked(library, item, item.title)) for item in journal.regrets()]
    lines += [
        ("start begin", library.phrase("home.begin")),
        ("start values", library.phrase("home.values")),
        ("start support", library.phrase("home.my_people")),
    ]
    if pages(journal) or kept_things(journal):
        lines.append(("pages", library.phrase("written.own")))
    if session.is_kept:
        lines.append(("export session", library.phrase("home.export")))
        lines.append(("aliases", library.phrase("home.aliases")))
        lines.append(("file", library.phrase("file.title")))
    else:
        lines.append(("keep", library.phrase("keep.yes")))
    if may_repair(session):
        lines.append(("repair", library.phrase("home.repair")))
    if held(journal):
        lines.append(("deleted", library.phrase("deleted.title")))
    lines.append(("settings", library.phrase("home.settings")))
    return lines


def may_repair(session: Session) -> bool:
    """Return whether the front of the file can be written anew from what was encrypted."""
    kinds = {notice.kind for notice in session.vault.notices} if session.vault else set()
    return bool(kinds & REPAIRABLE) and session.vault is not None and session.vault.read_only


def may_change(session: Session) -> bool:
    """Return whether anything can be changed now."""
    return session.vault is None or not session.vault.read_only


def your_file(session: Session) -> list[Line]:
    """Return what can be done with the file of a journal that is kept."""
    vault = session.vault
    if vault is None:
        return []
    names = ["whole", "copies"]
    if not vault.read_only:
        names += ["passphrase", "known", "key"]
        names += ["drill"] if vault.has_recovery else []
        names += ["bring"]
        names += ["stronger"] if vault.stronger_cost else []
    words = {name: f"file.{name}" for name in names}
    if not vault.has_recovery:
        words["key"] = "file.key_first"
    return [(name, session.library.phrase(words[name])) for name in names]


def regret(session: Session, item: Regret) -> list[Line]:
    """Return what is open for one regret."""
    library = session.library
    facts = session.journal.facts(item)
    lines = []
    if item.route is not None and item.route in OPENING_SCREEN:
        screen = OPENING_SCREEN[item.route]
        lines.append((f"start {screen} {item.id}", library.exercise(screen).title))
    for exercise in library.exercises.values():
        if exercise.kind is Kind.SCREEN or not exercise.per_regret:
            continue
        if opening(exercise, facts) not in CLOSED:
            sign = (
                "●" if exercise.id in facts.done else "◐" if exercise.id in facts.part_way else "○"
            )
            lines.append((f"start {exercise.id} {item.id}", f"{sign} {exercise.title}"))
    lines.append((f"start gate {item.id}", library.exercise("gate").title))
    lines.append((f"pages {item.id}", library.phrase("written.title")))
    if session.is_kept:
        lines.append((f"export regret {item.id}", library.phrase("home.export")))
    if item.standing is Standing.OPEN:
        lines.append((f"rest {item.id}", library.phrase("home.rest")))
        lines.append((f"close {item.id}", library.phrase("home.close")))
    else:
        lines.append((f"open {item.id}", library.phrase("home.open")))
    if may_change(session):
        lines.append((f"delete {item.id}", library.phrase("deleted.delete_regret")))
    return lines


def settings(session: Session, now: Settings) -> list[Line]:
    """Return the settings with what they are now."""
    library = session.library
    wording = library.wordings[session.journal.store.profile.wording]["title"]
    idle = str(now.idle_minutes) if now.idle_minutes else library.phrase("settings.never")
    motion = library.phrase("settings.off" if now.reduced_motion else "settings.on")
    return [
        ("set theme", f"{library.phrase('settings.theme')}: {now.theme}"),
        ("set motion", f"{library.phrase('settings.motion')}: {motion}"),
        ("set idle", f"{library.phrase('settings.idle')}: {idle}"),
        ("set wording", f"{library.phrase('settings.wording')}: {wording}"),
    ]


def options(session: Session, name: str) -> list[Line]:
    """Return the values that one setting can have."""
    library = session.library
    match name:
        case "theme":
            return [(theme, library.phrase(f"settings.{theme}")) for theme in THEMES]
        case "motion":
            return [("no", library.phrase("settings.on")), ("yes", library.phrase("settings.off"))]
        case "idle":
            minutes = [(str(count), str(count)) for count in (1, 2, 5, 10, 30)]
            return [*minutes, ("0", library.phrase("settings.never"))]
        case _:
            return [(key, forms["title"]) for key, forms in library.wordings.items()]
