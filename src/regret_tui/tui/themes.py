"""Our themes: *lamp* for the evening, *paper* for the day, *contrast* for who needs it."""

from dataclasses import replace
from typing import Final

from textual.theme import BUILTIN_THEMES, Theme

LAMP: Final = Theme(
    name="lamp",
    dark=True,
    primary="#d8a866",
    secondary="#a9b88f",
    accent="#d8a866",
    foreground="#ded5c8",
    background="#1d1a18",
    surface="#24201d",
    panel="#2c2723",
    warning="#d8a866",
    error="#d8a866",
    success="#a9b88f",
    variables={
        "dim": "#9a9084",
        "edge": "#4a423b",
        "carries": "#d8a866",
        "answers": "#a9b88f",
        "block-cursor-background": "#3a332d",
        "block-cursor-foreground": "#f1e9dc",
        "input-selection-background": "#5a4c3a",
        "scrollbar": "#3a332d",
        "scrollbar-background": "#1d1a18",
    },
)

PAPER: Final = Theme(
    name="paper",
    dark=False,
    primary="#8a5a1f",
    secondary="#4f6641",
    accent="#8a5a1f",
    foreground="#39332b",
    background="#f5f0e6",
    surface="#efe9dc",
    panel="#e8e1d2",
    warning="#8a5a1f",
    error="#8a5a1f",
    success="#4f6641",
    variables={
        "dim": "#70675b",
        "edge": "#c9beac",
        "carries": "#8a5a1f",
        "answers": "#4f6641",
        "block-cursor-background": "#e0d6c3",
        "block-cursor-foreground": "#2a251f",
        "input-selection-background": "#dccba9",
        "scrollbar": "#d8cdb9",
        "scrollbar-background": "#f5f0e6",
    },
)

CONTRAST: Final = Theme(
    name="contrast",
    dark=True,
    primary="#ffd866",
    secondary="#b8ff9e",
    accent="#ffd866",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#111111",
    warning="#ffd866",
    error="#ffd866",
    success="#b8ff9e",
    variables={
        "dim": "#d0d0d0",
        "edge": "#ffffff",
        "carries": "#ffd866",
        "answers": "#b8ff9e",
        "block-cursor-background": "#ffffff",
        "block-cursor-foreground": "#000000",
        "input-selection-background": "#555500",
        "scrollbar": "#ffffff",
        "scrollbar-background": "#000000",
    },
)

_ANSI: Final = BUILTIN_THEMES["ansi-dark"]
TERMINAL: Final = replace(
    _ANSI,
    name="terminal",
    primary="ansi_yellow",
    secondary="ansi_green",
    accent="ansi_yellow",
    warning="ansi_yellow",
    error="ansi_yellow",
    variables={
        **_ANSI.variables,
        "dim": "ansi_default",
        "edge": "ansi_default",
        "carries": "ansi_yellow",
        "answers": "ansi_green",
        "scrollbar": "ansi_default",
        "scrollbar-background": "ansi_default",
    },
)
"""The terminal's own sixteen colours."""

ALL: Final = (LAMP, PAPER, CONTRAST, TERMINAL)
