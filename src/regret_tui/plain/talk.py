"""How what is done with the file is talked over: the same acts in a command and in line mode."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from regret_tui.content.library import Library
from regret_tui.plain.asking import Asker
from regret_tui.plain.console import Console, EndOfInput
from regret_tui.plain.errors import NoAnswer, NotWanted
from regret_tui.plain.opener import Opener, read_opener
from regret_tui.plain.parse import NotUnderstood, number
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.words import Says, Sentences
from regret_tui.vault.errors import BadRecoveryKey, WrongPassphrase, WrongRecoveryKey
from regret_tui.world import World

YES = frozenset({"y", "yes"})
NO = frozenset({"n", "no"})

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Talk:
    """What an act needs to be talked over.

    Attributes:
        world: what comes from outside; its vault is the one that is acted on.
        library: the prompts.
        console: where lines are read and written.
        secrets: where the passphrase of the vault comes from.
        says: the sentences.
        tell: writes what leads to a question or an act.
        agrees: asks a question that is answered by yes or no.
        choose: shows lines and returns the place of the chosen one, None for none of them.
    """

    world: World
    library: Library
    console: Console
    secrets: Secrets
    says: Says
    tell: Callable[[str], None]
    agrees: Callable[[str], bool]
    choose: Callable[[list[str]], int | None]

    @property
    def vault(self) -> Path:
        """The vault that is acted on."""
        return self.world.paths.vault

    def told(self, name: str, **more: object) -> None:
        """Write a sentence that leads to a question or an act."""
        self.tell(self.says(name, **more))

    def result(self, name: str, **more: object) -> None:
        """Write a sentence on what came of it."""
        self.console.say(self.says(name, **more))

    def ask_for(
        self, prompt: str, path: Path, use: Callable[[Opener], T], secrets: Secrets | None = None
    ) -> T:
        """Ask for what opens a file, until it is used without being wrong or there are no tries.

        Args:
            prompt: what is asked.
            path: the file.
            use: opens it.
            secrets: where it comes from, where that is not where the vault's comes from.

        Raises:
            NotWanted: nothing was typed.
            EndOfInput: there is nothing more.
            RegretError: what `use` raises.
        """
        source = self.secrets if secrets is None else secrets
        for left in range(source.tries - 1, -1, -1):
            typed = source.passphrase(prompt)
            if source.typed and not typed:
                raise NotWanted
            self.console.warn(self.says("unlock.working"))
            try:
                return use(read_opener(typed, path, self.world.host))
            except (WrongPassphrase, WrongRecoveryKey, BadRecoveryKey) as error:
                if not left:
                    raise
                self.console.warn(str(error))
        raise WrongPassphrase  # not reached: the last try raises


def command_talk(world: World, library: Library, console: Console, secrets: Secrets) -> Talk:
    """Return how a command talks: questions on standard error, results on standard output."""
    says = Sentences(library)
    return Talk(
        world=world,
        library=library,
        console=console,
        secrets=secrets,
        says=says,
        tell=console.warn,
        agrees=lambda question: _yes(console, f"{question}\n{says('vault.yes_or_no')}"),
        choose=lambda labels: _one_of(console, labels),
    )


def room_talk(world: World, library: Library, asker: Asker, secrets: Secrets) -> Talk:
    """Return how a room of line mode talks: everything on standard output, choices by number."""

    def agrees(question: str) -> bool:
        asker.console.say(question)
        return asker.choose([asker.words("vault.yes"), asker.words("plain.go_back")]) == 0

    return Talk(
        world=world,
        library=library,
        console=asker.console,
        secrets=secrets,
        says=asker.words,
        tell=asker.console.say,
        agrees=agrees,
        choose=asker.choose_or_back,
    )


def _yes(console: Console, question: str) -> bool:
    while True:
        console.warn(question)
        word = _line(console).strip().lower()
        if word in YES | NO:
            return word in YES
        if not console.source.isatty():
            raise NoAnswer


def _one_of(console: Console, labels: list[str]) -> int | None:
    for place, label in enumerate(labels, 1):
        console.warn(f"{place}  {label}")
    while True:
        line = _line(console)
        if not line.strip():
            return None
        try:
            return number(line, len(labels))
        except NotUnderstood as error:
            if not console.source.isatty():
                raise NoAnswer(str(error)) from None
            console.warn(str(error))


def _line(console: Console) -> str:
    try:
        return console.line()
    except EndOfInput:
        raise NoAnswer from None
