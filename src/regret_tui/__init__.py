"""A private companion in the terminal for an adult who carries a regret."""

__version__ = "0.1.0"
