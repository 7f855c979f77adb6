"""Checks that a file can be replaced or made, before anything is written."""

import errno
import os
import shlex
import stat
from pathlib import Path

from mss_gap.ledger.explain.problems import LedgerUnreadableError, LedgerUnwritableError
from mss_gap.ledger.find import Location, is_built_in

_COPY = "start a ledger of your own with mss-gap init, or copy one, and name it with --ledger"
_KINDS = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}

_MOST_LINKS = 40
"""Links that Linux follows from one path."""


def file_to_replace(location: Location) -> Path:
    """The file at a location, links followed, if it seems that it can be replaced.

    Raises `LedgerUnreadableError` where there is no such file, `LedgerUnwritableError` where it cannot be written to, and
    `OSError` where the system does not say.
    """
    if location.file is None:
        raise LedgerUnwritableError(location.origin, "standard input cannot be added to", _COPY)
    if is_built_in(location):
        raise LedgerUnwritableError(location.origin, "the ledger inside the program cannot be added to", _COPY)
    file = Path(os.path.realpath(location.file))
    folder_of(file, location.origin)
    require_file(location)
    mode = location.file.stat().st_mode
    if not stat.S_ISREG(mode) or _is_of_the_system(file.parent):
        kind = _KINDS.get(stat.S_IFMT(mode), "a file of the system")
        raise LedgerUnwritableError(location.origin, f"this is {kind}, which cannot be added to", _COPY)
    if descriptor_path(location.file) is not None:
        reason = "standard input, or another file that is open already, cannot be added to"
        raise LedgerUnwritableError(location.origin, reason, "name the file itself with --ledger")
    # Renaming would replace even a read-only file, and an administrator may write to any: its mode is a request.
    if not (mode & 0o222 and os.access(file, os.W_OK)):
        hint = f"make it writable (chmod u+w {shlex.quote(location.origin)}), or copy it"
        raise LedgerUnwritableError(location.origin, "the file is read-only", hint)
    return file


def require_file(location: Location) -> None:
    """Raise `LedgerUnreadableError`, with the name that was probably meant, where there is no such file."""
    if location.file is None or location.file.exists():
        return
    from mss_gap.ledger.near import did_you_mean

    folder = location.file.parent
    near = (
        [str(Path(location.origin).with_name(path.name)) for path in folder.glob("*.toml")] if folder.is_dir() else []
    )
    hint = did_you_mean(
        location.origin, near, f"check the path, or make one: mss-gap init {shlex.quote(location.origin)}"
    )
    raise LedgerUnreadableError(location.origin, "there is no such file", hint)


def refuse_path(path: Path) -> None:
    """Raise `LedgerUnwritableError`, or `OSError` where the system says why, where no new file can be made at a path."""
    folder = folder_of(path)
    if path.is_dir():
        raise LedgerUnwritableError(str(path), "this is a folder", "name a file in it")
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    if _is_of_the_system(Path(os.path.realpath(folder))):
        raise LedgerUnwritableError(str(path), "no file can be made there", "name a file in a folder of yours")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def descriptor_path(path: Path) -> Path | None:
    """The descriptor of a process that a path leads to, as a path: /dev/stdin, /dev/fd/3, or a link to one.

    None for a path that leads elsewhere. Raises `OSError` where the system does not say.
    """
    for _ in range(_MOST_LINKS):
        folder = Path(os.path.realpath(path.parent))
        if folder.name == "fd" and _is_of_the_system(folder):
            return folder / path.name
        if not path.is_symlink():
            return None
        path = folder / path.readlink()
    return None


def folder_of(file: Path, origin: str | None = None) -> Path:
    """The folder that a file is in, or will be; raises `LedgerUnwritableError` where there is none."""
    if not file.parent.is_dir():
        reason = f"there is no folder {file.parent}"
        raise LedgerUnwritableError(origin or str(file), reason, "check the path, or make the folder first")
    return file.parent


def _is_of_the_system(folder: Path) -> bool:
    """Whether a folder has what the system only presents as files."""
    shown = any(folder.is_relative_to(root) for root in ("/proc", "/sys", "/dev"))
    return shown and folder.parts[:3] != ("/", "dev", "shm")  # which is a folder like any other, in memory
