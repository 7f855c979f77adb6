"""Putting a new file on the disk before it takes a name: whoever looks finds the old bytes or the new ones."""

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mss_gap.ledger.edit.likeness import take_after

_NAME = re.compile(r"\.mss-gap-[0-9a-f]{16}\.part")
"""What this program calls a file until it takes its place, and no other program does."""


@contextmanager
def written(folder: Path, content: bytes, like: Path | None = None) -> Iterator[Path]:
    """Write a new file to the disk, to be renamed within the block; what was not renamed is gone after it.

    With `like` it has the owner, the group, the mode and the access control list of another file, and is never open to
    more people than that one; without, those of any new file. What killed processes left in the folder goes, too. Raises
    `OSError`, and `NotAlikeError` where it cannot be like the other.
    """
    _clear(folder)
    new, descriptor = _made(folder, 0o666 if like is None else 0o600)
    try:
        with os.fdopen(os.dup(descriptor), "wb") as stream:  # the other one keeps the lock
            stream.write(content)
            stream.flush()
            if like is not None:
                take_after(like, descriptor)
            os.fsync(descriptor)
        yield new
    finally:
        with suppress(OSError):  # what was renamed is in place, whatever happens to the rest
            new.unlink(missing_ok=True)
        with suppress(OSError):
            os.close(descriptor)


def _made(folder: Path, mode: int) -> tuple[Path, int]:
    """A new file and its descriptor, which holds a lock on it, as a sign that its process lives."""
    while True:
        new = folder / f".mss-gap-{os.urandom(8).hex()}.part"
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        _lock(descriptor, wait=True)
        if os.fstat(descriptor).st_nlink:
            return new, descriptor
        os.close(descriptor)  # another process cleared it away before the lock was there


def _lock(descriptor: int, *, wait: bool) -> bool:
    """Take the lock of an open file; False where another process has it, or the system knows no such locks."""
    try:
        import fcntl
    except ImportError:  # Windows
        return False
    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        return True
    return False


def _clear(folder: Path) -> None:
    """Remove the files of this program in a folder of which no process holds the lock."""
    with suppress(OSError):
        for file in folder.iterdir():
            with suppress(OSError):
                if _NAME.fullmatch(file.name):
                    _clear_one(file)


def _clear_one(file: Path) -> None:
    descriptor = os.open(file, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if stat.S_ISREG(os.fstat(descriptor).st_mode) and _lock(descriptor, wait=False):
            file.unlink()
    finally:
        os.close(descriptor)


@contextmanager
def opened(folder: Path) -> Iterator[int]:
    """Open a folder, to be forced to the disk when a file in it has its name; raises `OSError` where that is refused."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        with suppress(OSError):
            os.close(descriptor)


def force(folder: int) -> None:
    """Force the names in an open folder to the disk; without this a power cut could take back a new one.

    Raises `OSError`. A file system that cannot force a folder to the disk at all is left in peace.
    """
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS):
            raise


def claim_name(new: Path, path: Path) -> None:
    """Give a new file a name that nothing has; raises `FileExistsError` where something has it."""
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: take the name first, and then its place
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        try:
            new.replace(path)
        except BaseException:
            path.unlink()
            raise
