"""What the program remembers about how a person wants it, inside the vault."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

PROFILE_ID: Final = "profile"


class RecoveryState(StrEnum):
    """What the person chose to do with the recovery key."""

    NONE = ""
    LATER = "later"
    WRITTEN = "written"
    WITHOUT = "without"
    CONFIRMED = "confirmed"


@dataclass(slots=True)
class Profile:
    """One for a vault."""

    id: str = PROFILE_ID
    wording: str = "forgive"
    openings: int = 0
    recovery: RecoveryState = RecoveryState.NONE
    recovery_groups: dict[str, str] = field(default_factory=dict)
    """Two groups of the recovery key by their number, to be asked at the second opening. They
    hold 40 of its 256 bits, and only inside the vault."""
    recovery_after: str = ""
    """The day from which a recovery key that was put off is offered again, ISO date."""
    drill_groups: dict[str, str] = field(default_factory=dict)
    """Three more of its groups, for the drill: 60 further bits, and only inside the vault."""
    drill_after: str = ""
    """The day from which a drill is offered, ISO date."""
    stronger_after: str = ""
    """The day from which a stronger cost of the passphrase is offered again, ISO date."""
    rests_until: str = ""
    """Memory work rests until this day, ISO date; then the self-harm question is asked again."""
    aliases: dict[str, str] = field(default_factory=dict)
    """Names of people, and what an export writes in their place."""
