"""Everything that is stored, as typed repositories over one TinyDB."""

from collections.abc import Iterator
from contextlib import contextmanager

from regret_tui.domain.kept import Kept
from regret_tui.domain.profile import PROFILE_ID, Profile
from regret_tui.domain.regret import Regret
from regret_tui.domain.sitting import Sitting
from regret_tui.store.database import open_database
from regret_tui.store.repository import Repository
from regret_tui.store.storage import Keeper, VaultStorage
from regret_tui.store.together import Together


class Store:
    """The typed rooms of a vault, or of memory alone.

    Args:
        keeper: what keeps the documents: a vault, or memory alone.
    """

    def __init__(self, keeper: Keeper) -> None:
        self._inner = VaultStorage(keeper)
        self._storage = Together(self._inner)
        self._db = open_database(self._storage)
        self.regrets = Repository(self._db, "regrets", Regret)
        self.sittings = Repository(self._db, "sittings", Sitting)
        self.kept = Repository(self._db, "kept", Kept)
        self._profiles = Repository(self._db, "profile", Profile)

    @property
    def profile(self) -> Profile:
        """The profile; a fresh one where none was stored."""
        return self._profiles.get(PROFILE_ID) or Profile()

    @profile.setter
    def profile(self, profile: Profile) -> None:
        self._profiles.put(profile)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Save all the changes made inside as one."""
        with self._storage.together():
            yield

    @contextmanager
    def removing(self, *, forever: bool = False) -> Iterator[None]:
        """The same, for an act that may remove many records at once.

        Args:
            forever: what goes is deleted for ever, in every copy that is merged with this one.
        """
        with self._inner.removing(forever=forever), self._storage.together():
            yield

    def tables(self) -> dict[str, dict[str, dict[str, object]]]:
        """Return every document, by table and id."""
        return {
            table: {str(key): dict(document) for key, document in documents.items()}
            for table, documents in (self._storage.read() or {}).items()
        }
