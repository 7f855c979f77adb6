"""Writes a new file before it takes a name, so that a reader finds either the old bytes or the new ones.

A file that replaces another has its owner, group, mode, access control list and other attributes.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from mss_gap.ledger import system

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
    new, descriptor, is_locked = _create(folder, 0o666 if like is None else 0o600)
    with ExitStack() as stack:
        stack.callback(_remove, new)
        with ExitStack() as until_written:
            until_written.callback(_close, descriptor)
            with os.fdopen(os.dup(descriptor), "wb") as stream:
                stream.write(content)
                stream.flush()
                if like is not None:
                    _make_like(like, new, descriptor)
                os.fsync(descriptor)
            if is_locked:  # the descriptor keeps the lock; Windows, which has no such locks, renames no open file
                stack.push(until_written.pop_all())
        yield new


def is_part(name: str) -> bool:
    """Whether a file has a name that this program gives it until it takes its place."""
    return _NAME.fullmatch(name) is not None


def _remove(new: Path) -> None:
    with suppress(OSError):  # a renamed file is in place, whatever fails here
        new.unlink(missing_ok=True)


def _close(descriptor: int) -> None:
    with suppress(OSError):
        os.close(descriptor)


def _create(folder: Path, mode: int) -> tuple[Path, int, bool]:
    """A new file, its descriptor, and whether that has a lock on the file, which shows that its process is alive."""
    while True:
        new = folder / f".mss-gap-{os.urandom(8).hex()}.part"
        descriptor = _create_empty(new, mode)
        is_locked = system.lock(descriptor, wait=True)
        if os.fstat(descriptor).st_nlink:
            return new, descriptor, is_locked
        os.close(descriptor)  # another process removed it before it was locked


def _create_empty(path: Path, mode: int) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)


def _clear(folder: Path) -> None:
    """Remove the files of this program in a folder that no process has locked."""
    with suppress(OSError):
        for file in folder.iterdir():
            with suppress(OSError):
                if _NAME.fullmatch(file.name):
                    _clear_one(file)


def _clear_one(file: Path) -> None:
    descriptor = system.open_plain(file, os.O_RDWR)
    try:
        if stat.S_ISREG(os.fstat(descriptor).st_mode) and system.lock(descriptor, wait=False):
            file.unlink()
    finally:
        os.close(descriptor)


def link_as(new: Path, path: Path) -> None:
    """Give a new file a name; raises `FileExistsError` where the name is taken."""
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: take the name first, and then its place
        os.close(_create_empty(path, 0o666))
        try:
            new.replace(path)
        except BaseException:
            path.unlink()
            raise


def _make_like(old: Path, new: Path, descriptor: int) -> None:
    """Give a new, open file the owner, group, mode and attributes of another; raises `NotAlikeError`.

    Only the owner may have access to the open file (mode 600) until then.
    """
    like = old.stat()
    try:
        system.give_to_owner_of(like, descriptor)
    except OSError as error:
        reason = f"it belongs to {system.owner_name(like)}, and replacing it would change that"
        raise NotAlikeError(reason) from error
    _copy_attributes(old, descriptor)
    system.set_mode(new, descriptor, like.st_mode)


def _copy_attributes(old: Path, descriptor: int) -> None:
    """Copy the extended attributes, among them the access control list, which the folder may have set otherwise."""
    wanted, made = system.attributes(old, _OF_THE_CONTENT), system.attributes(descriptor, _OF_THE_CONTENT)
    if _ACCESS_LIST in made and _ACCESS_LIST not in wanted:
        system.set_attribute(descriptor, _ACCESS_LIST, None)
    for name, value in wanted.items():
        if made.get(name) == value:
            continue
        try:
            system.set_attribute(descriptor, name, value)
        except OSError as error:
            what = "access control list" if name == _ACCESS_LIST else f"attribute {name}"
            reason = f"its {what} cannot be given to the file that replaces it"
            raise NotAlikeError(reason) from error
