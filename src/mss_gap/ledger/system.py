"""The calls that only some operating systems have, each with what is done where there is none.

Nothing else in the program asks for them. Linux has all; macOS has no leases and shows Python no attributes; Windows has
few.
"""

import errno
import os
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any


def open_now(path: str, flags: int) -> int:
    """Open a file, without waiting for the other end of a pipe; `wait_again` undoes that for what is read of it."""
    return os.open(path, flags | _flag("O_NONBLOCK"))


def wait_again(descriptor: int) -> None:
    """Let reads of a descriptor wait; one that `open_now` opened on a system without `O_NONBLOCK` does so already."""
    set_blocking = _call("set_blocking")
    if set_blocking and _flag("O_NONBLOCK"):
        set_blocking(descriptor, True)


def open_plain(path: str | Path, flags: int, folder: int | None = None) -> int:
    """Open a file, without following a link and without waiting for a pipe, where the system can do so.

    With the descriptor of a folder, the path starts there.
    """
    return os.open(path, flags | _flag("O_NOFOLLOW") | _flag("O_NONBLOCK"), dir_fd=folder)


def open_below(folder: str, path: str, flags: int) -> int:
    """Open a file below a folder as `open_plain` does; both paths are real ones.

    Each folder on the way is opened by itself, where the system can: one that becomes a link meanwhile leads nowhere.
    """
    a_folder = _flag("O_DIRECTORY")
    if os.open not in os.supports_dir_fd or not a_folder:
        return open_plain(path, flags)
    *between, last = Path(path).relative_to(folder).parts
    at = os.open(folder, os.O_RDONLY | a_folder)
    for part in between:
        try:
            below = open_plain(part, os.O_RDONLY | a_folder, at)
        finally:
            os.close(at)
        at = below
    try:
        return open_plain(last, flags, at)
    finally:
        os.close(at)


def lock(descriptor: int, *, wait: bool) -> bool:
    """Lock an open file; False where another process has locked it, or the system or the disk has no such locks."""
    try:
        import fcntl
    except ImportError:
        return False
    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))  # type: ignore[attr-defined, unused-ignore]
        return True
    return False


@contextmanager
def open_folder(folder: Path) -> Iterator[int | None]:
    """Open a folder, for `force`; None where the system opens no folders. Raises `OSError`."""
    a_folder = _flag("O_DIRECTORY")
    if not a_folder:
        yield None
        return
    descriptor = os.open(folder, os.O_RDONLY | a_folder)
    try:
        yield descriptor
    finally:
        with suppress(OSError):
            os.close(descriptor)


def force(folder: int | None) -> None:
    """Force the names in an open folder to the disk; without this a power cut could undo a new one.

    Raises `OSError`, but not on a file system that cannot force a folder to the disk at all.
    """
    if folder is None:
        return
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS):
            raise


def give_to_owner_of(like: os.stat_result, descriptor: int) -> None:
    """Give an open file the owner and the group of another; raises `OSError`. Elsewhere the folder decides whose it is."""
    made, change = os.fstat(descriptor), _call("fchown")
    if change and (made.st_uid, made.st_gid) != (like.st_uid, like.st_gid):
        change(descriptor, like.st_uid, like.st_gid)


def set_mode(file: Path, descriptor: int, mode: int) -> None:
    """Set the mode of an open file: by its descriptor where the system can, else by its name."""
    change = _call("fchmod")
    if change:
        change(descriptor, stat.S_IMODE(mode))
    else:
        file.chmod(stat.S_IMODE(mode))


def attributes(file: Path | int, without: Collection[str] = ()) -> Mapping[str, bytes]:
    """The extended attributes of a file, its access control list among them; none where the system has or shows none.

    Those that are to be left out are not read.
    """
    names, value = _call("listxattr"), _call("getxattr")
    if names is None or value is None:
        return {}
    try:
        return {name: value(file, name) for name in names(file) if name not in without}
    except OSError as error:
        if error.errno == errno.ENOTSUP:
            return {}
        raise


def set_attribute(descriptor: int, name: str, value: bytes | None) -> None:
    """Set one of the `attributes` of an open file, or remove it with None; raises `OSError`."""
    change, remove = _call("setxattr"), _call("removexattr")
    if value is None and remove:
        remove(descriptor, name)
    if value is not None and change:
        change(descriptor, name, value)


def owner_name(of: os.stat_result) -> str:
    """The owner of a file: the user's name, or, for the user's own file, the group's."""
    me = _call("geteuid")
    if me is None or of.st_uid != me():
        with suppress(ImportError, KeyError):
            import pwd

            return str(pwd.getpwuid(of.st_uid).pw_name)  # type: ignore[attr-defined, unused-ignore]
        return f"user {of.st_uid}"
    with suppress(ImportError, KeyError):
        import grp

        return f"the group {grp.getgrgid(of.st_gid).gr_name}"  # type: ignore[attr-defined, unused-ignore]
    return f"group {of.st_gid}"


def is_open_for_writing(file: Path) -> bool | None:
    """Whether any process has a file open for writing; None where the system does not say.

    Linux grants no lease to read a file that is open for writing. The lease is returned at once, because a process that
    opens the file would wait for it.
    """
    try:
        import fcntl
        import signal
    except ImportError:
        return None
    lease, on_lease, urgent = _flag("F_SETLEASE", fcntl), _flag("F_SETSIG", fcntl), _flag("SIGURG", signal)
    if not (lease and on_lease and urgent):
        return None
    descriptor = os.open(file, os.O_RDONLY)
    try:
        # A process that opens the file in that instant causes a signal, and SIGIO would end this process.
        fcntl.fcntl(descriptor, on_lease, urgent)  # type: ignore[attr-defined, unused-ignore]
        fcntl.fcntl(descriptor, lease, fcntl.F_RDLCK)  # type: ignore[attr-defined, unused-ignore]
        fcntl.fcntl(descriptor, lease, fcntl.F_UNLCK)  # type: ignore[attr-defined, unused-ignore]
    except BlockingIOError:
        return True
    except OSError:  # a network drive, or a file of another user
        return None
    finally:
        os.close(descriptor)
    return False


def _call(name: str) -> Callable[..., Any] | None:
    """A function of `os`; None where this system has none of that name."""
    found: Callable[..., Any] | None = getattr(os, name, None)
    return found


def _flag(name: str, module: ModuleType = os) -> int:
    """A constant of a module; 0, which changes nothing, where this system has none of that name."""
    return int(getattr(module, name, 0))
