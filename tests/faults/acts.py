"""The acts that are failed, killed and cut off from power, and what may be found after each.

An act is an entry of a table: what it does, and the states that it leads through. It calls `done`
each time the vault acknowledged one. Whatever happens, a fresh process finds the last
acknowledged state or the next, and can save.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from regret_tui.vault import (
    Draft,
    Host,
    RecoveryKey,
    Tables,
    Vault,
    answer_digest,
    restore,
    salvage,
    write_salvaged,
)
from regret_tui.vault.agefile import Identity
from regret_tui.vault.backups import list_backups
from regret_tui.vault.disk import make_folder, opened, read_up_to, write_new
from regret_tui.vault.errors import Missing, VaultError
from regret_tui.vault.notices import NoticeKind
from regret_tui.vault.place import Place
from tests.support_vault import PASSPHRASE, TABLES, make, reopened

OLD_KEY, NEW_KEY = (RecoveryKey(Identity.from_seed(bytes([n]) * 32)) for n in (1, 2))
"""The same in every process."""

NEW_PASSPHRASE = "quite another one"
NEW_TABLES: Tables = {**TABLES, "t": {"c" * 32: {"n": 1}}}
NEWER_TABLES: Tables = {**TABLES, "t": {"c" * 32: {"n": 2}}}
THEIR_TABLES: Tables = {**TABLES, "u": {"e" * 32: {"n": 3}}}
OLD_DRAFT = Draft("r", "s", 0, "old words", answer_digest(None))
NEW_DRAFT = Draft("r", "s", 0, "new words", answer_digest(None))

Done = Callable[[], None]
Begin = Callable[[Host, Path], None]
Run = Callable[[Host, Path, Done], None]


@dataclass(frozen=True)
class State:
    """What a fresh process finds; nothing at all where there is no vault."""

    tables: Tables | None = None
    draft: str | None = None
    passphrase: str | None = None
    key: RecoveryKey | None = None


@dataclass(frozen=True)
class Act:
    """One act.

    Attributes:
        run: does it, and calls `done` after each step that was acknowledged.
        states: what there was before, then after each step.
        begin: makes what there was before.
        keeps: whether an earlier copy of what there was before is left.
        lasts: whether the last step is on the medium when it returns. Dropping a draft is not: a
            power failure may bring it back, to be compared with the committed answer.
    """

    run: Run
    states: tuple[State, ...]
    begin: Begin
    keeps: bool = False
    lasts: bool = True

    def allowed(self, steps: int) -> tuple[State, ...]:
        """Return what may be found when so many steps were acknowledged, and no more."""
        return self.states[steps : steps + 2]


def nothing(host: Host, path: Path) -> None:
    """Begin with an empty folder."""


def a_vault(host: Host, path: Path) -> None:
    """Begin with a vault, a draft beside it, and a copy elsewhere that went on without it."""
    make(host, path, key=OLD_KEY)
    copy = copy_of(path)
    with opened(host.files, path) as (fd, size):
        raw = read_up_to(host.files, fd, size)
    make_folder(host.files, copy.parent)
    write_new(host.files, copy, [raw])
    second = replace(host, state=copy.parent / "state")
    with Vault.open(copy, host=second, passphrase=PASSPHRASE) as vault:
        vault.save(THEIR_TABLES)
    with Vault.open(path, host=host, passphrase=PASSPHRASE) as vault:
        vault.write_draft(OLD_DRAFT)


def a_copy_alone(host: Host, path: Path) -> None:
    """Begin with that copy, the vault being gone."""
    a_vault(host, path)
    host.files.unlink(Place(path).draft)
    host.files.unlink(path)


def copy_of(path: Path) -> Path:
    """Return where the copy stands."""
    return path.parent / "other" / path.name


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
    assert "after" in reopened(host, path, recovery=keys[0])
    place = Place.of(host.files, path)
    for folder in (place.folder, place.backups):
        if folder == place.folder or list_backups(host.files, place):
            assert not any(name.endswith(".tmp") for name in host.files.listdir(folder))
    (key,) = keys
    return State(tables, draft.draft.text if draft else None, passphrase, key)


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
    """Say whether an earlier copy holds a state and opens with its passphrase."""
    copies = [backup.path for backup in list_backups(host.files, Place(path))]
    beside = [path.parent / name for name in host.files.listdir(path.parent) if "-aside-" in name]
    for copy in (*copies, *beside):
        try:
            if reopened(host, copy, passphrase=state.passphrase) == state.tables:
                return True
        except VaultError:
            continue
    return False


def create(host: Host, path: Path, done: Done) -> None:
    """Make a vault with a recovery key."""
    make(host, path, key=OLD_KEY, tables=NEW_TABLES)
    done()


def put_back(host: Host, path: Path, done: Done) -> None:
    """Restore the copy."""
    restore(path, copy_of(path), host=host, secret=PASSPHRASE)
    done()


def salvage_copy(host: Host, path: Path, done: Done) -> None:
    """Take what is whole out of the copy, into a new vault."""
    found = salvage(copy_of(path), host=host, secret=PASSPHRASE)
    write_salvaged(found, path, host=host, passphrase=NEW_PASSPHRASE, recovery=NEW_KEY)
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


def merge(vault: Vault) -> None:
    """Merge the copy."""
    vault.merge(vault.read_copy(copy_of(vault.path), passphrase=PASSPHRASE))


BEFORE = State(TABLES, OLD_DRAFT.text, PASSPHRASE, OLD_KEY)
SAVED = replace(BEFORE, tables=NEW_TABLES)


def after(*steps: Callable[[Vault], object], keeps: bool = False, **changes: object) -> Act:
    """Return an act of one or more steps on an open vault; the last state has these changes."""
    between = (SAVED,) * (len(steps) - 1)
    last = replace((BEFORE, *between)[-1], **changes)  # type: ignore[arg-type]  # of any field
    lasts = "draft" not in changes or changes["draft"] is not None
    return Act(in_turn(*steps), (BEFORE, *between, last), a_vault, keeps, lasts)


ACTS: dict[str, Act] = {
    "create": Act(create, (State(), State(NEW_TABLES, None, PASSPHRASE, OLD_KEY)), nothing),
    "save": after(save(NEW_TABLES), tables=NEW_TABLES, keeps=True),
    "write draft": after(lambda vault: vault.write_draft(NEW_DRAFT), draft=NEW_DRAFT.text),
    "drop draft": after(lambda vault: vault.drop_draft(), draft=None),
    "set passphrase": after(
        lambda vault: vault.set_passphrase(NEW_PASSPHRASE, recovery=NEW_KEY),
        passphrase=NEW_PASSPHRASE,
        key=NEW_KEY,
        keeps=True,
    ),
    "change passphrase": after(
        lambda vault: vault.change_passphrase(NEW_PASSPHRASE),
        passphrase=NEW_PASSPHRASE,
        keeps=True,
    ),
    "merge": after(merge, tables=THEIR_TABLES, keeps=True),
    "purge": after(lambda vault: vault.purge()),
    "restore": Act(put_back, (BEFORE, replace(BEFORE, tables=THEIR_TABLES)), a_vault, keeps=True),
    "restore what is gone": Act(
        put_back, (State(), State(THEIR_TABLES, None, PASSPHRASE, OLD_KEY)), a_copy_alone
    ),
    "salvage": Act(
        salvage_copy, (State(), State(THEIR_TABLES, None, NEW_PASSPHRASE, NEW_KEY)), a_copy_alone
    ),
}

IN_A_ROW: dict[str, Act] = {
    "save twice": after(save(NEW_TABLES), save(NEWER_TABLES), tables=NEWER_TABLES, keeps=True),
    "leave a step": after(save(NEW_TABLES), lambda vault: vault.drop_draft(), draft=None),
    "save and merge": after(save(NEW_TABLES), merge, tables={**NEW_TABLES, **THEIR_TABLES}),
}
"""Steps that follow each other; only power is cut in these, since it costs little."""
