"""One opened journal: in memory until it is kept, then on its vault.

It owns the vault, the guide over it, and the draft of what is being written.
"""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from regret_tui.content.library import Library
from regret_tui.domain.exercise import Kind
from regret_tui.domain.kept import Kept
from regret_tui.domain.profile import Profile
from regret_tui.errors import RegretError
from regret_tui.journal.guide import Guide
from regret_tui.journal.journal import Journal, Outside
from regret_tui.journal.keys import Keys
from regret_tui.journal.now import Ask
from regret_tui.journal.written import CUT_OFF
from regret_tui.store.storage import InMemory
from regret_tui.store.store import Store
from regret_tui.vault import (
    Draft,
    NoticeKind,
    Offer,
    RecoveryKey,
    Vault,
    answer_digest,
    measure,
)
from regret_tui.vault.host import Host

KEEP_AFTER: Final = 2
"""Answers, the ratings aside, after which keeping is offered: the third one with a rating."""
ASK_AGAIN: Final = timedelta(minutes=10)
"""After so long keeping is offered once more."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was being written when it was cut off.

    Attributes:
        exercise: where it belongs, to be resumed.
        regret: whose sitting it was, or empty.
        text: the words; empty where they were kept as another version instead.
        cursor: row and column.
    """

    exercise: str
    regret: str
    text: str
    cursor: tuple[int, int]

    @property
    def in_place(self) -> bool:
        """Whether it can be gone on with where it was."""
        return bool(self.text)


