"""All of the outside, passed in: files, clock, random source, costs, memory."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from regret_tui.vault.files import Files


@dataclass(frozen=True, slots=True)
class Cost:
    """What one Argon2id derivation costs (RFC 9106, section 3.1).

    Attributes:
        m_kib: memory in KiB.
        t: passes over it.
        p: lanes.
    """

    m_kib: int
    t: int
    p: int


@dataclass(frozen=True, slots=True)
class CostPolicy:
    """What a new slot costs, and what may be read from a file before anything is spent.

    Attributes:
        default: the cost of a new passphrase slot.
        floor_kib: less memory than this is refused.
        ceiling_kib: more memory than this is refused.
        ceiling_work_kib: more memory times passes than this is refused.
        ceiling_lanes: more lanes than this are refused.
        for_tests: a cheap profile; no command or screen can choose it.
    """

    default: Cost
    floor_kib: int
    ceiling_kib: int
    ceiling_work_kib: int
    ceiling_lanes: int
    for_tests: bool = False

    @classmethod
    def standard(cls) -> "CostPolicy":
        """Return what people get: 256 MiB, three passes, four lanes, never under 64 MiB."""
        return cls(Cost(262_144, 3, 4), 65_536, 2_097_152, 8_388_608, 16)

    @classmethod
    def cheap_for_tests(cls) -> "CostPolicy":
        """Return a profile that protects nothing and takes no time."""
        return cls(Cost(64, 1, 1), 8, 2_097_152, 8_388_608, 16, for_tests=True)


@dataclass(frozen=True, slots=True)
class Host:
    """This computer, as the vault sees it.

    Attributes:
        files: the file layer.
        now: the time now, with its zone.
        token: that many bytes from a cryptographic random source.
        costs: what a derivation may cost.
        state: this computer's own folder, where the last seen revision is remembered.
        available_memory: bytes that can be had now, None where that is not known.
    """

    files: Files
    now: Callable[[], datetime]
    token: Callable[[int], bytes]
    costs: CostPolicy
    state: Path
    available_memory: Callable[[], int | None]

    @classmethod
    def real(cls, state: Path) -> "Host":
        """Return the computer this runs on; `state` need not exist yet."""
        return cls(
            files=Files(),
            now=lambda: datetime.now(UTC).astimezone(),
            token=os.urandom,
            costs=CostPolicy.standard(),
            state=state,
            available_memory=linux_available_memory,
        )


def linux_available_memory(meminfo: Path = Path("/proc/meminfo")) -> int | None:
    """Return the bytes that Linux says can be had without swapping; None elsewhere."""
    try:
        lines = meminfo.read_text("ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    for line in lines:
        words = line.split()
        if len(words) >= 2 and words[0] == "MemAvailable:" and words[1].isdigit():
            return int(words[1]) * 1024
    return None
