"""The lock of a ledger's file: one program at a time writes to it."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mss_gap.ledger.explain.problems import LedgerUnwritableError

PATIENCE = 120
"""Seconds to wait for others who write to the same ledger; each takes well below one."""
NOTICED = 1
"""Seconds of waiting after which the user is told."""

_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EINVAL, errno.EIO})
"""What the system says where a disk takes no lock, or a network drive's server does not answer."""


@contextmanager
def locked(file: Path, origin: str, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a file, which the system takes from a process that dies.

    `say` is told, once, where others hold it for longer than `NOTICED`. Raises `LedgerUnwritableError`, and `OSError`
    where the system says no more.
    """
    from filelock import FileLock

    path = file.with_name(f".{file.name}.lock")
    left = _left_by_another(path, origin)
    # Whoever may write to the folder may take over what another left: an empty file that says nothing.
    lock = FileLock(path, timeout=PATIENCE, mode=0o666, fallback_to_soft=False)
    try:
        try:
            lock.acquire(timeout=NOTICED)
        except TimeoutError:
            say("another program is writing to it; waiting")
            lock.acquire()
    except TimeoutError as error:
        reason, hint = "another program has been writing to it for too long", "end that program, and try again"
        raise LedgerUnwritableError(origin, reason, hint) from error
    except PermissionError as error:
        if not left:
            _remove(path)
            raise
        hint = f"if nobody is adding to the ledger now, remove {path}: a process that died may have left it"
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
        # Still held: a process that waits for it sees that the name is gone, and makes a lock anew.
        _remove(path)
        with suppress(OSError):  # what was written is written
            lock.release()


def _left_by_another(path: Path, origin: str) -> bool:
    """Whether a lock is there already; raises `LedgerUnwritableError` where its name is taken by something else."""
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
    """Remove a lock, unless somebody has put something else in its place."""
    with suppress(OSError):
        status = os.lstat(path)
        if stat.S_ISREG(status.st_mode) and not status.st_size:
            path.unlink()
