"""The passphrase and the recovery key of an open journal: chosen, asked for, made new."""

from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Final

from regret_tui.domain.profile import RecoveryState
from regret_tui.vault import Cost, RecoveryKey, Vault

if TYPE_CHECKING:
    from regret_tui.journal.session import Session

ASKED_GROUPS: Final = 2
"""Groups that are asked for at the second opening."""
DRILL_GROUPS: Final = 3
"""Groups that a drill asks for."""
FULL_GROUP: Final = 4

FIRST_DRILL: Final = timedelta(weeks=2)
NEXT_DRILL: Final = timedelta(days=182)
PUT_OFF: Final = timedelta(weeks=1)
KEY_PUT_OFF: Final = timedelta(days=3)
AT_HOME: Final = 3
"""Openings from which a stronger cost is offered; what comes before has more pressing questions."""

Token = Callable[[int], bytes]


class Question(Enum):
    """What can be asked of the keys after an opening, the most pressing first."""

    GROUPS = "groups"
    """Two groups of the recovery key that was just written down."""
    KEY = "key"
    """The recovery key that was put off."""
    DRILL = "drill"
    """Whether the recovery key is still at hand."""
    STRONGER = "stronger"
    """Whether the passphrase may cost more to guess."""


class Keys:
    """What opens a journal. Made by its session; every method may raise what saving raises.

    Args:
        session: the journal.
    """

    def __init__(self, session: "Session") -> None:
        self._session = session

    # -- chosen and made new ----------------------------------------------------------------

    def chose_recovery(
        self, state: RecoveryState, recovery: RecoveryKey | None, token: Token
    ) -> None:
        """Remember what was chosen about the recovery key, and some of its groups to ask for."""
        store = self._session.journal.store
        profile = store.profile
        profile.recovery = state
        profile.recovery_groups, profile.drill_groups, profile.drill_after = {}, {}, ""
        later = state is RecoveryState.LATER
        profile.recovery_after = self._in(KEY_PUT_OFF) if later else ""
        if recovery is not None and state is RecoveryState.WRITTEN:
            groups = [pair for pair in enumerate(recovery.groups, 1) if len(pair[1]) == FULL_GROUP]
            asked = [groups.pop(token(1)[0] % len(groups)) for _ in range(ASKED_GROUPS)]
            drill = [groups.pop(token(1)[0] % len(groups)) for _ in range(DRILL_GROUPS)]
            profile.recovery_groups = {str(number): group for number, group in asked}
            profile.drill_groups = {str(number): group for number, group in drill}
            profile.drill_after = self._in(FIRST_DRILL)
        store.profile = profile

    def add_recovery(self, state: RecoveryState, recovery: RecoveryKey, token: Token) -> None:
        """Take what was chosen about a key that was put off, or about a new one."""
        vault = self._session.vault
        if vault is not None and state is RecoveryState.WRITTEN:
            vault.set_recovery(recovery)
        self.chose_recovery(state, recovery, token)

    def replace(
        self,
        passphrase: str,
        recovery: RecoveryKey | None,
        token: Token,
        cost: Cost,
        state: RecoveryState = RecoveryState.WRITTEN,
    ) -> None:
        """Make passphrase and recovery key new, since one was lost or somebody knows it.

        Args:
            passphrase: the new one.
            recovery: the new key; None only where there was none.
            token: picks the groups to ask for.
            cost: what the passphrase costs (`vault.measure`).
            state: what was chosen about the key.
        """
        vault = self._session.vault
        if vault is not None:
            vault.set_passphrase(passphrase, recovery=recovery, cost=cost)
            self.chose_recovery(state, recovery, token)

    def change_passphrase(self, passphrase: str, cost: Cost) -> None:
        """Make only the passphrase new. Earlier copies open with the earlier one.

        Args:
            passphrase: the new one.
            cost: what it costs (`vault.measure`).
        """
        vault = self._session.vault
        if vault is not None:
            vault.change_passphrase(passphrase, cost=cost)

    # -- asked for ----------------------------------------------------------------------------

    @property
    def question(self) -> Question | None:
        """The one thing to ask after an opening, None where there is nothing to ask."""
        if self._writable is None:
            return None
        if self.asks_recovery:
            return Question.GROUPS
        if self.offers_recovery:
            return Question.KEY
        if self.offers_drill:
            return Question.DRILL
        at_home = self._session.journal.store.profile.openings >= AT_HOME
        return Question.STRONGER if at_home and self.offers_stronger else None

    @property
    def offers_recovery(self) -> bool:
        """Whether a recovery key was put off some days ago, and is to be offered again."""
        profile = self._session.journal.store.profile
        if profile.openings < 1 or profile.recovery is not RecoveryState.LATER:
            return False
        after = profile.recovery_after
        return not after or self._today >= date.fromisoformat(after)

    @property
    def asks_recovery(self) -> bool:
        """Whether two groups of the recovery key are to be asked now."""
        profile = self._session.journal.store.profile
        return profile.openings >= 1 and bool(profile.recovery_groups)

    @property
    def offers_drill(self) -> bool:
        """Whether it is time to see whether the recovery key is still at hand."""
        vault, profile = self._writable, self._session.journal.store.profile
        if vault is None or not vault.has_recovery or profile.recovery_groups:
            return False
        return not profile.drill_after or self._today >= date.fromisoformat(profile.drill_after)

    @property
    def asked_groups(self) -> dict[str, str]:
        """The groups to ask for now, by number: those of the second opening, else of a drill."""
        profile = self._session.journal.store.profile
        return profile.recovery_groups or profile.drill_groups

    def confirm_groups(self, typed: dict[str, str]) -> bool:
        """Return whether the asked groups were typed right; then there is time until a drill."""
        wanted = self.asked_groups
        if not wanted or any(
            typed.get(key, "").strip().upper() != group for key, group in wanted.items()
        ):
            return False
        store = self._session.journal.store
        profile = store.profile
        after = FIRST_DRILL if profile.recovery_groups else NEXT_DRILL
        profile.recovery, profile.recovery_groups = RecoveryState.CONFIRMED, {}
        profile.drill_after = self._in(after)
        store.profile = profile
        return True

    def confirm_key(self, key: RecoveryKey) -> bool:
        """Return whether a whole key, as it was typed, opens this journal."""
        vault = self._session.vault
        if vault is None or not vault.check_recovery(key):
            return False
        store = self._session.journal.store
        profile = store.profile
        profile.recovery, profile.recovery_groups = RecoveryState.CONFIRMED, {}
        profile.drill_after = self._in(NEXT_DRILL)
        if not vault.read_only:
            store.profile = profile
        return True

    def put_off_drill(self) -> None:
        """Leave it for a week."""
        store = self._session.journal.store
        profile = store.profile
        profile.drill_after = self._in(PUT_OFF)
        store.profile = profile

    # -- a stronger cost --------------------------------------------------------------------

    @property
    def offers_stronger(self) -> Cost | None:
        """What the passphrase could cost on this computer, where that is to be offered now."""
        vault, after = self._writable, self._session.journal.store.profile.stronger_after
        if vault is None or (after and self._today < date.fromisoformat(after)):
            return None
        return vault.stronger_cost

    def strengthen(self, passphrase: str) -> bool:
        """Let the same passphrase cost more to guess. Return False where it is not the one."""
        vault = self._session.vault
        if vault is None or not vault.check_passphrase(passphrase):
            return False
        vault.change_passphrase(passphrase, cost=vault.stronger_cost)
        return True

    def put_off_stronger(self) -> None:
        """Leave it for half a year."""
        store = self._session.journal.store
        profile = store.profile
        profile.stronger_after = self._in(NEXT_DRILL)
        store.profile = profile

    @property
    def _writable(self) -> Vault | None:
        vault = self._session.vault
        return None if vault is None or vault.read_only else vault

    @property
    def _today(self) -> date:
        return self._session.journal.today

    def _in(self, time: timedelta) -> str:
        return (self._today + time).isoformat()