class Session:
    """A journal that is open.

    Args:
        library: the prompts.
        outside: clock and ids.
        vault: where it is kept; None while it is in memory alone.
    """

    def __init__(self, library: Library, outside: Outside, vault: Vault | None = None) -> None:
        self.library = library
        self.outside = outside
        self.vault = vault
        self.keeps_nothing = False
        """The person chose to write and keep nothing; then it is never offered."""
        self.trouble: RegretError | None = None
        """What failed while opening, and did not keep it shut."""
        self.is_cheap = False
        """The machine had too little memory for the usual cost of the key; to be said."""
        self.heard: set[NoticeKind] = set()
        """Notices of the vault that were read or settled, and need not be said again."""
        self._put_off: datetime | None = None
        self._drafting = threading.Lock()
        self._has_last_draft = False
        self.keys = Keys(self)
        self.journal = Journal(Store(vault or InMemory()), library, outside)
        self.guide = Guide(self.journal)

    @property
    def is_kept(self) -> bool:
        """Whether there is a vault on disk."""
        return self.vault is not None

    @property
    def has_words(self) -> bool:
        """Whether there is anything that would be lost."""
        return any(
            answer.value is not None
            for sitting in self.journal.store.sittings.all()
            for answer in sitting.answers.values()
        )

    @property
    def declined(self) -> bool:
        """Whether keeping was put off less than ten minutes ago, or is not wanted at all."""
        if self.keeps_nothing:
            return True
        put_off = self._put_off
        return put_off is not None and self.outside.now() - put_off < ASK_AGAIN

    @declined.setter
    def declined(self, declined: bool) -> None:
        self._put_off = self.outside.now() if declined else None

    @property
    def offers_keeping(self) -> bool:
        """Whether the third answer has been given, and nothing else is more pressing."""
        now = self.guide.now
        if self.is_kept or self.declined or self.guide.under_age or not isinstance(now, Ask):
            return False
        if now.walk.exercise.kind in (Kind.STEADY, Kind.SCREEN) or now.walk.in_aside:
            return False
        answered = sum(
            1
            for sitting in self.journal.store.sittings.all()
            for step_id, answer in sitting.answers.items()
            if answer.value is not None and not self.journal.is_rating(sitting.exercise, step_id)
        )
        return answered >= KEEP_AFTER

    # -- keeping ----------------------------------------------------------------------------

    def keep(
        self, path: Path, *, host: Host, passphrase: str, recovery: RecoveryKey | None
    ) -> None:
        """Make a vault of what is in memory, and go on in it. The machine is measured first.

        Raises:
            RegretError: it could not be made. Everything is still in memory.
        """
        measured = measure(host)
        vault = Vault.create(
            path,
            host=host,
            passphrase=passphrase,
            recovery=recovery,
            tables=self.journal.store.tables(),
            cost=measured.cost,
        )
        self.is_cheap = measured.under_default
        self.vault = vault
        self.journal.store = Store(vault)

    def repair_front(self) -> None:
        """Write the front of the vault anew from what was encrypted. Raises what saving raises."""
        if self.vault is not None:
            self.vault.repair_front()

    def set_profile(self, profile: Profile) -> None:
        """Store the profile. Raises whatever saving raises."""
        self.journal.store.profile = profile

    def opened(self) -> None:
        """Count an opening. Raises whatever saving raises."""
        if self.vault is not None and not self.vault.read_only:
            profile = self.journal.store.profile
            profile.openings += 1
            self.journal.store.profile = profile

    def notices(self) -> list[str]:
        """Return what a person should be told of their vault, a sentence or two each."""
        said = (
            [
                f"{item.message} {item.hint}".strip()
                for item in self.vault.notices
                if item.kind not in self.heard
            ]
            if self.vault
            else []
        )
        return [*said, str(self.trouble)] if self.trouble else said

    # -- the draft --------------------------------------------------------------------------

    def write_draft(self, text: str, cursor: Any) -> bool:
        """Keep what is being written now. Return False where nothing of this is ever kept.

        After the last draft nothing takes its place: a pause in typing may be noticed late.

        Raises:
            RegretError: it could not be kept; the draft before still stands.
        """
        walk = self.guide.walk
        if self.vault is None or self.vault.read_only or walk is None or not walk.exercise.kept:
            return False
        committed = walk.answer_now
        draft = Draft(
            record=walk.sitting.id,
            step=walk.sitting.step,
            cursor=cursor,
            text=text,
            base=answer_digest(committed if isinstance(committed, str) else None),
        )
        with self._drafting:
            if not self._has_last_draft:
                self.vault.write_draft(draft)
        return True

    def write_last_draft(self, draft: Draft) -> None:
        """Keep a draft that no other one replaces, since the journal is left after it.

        Raises:
            RegretError: it could not be kept; then others may still be written.
        """
        if self.vault is not None:
            with self._drafting:
                self.vault.write_draft(draft)
                self._has_last_draft = True

    def drop_draft(self) -> None:
        """Remove the draft, since what it held has been saved. Raises RegretError."""
        if self.vault is not None and not self.vault.read_only:
            self.vault.drop_draft()

    def recovered(self) -> Recovered | None:
        """Return what was being written when it was cut off, if that was not saved.

        Where the answer it grew from has changed since, it is kept beside it as another version,
        and never put in its place.

        Raises:
            RegretError: whatever saving raises.
        """
        if self.vault is None:
            return None
        found = self.vault.read_draft(self.committed)
        if found is None:
            return None
        draft = found.draft
        sitting = self.journal.store.sittings.get(draft.record)
        in_place = (
            found.offer is Offer.IN_PLACE
            and sitting is not None
            and sitting.step == draft.step
            and sitting.exercise in self.library.exercises
        )
        if in_place and sitting is not None:
            cursor = draft.cursor if isinstance(draft.cursor, list) else [0, 0]
            return Recovered(sitting.exercise, sitting.regret, draft.text, (cursor[0], cursor[1]))
        beside = self._is_beside(draft)
        if not self.vault.read_only:
            if not beside:
                self.keep_beside(draft)
            self.vault.drop_draft()
        return None if beside else Recovered(sitting.exercise if sitting else "", "", "", (0, 0))

    def committed(self, draft: Draft) -> str | None:
        """Return the stored answer at a draft's place, None where there is none."""
        sitting = self.journal.store.sittings.get(draft.record)
        value = sitting.value(draft.step) if sitting else None
        return value if isinstance(value, str) else None

    def keep_beside(self, draft: Draft) -> Kept:
        """Keep a draft beside its page, as another version. Raises whatever saving raises."""
        sitting = self.journal.store.sittings.get(draft.record)
        item = Kept(
            id=self.outside.new_id(),
            name=CUT_OFF,
            value=draft.text,
            regret=sitting.regret if sitting else "",
            sitting=draft.record,
            exercise=sitting.exercise if sitting else "",
            step=draft.step,
            at=self.outside.now().isoformat(timespec="seconds"),
        )
        self.journal.store.kept.put(item)
        return item

    def _is_beside(self, draft: Draft) -> bool:
        """Say whether a draft is kept beside its page already, held as deleted with it or not.

        Then it was dropped before, or was about to be, and came back after a power failure.
        """
        place = (CUT_OFF, draft.record, draft.step, draft.text)
        everything = self.journal.store.kept.everything()
        return any((item.name, item.sitting, item.step, item.value) == place for item in everything)

    def close(self) -> None:
        """Let go of the vault."""
        if self.vault is not None:
            self.vault.close()
