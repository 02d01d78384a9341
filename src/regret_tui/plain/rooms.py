"""The rooms of line mode: what is not an exercise and can be gone to from home."""

from regret_tui.errors import RegretError
from regret_tui.journal.session import Session
from regret_tui.plain.about import say_about
from regret_tui.plain.asking import Asker, Called
from regret_tui.plain.deleting import Deleting
from regret_tui.plain.errors import NotWanted
from regret_tui.plain.going import Going, Room
from regret_tui.plain.merging import offer_to_bring_in
from regret_tui.plain.parse import Command
from regret_tui.plain.preferences import choose_settings
from regret_tui.plain.reading import choose_reading
from regret_tui.plain.regrets import choose_regret
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.taking import Taking
from regret_tui.plain.talk import room_talk
from regret_tui.plain.your_file import YourFile
from regret_tui.vault.errors import Conflict
from regret_tui.world import World


class Rooms:
    """Opens the rooms.

    Args:
        asker: where choices are typed.
        session: the open journal.
        secrets: where the passphrase comes from, when it is asked again.
        world: what comes from outside.
    """

    def __init__(self, asker: Asker, session: Session, secrets: Secrets, world: World) -> None:
        self._asker = asker
        self._session = session
        self._settings = world.paths.settings
        self._taking = Taking(asker, session, secrets, world)
        self._deleting = Deleting(asker, session, secrets, world)
        self._file = YourFile(asker, session, secrets, world)
        self._talk = room_talk(world, session.library, asker, secrets)

    def enter(self, going: Going) -> Going:
        """Be in a room until it is left. Return where the person goes from there.

        What keeps something from being saved is said at a terminal, and nothing was changed.

        Raises:
            Called: a command that leads out of the room.
            EndOfInput: there is nothing more.
            RegretError: it could not be saved, and there is no terminal to say so.
        """
        try:
            return self._enter(going)
        except Called as called:
            if called.command is not Command.BACK:
                raise
        except NotWanted as left:
            self._asker.console.say(left.message)
        except RegretError as error:
            if not self._asker.console.is_terminal:
                raise
            self._asker.console.warn(str(error))
            if isinstance(error, Conflict):
                offer_to_bring_in(self._talk, self._session)
        return Going()

    def _enter(self, going: Going) -> Going:
        match going.room:
            case Room.TAKING if going.regret:
                self._taking.regret(going.regret)
            case Room.TAKING:
                self._taking.choose()
            case Room.REGRETS:
                return choose_regret(self._asker, self._session, self._deleting, self._talk)
            case Room.READING:
                choose_reading(self._asker, self._session, self._deleting, going.regret or None)
            case Room.DELETED:
                self._deleting.show()
            case Room.FILE:
                return Going(room=Room.HOME if self._file.choose() else Room.OUT)
            case Room.SETTINGS:
                choose_settings(self._asker, self._session, self._settings, self._talk)
            case Room.ABOUT:
                say_about(self._asker.console, self._asker.words)
        return Going()
