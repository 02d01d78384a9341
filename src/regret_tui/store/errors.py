"""What can go wrong between typed views and stored documents."""

from regret_tui.errors import RegretError


class RecordUnknown(RegretError):
    """A stored document has a shape that this version does not know. It is left as it is."""

    exit_code = 45

    def __init__(self, table: str) -> None:
        super().__init__(
            f"A record among the {table} has a shape that this version does not know.",
            "Nothing was changed. Open the vault with the newer version of this program.",
        )
