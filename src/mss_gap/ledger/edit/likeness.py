"""Makes a new file like the one that it replaces: owner, group, mode, access control list, other attributes."""

import errno
import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_ACCESS_LIST = "system.posix_acl_access"
_OF_THE_CONTENT = frozenset({"security.ima", "security.evm"})
"""Checksums that the system keeps of a file's bytes: other bytes have others."""


class NotAlikeError(OSError):
    """A new file cannot be what the old one is: to replace it would change who may do what with it."""

    def __init__(self, reason: str) -> None:
        super().__init__(errno.EPERM, reason)
        self.reason = reason


def take_after(old: Path, descriptor: int) -> None:
    """Give an open file what another one has, and never to more people than the other; raises `NotAlikeError`.

    The open file must be its owner's only (mode 600) until then.
    """
    like, made = old.stat(), os.fstat(descriptor)
    if (made.st_uid, made.st_gid) != (like.st_uid, like.st_gid):
        try:
            os.fchown(descriptor, like.st_uid, like.st_gid)
        except OSError as error:
            reason = f"it belongs to {_owner(like)}, and replacing it would change that"
            raise NotAlikeError(reason) from error
    _take_attributes(old, descriptor)
    os.fchmod(descriptor, stat.S_IMODE(like.st_mode))


def _take_attributes(old: Path, descriptor: int) -> None:
    """Copy the extended attributes, the access control list among them; of these a folder may have given its own."""
    if sys.platform != "linux":
        return
    kept, made = _attributes(old), _attributes(descriptor)
    if _ACCESS_LIST in made and _ACCESS_LIST not in kept:
        os.removexattr(descriptor, _ACCESS_LIST)
    for name, value in kept.items():
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
    """Whose a file is: the user's name, or, for the user's own file, the group's."""
    if of.st_uid != os.geteuid():
        with suppress(ImportError, KeyError):
            from pwd import getpwuid

            return getpwuid(of.st_uid).pw_name
        return f"user {of.st_uid}"
    with suppress(ImportError, KeyError):
        from grp import getgrgid

        return f"the group {getgrgid(of.st_gid).gr_name}"
    return f"group {of.st_gid}"
