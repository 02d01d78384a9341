"""A storage that lets several changes reach the disk as one save."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tinydb.storages import Storage

from regret_tui.store.storage import VaultStorage


class Together(Storage):
    """Passes everything to another storage; holds writes back while ``together`` is open."""

    def __init__(self, inner: VaultStorage) -> None:
        self.inner = inner
        self._depth = 0
        self._pending: dict[str, dict[str, Any]] | None = None

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return what was written last, saved or not."""
        return self.inner.read() if self._pending is None else self._pending

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Save, or hold it back."""
        if self._depth:
            self._pending = data
        else:
            self.inner.write(data)

    def discard(self) -> None:
        """Forget what is held back and in memory; the next read is what was committed last."""
        self._pending = None
        self.inner.discard()

    def close(self) -> None:
        """Close the storage within."""
        self.inner.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Save all the changes made inside as one, or none of them if anything fails."""
        self._depth += 1
        try:
            yield
        except BaseException:
            self.discard()
            raise
        finally:
            self._depth -= 1
        if not self._depth and self._pending is not None:
            data, self._pending = self._pending, None
            self.inner.write(data)
