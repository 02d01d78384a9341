"""An error, or a death, at every call that an act makes on the disk.

Afterwards the old or the new state opens, and what was acknowledged is there.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from regret_tui.errors import RegretError
from regret_tui.vault import Files, Vault
from regret_tui.vault.errors import StorageFailed, VaultError
from tests.faults.acts import ACTS, NEW_TABLES, a_vault, find
from tests.faults.beginnings import Beginnings, scratch
from tests.faults.counts import COUNTS
from tests.support_vault import (
    CALLS,
    ERRORS,
    NOON,
    PASSPHRASE,
    TABLES,
    Call,
    Dead,
    ShortWrites,
    Watched,
    cheap_host,
    dying,
    failing,
    nothing,
)

pytestmark = pytest.mark.timeout(COUNTS.seconds)


@pytest.fixture(scope="module")
def beginnings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Beginnings]:
    with scratch(tmp_path_factory.mktemp("every")) as folder:
        yield Beginnings(folder)


def nobody() -> None:
    """Nobody counts the steps."""


def do(act: str, beginnings: Beginnings, files: Files, done: Callable[[], None] = nobody) -> None:
    """Do an act from its beginning."""
    beginnings.begin(ACTS[act].begin)
    ACTS[act].run(cheap_host(beginnings.folder, files), beginnings.path, done)


def calls_of(act: str, beginnings: Beginnings, first: int) -> range:
    """Return the numbers of the calls that an act makes: all, or a part of them from the first."""
    watched = Watched()
    do(act, beginnings, watched)
    return range(first, len(watched.calls) + 1, COUNTS.calls)


def check(act: str, beginnings: Beginnings, files: Watched) -> None:
    """Do an act on a disk that fails, and look what a fresh process finds."""
    steps: list[bool] = []
    with suppress(RegretError, Dead):
        do(act, beginnings, files, lambda: steps.append(True))
    files.bury()
    found = find(cheap_host(beginnings.folder), beginnings.path)
    assert found in ACTS[act].allowed(len(steps))


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("afterwards", [False, True])
def test_a_death_at_every_call(act: str, afterwards: bool, beginnings: Beginnings) -> None:
    for at_call in calls_of(act, beginnings, min(1 + afterwards, COUNTS.calls)):
        check(act, beginnings, dying(at_call, afterwards=afterwards))


@pytest.mark.parametrize("act", ACTS)
def test_an_error_at_every_call(act: str, beginnings: Beginnings) -> None:
    """The quick suite takes one error for each call, in turn."""
    for at_call in calls_of(act, beginnings, min(3, COUNTS.calls)):
        one = (ERRORS[at_call // COUNTS.calls % len(ERRORS)],)
        for number in ERRORS if COUNTS.calls == 1 else one:
            check(act, beginnings, failing(at_call, number))


@pytest.mark.parametrize("act", ACTS)
def test_an_error_although_it_took_effect(act: str, beginnings: Beginnings) -> None:
    for at_call in calls_of(act, beginnings, 1):
        check(act, beginnings, failing(at_call, ERRORS[2], afterwards=True))


@pytest.mark.parametrize("act", ACTS)
def test_short_writes_are_written_on(act: str, beginnings: Beginnings) -> None:
    do(act, beginnings, ShortWrites())
    found = find(cheap_host(beginnings.folder), beginnings.path)
    assert found == ACTS[act].states[-1]


def test_a_save_after_a_failed_one_succeeds(beginnings: Beginnings) -> None:
    """Whatever failed, the same open vault saves again, and tells no conflict with itself."""
    path = beginnings.path
    for afterwards in (False, True):
        for at_call in calls_of("save", beginnings, min(1 + afterwards, COUNTS.calls)):
            beginnings.begin(a_vault)
            files = failing(at_call, ERRORS[2], afterwards=afterwards)
            host = cheap_host(beginnings.folder, files)
            try:
                vault = Vault.open(path, host=host, passphrase=PASSPHRASE)
            except VaultError:
                files.bury()
                continue
            with vault:
                try:
                    vault.save(NEW_TABLES)
                except VaultError:
                    assert vault.tables() in (TABLES, NEW_TABLES)
                files.before = files.after = nothing
                vault.save(NEW_TABLES)
                assert vault.tables() == NEW_TABLES
            files.bury()
            assert find(cheap_host(beginnings.folder), path).tables == NEW_TABLES


def test_a_replacement_that_happened_although_it_reported_an_error_is_saved(
    beginnings: Beginnings,
) -> None:
    path = beginnings.path
    beginnings.begin(a_vault)
    files = Watched()

    def step(count: int, call: Call) -> None:
        if call.name == "replace" and call.args[1] == path:
            raise OSError(ERRORS[2], "although it happened")

    files.after = step
    with Vault.open(
        path, host=cheap_host(beginnings.folder, files), passphrase=PASSPHRASE
    ) as vault:
        vault.save(NEW_TABLES)
        vault.save(TABLES)
    assert find(cheap_host(beginnings.folder), path).tables == TABLES


def test_a_replacement_whose_end_could_not_be_seen_is_found_out_by_the_next_save(
    beginnings: Beginnings,
) -> None:
    path = beginnings.path
    beginnings.begin(a_vault)
    files, blind = Watched(), [False]

    def after(count: int, call: Call) -> None:
        if call.name == "replace" and call.args[1] == path:
            blind[0] = True
            raise OSError(ERRORS[2], "although it happened")

    def before(count: int, call: Call) -> None:
        if blind[0] and call.name == "open_read":
            raise OSError(ERRORS[5], "no descriptor left")

    files.before, files.after = before, after
    with Vault.open(
        path, host=cheap_host(beginnings.folder, files), passphrase=PASSPHRASE
    ) as vault:
        with pytest.raises(StorageFailed):
            vault.save(NEW_TABLES)
        assert vault.tables() == TABLES
        files.before = files.after = nothing
        vault.save({**NEW_TABLES, "more": {"e" * 32: {}}})
    assert find(cheap_host(beginnings.folder), path).tables == {
        **NEW_TABLES,
        "more": {"e" * 32: {}},
    }


def test_the_watch_leaves_no_call_out() -> None:
    calls = {name for name, found in vars(Files).items() if callable(found)}
    assert calls == set(CALLS)
    assert NOON.tzinfo is not None
