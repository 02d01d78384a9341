"""What this computer saw last of a vault, so that an older copy in its place is noticed.

Kept in this computer's own folder, one small file for a vault's id and real path. It names the
path only by a digest.
"""

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import msgspec

from regret_tui.vault.disk import make_folder, opened, read_up_to, write_new
from regret_tui.vault.errors import NotAVault
from regret_tui.vault.front import Hex16
from regret_tui.vault.host import Host
from regret_tui.vault.notices import NoticeKind
from regret_tui.vault.payload import Payload

_LONGEST = 4096


class Seen(msgspec.Struct, frozen=True):
    """The last state of a vault that this computer loaded or saved.

    Attributes:
        revision: 16 bytes, hexadecimal.
        generation: how many saves led there.
    """

    revision: Hex16
    generation: Annotated[int, msgspec.Meta(ge=0, lt=2**53)]


def recall(host: Host, vault: str, path: Path) -> Seen | None:
    """Return what was seen last; None when nothing was, or the note is unreadable."""
    try:
        with opened(host.files, _note(host, vault, path)) as (fd, _):
            return msgspec.json.decode(read_up_to(host.files, fd, _LONGEST), type=Seen)
    except (OSError, NotAVault, ValueError, RecursionError):
        return None


def remember(host: Host, vault: str, path: Path, seen: Seen) -> bool:
    """Note what was seen, and say whether that worked.

    Not synced: after a power failure an older note is left, and its revision is an ancestor.
    """
    note = _note(host, vault, path)
    temp = note.with_name(f".~{note.name}.{host.token(8).hex()}.tmp")
    try:
        make_folder(host.files, note.parent)
        write_new(host.files, temp, [msgspec.json.encode(seen)], sync=False)
        host.files.replace(temp, note)
    except OSError:
        with suppress(OSError):
            host.files.unlink(temp)
        return False
    return True


def judge(seen: Seen | None, payload: Payload) -> NoticeKind | None:
    """Say what another copy than the last seen one means; None when it is that one or later."""
    if seen is None or seen.revision == payload.front.revision:
        return None
    if seen.revision[:16] in payload.ancestors:
        return None
    older = payload.generation < seen.generation
    return NoticeKind.ROLLED_BACK if older else NoticeKind.DIVERGED


def _note(host: Host, vault: str, path: Path) -> Path:
    name = hashlib.sha256(f"{vault}\0{path}".encode("utf-8", "surrogateescape")).hexdigest()
    return host.state / "seen" / f"{name[:32]}.json"
