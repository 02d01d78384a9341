"""What can be wrong with a folder of prompts, as a person meets it."""

from pathlib import Path

from regret_tui.content.reading import Fault
from regret_tui.errors import RegretError


class PromptsFaulty(RegretError):
    """Prompt files have faults. ``faults`` holds every one of them."""

    exit_code = 46

    def __init__(self, faults: list[Fault]) -> None:
        count = len(faults)
        noun = "fault" if count == 1 else "faults"
        super().__init__(
            f"The prompt files have {count} {noun}; the first: {faults[0]}",
            "Run `regret-tui prompts check` to see them all.",
        )
        self.faults = faults


class PromptsMissing(RegretError):
    """There is no folder of prompts at this place."""

    exit_code = 47

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is no folder of prompts at {folder}.",
            "Give the folder that holds `exercises`, or install the program again.",
        )
