"""Everything from outside, passed in at the top: folders, clock, random ids, this computer."""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from regret_tui.paths import Paths
from regret_tui.vault.host import Host

if TYPE_CHECKING:
    from regret_tui.journal.journal import Outside


@dataclass(frozen=True, slots=True)
class World:
    """What the program takes from outside. Tests pass in their own.

    Attributes:
        paths: every folder and file.
        host: this computer, as the vault sees it.
        new_id: a fresh record id.
        steady: seconds that pass while the computer is awake, whatever its clock is set to.
    """

    paths: Paths
    host: Host
    new_id: Callable[[], str]
    steady: Callable[[], float] = time.monotonic

    @classmethod
    def real(cls) -> "World":
        """Return the computer that this runs on."""
        paths = Paths.standard()
        return cls(paths, Host.real(paths.state), lambda: uuid.uuid4().hex)

    @property
    def now(self) -> Callable[[], datetime]:
        """The clock."""
        return self.host.now

    @property
    def outside(self) -> "Outside":
        """What the journal takes of it."""
        from regret_tui.journal.journal import Outside

        return Outside(self.now, self.new_id)

    def with_vault(self, vault: Path | None) -> "World":
        """Return the same world with another vault file, where one is given."""
        return self if vault is None else replace(self, paths=replace(self.paths, vault=vault))
