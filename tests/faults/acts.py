"""The acts that are failed, killed and cut off from power, and what may be found after each.

An act is an entry of a table: what it does, and the states that it leads through. It calls `done`
each time the vault acknowledged one. Whatever happens, a fresh process finds the last
acknowledged state or the next, and can save.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from regret_tui.vault import Draft, Host, RecoveryKey, Tables, Vault, answer_digest
from regret_tui.vault.agefile import Identity
from regret_tui.vault.backups import list_backups
from regret_tui.vault.errors import Missing, VaultError
from regret_tui.vault.notices import NoticeKind
from regret_tui.vault.place import Place
from tests.support_vault import PASSPHRASE, TABLES, make, reopened

OLD_KEY, NEW_KEY = (RecoveryKey(Identity.from_seed(bytes([n]) * 32)) for n in (1, 2))
"""The same in every process."""

NEW_PASSPHRASE = "quite another one"
NEW_TABLES: Tables = {**TABLES, "t": {"c" * 32: {"n": 1}}}
NEWER_TABLES: Tables = {**TABLES, "t": {"c" * 32: {"n": 2}}}
OLD_DRAFT = Draft("r", "s", 0, "old words", answer_digest(None))
NEW_DRAFT = Draft("r", "s", 0, "new words", answer_digest(None))

Done = Callable[[], None]
Run = Callable[[Host, Path, Done], None]


@dataclass(frozen=True)
class State:
    """What a fresh process finds; nothing at all where there is no vault."""

    tables: Tables | None = None
    draft: str | None = None
    passphrase: str | None = None


@dataclass(frozen=True)
class Act:
    """One act.

    Attributes:
        run: does it, and calls `done` after each step that was acknowledged.
        states: what there was before, then after each step.
        keeps: whether an earlier copy of what there was before is left.
        lasts: whether the last step is on the medium when it returns. Dropping a draft is not: a
            power failure may bring it back, to be compared with the committed answer.
    """

    run: Run
    states: tuple[State, ...]
    keeps: bool = False
    lasts: bool = True

    @property
    def begins_with_nothing(self) -> bool:
        """Whether there is no vault before."""
        return self.states[0].tables is None

    def allowed(self, steps: int) -> tuple[State, ...]:
        """Return what may be found when so many steps were acknowledged, and no more."""
        return self.states[steps : steps + 2]


def prepare(host: Host, path: Path) -> None:
    """Make what most acts begin with: a vault with a draft beside it."""
    make(host, path, key=OLD_KEY)
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.write_draft(OLD_DRAFT)


def find(host: Host, path: Path) -> State:
    """Open with whatever opens it, for writing, and save once more."""
    vault, passphrase = _opened(host, path)
    if vault is None:
        return State()
    with vault:
        draft = vault.read_draft(lambda _: None)
        tables = vault.tables()
        seen = {notice.kind for notice in vault.notices}
        assert not seen & {NoticeKind.ROLLED_BACK, NoticeKind.DIVERGED}, seen
        vault.save({**tables, "after": {"d" * 32: {"n": 1}}})
        keys = [key for key in (OLD_KEY, NEW_KEY) if vault.check_recovery(key)]
    assert len(keys) == 1
    assert "after" in reopened(host, path, recovery=keys[0])
    place = Place.of(host.files, path)
    for folder in (place.folder, place.backups):
        if folder == place.folder or list_backups(host.files, place):
            assert not any(name.endswith(".tmp") for name in host.files.listdir(folder))
    return State(tables, draft.draft.text if draft else None, passphrase)


def _opened(host: Host, path: Path) -> tuple[Vault | None, str]:
    for passphrase in (PASSPHRASE, NEW_PASSPHRASE):
        try:
            return Vault.open(path, host=host, passphrase=passphrase), passphrase
        except Missing:
            return None, ""
        except VaultError:
            continue
    raise AssertionError("no passphrase opens it any more")


def is_kept(host: Host, path: Path, state: State) -> bool:
    """Say whether a backup holds a state and opens with its passphrase."""
    for backup in list_backups(host.files, Place.of(host.files, path)):
        try:
            if reopened(host, backup.path, passphrase=state.passphrase) == state.tables:
                return True
        except VaultError:
            continue
    return False


def create(host: Host, path: Path, done: Done) -> None:
    """Make a vault with a recovery key."""
    make(host, path, key=OLD_KEY, tables=NEW_TABLES)
    done()


def in_turn(*steps: Callable[[Vault], object]) -> Run:
    """Open the vault and do one thing after another."""

    def run(host: Host, path: Path, done: Done) -> None:
        with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
            for step in steps:
                step(vault)
                done()

    return run


def save(tables: Tables) -> Callable[[Vault], object]:
    """Return the step that saves these."""
    return lambda vault: vault.save(tables)


BEFORE = State(TABLES, OLD_DRAFT.text, PASSPHRASE)
SAVED = State(NEW_TABLES, OLD_DRAFT.text, PASSPHRASE)

ACTS: dict[str, Act] = {
    "create": Act(create, (State(), State(NEW_TABLES, None, PASSPHRASE))),
    "save": Act(in_turn(save(NEW_TABLES)), (BEFORE, SAVED), keeps=True),
    "write draft": Act(
        in_turn(lambda vault: vault.write_draft(NEW_DRAFT)),
        (BEFORE, State(TABLES, NEW_DRAFT.text, PASSPHRASE)),
    ),
    "drop draft": Act(
        in_turn(lambda vault: vault.drop_draft()),
        (BEFORE, State(TABLES, None, PASSPHRASE)),
        lasts=False,
    ),
    "set passphrase": Act(
        in_turn(lambda vault: vault.set_passphrase(NEW_PASSPHRASE, recovery=NEW_KEY)),
        (BEFORE, State(TABLES, OLD_DRAFT.text, NEW_PASSPHRASE)),
        keeps=True,
    ),
}

IN_A_ROW: dict[str, Act] = {
    "save twice": Act(
        in_turn(save(NEW_TABLES), save(NEWER_TABLES)),
        (BEFORE, SAVED, State(NEWER_TABLES, OLD_DRAFT.text, PASSPHRASE)),
        keeps=True,
    ),
    "leave a step": Act(
        in_turn(save(NEW_TABLES), lambda vault: vault.drop_draft()),
        (BEFORE, SAVED, State(NEW_TABLES, None, PASSPHRASE)),
        lasts=False,
    ),
}
"""Steps that follow each other; only power is cut in these, since it costs little."""
