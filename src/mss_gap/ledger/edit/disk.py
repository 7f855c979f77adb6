"""Putting a new file on the disk before it takes a name: whoever looks finds the old bytes or the new ones."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class ForeignFileError(PermissionError):
    """A file would not stay its owner's: only an administrator may give a file away."""


@contextmanager
def written(new: Path, content: bytes, like: os.stat_result | None = None) -> Iterator[None]:
    """Write a new file to the disk, to be renamed within the block; what was not renamed is gone after it.

    With `like` it has the owner, the group and the mode of another file; without, those of any new file. Raises
    `OSError`, and `ForeignFileError` where the owner or the group cannot be that of the other.
    """
    new.unlink(missing_ok=True)  # what a process that was killed left
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if like is None else 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            if like is not None:
                _take_after(like, descriptor)
            os.fsync(descriptor)
        yield
    finally:
        with suppress(OSError):  # what was renamed is in place, whatever happens to the rest
            new.unlink(missing_ok=True)


@contextmanager
def kept(folder: Path) -> Iterator[None]:
    """Let the disk know of the names that a folder has after the block, which a power cut could take back otherwise.

    Raises `OSError` before the block where the folder cannot be opened. After it nothing is raised: what was renamed is
    in place, and some file systems cannot force a folder to the disk at all.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


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
        except OSError:
            path.unlink()
            raise


def _take_after(like: os.stat_result, descriptor: int) -> None:
    made = os.fstat(descriptor)
    if (made.st_uid, made.st_gid) != (like.st_uid, like.st_gid):
        try:
            os.fchown(descriptor, like.st_uid, like.st_gid)
        except PermissionError as error:
            raise ForeignFileError(*error.args) from error
    os.fchmod(descriptor, stat.S_IMODE(like.st_mode))
