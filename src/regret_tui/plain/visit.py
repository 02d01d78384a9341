"""One visit in line mode: greeting, the walk, keeping, and leaving."""

from regret_tui.errors import RegretError
from regret_tui.hardening import Stopped
from regret_tui.journal.keys import Question
from regret_tui.plain.asking import Asker, Called
from regret_tui.plain.console import Console, EndOfInput
from regret_tui.plain.drill import offer_drill, offer_stronger
from regret_tui.plain.face import Face, Leaving
from regret_tui.plain.finding import find_regret
from regret_tui.plain.first import First, first_screen
from regret_tui.plain.going import BEGIN, GATE, Going
from regret_tui.plain.keeping import Keeping, Kept
from regret_tui.plain.merging import bring_in_what_stands_there
from regret_tui.plain.people import show_people
from regret_tui.plain.recovery import ask_at_second_opening, offer_key
from regret_tui.plain.rooms import Rooms
from regret_tui.plain.secrets import Secrets
from regret_tui.plain.talk import room_talk
from regret_tui.plain.unlocking import Unlocked, renew_keys, repair_front
from regret_tui.plain.words import Words
from regret_tui.vault.errors import Conflict
from regret_tui.world import World

INTERRUPTED = 130
"""128 and SIGINT, as shells count."""


