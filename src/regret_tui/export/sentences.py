"""The sentences of a page, by name.

Each can be changed under ``[export]`` in ``phrases.toml``; what is not there stands here.
"""

from collections.abc import Callable
from typing import Final

from regret_tui.domain.exercise import Voice
from regret_tui.export.escape import prose

OWN: Final = {
    "export.safe_use_head": "A counsellor may have to act if a child or someone is in danger. "
    "Ask before showing details.",
    "export.foot": "Fixed prompts, own items. Risk was not assessed: please ask.",
    "export.core_path_note": "These pages are practice in answering yourself. They are a part of "
    "it, and not the whole.",
    "export.no_study": "No study has tested this program.",
    "export.nothing_marked": "Nothing is marked to be shown, so this page holds no words. "
    "Each page stays in the journal until it is marked.",
    "export.limits": "What is here was chosen to be shown; it is not everything. The numbers are "
    "one person's own. It was not checked for legal detail. Nothing here is meant to reach anyone "
    "who asked for no contact.",
    "export.session_title": "A page for the hour",
    "export.regret_title": "A page to take with you",
    "export.sittings": "What was written, and how hard it was before and after, 0 to 10",
    "export.hard": "How hard it was, 0 to 10, before and after:",
    "export.no_sittings": "No page of this time is marked to be shown.",
    "export.lines": "In my words",
    "export.no_lines": "No line is marked to be shown.",
    "export.next": "The next step",
    "export.no_next": "No step is marked to be shown.",
    "export.obstacle": "What may get in the way:",
    "export.questions": "Questions to ask, and what I want from this hour",
    "export.may_ask": "What you may and may not ask",
    "export.not_ready": "Not ready to talk about",
    "export.earlier": "What was written before these",
    "export.rest": "More lines",
    "export.full": "In full",
    "export.limits_title": "To know",
    "export.plan_yes": "There is a list of people to turn to, or of what steadies.",
    "export.plan_no": "There is no list yet of people to turn to, or of what steadies.",
    "export.no_answers": "Nothing was written here.",
    "voices.carries": "The voice that carries it",
    "voices.answers": "The voice that answers",
    "voices.both": "Both",
    "voices.watches": "The one who watched",
    "piles.very": "very",
    "piles.somewhat": "somewhat",
    "kept.sentence": "The sentence that was pinned",
    "kept.belief": "A sentence that came with it",
    "kept.agreed": "The line that both voices would sign",
    "kept.promise": "A promise",
    "kept.intention": "What is intended",
    "kept.values": "What I stand for",
    "kept.ratings": "What I stand for, and how it is lived",
    "kept.goal": "Who I want to have been",
    "kept.crossed": "The value it crossed",
    "kept.step": "The step",
    "kept.step_day": "Its day",
    "kept.obstacle": "What may get in the way",
    "kept.line": "A line to keep",
    "kept.helped": "What helped",
    "kept.people": "People",
    "kept.steadies": "What steadies",
    "kept.away": "What is put out of reach",
    "kept.professional": "A professional",
    "kept.other": "A line that was kept",
}

VOICES: Final = {
    Voice.CARRIES: "voices.carries",
    Voice.ANSWERS: "voices.answers",
    Voice.BOTH: "voices.both",
    Voice.WATCHES: "voices.watches",
}


class Sentences:
    """Finds a sentence by its name.

    Args:
        phrases: those of the prompt files, ``table.name`` to its words; may raise KeyError.
    """

    def __init__(self, phrases: Callable[[str], str]) -> None:
        self._phrases = phrases

    def plain(self, name: str) -> str:
        """Return a sentence as plain text. Raises KeyError where there is none of that name."""
        try:
            return self._phrases(name)
        except KeyError:
            return OWN[name]

    def __call__(self, name: str) -> str:
        """Return a sentence as Markdown that shows just its words."""
        return prose(self.plain(name))
