"""Writes a new file before it takes a name, so that a reader finds either the old bytes or the new ones.

A file that replaces another has its owner, group, mode, access control list and other attributes.
"""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

_NAME = re.compile(r"\.mss-gap-[0-9a-f]{16}\.part")
"""How this program, and no other, names a file until it takes its place."""
_ACCESS_LIST = "system.posix_acl_access"
_OF_THE_CONTENT = frozenset({"security.ima", "security.evm"})
"""Checksums that the system keeps of a file's bytes: they are not copied, because the bytes change."""


class NotAlikeError(OSError):
    """A new file cannot be made like the old one: replacing it would change who may do what with it."""

    def __init__(self, reason: str) -> None:
        super().__init__(errno.EPERM, reason)
        self.reason = reason


@contextmanager
def new_file(folder: Path, content: bytes, like: Path | None = None) -> Iterator[Path]:
    """Write a new file to the disk, to be renamed within the block; it is removed after the block if it was not renamed.

    With `like` it has the owner, the group, the mode and the access control list of another file, and is never open to
    more people than that one; without, those of any new file. Files that killed processes left in the folder are removed,
    too. Raises `OSError`, and `NotAlikeError` where it cannot be made like the other.
    """
    _clear(folder)
    new, descriptor = _create(folder, 0o666 if like is None else 0o600)
    try:
        with os.fdopen(os.dup(descriptor), "wb") as stream:  # the other descriptor keeps the lock
            stream.write(content)
            stream.flush()
            if like is not None:
                _make_like(like, descriptor)
            os.fsync(descriptor)
        yield new
    finally:
        with suppress(OSError):  # a renamed file is in place, whatever fails here
            new.unlink(missing_ok=True)
        with suppress(OSError):
            os.close(descriptor)


def is_part(name: str) -> bool:
    """Whether a file has a name that this program gives it until it takes its place."""
    return _NAME.fullmatch(name) is not None


def _create(folder: Path, mode: int) -> tuple[Path, int]:
    """A new file and its descriptor, whose lock on the file shows that its process is alive."""
    while True:
        new = folder / f".mss-gap-{os.urandom(8).hex()}.part"
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        _lock(descriptor, wait=True)
        if os.fstat(descriptor).st_nlink:
            return new, descriptor
        os.close(descriptor)  # another process removed it before it was locked


def _lock(descriptor: int, *, wait: bool) -> bool:
    """Lock an open file; False where another process has locked it, or the system has no such locks."""
    try:
        import fcntl
    except ImportError:  # Windows
        return False
    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        return True
    return False


def _clear(folder: Path) -> None:
    """Remove the files of this program in a folder that no process has locked."""
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
def open_folder(folder: Path) -> Iterator[int]:
    """Open a folder, for `force`; raises `OSError`."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        with suppress(OSError):
            os.close(descriptor)


def force(folder: int) -> None:
    """Force the names in an open folder to the disk; without this a power cut could undo a new one.

    Raises `OSError`, but not on a file system that cannot force a folder to the disk at all.
    """
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS):
            raise


def link_as(new: Path, path: Path) -> None:
    """Give a new file a name; raises `FileExistsError` where the name is taken."""
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


def _make_like(old: Path, descriptor: int) -> None:
    """Give an open file the owner, group, mode and attributes of another; raises `NotAlikeError`.

    Only the owner may have access to the open file (mode 600) until then.
    """
    like, made = old.stat(), os.fstat(descriptor)
    if (made.st_uid, made.st_gid) != (like.st_uid, like.st_gid):
        try:
            os.fchown(descriptor, like.st_uid, like.st_gid)
        except OSError as error:
            reason = f"it belongs to {_owner(like)}, and replacing it would change that"
            raise NotAlikeError(reason) from error
    _copy_attributes(old, descriptor)
    os.fchmod(descriptor, stat.S_IMODE(like.st_mode))


def _copy_attributes(old: Path, descriptor: int) -> None:
    """Copy the extended attributes, among them the access control list, which the folder may have set otherwise."""
    if sys.platform != "linux":
        return
    wanted, made = _attributes(old), _attributes(descriptor)
    if _ACCESS_LIST in made and _ACCESS_LIST not in wanted:
        os.removexattr(descriptor, _ACCESS_LIST)
    for name, value in wanted.items():
        if made.get(name) == value:
            continue
        try:
            os.setxattr(descriptor, name, value)
        except OSError as error:
            what = "access control list" if name == _ACCESS_LIST else f"attribute {name}"
            reason = f"its {what} cannot be given to the file that replaces it"
            raise NotAlikeError(reason) from error


def _attributes(file: Path | int) -> Mapping[str, bytes]:
    if sys.platform != "linux":
        return {}
    try:
        names = os.listxattr(file)
    except OSError as error:
        if error.errno == errno.ENOTSUP:
            return {}
        raise
    return {name: os.getxattr(file, name) for name in names if name not in _OF_THE_CONTENT}


def _owner(of: os.stat_result) -> str:
    """The owner of a file: the user's name, or, for the user's own file, the group's."""
    if of.st_uid != os.geteuid():
        with suppress(ImportError, KeyError):
            from pwd import getpwuid

            return getpwuid(of.st_uid).pw_name
        return f"user {of.st_uid}"
    with suppress(ImportError, KeyError):
        from grp import getgrgid

        return f"the group {getgrgid(of.st_gid).gr_name}"
    return f"group {of.st_gid}"
