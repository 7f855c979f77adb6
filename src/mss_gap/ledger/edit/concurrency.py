"""Keeps programs from writing to a ledger at the same moment: a lock against our own, and a look for all others."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from mss_gap.ledger.explain.problems import LedgerUnwritableError
from mss_gap.ledger.find import Location
from mss_gap.ledger.read.bytes import read_bytes
from mss_gap.ledger.system import is_open_for_writing

PATIENCE = 120
"""Seconds to wait for others that write to the same ledger; each takes well below one."""
QUIET_SECONDS = 1
"""Seconds to wait before the user is told why."""

_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EINVAL, errno.EIO})
"""What the system says where a disk takes no lock, or a network drive's server does not answer."""
MOST_LOOKS = 50
"""How often to look at a file that another program is saving: with the pauses between, for five seconds."""
QUIET_LOOKS = 10
"""How often to look before the user is told why."""
_SAVING = "another program has it open for writing"


@contextmanager
def lock(file: Path, origin: str, say: Callable[[str], None]) -> Iterator[None]:
    """Lock a file within the block; the system unlocks it for a process that dies.

    `say` is told, once, where others hold the lock for longer than `QUIET_SECONDS`. Raises `LedgerUnwritableError`, and `OSError`
    where the system says no more.
    """
    from filelock import FileLock

    path = file.with_name(f".{file.name}.lock")
    left = _is_left(path, origin)
    # A lock that another process left may be used by any user who may write to the folder: it is an empty file.
    held = FileLock(path, timeout=PATIENCE, mode=0o666, fallback_to_soft=False)
    try:
        try:
            held.acquire(timeout=QUIET_SECONDS)
        except TimeoutError:
            say("another program is writing to it; waiting")
            held.acquire()
    except TimeoutError as error:
        reason, hint = "another program has been writing to it for too long", "end that program, and try again"
        raise LedgerUnwritableError(origin, reason, hint) from error
    except PermissionError as error:
        if not left:
            _remove(path)
            raise
        hint = f"if no one is adding to the ledger now, remove {path}: a process that died may have left it"
        raise LedgerUnwritableError(origin, "its lock is a file that is not yours", hint) from error
    except OSError as error:
        if not left:
            _remove(path)
        if error.errno not in _NO_LOCKS:
            raise
        reason = f"it cannot be locked: {error.strerror or error}"
        hint = "nothing was changed; copy the ledger to a disk of this computer, and add to it there"
        raise LedgerUnwritableError(origin, reason, hint) from error
    try:
        yield
    finally:
        # Still held: a process that waits for it sees that the name is gone, and makes a new lock.
        _remove(path)
        with suppress(OSError):  # the ledger is written, whatever fails here
            held.release()


def _is_left(path: Path, origin: str) -> bool:
    """Whether another process left a lock; raises `LedgerUnwritableError` where something else has its name."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return False
    if stat.S_ISREG(status.st_mode) and not status.st_size:
        return True
    kinds = {stat.S_IFLNK: "a link", stat.S_IFDIR: "a folder", stat.S_IFREG: "a file with content"}
    kind = kinds.get(stat.S_IFMT(status.st_mode), "not a file")
    reason = f"its lock would be {path}, which is {kind}"
    raise LedgerUnwritableError(origin, reason, "move that away, and try again")


def _remove(path: Path) -> None:
    """Remove a lock, unless something else has taken its place."""
    with suppress(OSError):
        status = os.lstat(path)
        if stat.S_ISREG(status.st_mode) and not status.st_size:
            path.unlink()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a file held at one moment."""

    content: bytes
    stamp: tuple[int, ...]
    """Device, inode, size and time of change: a file that is saved has another."""


def snapshot(file: Path, origin: str, say: Callable[[str], None], pause: Callable[[], None]) -> Snapshot:
    """What a file holds when no program has it open for writing.

    Where the system does not say which files are open, what it holds both before and after a pause. Raises
    `LedgerUnreadableError`, and `LedgerUnwritableError` where the file stays open.
    """
    last = None
    for number in range(MOST_LOOKS):
        look = _look(file, origin)
        saving = is_open_for_writing(file)
        if saving is False or (saving is None and look == last):
            return look
        if number == QUIET_LOOKS:
            say(f"{_SAVING}; waiting")
        last = look
        pause()
    raise LedgerUnwritableError(origin, _SAVING, "save and close it there, and try again")


def is_unchanged(file: Path, origin: str, before: Snapshot) -> bool:
    """Whether a file still is as in a snapshot, and no program has it open for writing."""
    return _look(file, origin) == before and not is_open_for_writing(file) and _stamp(file) == before.stamp


def _look(file: Path, origin: str) -> Snapshot:
    stamp = _stamp(file)  # before the bytes: if it is older than they are, the next look shows it
    return Snapshot(read_bytes(Location(origin, file)), stamp)


def _stamp(file: Path) -> tuple[int, ...]:
    status = file.stat()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
