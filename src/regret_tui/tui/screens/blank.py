"""Nothing: what is drawn before the program ends, so that no words are the last thing drawn."""

import asyncio
from contextlib import suppress
from typing import Final

from textual.screen import Screen

DRAWN_WITHIN: Final = 0.5
"""Seconds after which it is gone on with, though the terminal may not have taken it."""


class BlankScreen(Screen[None]):
    """Draws nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn = asyncio.Event()

    def on_mount(self) -> None:
        """Note when it has been drawn."""
        self.call_after_refresh(self._drawn.set)

    async def is_drawn(self) -> None:
        """Wait until it has been drawn."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._drawn.wait(), DRAWN_WITHIN)