class Visit:
    """One opened journal, until it is left.

    Args:
        world: what comes from outside.
        console: where it is read and written.
        secrets: where a passphrase comes from.
        opened: the journal.
    """

    def __init__(self, world: World, console: Console, secrets: Secrets, opened: Unlocked) -> None:
        session = opened.session
        self._world = world
        self._needs_keys = opened.by_recovery and not opened.only_looks
        self._console = console
        self._session = session
        self._words = Words(session)
        self._asker = Asker(console, self._words, lambda: show_people(console, session))
        self._talk = room_talk(world, session.library, self._asker, secrets)
        self._keeping = Keeping(self._asker, secrets, session, world)
        rooms = Rooms(self._asker, session, secrets, world)
        self._face = Face(session, self._asker, world.now, rooms)

    def run(self, exercise: str, regret: str) -> int:
        """Greet, walk, and leave."""
        try:
            if not self._greet():
                return 0
            if not self._face.reads_only:
                self._begin(exercise, regret)
            while True:
                code = self._turn()
                if code is not None:
                    return code
        except EndOfInput:
            return self._at_end_of_input()
        except Stopped:
            if not self._page_is_kept:
                raise
            self._console.say(f"\n{self._words('plain.stopped')}")
            return INTERRUPTED
        except KeyboardInterrupt:
            return INTERRUPTED

    def _greet(self) -> bool:
        """Say what has to be said first. Return False where the person leaves at once."""
        if not self._session.is_kept:
            chosen = first_screen(self._asker, self._session)
            if chosen is First.KEEP_NOTHING:
                self._session.keeps_nothing = True
                self._console.say(self._words("keep.nothing"))
            if chosen is First.LEAVE:
                return False
        else:
            self._say_notices()
            self._see_to_keys()
            if self._face.reads_only:
                self._console.say(self._words("plain.read_only"))
                return True
        self._console.say(self._words("plain.commands"))
        return True

    def _say_notices(self) -> None:
        for said in self._session.notices():
            self._console.warn(said)
        if self._session.library.faults:
            place = str(self._world.paths.prompts)
            self._console.warn(self._words("home.own_prompts", path=place))

    def _see_to_keys(self) -> None:
        """Ask about keys: new ones after the recovery key opened it; else only at a terminal."""
        try:
            if self._needs_keys:
                renew_keys(self._session, self._asker, self._world)
                return
            if self._face.reads_only:
                return
            repair_front(self._session, self._asker)
            if self._console.is_terminal:
                self._ask_of_keys()
        except Called:
            self._console.say(self._words("plain.put_off_done"))

    def _ask_of_keys(self) -> None:
        match self._session.keys.question:
            case Question.GROUPS:
                ask_at_second_opening(self._asker, self._session)
            case Question.KEY:
                offer_key(self._asker, self._session, self._world.host.token)
            case Question.DRILL:
                offer_drill(self._asker, self._session, self._world)
            case Question.STRONGER:
                offer_stronger(self._asker, self._session)

    def _begin(self, exercise: str, regret: str) -> None:
        recovered = self._session.recovered()
        if recovered is not None and recovered.in_place:
            self._face.recover(recovered)
            return
        if recovered is not None:
            self._console.say(self._words("plain.kept_beside"))
        if not exercise:
            if not self._session.journal.regrets():
                self._face.start(Going(BEGIN))
            return
        regret_id = find_regret(self._session.journal, regret) if regret else ""
        found = self._session.library.exercise(exercise)
        asks_for_one = (found.per_regret and exercise != BEGIN) or exercise == GATE
        if asks_for_one and not regret_id:
            regret_id = self._face.screens.which_regret()
            if not regret_id:
                self._console.say(self._words("plain.begin_first"))
                exercise = BEGIN
        self._face.start(Going(exercise, regret_id if asks_for_one else ""))

    def _turn(self) -> int | None:
        """Show and act once. Return the exit code where it was the last time."""
        try:
            self._face.turn()
            if self._session.offers_keeping or self._face.wants_to_keep:
                self._session.declined = True
                self._face.wants_to_keep = False
                if self._keeping.offer(leaving=False) is Kept.GONE:
                    return self._gone()
                self._save_unfinished()
        except Leaving:
            return self._leave(0)
        except Called:  # at the offer to keep it
            self._console.say(self._words("plain.not_here"))
        except RegretError as error:
            if not self._console.is_terminal:
                raise
            return self._not_saved(error)
        except KeyboardInterrupt:
            if self._session.is_kept or not self._console.is_terminal:
                raise
            return self._leave(INTERRUPTED)
        return None

    def _not_saved(self, error: RegretError) -> int | None:
        """Say what kept it from being saved, and let it be tried again.

        Where the file was changed elsewhere, what stands there can be brought in first.
        """
        while True:
            self._console.warn(str(error))
            conflict = isinstance(error, Conflict)
            again = "vault.merge_here" if conflict else "plain.try_again"
            if self._asker.choose([self._words(again), self._words("plain.leave_only")]) == 1:
                return error.exit_code
            try:
                if not conflict:
                    self._session.guide.save()
                elif not bring_in_what_stands_there(self._talk, self._session):
                    continue
            except RegretError as new:
                error = new
            else:
                return None

    def _leave(self, code: int) -> int | None:
        """Offer to keep what would be lost. Return None where the person stays after all."""
        if self._would_be_lost():
            try:
                kept = self._keeping.offer(leaving=True)
            except Called:
                return None
            if kept is Kept.GONE:
                return self._gone()
            if kept is Kept.NOT_NOW:
                return None
            self._save_unfinished()
        saved = self._session.is_kept and not self._face.reads_only
        self._console.say(self._words("plain.left" if saved else "plain.left_open"))
        return code

    def _would_be_lost(self) -> bool:
        session = self._session
        wanted = not session.keeps_nothing and not session.guide.under_age
        return wanted and not session.is_kept and session.has_words

    @property
    def _page_is_kept(self) -> bool:
        writes = self._session.is_kept and not self._face.reads_only
        return writes and not self._face.pages.failed

    def _gone(self) -> int:
        self._console.say(self._words("keep.let_go_done"))
        return 0

    def _save_unfinished(self) -> None:
        unfinished = self._face.pages.unfinished
        if unfinished:
            self._face.pages.keep(unfinished)

    def _at_end_of_input(self) -> int:
        """Leave where nobody can be asked any more: kept is kept, and the rest is gone."""
        if not self._session.is_kept and self._session.has_words:
            self._console.say(self._words("keep.let_go_done"))
        failure = self._keeping.failure
        return failure.exit_code if failure is not None else 0
