"""Where the draft of an open vault lies: found on opening, written while typing, dropped after."""

from collections.abc import Callable

from regret_tui.vault import draft as drafts
from regret_tui.vault.agefile import Identity
from regret_tui.vault.committing import Committer
from regret_tui.vault.disk import exists, failure, typed_failures
from regret_tui.vault.draft import Draft, RecoveredDraft
from regret_tui.vault.notices import NoticeKind


class DraftDesk:
    """The one draft of a vault.

    Attributes:
        draft: what was found on opening or written since, None for nothing.
    """

    def __init__(self, state: Committer) -> None:
        self._state = state
        self.draft: Draft | None = None

    def find(self, identity: Identity, *, read_only: bool) -> None:
        """Read the draft beside the vault while an identity is at hand.

        One that does not open, or is another vault's, is set aside under another name.

        Raises:
            VaultError: the system's error.
        """
        host, place = self._state.host, self._state.place
        try:
            self.draft = drafts.read_draft(host, place, self._vault, identity)
        except OSError as error:
            raise failure(error) from error
        except ValueError:
            self._state.note(NoticeKind.DRAFT_SET_ASIDE)
            if not read_only:
                with typed_failures():
                    drafts.set_aside(host, place)

    def put(self, draft: Draft, recipients: tuple[str, ...]) -> None:
        """Write a draft to these recipients, durably.

        Raises:
            DurabilityUnknown: it is in place, but not confirmed.
            VaultError: the system's error; the draft before still stands.
        """
        state = self._state
        with typed_failures():
            drafts.write_draft(state.host, state.place, self._vault, recipients, draft)
        self.draft = draft
        state.sync_folder()

    def offer(self, committed: Callable[[Draft], str | None]) -> RecoveredDraft | None:
        """Return the draft as it may come back, and remove one that is not needed any more.

        Raises:
            VaultError: it could not be removed.
        """
        lines, found = self._state.committed.lines, self.draft
        if found is None:
            return None
        forever = any(line.forever for key, line in lines.items() if key[1] == found.record)
        judged = drafts.judge(found, committed(found), deleted_for_ever=forever)
        if judged is None and self._state.barrier is None:
            self.drop()
        return judged

    def drop(self) -> None:
        """Remove the draft.

        The folder is not synced for it: a step that is left would pay for a second sync, and a
        draft that a power failure brings back does no harm. Text that is committed, or whose
        record was deleted for ever, is removed again silently; other text is offered once more.
        The next save or draft syncs the folder with it.

        Raises:
            VaultError: it could not be removed.
        """
        files, path = self._state.host.files, self._state.place.draft
        with typed_failures():
            if exists(files, path):
                files.unlink(path)
        self.draft = None

    @property
    def _vault(self) -> str:
        return self._state.committed.front.vault
