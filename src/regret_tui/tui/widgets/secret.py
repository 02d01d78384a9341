"""A field for a passphrase: shown as dots, and it gives nothing to any clipboard."""

from textual.widgets import Input


class Secret(Input):
    """A secret. Copying and cutting do nothing, or they would take the real text.

    Args:
        label: grey words while it is empty.
    """

    def __init__(self, label: str = "", *, id: str | None = None) -> None:
        super().__init__(password=True, placeholder=label, id=id)

    def action_copy(self) -> None:
        """Copy nothing."""

    def action_cut(self) -> None:
        """Cut nothing."""
