"""What an exercise keeps as a thing of its own: a sentence, a line, values, a dated step."""

from dataclasses import dataclass

from regret_tui.domain.exercise import Value
from regret_tui.domain.sitting import Share


@dataclass(slots=True)
class Kept:
    """One kept thing. The newest of a name is the one that is quoted."""

    id: str
    name: str
    """What it is: the ``keep`` of its step, such as ``sentence`` or ``agreed``."""
    value: Value
    regret: str = ""
    sitting: str = ""
    exercise: str = ""
    step: str = ""
    at: str = ""
    share: Share = Share.NEVER
    another_version: str = ""
    """The id of the first one, where two copies of the journal held it differently."""
