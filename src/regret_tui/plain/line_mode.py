"""Line mode from its first word to its last: opening, the walk, keeping, leaving."""

from regret_tui.content.library import Library
from regret_tui.domain.exercise import Kind
from regret_tui.journal.opening import begin
from regret_tui.journal.shut import is_gone
from regret_tui.plain.console import Console, EndOfInput
from regret_tui.plain.errors import UnknownExercise
from regret_tui.plain.going import BEGIN, GATE
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.shut import Shut
from regret_tui.plain.unlocking import DoesNotOpen, NotOpened, Unlocked, open_session
from regret_tui.plain.visit import Visit
from regret_tui.vault.errors import Missing
from regret_tui.world import World


class LineMode:
    """One run of line mode.

    Args:
        world: what comes from outside.
        library: the prompts.
        console: where it is read and written.
        secrets: where the passphrase comes from.
    """

    def __init__(self, world: World, library: Library, console: Console, secrets: Secrets) -> None:
        self._world = world
        self._library = library
        self._console = console
        self._secrets = secrets

    def run(self, exercise: str = "", regret: str = "", *, read_only: bool = False) -> int:
        """Walk until the person leaves. Return the exit code.

        Args:
            exercise: the id of an exercise to begin with, or empty.
            regret: the id or the private name of the regret it is about, or empty.
            read_only: only to look; then nothing is begun and nothing is written.

        Raises:
            RegretError: what keeps it from beginning, or from being saved.
        """
        if exercise and not self._may_ask_for(exercise):
            raise UnknownExercise(f"These can be asked for: {', '.join(self._names())}.")
        anew = False
        while True:
            try:
                opened = self._open(read_only=read_only, anew=anew)
                break
            except (EndOfInput, NotOpened):
                return 0
            except DoesNotOpen as shut:
                if not Shut(self._world, self._library, self._secrets, shut).offer():
                    return shut.error.exit_code
                anew = isinstance(shut.error, Missing)
        try:
            return Visit(self._world, self._console, self._secrets, opened).run(exercise, regret)
        finally:
            opened.session.close()

    def _open(self, *, read_only: bool, anew: bool) -> Unlocked:
        world = self._world
        if not anew and self._console.is_terminal and is_gone(world.paths.vault, world.host):
            raise DoesNotOpen(Missing(), None)
        if read_only or self._has_vault():
            return open_session(
                self._world, self._library, self._console, self._secrets, read_only=read_only
            )
        return Unlocked(begin(self._library, self._world.outside))

    def _has_vault(self) -> bool:
        """Whether something stands where the vault would be; what it is shows on opening."""
        try:
            self._world.host.files.lstat(self._world.paths.vault)
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return True

    def _may_ask_for(self, exercise: str) -> bool:
        return exercise in self._names()

    def _names(self) -> list[str]:
        every = self._library.exercises.values()
        return [BEGIN, GATE, *sorted(item.id for item in every if item.kind is not Kind.SCREEN)]
