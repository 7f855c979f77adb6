"""Looks at a file that other programs may be saving, and says whether one is."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mss_gap.ledger.explain.problems import LedgerUnwritableError
from mss_gap.ledger.find import Location
from mss_gap.ledger.read.bytes import read_bytes

MOST_LOOKS = 50
"""How often to look at a file that another program is saving: with the pauses between, for five seconds."""
NOTICED = 10
"""The look at which the user is told."""
_SAVING = "another program has it open for writing"


@dataclass(frozen=True, slots=True)
class Look:
    """What a file held at one time."""

    content: bytes
    stamp: tuple[int, ...]
    """Device, inode, size and time of change: a file that is saved has another."""


def settled(file: Path, origin: str, say: Callable[[str], None], pause: Callable[[], None]) -> Look:
    """What a file holds when no program has it open for writing.

    Where the system does not say which files are open, what it holds before and after a pause. Raises
    `LedgerUnreadableError`, and `LedgerUnwritableError` where the file stays open.
    """
    last = None
    for number in range(MOST_LOOKS):
        look = _look(file, origin)
        saving = _open_elsewhere(file)
        if saving is False or (saving is None and look == last):
            return look
        if number == NOTICED:
            say(f"{_SAVING}; waiting")
        last = look
        pause()
    raise LedgerUnwritableError(origin, _SAVING, "save and close it there, and try again")


def unchanged(file: Path, origin: str, before: Look) -> bool:
    """Whether a file is still what it was at a look, and no program has it open for writing."""
    return _look(file, origin) == before and not _open_elsewhere(file) and _stamp(file) == before.stamp


def _look(file: Path, origin: str) -> Look:
    stamp = _stamp(file)  # before the bytes: one that is older than they are shows at the next look
    return Look(read_bytes(Location(origin, file)), stamp)


def _stamp(file: Path) -> tuple[int, ...]:
    status = file.stat()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _open_elsewhere(file: Path) -> bool | None:
    """Whether any process has a file open for writing; None where the system does not say.

    Linux gives nobody a lease to read a file that is open for writing. The lease is given back at once, because a process
    that opens the file would wait for that.
    """
    if sys.platform != "linux":
        return None
    import fcntl
    from signal import SIGURG

    descriptor = os.open(file, os.O_RDONLY)
    try:
        # A process that opens the file in that instant causes a signal, and SIGIO would end this process.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:  # a network drive, or a file of another user
        return None
    finally:
        os.close(descriptor)
    return False
