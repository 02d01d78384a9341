"""What is said on the screens that ask nothing: words of the program, people, an ending."""

from regret_tui.content.library import Library
from regret_tui.content.wording import fill
from regret_tui.domain.pace import day_in_words
from regret_tui.journal.now import Act, End, People, Tell
from regret_tui.journal.people import support_words
from regret_tui.journal.session import Session
from regret_tui.tui.text import quoted, sentence
from regret_tui.tui.widgets.telling import Telling


def telling(session: Session, library: Library, now: Tell | People | End) -> Telling:
    """Return the widget for a screen on which nothing is asked."""
    match now:
        case Tell(name, acts, words):
            said = library.phrase(name, {**session.guide.words, **words})
            return Telling([("", said)], _acts(library, acts))
        case People():
            return Telling(support_words(session.journal), _acts(library, (Act.GO, Act.STEADY)))
        case End():
            return _ending(session, library, now)


def _words(session: Session) -> dict[str, str]:
    until = session.journal.facts(None).rests_until
    return {**session.guide.words, "date": day_in_words(until) if until else ""}


def _acts(library: Library, acts: tuple[Act, ...]) -> list[tuple[str, str]]:
    return [(str(act), library.phrase(f"choice.{act}")) for act in acts]


def _ending(session: Session, library: Library, end: End) -> Telling:
    page = "end.page" if session.is_kept else "end.page_not_kept"
    closing = fill(end.walk.exercise.closing, session.guide.words)
    told = [("", closing or library.phrase(page))]
    if end.line:
        told.append(("theirs line", quoted(end.line)))
    acts = [("lock", sentence(library.phrase("end.lock_and_leave")))]
    suggestion = end.suggestion
    if suggestion.exercise in library.exercises:
        title = library.exercise(suggestion.exercise).title
        told.append(("dim", library.phrase(f"next.{suggestion.reason}", _words(session))))
        acts.append(("next", f"{sentence(library.phrase('do.go_on'))}: {title}"))
    else:
        told.append(("dim", library.phrase("next.enough")))
    if session.guide.next_step:
        told.append(("theirs", session.guide.next_step))
    told.append(("", library.phrase("end.ten_minutes")))
    acts += [
        ("home", sentence(library.phrase("do.close"))),
        ("people", sentence(library.phrase("do.support"))),
    ]
    return Telling(told, acts)
