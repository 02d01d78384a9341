"""An app that lets nothing private out: no traceback, no clipboard, no picture, no key log."""

import asyncio
import codecs
import sys
from functools import partial
from typing import Any, Generic, TypeVar

from textual.app import App
from textual.worker import WorkerFailed

from regret_tui import crash

R = TypeVar("R")


class KeyboardFailed(Exception):
    """The thread that reads the keyboard has ended. What it read is not said."""


def take_any_byte() -> None:
    """Let the keyboard send bytes that are no UTF-8: they are shown as unreadable characters.

    Textual ends at the first one. A terminal that is set to another encoding sends them.
    """
    if sys.platform != "win32":
        from textual.drivers import linux_driver

        def decoder(name: str) -> Any:
            return partial(codecs.getincrementaldecoder(name), errors="replace")

        vars(linux_driver)["getincrementaldecoder"] = decoder


class GuardedApp(App[R], Generic[R]):
    """Textual's App with its leaks closed; each was measured (docs/developing.md)."""

    def __init__(self) -> None:
        super().__init__()
        take_any_byte()
        self.fault: Exception | None = None
        """What ended it, if it was no person. Only its type and place are ever said."""

    def guard_loop(self) -> None:
        """End on a task that failed unseen; asyncio would print its message and its source."""

        def handle(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
            error = context.get("exception")
            if isinstance(error, Exception):
                self._handle_exception(error)

        asyncio.get_running_loop().set_exception_handler(handle)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy inside the app alone: nothing goes to the terminal's clipboard."""
        self._clipboard = text

    def action_copy_here(self) -> None:
        """Swallow ctrl+c where nothing can be copied."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Write no picture of what is on the screen."""

    def _handle_exception(self, error: Exception) -> None:
        """End without showing anything private: neither locals nor the message, only where."""
        self._return_code = crash.EXIT_CODE
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        within = error.error if isinstance(error, WorkerFailed) else error
        self.fault = within if isinstance(within, Exception) else error
        self._close_messages_no_wait()

    def panic(self, *_: object) -> None:
        """End without showing what is handed over: it quotes the source, and the message."""
        self._handle_exception(KeyboardFailed())

    def _fatal_error(self) -> None:
        """End; Textual would print a traceback with local variables here."""
        self._close_messages_no_wait()
